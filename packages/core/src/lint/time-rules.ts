import { epochMsOf, type Instant } from '../model/instant.ts';
import { addDays, dayIn, type PlainDate } from '../model/plain-date.ts';
import { datesIn } from '../postmortem/civil-dates.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';
import { type LintHit, type LintRule, type LintSubject, lineOf, quoted } from './lint-rule.ts';
import { statedDuration, statedPeriod } from './stated-period.ts';

/** Times that cannot be as they are written. */
export const TIME_RULES: readonly LintRule[] = [
  {
    code: 'ends-before-start',
    severity: 'error',
    wants: 'an end that is after the start',
    why: 'One of the two is a slip, and the duration is wrong with it.',
    remedy: 'correct one of them; write the date beside the end when it was the next day',
    find: endsBeforeStart,
  },
  {
    code: 'starts-in-future',
    severity: 'error',
    wants: 'an incident that has happened',
    why: 'Reports sort and count by the start.',
    remedy: 'correct the date; look at the year',
    find: startsInFuture,
  },
  {
    code: 'detected-before-start',
    severity: 'warning',
    wants: 'a detection that is not before the start',
    why: 'Nobody notices what has not begun; the start was earlier, or one of them is a slip.',
    remedy: 'correct the start or the detection',
    find: detectedBeforeStart,
  },
  {
    code: 'detected-after-end',
    severity: 'warning',
    wants: 'a detection that is not after the end',
    why: 'It happens, but more often one of them is a slip.',
    remedy: 'correct the end or the detection, or say that it was noticed afterwards',
    find: detectedAfterEnd,
  },
  {
    code: 'timeline-backwards',
    severity: 'warning',
    wants: 'a timeline in the order of its times',
    why: 'Readers take the order of the lines for the order of events.',
    remedy: 'correct the time or move the line; write the date where a new day begins',
    find: timelineBackwards,
  },
  {
    code: 'duration-contradicts',
    severity: 'warning',
    wants: 'a duration that fits start and end',
    why: 'Two figures for one thing: nobody will know which one to trust.',
    remedy: 'correct one of them, or leave the duration out: it follows from start and end',
    find: durationContradicts,
  },
  {
    code: 'due-before-incident',
    severity: 'error',
    wants: 'due dates that are not before the incident',
    why: 'No promise can be kept before there was a reason to make it.',
    remedy: 'correct the date; look at the year',
    find: dueBeforeIncident,
  },
];

/** What stands under names that only the reader knows is in its words. */
function* endsBeforeStart(subject: LintSubject): Iterable<LintHit> {
  const hits = [...statedEnds(subject)];
  const lines = new Set(hits.map(({ line }) => line));
  yield* hits;
  yield* subject.draft.problems.filter(({ code, line }) => code === 'ends-before-start' && !lines.has(line));
}

function* statedEnds({ incidents }: LintSubject): Iterable<LintHit> {
  for (const linted of incidents) {
    const { startedAt, endedAt } = linted.incident;
    if (startedAt !== null && endedAt !== null && endedAt < startedAt) {
      yield { line: lineOf(linted), message: `it ends at ${clock(endedAt)}, before it starts at ${clock(startedAt)}` };
      continue;
    }
    const period = linted.place === null ? null : statedPeriod(linted.place);
    if (period === null || period.end.at >= period.start.at) continue;
    yield { line: period.end.line, message: `${quoted(period.end.text)} is before ${quoted(period.start.text)}` };
  }
}

function* startsInFuture({ incidents, today }: LintSubject): Iterable<LintHit> {
  for (const linted of incidents) {
    const { startedAt } = linted.incident;
    // Somewhere it may be tomorrow already.
    if (startedAt === null || today === null || startedAt.slice(0, 10) <= addDays(today, 1)) continue;
    yield { line: lineOf(linted), message: `it starts at ${clock(startedAt)}, and today is ${today}` };
  }
}

