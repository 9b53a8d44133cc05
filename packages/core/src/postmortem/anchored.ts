import type { LineAnchor } from './annotation-spans.ts';
import type { Candidate } from './candidate.ts';
import { type ItemPlace, placesByLine } from './item-place.ts';
import type { Section } from './outline.ts';

/**
 * The candidates with the anchors of the annotations beside them. Where several annotations stand in one place, or several items
 * share one, nothing says which is whose: they go without.
 */
export function anchored(
  candidates: readonly Candidate[],
  { sections, anchors }: { readonly sections: readonly Section[]; readonly anchors: readonly LineAnchor[] },
): readonly Candidate[] {
  if (anchors.length === 0) return candidates;
  const places = placesByLine(sections);
  const count = new Map<ItemPlace, number>();
  for (const { line } of candidates) {
    const place = places.get(line);
    if (place !== undefined) count.set(place, (count.get(place) ?? 0) + 1);
  }
  return candidates.map((candidate) => {
    const place = places.get(candidate.line);
    const anchor = place === undefined || count.get(place) !== 1 ? null : onlyAnchorIn(place, anchors);
    return anchor === null ? candidate : { ...candidate, anchor };
  });
}

/** `anchors` are in the order of their lines. */
function onlyAnchorIn({ from, to }: ItemPlace, anchors: readonly LineAnchor[]): string | null {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.line ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const [first, second] = [anchors[low], anchors[low + 1]];
  if (first === undefined || first.line > to) return null;
  return second !== undefined && second.line <= to ? null : first.anchor;
}
