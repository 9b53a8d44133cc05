import { epochMsOf, type Instant } from '../model/instant.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import { type DateHabits, datesIn, habitsOf, plainDateOf } from './civil-dates.ts';
import type { Problem } from './draft.ts';
import { durationIn } from './duration-text.ts';
import { type FrontMatter, frontMatterValue } from './front-matter.ts';
import { type Moment, momentsIn, rangesIn, zoneIn } from './moments.ts';
import { saidBy } from './outline.ts';
import type { StatedLine } from './stated-lines.ts';
import { type Happening, readTimeline, type TimeContext } from './timeline.ts';
import { instantOf, zoneOfPlace } from './zone.ts';
import type { Zone } from './zone-names.ts';

/** When an incident happened, as far as its document says; what it does not say is `null`. */
export interface IncidentTimes {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly detectedAt: Instant | null;
  readonly durationMinutes: number | null;
  /** As the document names it; `null` when it names none and the caller's was used. */
  readonly timeZone: string | null;
  readonly timeline: readonly Happening[];
  readonly date: PlainDate | null;
  readonly habits: DateHabits;
  readonly problems: readonly Problem[];
}

/** What an incident's times are read from. */
export interface TimesSource {
  readonly lines: readonly StatedLine[];
  readonly title: string | null;
  readonly matter: FrontMatter;
  /** IANA name, for documents that name no zone. */
  readonly timeZone: string;
}

const START =
  /^(?:(?:incident|outage|issue|impact|event|downtime)? ?(?:start(?:ed)?(?: (?:time|date|at|of (?:the )?(?:incident|outage|impact)))?|began(?: at)?|begin(?:s|ning)?|onset)|time of (?:start|incident|outage)|from)$/i;
const END =
  /^(?:(?:incident|outage|issue|impact|event|downtime|service)? ?(?:end(?:ed)?(?: (?:time|date|at|of (?:the )?(?:incident|outage|impact)))?|resol(?:ved|ution)(?: (?:time|at|date))?|restor(?:ed|ation)(?: (?:time|at))?|recover(?:ed|y)(?: (?:time|at))?|mitigated(?: at)?|finish(?:ed)?)|time of (?:resolution|recovery)|to)$/i;
const DETECTED =
  /^(?:(?:incident|issue|outage|first|time)? ?(?:detect(?:ed|ion)(?: (?:time|at|date))?|discover(?:ed|y)(?: (?:time|at))?|noticed|alerted|acknowledged)|time of detection|issue detected)$/i;
const DATE = /^(?:date(?: (?:of|and time of) (?:the )?(?:incident|outage|event|issue)| and time)?|(?:incident|outage|event) date|when)$/i;

