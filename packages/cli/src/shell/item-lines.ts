import { cutToWidth, type ItemJson, plainText } from '@closeout/core';

/** An item on one line of at most `width` columns: id, how it stands, title. */
export function itemLine(item: ItemJson, width: number): string {
  return cutToWidth(`${item.id}  ${standing(item)}  ${plainText(item.title)}`, width);
}

/** How an item stands: `open, due 2026-03-31, 3 days late`. */
export function standing({ status, dueOn, daysOverdue }: Pick<ItemJson, 'status' | 'dueOn' | 'daysOverdue'>): string {
  if (status === 'proposed' || status === 'done' || status === 'cancelled' || dueOn === null) return status;
  return `${status}, due ${dueOn}${daysOverdue === 0 ? '' : `, ${daysOverdue} ${daysOverdue === 1 ? 'day' : 'days'} late`}`;
}
