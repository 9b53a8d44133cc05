import { epochMsOf, type Instant } from '../model/instant.ts';
import { plainDateOf } from '../postmortem/civil-dates.ts';
import { durationIn } from '../postmortem/duration-text.ts';
import { momentsIn, rangesIn } from '../postmortem/moments.ts';
import type { StatedLine } from '../postmortem/stated-lines.ts';
import { instantOf } from '../postmortem/zone.ts';
import type { IncidentPlace } from './incident-place.ts';

/** A time that the document states under a name: `End: 14:30`. */
export interface StatedMoment {
  readonly at: Instant;
  readonly line: number;
  /** The line's words. */
  readonly text: string;
}

/** Start and end as stated, whichever comes first. */
export interface StatedPeriod {
  readonly start: StatedMoment;
  readonly end: StatedMoment;
}

const START =
  /^(?:(?:incident|outage|issue|impact|event|downtime) )?(?:start(?:ed)?(?: (?:time|date|at))?|began(?: at)?|begin(?:ning)?|onset)$/i;
const END =
  /^(?:(?:incident|outage|issue|impact|event|downtime|service) )?(?:end(?:ed)?(?: (?:time|date|at))?|resol(?:ved|ution)(?: (?:time|at|date))?|restored(?: at)?|recovered(?: at)?|mitigated(?: at)?)$/i;
const DURATION =
  /^(?:(?:total |incident |outage |impact )?(?:duration|downtime)(?: of (?:the )?(?:incident|outage))?|time to (?:recovery|resolve|repair))$/i;

/** Start and end where both stand under their names; the reader does not take over an end that lies before the start. */
export function statedPeriod(place: IncidentPlace): StatedPeriod | null {
  const start = named(place, START, place.times.date);
  const end = start === null ? null : named(place, END, start.date);
  return start === null || end === null ? null : { start, end };
}

function named({ lines, times, zone }: IncidentPlace, name: RegExp, day: IncidentPlace['times']['date']) {
  for (const line of lines) {
    const [moment] = isAbout(line, name) ? momentsIn(line.text) : [];
    if (moment === undefined) continue;
    const date = moment.date === null ? day : plainDateOf(moment.date, times.habits);
    if (date === null) continue;
    const at = instantOf({ date, hour: moment.hour, minute: moment.minute, second: moment.second }, moment.zone ?? zone);
    return { at, date, line: line.line, text: line.whole };
  }
  return null;
}

/** A length of time that the document states under a name, and the times it should follow from. */
export interface StatedDuration {
  readonly line: number;
  readonly minutes: number;
  /** From start to end, as written beside it (`2 hours (14:00 – 16:30)`) or under their names. */
  readonly realMinutes: number;
}

export function statedDuration(place: IncidentPlace): StatedDuration | null {
  const period = statedPeriod(place);
  for (const line of place.lines) {
    const { text } = line;
    const minutes = isAbout(line, DURATION) || isHeaded(line) ? durationIn(text) : null;
    if (minutes === null) continue;
    const beside = minutesBeside(text);
    if (beside !== null) return { line: line.line, minutes, realMinutes: beside };
    if (period === null || period.end.at < period.start.at) return null;
    return { line: line.line, minutes, realMinutes: Math.round((epochMsOf(period.end.at) - epochMsOf(period.start.at)) / 60_000) };
  }
  return null;
}

function isHeaded({ path, form }: StatedLine): boolean {
  return form !== 'code' && path.at(-1)?.says === 'duration';
}

/** The length of the only range of times in `text`, where both are of one day and one zone. */
function minutesBeside(text: string): number | null {
  const [range, ...others] = rangesIn(text);
  if (range === undefined || others.length > 0) return null;
  const { start, end } = range;
  const isOneDay = end.date === null || (start.date !== null && end.date.month === start.date.month && end.date.day === start.date.day);
  if (!isOneDay || start.zone?.name !== end.zone?.name) return null;
  return (end.hour * 60 + end.minute - start.hour * 60 - start.minute + MINUTES_A_DAY) % MINUTES_A_DAY;
}

const MINUTES_A_DAY = 1440;

function isAbout({ name, form, path }: StatedLine, about: RegExp): boolean {
  const isElsewhere = form === 'code' || path.some(({ says }) => says === 'action' || says === 'timeline');
  return !isElsewhere && name !== null && about.test(name.trim());
}
