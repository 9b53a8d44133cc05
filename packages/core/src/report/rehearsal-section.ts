import { type ActionItem, isUnfinished } from '../model/item.ts';
import { addDays, addMonths, type PlainDate } from '../model/plain-date.ts';
import type { CancelledItem, Closed, DoneItem } from './closed-section.ts';
import { byDueDate, type ReportItem, type ReportView, toReportItem } from './report-item.ts';

export interface Occurrence extends ReportItem {
  /** `null` for a follow-up that does not recur. */
  readonly scheduledOn: PlainDate | null;
}

/** Occurrences of series whose first due day lies in the twelve months that end yesterday. */
export interface Adherence {
  /** Without those skipped or otherwise cancelled. */
  readonly scheduled: number;
  readonly onTime: number;
  readonly late: number;
  /** Not done when window and grace had passed. */
  readonly missed: number;
  readonly skipped: number;
  /** On time ÷ scheduled, 0 to 1; `null` when nothing was scheduled. */
  readonly share: number | null;
}

/** Audits, drills, trainings, tests: what recurs, and what is of that kind. */
export interface Rehearsals {
  /** Window and grace are over and it is still not done. */
  readonly missed: readonly Occurrence[];
  /** Due in the coming seven days or before, and not missed. */
  readonly due: readonly Occurrence[];
  readonly completed: readonly DoneItem[];
  readonly skipped: readonly CancelledItem[];
  /** Due in the three weeks after that. */
  readonly upcoming: readonly Occurrence[];
  readonly adherence: Adherence;
}

/** `closed` is what this week closed among the same items. */
export function rehearsalSection(
  items: readonly ActionItem[],
  options: { readonly view: ReportView; readonly closed: Closed },
): Rehearsals {
  const { view, closed } = options;
  const { asOf } = view;
  const rehearsals = items.filter(isRehearsal);
  const unfinished = rehearsals.filter((item) => isUnfinished(item) && item.due !== null).sort(byDueDate);
  const toOccurrence = (item: ActionItem) => ({ ...toReportItem(item, view), scheduledOn: item.scheduledOn });
  const ahead = unfinished.filter((item) => !isMissed(item, view));
  const dueBetween = (from: PlainDate | null, before: PlainDate) =>
    ahead.filter((item) => item.due !== null && (from === null || item.due.on >= from) && item.due.on < before).map(toOccurrence);
  const soonEnd = addDays(asOf, 7);
  return {
    missed: unfinished.filter((item) => isMissed(item, view)).map(toOccurrence),
    due: dueBetween(null, soonEnd),
    completed: closed.done.filter((item) => item.activity !== null || item.series !== null),
    skipped: closed.cancelled.filter((item) => item.activity !== null || item.series !== null),
    upcoming: dueBetween(soonEnd, addDays(asOf, 28)),
    adherence: adherenceOf(rehearsals, view),
  };
}

/** An occurrence of a series, or a one-off of the same nature. */
function isRehearsal(item: ActionItem): boolean {
  return item.series !== null || item.activity !== null;
}

/** True for an occurrence whose window and grace have passed without its being done by then. */
function isMissed(item: ActionItem, { lookup, asOf }: ReportView): boolean {
  if (item.series === null || item.due === null || item.state.status === 'cancelled') return false;
  const lastDay = addDays(item.due.originallyOn, lookup.seriesOf(item)?.graceDays ?? 0);
  return item.state.status === 'done' ? item.state.on > lastDay : lastDay < asOf;
}

function adherenceOf(items: readonly ActionItem[], view: ReportView): Adherence {
  const first = addMonths(view.asOf, -12);
  const counted = items.filter(
    ({ series, due }) => series !== null && due !== null && due.originallyOn >= first && due.originallyOn < view.asOf,
  );
  const scheduled = counted.filter(({ state }) => state.status !== 'cancelled');
  const done = scheduled.filter(({ state }) => state.status === 'done');
  const onTime = done.filter(({ state, due }) => state.status === 'done' && due !== null && state.on <= due.originallyOn);
  return {
    scheduled: scheduled.length,
    onTime: onTime.length,
    late: done.length - onTime.length,
    missed: scheduled.filter((item) => isMissed(item, view)).length,
    skipped: counted.length - scheduled.length,
    share: scheduled.length === 0 ? null : Number((onTime.length / scheduled.length).toFixed(3)),
  };
}
