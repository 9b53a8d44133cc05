import type { ItemUid } from '../model/id.ts';
import type { Issue } from '../model/mirror.ts';

/**
 * The issue as the mirror of `item`: where its text holds several blocks, due date and details are those of the item's own, or else of
 * one that lost its marker.
 */
export function asMirrorOf(issue: Issue, item: ItemUid): Issue {
  const { blocks } = issue;
  const own = blocks?.find(({ marker }) => marker?.item === item) ?? blocks?.find(({ marker }) => marker === null);
  return own === undefined ? issue : { ...issue, dueOn: own.dueOn, details: own.details };
}

/** True when what the issue says of due date and details is said of other items only: somebody pasted their text over ours. */
export function isForeignText({ markers, blocks }: Issue, item: ItemUid): boolean {
  if (markers.length === 0 || markers.some((marker) => marker.item === item)) return false;
  return blocks === undefined || blocks.every(({ marker }) => marker !== null);
}
