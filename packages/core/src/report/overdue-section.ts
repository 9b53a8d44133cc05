import type { ActionItem } from '../model/item.ts';
import { overdueItems } from './overdue.ts';
import { compareNames, type ReportItem, type ReportView, toReportItem } from './report-item.ts';

/** Everything of one owner that is overdue, oldest first. */
export interface OwnerOverdue {
  readonly owner: string | null;
  readonly items: readonly ReportItem[];
}

/** Everything of one team that is overdue; owners by name, what has no owner last. */
export interface TeamOverdue {
  readonly team: string | null;
  readonly count: number;
  readonly owners: readonly OwnerOverdue[];
}

/** All that is overdue, whatever its age, by team and owner. Teams by name: the order says nothing about anyone. */
export function overdueSection(items: readonly ActionItem[], view: ReportView): readonly TeamOverdue[] {
  const late = overdueItems({ items }, view.asOf)
    .map((item) => toReportItem(item, view))
    .sort((a, b) => b.ageDays - a.ageDays);
  return [...Map.groupBy(late, (item) => item.team)]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([team, members]) => ({
      team,
      count: members.length,
      owners: [...Map.groupBy(members, (item) => item.owner)]
        .sort(([a], [b]) => compareNames(a, b))
        .map(([owner, owned]) => ({ owner, items: owned })),
    }));
}
