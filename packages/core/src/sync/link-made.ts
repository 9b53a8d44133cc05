import type { Link } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { mirrorChange } from './mirror-entity.ts';

/**
 * A link that comes to be, with all that follows: its event, the end of the wish it fulfils, and a tombstone for any other
 * link of the item, so that no item ever has two links that count. `before`: the item's links so far, tombstones too.
 */
export function linkMade(
  link: Link,
  { before, fulfils }: { readonly before: readonly Link[]; readonly fulfils: boolean },
): readonly Change[] {
  const isNew = !before.some(({ tracker }) => tracker === link.tracker);
  const replaced = before.filter(({ tracker, state }) => tracker !== link.tracker && state !== 'tombstone');
  const changes: Change[] = [{ op: 'link', link }, mirrorChange(link, { conflicts: [], isNew })];
  for (const other of replaced) changes.push(...tombstone(other, `replaced by ${link.issue.url}`));
  if (fulfils) changes.push({ op: 'wish.end', item: link.item });
  return changes;
}

/** What is on record about open questions between an item and its issues. */
export type OpenRecords = Pick<MirrorView, 'conflicts' | 'refusals' | 'drifts'>;

/** The end of a link: nothing is written there any more, and what was open about it is no longer asked. */
export function linkEnded(link: Link, { records, reason }: { readonly records: OpenRecords; readonly reason: string }): readonly Change[] {
  const ofLink = ({ item, tracker }: { readonly item: string | null; readonly tracker: string }) =>
    item === link.item && tracker === link.tracker;
  return [
    ...tombstone(link, reason),
    ...records.conflicts.filter(ofLink).map(({ item, tracker, field }): Change => ({ op: 'conflict.end', item, tracker, field })),
    ...records.refusals.filter(ofLink).map(({ item, tracker, field }): Change => ({ op: 'refusal.end', item, tracker, field })),
    ...records.drifts.filter(ofLink).map((drift): Change => ({ op: 'drift.end', drift })),
  ];
}

function tombstone(link: Link, reason: string): readonly Change[] {
  const ended: Link = { ...link, state: 'tombstone', pending: false };
  return [{ op: 'link', link: ended }, mirrorChange(ended, { conflicts: [], isNew: false, reason })];
}
