import type { ActionItem } from '../model/item.ts';
import { daysOverdue } from '../model/lateness.ts';
import type { PlainDate } from '../model/plain-date.ts';

/** What is late on `today`: the most days late first, then by number. */
export function overdueItems(snapshot: { readonly items: readonly ActionItem[] }, today: PlainDate): readonly ActionItem[] {
  return snapshot.items
    .map((item) => ({ item, days: daysOverdue(item, today) }))
    .filter(({ days }) => days > 0)
    .sort((a, b) => b.days - a.days || a.item.number - b.item.number)
    .map(({ item }) => item);
}