function* detectedBeforeStart({ incidents }: LintSubject): Iterable<LintHit> {
  for (const linted of incidents) {
    const { startedAt, detectedAt } = linted.incident;
    if (startedAt === null || detectedAt === null || minutes(detectedAt, startedAt) < NOTICEABLE_MINUTES) continue;
    yield { line: lineOf(linted), message: `it was noticed at ${clock(detectedAt)}, before it started at ${clock(startedAt)}` };
  }
}

function* detectedAfterEnd({ incidents }: LintSubject): Iterable<LintHit> {
  for (const linted of incidents) {
    const { endedAt, detectedAt } = linted.incident;
    if (endedAt === null || detectedAt === null || minutes(endedAt, detectedAt) < NOTICEABLE_MINUTES) continue;
    yield { line: lineOf(linted), message: `it was noticed at ${clock(detectedAt)}, after it had ended at ${clock(endedAt)}` };
  }
}

/** Clocks of different systems differ by that much. */
const NOTICEABLE_MINUTES = 2;

function* timelineBackwards({ incidents }: LintSubject): Iterable<LintHit> {
  for (const { place } of incidents) {
    const timed = (place?.times.timeline ?? []).flatMap(({ at, text, line }) =>
      at === null || namesDay(text) ? [] : [{ at, text, line }],
    );
    const steps = timed.slice(1).map((entry, index) => ({ entry, before: timed[index] ?? entry }));
    const back = steps.filter(({ entry, before }) => entry.at < before.at);
    // The newest first is an order, too.
    if (back.length > steps.length / 2) continue;
    for (const { entry, before } of back) {
      yield { line: entry.line, message: `${clock(entry.at)} stands below ${clock(before.at)}: ${quoted(entry.text)}` };
    }
  }
}

/** A date that is left in the text of an entry was not taken for its date; then nobody knows the day. */
function namesDay(text: string): boolean {
  return datesIn(text.slice(0, 24)).length > 0;
}

function* durationContradicts({ incidents }: LintSubject): Iterable<LintHit> {
  for (const { place } of incidents) {
    const stated = place === null ? null : statedDuration(place);
    if (stated === null) continue;
    const { line, minutes: said, realMinutes: real } = stated;
    if (Math.abs(real - said) <= Math.max(ROUNDING_MINUTES, real * ROUNDING_SHARE)) continue;
    yield { line, message: `it says ${lengthOf(said)}, but from start to end it is ${lengthOf(real)}` };
  }
}

/** "About an hour" is no contradiction to 52 minutes. */
const ROUNDING_MINUTES = 10;
const ROUNDING_SHARE = 0.2;

function* dueBeforeIncident({ incidents }: LintSubject): Iterable<LintHit> {
  for (const { incident } of incidents) {
    const { startedAt } = incident;
    if (startedAt === null) continue;
    for (const { dueOn, line, title } of incident.items) {
      if (dueOn === null || !isDueBefore(incident, dueOn)) continue;
      yield { line, message: `due on ${dueOn}, before the incident on ${startedOn(startedAt)}: ${quoted(title)}` };
    }
  }
}

/** Surely: on which day it started depends on the zone. */
export function isDueBefore({ startedAt }: Pick<IncidentDraft, 'startedAt'>, dueOn: PlainDate): boolean {
  return startedAt !== null && dueOn < addDays(startedOn(startedAt), -1);
}

function startedOn(at: Instant): PlainDate {
  return dayIn('UTC', at);
}

function minutes(from: Instant, to: Instant): number {
  return Math.round((epochMsOf(to) - epochMsOf(from)) / 60_000);
}

/** `2026-03-02 09:00 UTC`. */
function clock(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function lengthOf(total: number): string {
  const [days, hours, rest] = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60];
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 || total === 0 ? `${rest} min` : ''];
  return parts.filter((part) => part !== '').join(' ');
}
