import type { ActionItem } from '../model/item.ts';
import { daysBetween, type PlainDate } from '../model/plain-date.ts';

/** How many overdue items are how old. Their sum is the number of overdue items. */
export interface Ageing {
  readonly days1to7: number;
  readonly days8to30: number;
  readonly days31to90: number;
  readonly over90: number;
}

/** Days since an item's first due date, or since the present one where that came earlier: moving a date makes nothing younger. */
export function ageInDays(item: Pick<ActionItem, 'due'>, today: PlainDate): number {
  if (item.due === null) return 0;
  let since = item.due.originallyOn;
  if (item.due.on < since) since = item.due.on;
  return since < today ? daysBetween(since, today) : 0;
}

/** Sorts overdue items into the four ages. */
export function ageingOf(overdue: readonly ActionItem[], today: PlainDate): Ageing {
  const ages = overdue.map((item) => ageInDays(item, today));
  const within = (from: number, to: number) => ages.filter((age) => age >= from && age <= to).length;
  return { days1to7: within(1, 7), days8to30: within(8, 30), days31to90: within(31, 90), over90: within(91, Number.POSITIVE_INFINITY) };
}
