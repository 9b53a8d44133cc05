import { type PlainDate, parsePlainDate } from '../model/plain-date.ts';
import { FOREIGN_MONTH, MONTH, monthOf } from './month-names.ts';

/** A date as a text gives it: the year may be missing, and of `04/02/2019` nobody knows which is the month. */
export interface DateText {
  readonly from: number;
  readonly to: number;
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** Both readings are possible: `month` and `day` may have to change places. */
  readonly ambiguous: boolean;
}

const TH = '(?:st|nd|rd|th)?';

// Alternatives in this order: 2024-06-01 · 2025-Feb-07 · 5 June 2025, 05-June-2025, 05/Jun/2025 · June 5th, 2025 · 5/26/21, but not the version 1.2.10 ·
// 2. November 2026 (without a year it is the second of a list) · 1er décembre, 2 de noviembre de 2026
const DATE = new RegExp(
  [
    '(?<![\\d.])(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)',
    `\\b(\\d{4})[- ]${MONTH}[- ](\\d{1,2})\\b`,
    `\\b(\\d{1,2})${TH}(?:[\\s/-]|\\s+of\\s+)\\s*${MONTH}(?:[\\s,/-]+(\\d{4}))?(?![a-z])`,
    `\\b${MONTH}[\\s-]*(\\d{1,2})${TH}(?!\\d|:\\d|\\s*[ap]m\\b)(?:\\s*[-–]\\s*\\d{1,2}${TH}(?=,?\\s+\\d{4}))?(?:,?\\s*(\\d{4})\\b)?`,
    '(?<![\\d/.:])(\\d{1,2})([/.-])(\\d{1,2})\\14(\\d{4}|(?<!\\.)\\d{2})(?![\\d/:]|\\.\\d)',
    `(?<![\\d.,])(\\d{1,2})\\.\\s?${MONTH}\\s(\\d{4})(?!\\d)`,
    `(?<![\\d.,])(\\d{1,2})(?:\\.\\s?|(?:er|[º°])?(?:[\\s-]|\\sde\\s))${FOREIGN_MONTH}(?:(?:,?\\s|\\sdel?\\s|-)(\\d{4}))?(?![a-zà-ÿ\\d])`,
  ].join('|'),
  'gi',
);

/** Every date in `text`, in order. */
export function datesIn(text: string): readonly DateText[] {
  if (!/\d/.test(text)) return [];
  const found: DateText[] = [];
  for (const match of text.matchAll(DATE)) {
    const date = dateOf(match);
    if (date !== null) found.push({ ...date, from: match.index, to: match.index + match[0].length });
  }
  return found;
}

function dateOf(match: RegExpExecArray): Omit<DateText, 'from' | 'to'> | null {
  const [, y1, m1, d1, y2, m2, d2, d3, m3, y3, m4, d4, y4, a5, separator, b5, y5, d6, m6, y6, d7, m7, y7] = match;
  if (y1) return checked({ year: Number(y1), month: Number(m1), day: Number(d1) });
  if (y2) return checked({ year: Number(y2), month: monthOf(m2), day: Number(d2) });
  if (d3) return checked({ year: y3 ? Number(y3) : null, month: monthOf(m3), day: Number(d3) });
  if (d4) return checked({ year: y4 ? Number(y4) : null, month: monthOf(m4), day: Number(d4) });
  if (d6) return checked({ year: Number(y6), month: monthOf(m6), day: Number(d6) });
  if (d7) return checked({ year: y7 ? Number(y7) : null, month: monthOf(m7), day: Number(d7) });
  const year = (y5?.length ?? 0) === 2 ? 2000 + Number(y5) : Number(y5);
  const [a, b] = [Number(a5), Number(b5)];
  // Who writes dots writes the day first.
  if (a > 12 || (separator === '.' && b <= 12)) return checked({ year, month: b, day: a });
  const date = checked({ year, month: a, day: b });
  return date === null ? null : { ...date, ambiguous: b <= 12 && a !== b };
}

function checked(date: { year: number | null; month: number; day: number }): Omit<DateText, 'from' | 'to'> | null {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return null;
  if (date.year !== null && (date.year < 1970 || date.year > 2100)) return null;
  return { ...date, ambiguous: false };
}

/** How a document writes dates: which number of `04/02/2019` is the day, and the year where a date names none. */
export interface DateHabits {
  readonly dayFirst: boolean | null;
  readonly year: number | null;
}

/** The date, or `null` where a number's meaning or the year is not known. */
export function plainDateOf(date: DateText, habits: DateHabits): PlainDate | null {
  const year = date.year ?? habits.year;
  if (year === null || (date.ambiguous && habits.dayFirst === null)) return null;
  const [month, day] = date.ambiguous && habits.dayFirst ? [date.day, date.month] : [date.month, date.day];
  return parsePlainDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/**
 * A document's habits from all its dates: one that can be read only one way decides (`26/05/2021`, or the same day written
 * elsewhere as `2025-12-05`); failing that, the reading that keeps the dates closest together.
 */
export function habitsOf(dates: readonly DateText[]): DateHabits {
  const years = dates.flatMap((date) => date.year ?? []);
  const year = years.length === 0 ? null : mostFrequent(years);
  const unclear = dates.filter((date) => date.ambiguous && date.year !== null);
  if (unclear.length === 0) return { dayFirst: null, year };
  const clear = dates.flatMap((date) => (date.ambiguous ? [] : dayNumber({ ...date, year: date.year ?? year })));
  const spread = (dayFirst: boolean) => {
    const days = [...clear, ...unclear.map((date) => dayNumber(dayFirst ? { ...date, month: date.day, day: date.month } : date))];
    return days.reduce((a, b) => Math.max(a, b)) - days.reduce((a, b) => Math.min(a, b));
  };
  const [dayFirst, monthFirst] = [spread(true), spread(false)];
  return { dayFirst: dayFirst === monthFirst ? null : dayFirst < monthFirst, year };
}

function dayNumber(date: { readonly year: number | null; readonly month: number; readonly day: number }): number {
  return (date.year ?? 0) * 372 + date.month * 31 + date.day;
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
