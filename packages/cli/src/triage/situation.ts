import {
  type ActionItem,
  becameSeries,
  type DocumentRecord,
  type Incident,
  type ItemUid,
  pairOf,
  type Snapshot,
  type Store,
  swapped,
  type TriagePair,
} from '@closeout/core';

/** A proposal, and what a person needs to know to decide about it. */
export interface Situation {
  readonly item: ActionItem;
  readonly snapshot: Snapshot;
  /** The item it is like, and how sure that is. */
  readonly like: { readonly item: ActionItem; readonly sure: number } | null;
  /** How the two would be merged, if they can be. */
  readonly pair: TriagePair | null;
}

/** By the uid of a proposal, those of the proposals that are like it. */
export type Doubles = ReadonlyMap<ItemUid, readonly ItemUid[]>;

export function doublesAmong(items: readonly ActionItem[]): Doubles {
  const found = new Map<ItemUid, ItemUid[]>();
  for (const { uid, duplicateOf } of items) {
    if (duplicateOf !== null) found.set(duplicateOf.uid, [...(found.get(duplicateOf.uid) ?? []), uid]);
  }
  return found;
}

/** What there is to decide about an item as it stands now; `null` when it is no proposal any more. */
export async function situationOf(
  store: Store,
  number: number,
  { doubles, isSwapped }: { readonly doubles: Doubles; readonly isSwapped: boolean },
): Promise<Situation | null> {
  const { items } = await store.snapshot({ numbers: [number] });
  const [item] = items;
  if (item === undefined || item.state.status !== 'proposed') return null;
  const like = await likeOf(store, item, doubles);
  const snapshot = await store.snapshot({ items: like === null ? [item.uid] : [item.uid, like.item.uid] });
  const pair = like === null ? null : pairOf(item, like.item);
  return { item, snapshot, like, pair: pair !== null && isSwapped ? swapped(pair) : pair };
}

/** Merges lead from item to item; further than this nobody goes. */
const MERGES = 8;

async function likeOf(store: Store, item: ActionItem, doubles: Doubles): Promise<Situation['like']> {
  const read = async (uid: ItemUid) => (await store.snapshot({ items: [uid] })).items[0];
  let target = item.duplicateOf === null ? undefined : await read(item.duplicateOf.uid);
  for (let step = 0; step < MERGES && target?.state.status === 'cancelled' && target.state.into !== null; step += 1) {
    target = await read(target.state.into);
  }
  if (target !== undefined && target.uid !== item.uid && !wasDropped(target)) {
    return { item: target, sure: item.duplicateOf?.sure ?? 0 };
  }
  for (const uid of doubles.get(item.uid) ?? []) {
    const double = await read(uid);
    if (double?.state.status === 'proposed' && double.duplicateOf?.uid === item.uid) return { item: double, sure: double.duplicateOf.sure };
  }
  return null;
}

/** What a person has dropped is no reason to see a promise as made twice. */
function wasDropped(item: ActionItem): boolean {
  return item.state.status === 'cancelled' && !becameSeries(item);
}

export function incidentOf({ snapshot }: Pick<Situation, 'snapshot'>, item: ActionItem): Incident | null {
  return snapshot.incidents.find(({ uid }) => uid === item.incident) ?? null;
}

export function documentOf({ snapshot }: Pick<Situation, 'snapshot'>, item: ActionItem): DocumentRecord | null {
  return snapshot.documents.find(({ uid }) => uid === item.origin?.document) ?? null;
}
