import type { NewItem } from '../model/event.ts';
import type { IncidentUid, ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { indexBySimilarity, PROBABLY_SAME } from '../postmortem/similarity.ts';

/** The item that a new one probably repeats. */
export interface ProbableDuplicate {
  readonly uid: ItemUid;
  readonly title: string;
  readonly sure: number;
}

/**
 * For each of `added` the still open item of another incident that says the same, if there is one. Items of one incident
 * stand together and after everything else, so that a bounded look at lower positions sees other incidents only.
 */
export function duplicatesElsewhere(items: readonly ActionItem[], added: readonly NewItem[]): ReadonlyMap<ItemUid, ProbableDuplicate> {
  if (added.length === 0) return new Map();
  const groups = new Map<IncidentUid | null, NewItem[]>(added.map(({ incident }) => [incident, []]));
  const others: NewItem[] = [];
  for (const item of items) if (isStillOpen(item)) (groups.get(item.incident) ?? others).push(item);
  for (const item of added) if (isStillOpen(item)) groups.get(item.incident)?.push(item);

  const grouped = [...groups.values()];
  const all = [...others, ...grouped.flat()];
  const similar = indexBySimilarity(all.map(({ title }) => title));
  const news = new Set(added.map(({ uid }) => uid));
  const found = new Map<ItemUid, ProbableDuplicate>();
  let before = others.length;
  for (const group of grouped) {
    for (const { uid, title } of group) {
      const nearest = news.has(uid) ? similar.nearest(title, { atLeast: PROBABLY_SAME, before }) : null;
      const other = nearest ? all[nearest.position] : undefined;
      if (nearest && other) found.set(uid, { uid: other.uid, title: other.title, sure: nearest.similarity });
    }
    before += group.length;
  }
  return found;
}

function isStillOpen(item: NewItem): boolean {
  return item.state.status === 'proposed' || isUnfinished(item);
}
