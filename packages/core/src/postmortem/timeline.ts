import type { TimelineEntry } from '../model/incident.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import { type DateHabits, datesIn, plainDateOf } from './civil-dates.ts';
import { type Moment, momentsIn, rangesIn, zoneIn } from './moments.ts';
import type { StatedLine } from './stated-lines.ts';
import { instantOf } from './zone.ts';
import type { Zone } from './zone-names.ts';

/** What holds for every time of a document that does not say otherwise itself. */
export interface TimeContext {
  readonly habits: DateHabits;
  /** The day of the incident, where the document states one. */
  readonly date: PlainDate | null;
  /** The zone that the document names, or else the caller's. */
  readonly zone: Zone;
}

/** One thing that happened, with the date that its instant was resolved with. */
export interface Happening extends TimelineEntry {
  readonly date: PlainDate | null;
  readonly line: number;
}

/** Going back further than this on the clock (in hours) within a timeline means that the next day began. */
const NEXT_DAY_HOURS = 6;

/** What stands below a heading that is a time belongs to that time's entry, up to this many characters. */
const LONGEST_ENTRY = 300;

/**
 * The timeline's entries in order. A date that stands above entries or in one of them holds for those that follow; a clock
 * that goes back says that the next day began.
 */
export function readTimeline(lines: readonly StatedLine[], context: TimeContext): readonly Happening[] {
  const happenings: Happening[] = [];
  let zone = context.zone;
  let date: PlainDate | null = null;
  let last = -1;
  let headed = '';
  let underHeading = false;
  for (const line of lines) {
    const heading = line.path.map((each) => each.text).join('\n');
    if (heading !== headed) {
      headed = heading;
      const own = line.path.at(-1)?.text ?? '';
      zone = zoneIn(own) ?? zone;
      stateDate(dateFrom(own, context.habits));
      const at = momentsIn(own)[0];
      if (at !== undefined && at.from < 24) {
        happenings.push(entryAt(own, at, line));
        underHeading = true;
      } else underHeading = false;
    }
    if (underHeading) {
      const last = happenings.pop();
      if (last !== undefined)
        happenings.push(last.text.length > LONGEST_ENTRY ? last : { ...last, text: `${last.text} ${line.whole}`.trim() });
      continue;
    }
    const moment = leadingMoment(line);
    if (moment === null) {
      zone = (/all times|times? (?:are )?in|timezone|time zone/i.test(line.whole) ? zoneIn(line.whole) : null) ?? zone;
      stateDate(line.whole.length < 80 ? dateFrom(line.whole, context.habits) : null);
      continue;
    }
    happenings.push(entryAt(line.whole, moment, line));
  }
  return happenings;

  /** Below a date the clock begins anew: that it goes back there tells nothing. */
  function stateDate(stated: PlainDate | null): void {
    if (stated === null) return;
    date = stated;
    last = -1;
  }

  function entryAt(whole: string, moment: Moment, line: StatedLine): Happening {
    const minutes = moment.hour * 60 + moment.minute;
    const stated = moment.date === null ? null : plainDateOf(moment.date, { ...context.habits, year: yearOf(date) ?? context.habits.year });
    if (stated !== null) date = stated;
    else if (date === null) date = context.date;
    else if (last >= 0 && minutes < last - NEXT_DAY_HOURS * 60) date = addDays(date, 1);
    last = minutes;
    const at =
      date === null ? null : instantOf({ date, hour: moment.hour, minute: moment.minute, second: moment.second }, moment.zone ?? zone);
    return { at, text: textOf(whole, moment), date, line: line.line };
  }
}

/** An entry's time stands at its beginning: in its first words, its name or the row's first cells. */
function leadingMoment(line: StatedLine): Moment | null {
  const head = line.form === 'row' ? line.whole.slice(0, 60) : line.whole.slice(0, 80);
  const [moment] = momentsIn(head);
  if (moment === undefined) return null;
  const before = head
    .slice(0, moment.from)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const labelled = line.name !== null && moment.from <= line.name.length + 3;
  return before === '' || labelled || before.split(' ').length <= 3 ? moment : null;
}

/** In characters, behind its first time. */
const LONGEST_RANGE = 60;

/** What stands beside the time, or beside the range of times that begins with it: `14:20 to 14:40 alerts`. */
function textOf(whole: string, moment: Moment): string {
  const range = rangesIn(whole.slice(0, moment.to + LONGEST_RANGE)).find(({ start }) => start.from === moment.from);
  const after = whole
    .slice(range?.end.to ?? moment.to)
    .replace(/^[\s:|,)\]*`–—-]+/, '')
    .trim();
  const before = whole
    .slice(0, moment.from)
    .replace(/[\s(:|,[–—-]+$/, '')
    .trim();
  return [before, after].filter((part) => part !== '').join(': ');
}

function dateFrom(text: string, habits: DateHabits): PlainDate | null {
  const date = datesIn(text)[0];
  return date === undefined ? null : plainDateOf(date, habits);
}

function yearOf(date: PlainDate | null): number | null {
  return date === null ? null : Number(date.slice(0, 4));
}
