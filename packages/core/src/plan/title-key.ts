import type { ActionItem } from '../model/item.ts';

/** The title that a document gave an item when it was read last; its own where no document did. */
export function lastRead(item: ActionItem): string {
  return item.origin?.title ?? item.title;
}

/** Titles that differ only in case and white space are one. */
export function titleKey(title: string): string {
  return title.trim().replace(/\s+/g, ' ').toLowerCase();
}
