import { epochMsOf, type Instant } from '../model/instant.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import { plainDateOf } from './civil-dates.ts';
import { MOST_LINES } from './document-clock.ts';
import { type Moment, momentsIn, rangesIn, zoneIn } from './moments.ts';
import { saidBy } from './outline.ts';
import type { StatedLine } from './stated-lines.ts';
import { BROKE, DETECTION, LASTED_UNTIL, NOT_ALL, RECOVERED_AT, RESTORED } from './time-words.ts';
import type { TimeContext } from './timeline.ts';
import { instantOf } from './zone.ts';

function resolve(moment: Moment, context: TimeContext, day: PlainDate | null): Instant | null {
  const date = moment.date === null ? day : plainDateOf(moment.date, context.habits);
  if (date === null) return null;
  return instantOf({ date, hour: moment.hour, minute: moment.minute, second: moment.second }, moment.zone ?? context.zone);
}

/** A time and the day that it was read with. */
export interface StatedTime {
  readonly at: Instant;
  readonly date: PlainDate | null;
}

/** A time that stands under a name. */
export interface NamedTime extends StatedTime {
  readonly line: number;
}

/** Further back than this on the clock is the next day; less is a slip of the pen. */
const NEXT_DAY_MS = 6 * 3_600_000;

/** A time of no day of its own is of the day on which what it comes after began, or past midnight of the next. */
function resolveAfter(moment: Moment, context: TimeContext, after: StatedTime | null): StatedTime | null {
  const date = moment.date === null ? (after?.date ?? context.date) : plainDateOf(moment.date, context.habits);
  const at = resolve(moment, context, date);
  if (at === null) return null;
  const isNextDay = after !== null && moment.date === null && epochMsOf(at) < epochMsOf(after.at) - NEXT_DAY_MS;
  const next = isNextDay && date !== null ? addDays(date, 1) : null;
  return next === null ? { at, date } : { at: resolve(moment, context, next) ?? at, date: next };
}

/** Which name to look for, and the time that it comes after. */
interface Wanted {
  readonly name: RegExp;
  readonly after: StatedTime | null;
}

/** The time behind a name. */
export function labelled(lines: readonly StatedLine[], { name, after }: Wanted, context: TimeContext): NamedTime | null {
  for (const line of lines.slice(0, MOST_LINES)) {
    const own = isNamed(line, name) ? line.text : afterName(line, name);
    const [moment] = own === null ? [] : momentsIn(own);
    const zone = moment?.zone ?? zoneIn(line.name ?? '');
    const stated = moment === undefined ? null : resolveAfter({ ...moment, zone }, context, after);
    if (stated !== null) return { ...stated, line: line.line };
  }
  return null;
}

/** By its own name, or as the first text of the entry that has it: `- Detection time:` over `- 10:15`. */
function isNamed({ name: own, text, whole, within }: StatedLine, name: RegExp): boolean {
  // `Start time (UTC)`
  if (own !== null && name.test(own.replace(/\s*\([^()]*\)$/, '').trim()) && text !== '') return true;
  return whole.length < 60 && name.test(within.at(-1)?.trim() ?? '');
}

