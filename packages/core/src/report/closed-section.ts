import type { ItemUid } from '../model/id.ts';
import type { ActionItem, Outcome, Resolution } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { type ItemPast, turnsOf } from './item-past.ts';
import { type ReportItem, type ReportView, toReportItem } from './report-item.ts';
import type { Week } from './report-week.ts';

export interface DoneItem extends ReportItem {
  readonly doneOn: PlainDate;
  /** On or before the first due date; `null` when there was none. */
  readonly onTime: boolean | null;
  readonly evidence: string | null;
  readonly outcome: Outcome | null;
}

export interface CancelledItem extends ReportItem {
  readonly cancelledOn: PlainDate;
  readonly resolution: Resolution;
  /** `null`: nobody said why, and the reason is still owed. */
  readonly reason: string | null;
}

/** What left the list this week, in order of number. */
export interface Closed {
  readonly done: readonly DoneItem[];
  readonly cancelled: readonly CancelledItem[];
}

/** The items that were closed during `week` and still are. A dropped proposal was never open and is not among them. */
export function closedSection(
  items: readonly ActionItem[],
  options: { readonly view: ReportView; readonly pasts: ReadonlyMap<ItemUid, ItemPast>; readonly week: Week },
): Closed {
  const { view, pasts, week } = options;
  const done: DoneItem[] = [];
  const cancelled: CancelledItem[] = [];
  for (const item of items) {
    const { state } = item;
    if (state.status !== 'done' && state.status !== 'cancelled') continue;
    const last = turnsOf(pasts.get(item.uid) ?? []).at(-1);
    if (last === undefined || last.to !== 'closed' || last.on < week.from || last.on > week.to) continue;
    if (state.status === 'done') done.push(toDoneItem(item, { state, view }));
    else cancelled.push({ ...toReportItem(item, view), cancelledOn: state.on, resolution: state.resolution, reason: state.reason });
  }
  return { done, cancelled };
}

/** A done item with what was recorded when it was done. */
export function toDoneItem(
  item: ActionItem,
  options: { readonly state: Extract<ActionItem['state'], { status: 'done' }>; readonly view: ReportView },
): DoneItem {
  const { state, view } = options;
  return {
    ...toReportItem(item, view),
    doneOn: state.on,
    onTime: item.due === null ? null : state.on <= item.due.originallyOn,
    evidence: state.evidence,
    outcome: state.outcome,
  };
}