/** Times of an incident: labelled ones first, then a range in words, then what the timeline says. */
export function readTimes(source: TimesSource): IncidentTimes {
  const { lines } = source;
  const isTimeline = (line: StatedLine) => saidBy(line.path) === 'timeline' || line.path.some((heading) => heading.says === 'timeline');
  const about = lines.filter((line) => !line.path.some((heading) => heading.says === 'action') && line.form !== 'code');
  const facts = about.filter((line) => !isTimeline(line));
  const timelineLines = lines.filter(isTimeline);
  const texts = [source.title ?? '', ...about.map((line) => line.whole), ...headings(lines)];
  const matterDate = frontMatterValue(source.matter, 'date', 'incident_date', 'incident-date');
  const habits = habitsOf([matterDate ?? '', ...texts].slice(0, MOST_TEXTS).flatMap(datesIn));
  const stated = statedZone(facts, timelineLines);
  const zone = stated ?? zoneOfPlace(source.timeZone);
  const date = incidentDate({ ...source, lines: facts }, timelineLines, habits, matterDate);
  const context: TimeContext = { habits, date, zone };
  const timeline = readTimeline(timelineLines, context);

  const labelledStart = labelled(about, START, context);
  const labelledEnd = labelled(about, END, context);
  const range = labelledStart !== null && labelledEnd !== null ? null : statedRange(facts, about, context);
  const startedAt = labelledStart ?? range?.start ?? statedBeginning(timeline) ?? firstMoment(facts, context) ?? firstOf(timeline);
  const lastHappening = startedAt === null ? null : endOf(timeline);
  const endedAt = after(labelledEnd ?? range?.end ?? toldEnd(facts, context) ?? lastHappening, startedAt);
  const detectedAt =
    labelled(about, DETECTED, context) ??
    underDetection(facts, context) ??
    firstDetection(timeline, startedAt) ??
    toldDetection(facts, context);
  const durationMinutes = statedDuration(facts, about) ?? minutesBetween(startedAt, endedAt);
  return {
    startedAt,
    endedAt,
    detectedAt,
    durationMinutes,
    timeZone: stated?.name ?? null,
    timeline,
    date,
    habits,
    problems: problemsOf(),
  };

  function problemsOf(): readonly Problem[] {
    const problems: Problem[] = [];
    const line = facts[0]?.line ?? 1;
    if (startedAt === null) {
      const timed = texts.some((text) => momentsIn(text).length > 0);
      const code = timed && date === null ? 'start-without-date' : 'no-start';
      problems.push({
        line,
        code,
        message: timed && date === null ? 'times are given, but no date to go with them' : 'the document does not say when it started',
      });
    } else if (stated === null) {
      problems.push({ line, code: 'start-without-zone', message: `no time zone is named; times were read as ${source.timeZone}` });
    }
    return problems;
  }
}

/** Dates of more texts than this tell nothing new about how the document writes dates. */
const MOST_TEXTS = 400;

function headings(lines: readonly StatedLine[]): readonly string[] {
  return [...new Set(lines.slice(0, 2_000).flatMap((line) => line.path.map((heading) => heading.text)))];
}

/** The zone named for all times, else the one named first: in the facts, then in the timeline. */
function statedZone(facts: readonly StatedLine[], timeline: readonly StatedLine[]): Zone | null {
  const heading = timeline[0]?.path.map((each) => zoneIn(each.text)).find((zone) => zone !== null);
  if (heading) return heading;
  const lines = [...timeline, ...facts].slice(0, MOST_TEXTS);
  const general = lines.find(
    (line) => /\b(?:all )?times?\b.{0,30}\b(?:in|are)\b|\ball times\b/i.test(line.whole) && zoneIn(line.whole) !== null,
  );
  if (general) return zoneIn(general.whole);
  for (const line of [...facts.slice(0, MOST_TEXTS), ...timeline]) {
    const zone = momentsIn(line.whole).find((moment) => moment.zone !== null)?.zone;
    if (zone) return zone;
  }
  return null;
}

function incidentDate(
  source: TimesSource,
  timeline: readonly StatedLine[],
  habits: DateHabits,
  matterDate: string | null,
): PlainDate | null {
  const labelledDate = source.lines.find((line) => DATE.test(line.name ?? line.path.at(-1)?.text ?? '') && datesIn(line.text).length > 0);
  const ofIncident = source.lines.find(
    (line) => /date of (?:the )?(?:incident|outage)/i.test(line.path.at(-1)?.text ?? '') && datesIn(line.text).length > 0,
  );
  const places = [
    ofIncident?.text,
    labelledDate?.text,
    source.lines.slice(0, MOST_TEXTS).find((line) => momentsIn(line.whole).some((moment) => moment.date !== null))?.whole,
    source.title,
    ...timeline.slice(0, 3).flatMap((line) => [...line.path.map((heading) => heading.text), line.whole]),
    ...source.lines.slice(0, 12).map((line) => line.whole),
    matterDate,
  ];
  for (const place of places) {
    for (const date of datesIn(place ?? '')) {
      const day = plainDateOf(date, habits);
      if (day !== null) return day;
    }
  }
  return null;
}

