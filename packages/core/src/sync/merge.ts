import { distinctLabels, labelsWithin, labelsWithout } from './label-set.ts';

/** What the two sides of one field do, in shared words. `past` is `null` when they were never in step. */
export interface Sides {
  readonly ours: string;
  readonly theirs: string;
  readonly past: { readonly ours: string; readonly theirs: string } | null;
  /** True for a value that says nothing: an adopted issue's empty side takes the other's. */
  isEmpty(value: string): boolean;
}

/** What a field needs. */
export type Verdict = 'still' | 'push' | 'pull' | 'met' | 'conflict';

/**
 * Each side against its own past, never against the other's value or clock:
 *
 * | ours moved | theirs moved | now equal | verdict    |
 * |------------|--------------|-----------|------------|
 * | no         | no           | –         | `still`    |
 * | yes        | no           | –         | `push`     |
 * | no         | yes          | –         | `pull`     |
 * | yes        | yes          | yes       | `met`      |
 * | yes        | yes          | no        | `conflict` |
 * | no past    | no past      | yes       | `met`      |
 * | no past    | ours empty   | no        | `pull`     |
 * | no past    | theirs empty | no        | `push`     |
 * | no past    | neither      | no        | `conflict` |
 */
export function mergeField({ ours, theirs, past, isEmpty }: Sides): Verdict {
  if (past === null) {
    if (ours === theirs) return 'met';
    if (isEmpty(ours)) return 'pull';
    return isEmpty(theirs) ? 'push' : 'conflict';
  }
  const oursMoved = ours !== past.ours;
  const theirsMoved = theirs !== past.theirs;
  if (!oursMoved) return theirsMoved ? 'pull' : 'still';
  if (!theirsMoved) return 'push';
  return ours === theirs ? 'met' : 'conflict';
}

/** What each side added and removed since the sets were last in step. */
export interface SetMerge {
  readonly push: { readonly add: readonly string[]; readonly remove: readonly string[] };
  readonly pull: { readonly add: readonly string[]; readonly remove: readonly string[] };
}

/**
 * Sets of labels merge member by member, so they never conflict: a member both sides added or both removed needs nothing. What is to
 * go is named as the side spells it that it goes from.
 */
export function mergeSets(sides: {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly past: { readonly ours: readonly string[]; readonly theirs: readonly string[] } | null;
}): SetMerge {
  const { ours, theirs } = sides;
  const past = sides.past ?? { ours: [], theirs: [] };
  const added = (now: readonly string[], before: readonly string[], there: readonly string[]) =>
    distinctLabels(labelsWithout(labelsWithout(now, before), there));
  return {
    push: { add: added(ours, past.ours, theirs), remove: labelsWithin(theirs, labelsWithout(past.ours, ours)) },
    pull: { add: added(theirs, past.theirs, ours), remove: labelsWithin(ours, labelsWithout(past.theirs, theirs)) },
  };
}
