import type { ActionItem } from '../model/item.ts';
import { latenessOf } from '../model/lateness.ts';
import type { PlainDate } from '../model/plain-date.ts';

/** What is late on `today`: the most days late first, then by number. */
export function overdueItems(snapshot: { readonly items: readonly ActionItem[] }, today: PlainDate): readonly ActionItem[] {
  const late = snapshot.items.flatMap((item) => (isOverdue(item, today) && item.due !== null ? [{ item, dueOn: item.due.on }] : []));
  return late.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.item.number - b.item.number)).map(({ item }) => item);
}

/** True for an item whose due day has ended. What is due later is not even asked how it stands: there may be many. */
export function isOverdue(item: ActionItem, today: PlainDate): boolean {
  return item.due !== null && item.due.on < today && latenessOf(item, today) === 'overdue';
}