function resolve(moment: Moment, context: TimeContext, day: PlainDate | null): Instant | null {
  const date = moment.date === null ? day : plainDateOf(moment.date, context.habits);
  if (date === null) return null;
  return instantOf({ date, hour: moment.hour, minute: moment.minute, second: moment.second }, moment.zone ?? context.zone);
}

function labelled(lines: readonly StatedLine[], name: RegExp, context: TimeContext): Instant | null {
  for (const line of lines.slice(0, MOST_TEXTS)) {
    const own = line.name !== null && name.test(line.name.trim()) ? line.text : afterName(line, name);
    const [moment] = own === null ? [] : momentsIn(own);
    const at = moment === undefined ? null : resolve(moment, context, context.date);
    if (at !== null) return at;
  }
  return null;
}

/** `Resolved 2021-05-11 10:00`, and names within a line: `Start Time: …, End Time: …`. */
function afterName(line: StatedLine, name: RegExp): string | null {
  if (line.whole.length > 200 || !/\d/.test(line.whole)) return null;
  for (const found of line.whole.matchAll(/(?:^|[,;(]\s*|:\s+)(\p{L}[\p{L} ]{2,24}?)\s*(?::\s*|(?=\d{4}-))/gu)) {
    if (name.test((found[1] ?? '').trim())) return line.whole.slice(found.index + found[0].length);
  }
  return null;
}

/** The first range of times where the outage itself is described, and then anywhere. */
function statedRange(
  facts: readonly StatedLine[],
  about: readonly StatedLine[],
  context: TimeContext,
): { start: Instant; end: Instant } | null {
  const isDuration = (line: StatedLine) => /duration|outage window|downtime/i.test(line.name ?? '') || saidBy(line.path) === 'duration';
  const ordered = [...about.filter(isDuration), ...facts];
  for (const line of ordered.slice(0, MOST_TEXTS)) {
    for (const range of rangesIn(line.whole.slice(0, 2_000))) {
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

function startDate(moment: Moment, context: TimeContext): PlainDate | null {
  return moment.date === null ? context.date : plainDateOf(moment.date, context.habits);
}

const BEGINS =
  /(?<!\b(?:into|of|for) (?:the |this )?)\b(?:(?:outage|incident|impact|downtime|breakdown|disruption|degradation)\*{0,2} (?:begins?|began|starts?|started)|first (?:error|500|failure)|users? (?:started|began))\b/i;
const ENDS =
  /\b(?:(?:outage|incident|impact|downtime)\*{0,2}(?:\/\w+)? (?:ends?|ended|over)|end of the (?:incident|outage)|bringing the outage to an end)\b/i;
const RESTORED =
  /\b(?:resolved|restored|recover(?:ed|y)|back (?:online|up|to normal)|returned to normal|normal (?:operation|operations|levels)|fully (?:operational|functional)|resumed|stable|fixed|available again|goes back|processed)\b/i;
const DETECTION =
  /\b(?:detected|detects?|discovered|alert(?:s|ed|ing)?|alarms?|noticed|notices|reported|reports?|paged|pages (?:the|on|our)|pager|observed?|flagged|aware|(?:problem|issue|incident) (?:is |was )?(?:first )?identified)\b/i;

/** "This lasted until 16:05 UTC", "by 9:40 UTC traffic had returned to normal". */
function toldEnd(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 40)) {
    if (line.form !== 'text') continue;
    for (const moment of momentsIn(line.whole.slice(0, 2_000))) {
      const before = line.whole.slice(Math.max(0, moment.from - 40), moment.from);
      const sentence = line.whole.slice(moment.to).split(/[.;]\s/, 1)[0] ?? '';
      if (LASTED_UNTIL.test(before) || (/\bby\s+$/i.test(before) && RESTORED.test(sentence))) return resolve(moment, context, context.date);
    }
  }
  return null;
}

const LASTED_UNTIL =
  /\b(?:lasted|continued|persisted|down|unavailable|offline|ongoing) (?:\w+ )?(?:until|till)\s+(?:about |around |approximately |~)?$/i;

function statedBeginning(timeline: readonly Happening[]): Instant | null {
  return timeline.find((each) => each.at !== null && BEGINS.test(each.text))?.at ?? null;
}

function firstOf(timeline: readonly Happening[]): Instant | null {
  return timeline.find((each) => each.at !== null)?.at ?? null;
}

function endOf(timeline: readonly Happening[]): Instant | null {
  const timed = timeline.filter((each) => each.at !== null);
  return timed.find((each) => ENDS.test(each.text))?.at ?? timed.findLast((each) => RESTORED.test(each.text))?.at ?? null;
}

/** The first entry that tells of noticing it; one before the beginning tells of something else. */
function firstDetection(timeline: readonly Happening[], start: Instant | null): Instant | null {
  const noticed = timeline.filter((each) => each.at !== null && DETECTION.test(each.text));
  return (noticed.find((each) => start === null || (each.at !== null && each.at >= start)) ?? noticed[0])?.at ?? null;
}

/** The first time below a heading about detection. */
function underDetection(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts) {
    const moment = line.path.at(-1)?.says === 'detection' && line.form === 'text' ? momentsIn(line.whole)[0] : undefined;
    const at = moment === undefined ? null : resolve(moment, context, context.date);
    if (at !== null) return at;
  }
  return null;
}

/** "On 17 March at 10:47 somebody alerted us". */
function toldDetection(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 20)) {
    const moment = line.form === 'text' ? momentsIn(line.whole)[0] : undefined;
    const sentence = line.whole.slice(moment?.to ?? 0).split(/[.;]\s/, 1)[0] ?? '';
    const at = moment === undefined || !DETECTION.test(sentence) ? null : resolve(moment, context, null);
    if (at !== null) return at;
  }
  return null;
}

