import { epochMsOf, type Instant } from '../model/instant.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { type DateHabits, datesIn, habitsOf } from './civil-dates.ts';
import { incidentDate, MOST_LINES, statedZone, unknownZone } from './document-clock.ts';
import type { Problem } from './draft.ts';
import { durationIn } from './duration-text.ts';
import { type FrontMatter, frontMatterValue } from './front-matter.ts';
import { momentsIn } from './moments.ts';
import { saidBy } from './outline.ts';
import { statedDuration, timeToDetection } from './stated-duration.ts';
import type { StatedLine } from './stated-lines.ts';
import { firstMoment, labelled, statedRange, toldDetection, toldEnd, toldStart, underDetection } from './stated-times.ts';
import { DETECTED, END, START } from './time-words.ts';
import { type Happening, readTimeline, type TimeContext } from './timeline.ts';
import { endOf, entryAfter, firstDetection, firstOf, statedBeginning } from './told-by-timeline.ts';
import { zoneOfPlace } from './zone.ts';

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

/**
 * Times of an incident, each from the surest place that states it: a label, a range in words, what the timeline says, what
 * the summary tells.
 */
export function readTimes(source: TimesSource): IncidentTimes {
  const parts = partsOf(source.lines);
  const { about, facts } = parts;
  const matterDate = frontMatterValue(source.matter, 'date', 'incident_date', 'incident-date');
  const texts = [matterDate ?? '', source.title ?? '', ...about.map((line) => line.whole), ...headings(source.lines)];
  const own = habitsOf(texts.slice(0, MOST_LINES).flatMap(datesIn));
  const habits = own.dayFirst === null ? { ...own, dayFirst: dayFirstIn(source.lines) } : own;
  const stated = statedZone(facts, parts.timeline);
  const date = incidentDate({ facts, timeline: parts.timeline, title: source.title, matterDate }, habits);
  const context: TimeContext = { habits, date, zone: stated ?? zoneOfPlace(source.timeZone) };
  const timeline = readTimeline(parts.timeline, context);

  const start = labelled(about, { name: START, after: null }, context);
  const end = labelled(about, { name: END, after: start }, context);
  const range = start !== null && end !== null ? null : statedRange(facts, about, context);
  const told = () => statedBeginning(timeline) ?? firstMoment(facts, context) ?? firstOf(timeline) ?? toldStart(facts, context);
  const startedAt = start?.at ?? range?.start ?? told();
  const lasted = statedDuration(facts, about);
  const lastEntry = () => (startedAt === null ? null : (endOf(timeline) ?? entryAfter(timeline, startedAt, lasted)));
  const endedAt = after(end?.at ?? range?.end ?? toldEnd(facts, startedAt, context) ?? lastEntry(), startedAt);
  const noticed = labelled(about, { name: DETECTED, after: start }, context)?.at ?? underDetection(facts, context);
  const counted = entryAfter(timeline, startedAt, timeToDetection(about));
  const detectedAt = noticed ?? counted ?? firstDetection(timeline, startedAt) ?? toldDetection(facts, context);
  const durationMinutes = lasted ?? minutesBetween(startedAt, endedAt);
  const isDated = date !== null || !hasTimes(source.title, about);
  const unknown = stated === null ? unknownZone([...facts, ...parts.timeline]) : null;
  const problem = problemOf({ startedAt, isDated, isZoned: stated !== null, unknown: unknown?.name ?? null, timeZone: source.timeZone });
  const problems = problem === null ? [] : [{ line: unknown?.line ?? facts[0]?.line ?? 1, ...problem }];
  if (end !== null && startedAt !== null && end.at < startedAt) problems.push({ line: end.line, ...ENDS_BEFORE_START });
  return { startedAt, endedAt, detectedAt, durationMinutes, timeZone: stated?.name ?? null, timeline, date, habits, problems };
}

/** Which number of a date is the day, by any date of the document: what is due may tell it of what happened. */
function dayFirstIn(lines: readonly StatedLine[]): boolean | null {
  return habitsOf(lines.slice(0, MOST_LINES).flatMap((line) => datesIn(line.whole))).dayFirst;
}

interface Parts {
  /** All but what promises and what is code. */
  readonly about: readonly StatedLine[];
  /** Of those, what is not the timeline. */
  readonly facts: readonly StatedLine[];
  readonly timeline: readonly StatedLine[];
}

function partsOf(lines: readonly StatedLine[]): Parts {
  const isTimeline = (line: StatedLine) => line.path.some((heading) => heading.says === 'timeline');
  const about = lines.filter(
    (line) => line.form !== 'code' && !line.path.some((heading) => heading.says === 'action' || MEETING.test(heading.text)),
  );
  return { about, facts: about.filter((line) => !isTimeline(line)), timeline: lines.filter(isTimeline) };
}

/** When people will meet is no time of the incident. */
const MEETING = /\bmeetings?\b/i;

/** Whether a time of day stands anywhere. `Duration: 01:45:00` is none. */
function hasTimes(title: string | null, about: readonly StatedLine[]): boolean {
  const times = about.filter(({ name, text, path }) => {
    const isLength = /duration|downtime/i.test(name ?? '') || saidBy(path) === 'duration';
    return !isLength || durationIn(text) === null;
  });
  return [title ?? '', ...times.map(({ whole }) => whole), ...headings(about)].some((text) => momentsIn(text).length > 0);
}

const ENDS_BEFORE_START = {
  code: 'ends-before-start',
  message: 'the end lies before the start, so it was not taken over: correct one of them',
};

interface Known {
  readonly startedAt: Instant | null;
  readonly isDated: boolean;
  readonly isZoned: boolean;
  /** A zone that is named, but not known. */
  readonly unknown: string | null;
  readonly timeZone: string;
}

function problemOf({ startedAt, isDated, isZoned, unknown, timeZone }: Known): Omit<Problem, 'line'> | null {
  if (startedAt !== null && isZoned) return null;
  if (startedAt !== null) {
    const why = unknown === null ? 'no time zone is named' : `the time zone ${unknown} is unknown`;
    return { code: 'start-without-zone', message: `${why}; times were read as ${timeZone}` };
  }
  if (!isDated) return { code: 'start-without-date', message: 'times are given, but no date to go with them' };
  return { code: 'no-start', message: 'the document does not say when it started' };
}

/** The words of the headings above the first lines; no line names more than these. */
function headings(lines: readonly StatedLine[]): readonly string[] {
  return [...new Set(lines.slice(0, 2_000).flatMap((line) => line.path.map((heading) => heading.text)))];
}

/** An end before the start is a slip of the pen, and one with it is the same moment told twice; neither is taken over. */
function after(end: Instant | null, start: Instant | null): Instant | null {
  return end !== null && start !== null && end <= start ? null : end;
}

function minutesBetween(start: Instant | null, end: Instant | null): number | null {
  return start === null || end === null ? null : Math.round((epochMsOf(end) - epochMsOf(start)) / 60_000);
}
