import { addDays, addMonths, type PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';

const FREQUENCY_DAYS: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7, MONTHLY: 28, YEARLY: 365 };

const DAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const listOf = (one: string) => new RegExp(`^${one}(?:,${one})*$`);
const number = (most: number) => `[+-]?(?:${Array.from({ length: most }, (_, i) => most - i).join('|')})`;

/** The parts of RFC 5545 §3.3.10 and RFC 7529 that make sense on civil dates, and the values they take. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,4}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  WKST: new RegExp(`^${DAY}$`),
  BYDAY: listOf(`(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?${DAY}`),
  BYMONTHDAY: listOf(number(31)),
  BYYEARDAY: listOf(number(366)),
  BYWEEKNO: listOf(number(53)),
  BYMONTH: listOf('(?:1[0-2]|[1-9])'),
  BYSETPOS: listOf(number(366)),
  RSCALE: /^GREGORIAN$/,
  SKIP: /^(?:OMIT|BACKWARD|FORWARD)$/,
};

const EXAMPLE = 'Write an RFC 5545 rule on days, for example FREQ=MONTHLY;INTERVAL=3 or FREQ=WEEKLY;BYDAY=MO.';

/** A rule by its parts, in the order they were written. */
type Parts = ReadonlyMap<string, string>;

/** The RFC 5545 `RRULE` value that `text` writes (upper case, without `RRULE:`), or what is wrong with it. */
export function parseRrule(text: string): Result<string> {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
  const seen = new Set<string>();
  for (const part of rule.split(';')) {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    const form = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (form === undefined || !form.test(value))
      return fault('bad-rrule', `${JSON.stringify(part)} is no part of a rule on days.`, EXAMPLE);
    if (seen.has(name)) return fault('bad-rrule', `The rule says ${name} twice.`, EXAMPLE);
    seen.add(name);
  }
  if (!seen.has('FREQ')) return fault('bad-rrule', 'The rule does not say how often: FREQ is missing.', EXAMPLE);
  if (seen.has('COUNT') && seen.has('UNTIL')) return fault('bad-rrule', 'A rule has COUNT or UNTIL, not both.', EXAMPLE);
  return ok(rule);
}

/** True when the rule ends after so many occurrences. */
export function countsOccurrences(rrule: string): boolean {
  return partsOf(rrule).has('COUNT');
}

/**
 * A lower bound of the days between two dates of a rule, without computing any: 84 for a quarterly rule.
 * It lets a day on which nothing can be due pass without loading the library that computes dates.
 */
export function leastGapDays(rrule: string): number {
  const parts = partsOf(rrule);
  const frequency = parts.get('FREQ') ?? 'DAILY';
  const whole = (FREQUENCY_DAYS[frequency] ?? 1) * Number(parts.get('INTERVAL') ?? 1);
  const restricting = [...parts].filter(([name]) => name.startsWith('BY'));
  if (restricting.length === 0) return whole;
  const [only, second] = restricting;
  if (only === undefined || second !== undefined || only[1].includes(',')) return 1;
  const oncePerPeriod =
    (frequency === 'WEEKLY' && only[0] === 'BYDAY') ||
    (frequency === 'MONTHLY' && (only[0] === 'BYMONTHDAY' || (only[0] === 'BYDAY' && /\d/.test(only[1]))));
  return oncePerPeriod ? whole : 1;
}

/**
 * The rule to compute with when a series starts on a day that not every month has: a plain monthly rule from the 31st
 * means the last day of a shorter month, where RFC 5545 alone would leave that month out and a drill would be lost.
 */
export function monthEndRule(rrule: string, startsOn: PlainDate): string {
  const parts = partsOf(rrule);
  if ([...parts.keys()].some((name) => name.startsWith('BY') || name === 'SKIP' || name === 'RSCALE')) return rrule;
  const day = Number(startsOn.slice(8, 10));
  const days = Array.from({ length: Math.max(0, day - 27) }, (_, i) => 28 + i).join(',');
  if (day > 28 && parts.get('FREQ') === 'MONTHLY') return `${rrule};BYMONTHDAY=${days};BYSETPOS=-1`;
  if (startsOn.endsWith('-02-29') && parts.get('FREQ') === 'YEARLY') return `${rrule};BYMONTH=2;BYMONTHDAY=${days};BYSETPOS=-1`;
  return rrule;
}

/** About one interval of the rule after `date`: where a new rule continues an old one. */
export function oneIntervalAfter(date: PlainDate, rrule: string): PlainDate {
  const parts = partsOf(rrule);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const restricted = [...parts.keys()].some((name) => name.startsWith('BY'));
  if (!restricted && parts.get('FREQ') === 'MONTHLY') return addMonths(date, interval);
  if (!restricted && parts.get('FREQ') === 'YEARLY') return addMonths(date, 12 * interval);
  return addDays(date, leastGapDays(rrule));
}

function partsOf(rrule: string): Parts {
  return new Map(
    rrule
      .split(';')
      .map((part) => part.split(/=(.*)/s))
      .map(([name = '', value = '']) => [name, value]),
  );
}
