import { UTCDateMini as UTCDate } from '@date-fns/utc/date/mini';
import { addDays as addDaysTo } from 'date-fns/addDays';
import { addMonths as addMonthsTo } from 'date-fns/addMonths';
import type { Brand } from './brand.ts';
import type { Instant } from './instant.ts';

/** A civil date, `2026-03-31`. Strings of this form sort in the order of time. */
export type PlainDate = Brand<string, 'PlainDate'>;

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
/** A date alone is read as UTC, where every day is this long (ECMA-262, Date Time String Format). */
const DAY_MS = 86_400_000;

/** The civil date that `text` spells as `YYYY-MM-DD`, or `null` when it spells none (`2026-02-30`). */
export function parsePlainDate(text: string): PlainDate | null {
  const parts = FORM.exec(text);
  if (!parts) return null;
  const [, year, month, day] = parts.map(Number) as [number, number, number, number];
  const date = new UTCDate(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? (text as PlainDate) : null;
}

/** Like {@link parsePlainDate}, for dates written in code: throws on a date that does not exist. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new RangeError(`not a date: ${JSON.stringify(text)}; write YYYY-MM-DD`);
  return date;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromUtc(addDaysTo(toUtc(date), days));
}

/** The same day `months` later, or the last day of that month when it is shorter. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return fromUtc(addMonthsTo(toUtc(date), months));
}

/** Days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

export function weekdayOf(date: PlainDate): Weekday {
  return (toUtc(date).getUTCDay() || 7) as Weekday;
}

/** The later of two dates. */
export function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

/** The day that a clock on the wall of `timeZone` (an IANA name) shows at `instant`. Throws a RangeError for an unknown zone. */
export function dayIn(timeZone: string, instant: Instant): PlainDate {
  // The first answer of Intl takes as long as all of Node takes to start; Temporal (from Node 26 on) answers at once.
  return typeof Temporal === 'object' ? dayByTemporal(timeZone, instant) : dayByIntl(timeZone, instant);
}

export function dayByTemporal(timeZone: string, instant: Instant): PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as PlainDate;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function dayByIntl(timeZone: string, instant: Instant): PlainDate {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant)) as PlainDate;
}

function toUtc(date: PlainDate): Date {
  return new UTCDate(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

function fromUtc(date: Date): PlainDate {
  return date.toISOString().slice(0, 10) as PlainDate;
}
