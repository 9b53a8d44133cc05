import type { ItemDraft } from './draft.ts';
import { indexBySimilarity, PROBABLY_SAME } from './similarity.ts';

/**
 * The items, each with the earlier one that probably says the same; of several, the most similar. What is called off repeats
 * nothing, and nothing repeats it.
 */
export function markDuplicates(items: readonly ItemDraft[]): readonly ItemDraft[] {
  const index = indexBySimilarity(items.map(({ title, calledOff }) => (calledOff ? '' : title)));
  return items.map((item, at) => {
    if (item.calledOff) return item;
    const similar = index.nearest(item.title, { atLeast: PROBABLY_SAME, before: at });
    return similar === null ? item : { ...item, duplicateOf: similar.position };
  });
}
