import { addDays, addMonths, type PlainDate, parsePlainDate } from '@closeout/core';
import { wrongUsage } from './failure.ts';

const AHEAD = /^\+(\d{1,4})([dwmy])$/i;

/** A day as people write it: `2026-03-31`, or `+3d`, `+2w`, `+1m`, `+1y` counted from `from`. */
export function dateOf(text: string, from: PlainDate): PlainDate {
  const ahead = AHEAD.exec(text.trim());
  const date = ahead ? later(from, { count: Number(ahead[1]), unit: ahead[2] ?? '' }) : parsePlainDate(text.trim());
  if (date === null) throw wrongUsage(`${JSON.stringify(text)} is no date`, 'write a day that exists as YYYY-MM-DD, or +3d, +2w, +1m');
  return date;
}

function later(from: PlainDate, { count, unit }: { readonly count: number; readonly unit: string }): PlainDate {
  const days: Readonly<Record<string, number>> = { d: 1, w: 7 };
  const perUnit = days[unit.toLowerCase()];
  if (perUnit !== undefined) return addDays(from, count * perUnit);
  return addMonths(from, unit.toLowerCase() === 'y' ? count * 12 : count);
}
