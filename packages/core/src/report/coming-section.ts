import { type ActionItem, isUnfinished } from '../model/item.ts';
import { latenessOf } from '../model/lateness.ts';
import { addDays } from '../model/plain-date.ts';
import { byDueDate, type ReportItem, type ReportView, toReportItem } from './report-item.ts';

/** What will be overdue unless somebody acts. No item is in both lists. */
export interface Coming {
  /** Due in the seven days that begin today. */
  readonly dueSoon: readonly ReportItem[];
  /** Due later, but half of the time is gone and nobody has started. */
  readonly atRisk: readonly ReportItem[];
}

/** What is due soon or at risk, the nearest due date first. */
export function comingSection(items: readonly ActionItem[], view: ReportView): Coming {
  const end = addDays(view.asOf, 7);
  const ahead = items.filter((item) => isUnfinished(item) && item.due !== null && item.due.on >= view.asOf).sort(byDueDate);
  const isSoon = (item: ActionItem) => item.due !== null && item.due.on < end;
  return {
    dueSoon: ahead.filter(isSoon).map((item) => toReportItem(item, view)),
    atRisk: ahead.filter((item) => !isSoon(item) && latenessOf(item, view.asOf) === 'at-risk').map((item) => toReportItem(item, view)),
  };
}