/** `Resolved 2021-05-11 10:00`, and names within a line: `Start Time: …, End Time: …`. */
function afterName(line: StatedLine, name: RegExp): string | null {
  if (line.whole.length > 200 || !/\d/.test(line.whole)) return null;
  for (const found of line.whole.matchAll(/(?:^|[,;(]\s*|:\s+)(\p{L}[\p{L} -]{2,24}?)\s*(?::\s*|(?=\d{4}-))/gu)) {
    if (name.test((found[1] ?? '').trim())) return line.whole.slice(found.index + found[0].length);
  }
  return null;
}

/** The first range of times where the outage itself is described, and then anywhere. */
export function statedRange(
  facts: readonly StatedLine[],
  about: readonly StatedLine[],
  context: TimeContext,
): { start: Instant; end: Instant } | null {
  const isDuration = (line: StatedLine) => /duration|outage window|downtime/i.test(line.name ?? '') || saidBy(line.path) === 'duration';
  const ordered = [...about.filter(isDuration), ...facts];
  for (const line of ordered.slice(0, MOST_LINES)) {
    for (const range of rangesIn(line.whole.slice(0, 2_000))) {
      if (OFFICE_HOURS.test(line.whole.slice(Math.max(0, range.start.from - 40), range.start.from))) continue;
      const start = resolve(range.start, context, context.date);
      const day = range.end.date !== null ? null : startDate(range.start, context);
      let end = resolve(range.end, context, day);
      if (start === null || end === null) continue;
      if (end < start && range.end.date === null && day !== null) end = resolve(range.end, context, addDays(day, 1));
      if (end !== null && end >= start) return { start, end };
    }
  }
  return null;
}

/** `7h (during support hours 10:00-17:00)`: when people are at work, not when something was broken. */
const OFFICE_HOURS = /\b(?:support|business|office|working|opening|service|core) hours\b[^\p{L}\d]*$/iu;

function startDate(moment: Moment, context: TimeContext): PlainDate | null {
  return moment.date === null ? context.date : plainDateOf(moment.date, context.habits);
}

/** "… until 13:06", "reported on 5 August at 18:00": not the beginning. */
const LATER =
  /\b(?:(?:until|till|to|by)\s*|(?:reported|written|posted|published|resolved|restored)(?: \p{L}+)?(?: (?:on|at|around))?\s*)$/iu;

/** "At 03:01 UTC on 12 January we lost the database": the first time in the facts that stands with its date. */
export function firstMoment(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 40)) {
    if (line.name !== null || line.form !== 'text') continue;
    const moment = momentsIn(line.whole.slice(0, 600)).find(
      (each) => each.date !== null && !LATER.test(line.whole.slice(Math.max(0, each.from - 40), each.from)),
    );
    const at = moment === undefined ? null : resolve(moment, context, null);
    if (at !== null) return at;
  }
  return null;
}

/** "At 19:55 UTC all services stopped responding": the first sentences, where the day is stated elsewhere. Only with a zone. */
export function toldStart(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 12)) {
    if (line.form !== 'text' || line.name !== null) continue;
    const moment = momentsIn(line.whole.slice(0, 300)).find((each) => each.zone !== null);
    if (moment !== undefined) return BROKE.test(line.whole.slice(0, 300)) ? resolve(moment, context, context.date) : null;
  }
  return null;
}

/** "This lasted until 16:05 UTC", "by 9:40 UTC traffic had returned to normal"; of what has a beginning also "it recovered at 3:05 PM". */
export function toldEnd(facts: readonly StatedLine[], start: Instant | null, context: TimeContext): Instant | null {
  const after = start === null ? null : { at: start, date: context.date };
  for (const line of facts.slice(0, 40)) {
    if (line.form !== 'text') continue;
    for (const moment of momentsIn(line.whole.slice(0, 2_000))) {
      const before = line.whole.slice(Math.max(0, moment.from - 60), moment.from);
      const sentence = line.whole.slice(moment.to).split(/[.;]\s/, 1)[0] ?? '';
      const isEnd = LASTED_UNTIL.test(before) || (/\bby\s+$/i.test(before) && RESTORED.test(sentence));
      const isRecovery = after !== null && RECOVERED_AT.test(before) && !NOT_ALL.test(before.split(/[.;]\s/).at(-1) ?? '');
      if (isEnd || isRecovery) return resolveAfter(moment, context, after)?.at ?? null;
    }
  }
  return null;
}

/** The first time below a heading about detection. */
export function underDetection(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts) {
    const isHere = line.path.at(-1)?.says === 'detection' && line.form === 'text';
    // "Errors were logged since 10:36" says when it began.
    const moment = isHere
      ? momentsIn(line.whole).find((each) => !/\bsince\s*$/i.test(line.whole.slice(Math.max(0, each.from - 12), each.from)))
      : undefined;
    const at = moment === undefined ? null : resolve(moment, context, context.date);
    if (at !== null) return at;
  }
  return null;
}

/** "On 17 March at 10:47 somebody alerted us". */
export function toldDetection(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 20)) {
    const moment = line.form === 'text' ? momentsIn(line.whole)[0] : undefined;
    const sentence = line.whole.slice(moment?.to ?? 0).split(/[.;]\s/, 1)[0] ?? '';
    const at =
      moment === undefined || !DETECTION.test(sentence) ? null : resolve(moment, context, moment.zone === null ? null : context.date);
    if (at !== null) return at;
  }
  return null;
}
