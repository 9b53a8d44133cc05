import { addDays, type PlainDate } from '../model/plain-date.ts';

/** How many weeks the trend shows; the last of them is the week of the report. */
export const TREND_WEEKS = 12;
/** How many weeks of history a snapshot must hold for a report. */
export const HISTORY_WEEKS = 13;

/** Seven civil days, first and last. */
export interface Week {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The weeks of a report, oldest first; the last ends on the day before `asOf`. */
export function weeksBefore(asOf: PlainDate): readonly Week[] {
  return Array.from({ length: TREND_WEEKS }, (_, index) => {
    const to = addDays(asOf, -1 - 7 * (TREND_WEEKS - 1 - index));
    return { from: addDays(to, -6), to };
  });
}

/** The place of a day in the trend: its week (0 to 11), 12 for `asOf` itself. Days before the trend have none. */
export function weekIndex(asOf: PlainDate): ReadonlyMap<PlainDate, number> {
  const first = addDays(asOf, -7 * TREND_WEEKS);
  return new Map(Array.from({ length: 7 * TREND_WEEKS + 1 }, (_, day) => [addDays(first, day), Math.floor(day / 7)]));
}
