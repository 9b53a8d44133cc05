import { addDays, addMonths, daysBetween, type PlainDate, parsePlainDate } from '../model/plain-date.ts';
import type { DateHabits } from './civil-dates.ts';
import { JOINS_PERIODS, NOT_BY_THEN, PERIOD } from './due-words.ts';
import { monthOf } from './month-names.ts';

/** How a document writes dates, and the day that its promises follow upon: a date without a year is the next such day. */
export interface DueHabits extends DateHabits {
  readonly since: PlainDate | null;
}

/** A part of the calendar that a text names, or a range of them, with its last day. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly on: PlainDate;
}

/** Every half, quarter, month and end of a year in `text`; a range ends with its last. "Mid June" and "after Q3" have no such day. */
export function periodsIn(text: string, habits: DueHabits): readonly Period[] {
  const periods: Period[] = [];
  for (const match of text.matchAll(PERIOD)) {
    const to = match.index + match[0].length;
    const last = periods.at(-1);
    const between = last === undefined ? null : text.slice(last.to, match.index);
    const joined = between !== null && JOINS_PERIODS.test(between);
    const on = NOT_BY_THEN.test(text.slice(0, match.index)) || isWord(match, text.slice(to)) ? null : lastDayOf(match, habits);
    if (joined) periods.pop();
    if (on !== null) periods.push({ from: joined && last !== undefined ? last.from : match.index, to, on });
  }
  return periods;
}

/** `may` and `mar` without a year within a sentence are words. */
function isWord([, , , month, year]: RegExpExecArray, after: string): boolean {
  return year === undefined && /^(?:\p{L}{3}|sept)$/u.test(month ?? '') && !/^\s*(?:$|[.,;:)\]–—]|-[\s\p{Lu}])/u.test(after);
}

function lastDayOf([, half, quarter, english, inYear, ending, foreign, ofYear]: RegExpExecArray, habits: DueHabits): PlainDate | null {
  const [month, stated] = [english ?? foreign, inYear ?? ofYear];
  if (ending !== undefined) return parsePlainDate(`${ending}-12-31`);
  const year = stated === undefined ? habits.year : Number(stated);
  if (year === null) return null;
  const last = half ? Number(half) * 6 : quarter ? Number(quarter) * 3 : monthOf(month);
  const end = (of: number) => {
    const first = parsePlainDate(`${of}-${String(last).padStart(2, '0')}-01`);
    return first === null ? null : addDays(addMonths(first, 1), -1);
  };
  return stated === undefined ? nextSuch(end, { year, since: habits.since }) : end(year);
}

/** A date that names no year: in the document's year, or in the next when that is long before what it follows upon. */
export function nextSuch(
  inYear: (year: number) => PlainDate | null,
  { year, since }: { readonly year: number; readonly since: PlainDate | null },
): PlainDate | null {
  const date = inYear(year);
  const next = date !== null && since !== null && date < since ? inYear(year + 1) : null;
  return next !== null && since !== null && daysBetween(since, next) <= FORESEEABLE_DAYS ? next : date;
}

/** Further ahead nobody leaves the year out; it is a slip then, and stays as it is written. */
const FORESEEABLE_DAYS = 300;