/** "At 03:01 UTC on 12 January we lost the database": the first time in the facts that stands with its date. */
function firstMoment(facts: readonly StatedLine[], context: TimeContext): Instant | null {
  for (const line of facts.slice(0, 40)) {
    if (line.name !== null || line.form !== 'text') continue;
    const moment = momentsIn(line.whole.slice(0, 600)).find((each) => each.date !== null);
    const at = moment === undefined ? null : resolve(moment, context, null);
    if (at !== null) return at;
  }
  return null;
}

/** An end before the start is a slip of the pen; it is not taken over. */
function after(end: Instant | null, start: Instant | null): Instant | null {
  return end !== null && start !== null && end < start ? null : end;
}

function statedDuration(facts: readonly StatedLine[], about: readonly StatedLine[]): number | null {
  const named = about.find(
    (line) => /duration|time to (?:recovery|resolve|repair)|downtime/i.test(line.name ?? '') && durationIn(line.text) !== null,
  );
  if (named) return durationIn(named.text);
  const headed = about.find((line) => saidBy(line.path) === 'duration' && durationIn(line.whole) !== null);
  if (headed) return durationIn(headed.whole);
  const told = facts.slice(0, 60).find((line) => LASTED.test(line.whole) && durationIn(LASTED.exec(line.whole)?.[1] ?? '') !== null);
  return told ? durationIn(LASTED.exec(told.whole)?.[1] ?? '') : null;
}

const LASTED =
  /\b(?:last(?:ed|ing)|persisted|continued|(?:down|unavailable|offline|out|unresponsive|outage|downtime)(?: of| for)?|for(?: a period of)?)\s+((?:approximately |about |around |nearly |~|an? estimated |roughly |over )*(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve).{0,40})/i;

function minutesBetween(start: Instant | null, end: Instant | null): number | null {
  return start === null || end === null ? null : Math.round((epochMsOf(end) - epochMsOf(start)) / 60_000);
}
