import type { ActionItem } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { ageInDays } from './ageing.ts';
import { type ItemJson, toItemJson } from './item-json.ts';
import type { ItemLookup } from './item-lookup.ts';

/** One item as a report lists it. */
export interface ReportItem extends ItemJson {
  /** Of its incident, as stated. */
  readonly severity: string | null;
  /** Days since the first due date; 0 before it. */
  readonly ageDays: number;
}

/** What sections need to describe items: where to look things up, and the day of the report. */
export interface ReportView {
  readonly lookup: ItemLookup;
  readonly asOf: PlainDate;
}

export function toReportItem(item: ActionItem, { lookup, asOf }: ReportView): ReportItem {
  return {
    ...toItemJson(item, { lookup, today: asOf }),
    severity: lookup.incidentOf(item)?.severity ?? null,
    ageDays: ageInDays(item, asOf),
  };
}

/** Due first, then by number; items without a due date come last. */
export function byDueDate(a: ActionItem, b: ActionItem): number {
  return compare(a.due?.on ?? '~', b.due?.on ?? '~') || a.number - b.number;
}

/** By code unit, so that no machine's language changes the order; `null` comes last. */
export function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
