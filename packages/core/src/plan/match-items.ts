import type { IncidentUid, ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { ItemDraft } from '../postmortem/draft.ts';
import { indexBySimilarity, PROBABLY_SAME, similarityOf } from '../postmortem/similarity.ts';
import type { Known } from './recognise.ts';
import { sourceKey } from './source-key.ts';
import { lastRead, titleKey } from './title-key.ts';

/** An item that a draft is recognised as, and how sure that is: 1 by source, anchor or title. */
export interface ItemMatch {
  readonly item: ActionItem;
  readonly sure: number;
}

export interface Matchable {
  readonly draft: ItemDraft;
  /** `null` for an incident that is new. */
  readonly incident: IncidentUid | null;
}

/** Reworded, wherever it stands now. What is closed takes no new promise for an old one, unless it is {@link PROBABLY_SAME}. */
const REWORDED = 0.5;
/** Reworded, between the same neighbours as before. */
const REWORDED_IN_PLACE = 0.25;
/** How often the similar ones that are left are paired anew. */
const ROUNDS = 4;

/**
 * Which draft is which item, one to one: by source, by anchor, by the title last read (on the same line, in the same section,
 * in the same incident, then anywhere in the document), by the title it has in closeout, by similarity, and by its place between neighbours.
 * `olds`: the items of the document by line. `taken` grows, so that two documents never claim one item.
 */
export function matchItems(
  drafts: readonly Matchable[],
  { olds, known, taken }: { readonly olds: readonly ActionItem[]; readonly known: Known; readonly taken: Set<ItemUid> },
): ReadonlyMap<number, ItemMatch> {
  const matches = new Map<number, ItemMatch>();
  const claim = (index: number, item: ActionItem | null | undefined, sure: number) => {
    if (!item || taken.has(item.uid) || matches.has(index)) return;
    // Two ids in a foreign system are two items, whatever they say.
    const source = drafts[index]?.draft.source;
    if (source && item.source && sourceKey(source) !== sourceKey(item.source)) return;
    taken.add(item.uid);
    matches.set(index, { item, sure });
  };
  for (const [index, { draft }] of drafts.entries()) if (draft.source) claim(index, known.itemBySource(draft.source), 1);
  for (const [anchor, indexes] of byAnchor(drafts)) {
    const item = known.itemByAnchor(anchor);
    // A line that was copied took its anchor along: the original still says what it did.
    const original =
      item === null ? undefined : indexes.find((index) => titleKey(drafts[index]?.draft.title ?? '') === titleKey(lastRead(item)));
    claim(original ?? indexes[0], item, 1);
  }
  const inOrder = [...drafts.entries()].sort(([, a], [, b]) => a.draft.line - b.draft.line);
  for (const { ofDraft, ofItem } of TITLE_KEYS) {
    const queues = new Map<string, ActionItem[]>();
    for (const item of olds) {
      if (taken.has(item.uid)) continue;
      const key = ofItem(item);
      const queue = queues.get(key);
      if (queue) queue.push(item);
      else queues.set(key, [item]);
    }
    for (const [index, each] of inOrder) {
      if (!matches.has(index)) claim(index, queues.get(ofDraft(each))?.shift(), 1);
    }
  }
  claimSimilar(drafts, { olds, taken, matches, claim });
  claimInPlace(drafts, { olds, taken, matches, claim });
  return matches;
}

const TITLE_KEYS: readonly { readonly ofDraft: (each: Matchable) => string; readonly ofItem: (item: ActionItem) => string }[] = [
  // What has not moved comes first: of equal titles each stays what it was, also when they have moved between incidents.
  {
    ofDraft: ({ draft }) => JSON.stringify([draft.line, draft.section, titleKey(draft.title)]),
    ofItem: (item) => JSON.stringify([item.origin?.line ?? 0, item.origin?.section ?? '', titleKey(lastRead(item))]),
  },
  {
    ofDraft: ({ draft, incident }) => JSON.stringify([incident, draft.section, titleKey(draft.title)]),
    ofItem: (item) => JSON.stringify([item.incident, item.origin?.section ?? '', titleKey(lastRead(item))]),
  },
  {
    ofDraft: ({ draft, incident }) => JSON.stringify([incident, titleKey(draft.title)]),
    ofItem: (item) => JSON.stringify([item.incident, titleKey(lastRead(item))]),
  },
  { ofDraft: ({ draft }) => titleKey(draft.title), ofItem: (item) => titleKey(lastRead(item)) },
  { ofDraft: ({ draft }) => titleKey(draft.title), ofItem: (item) => titleKey(item.title) },
];

function byAnchor(drafts: readonly Matchable[]): ReadonlyMap<string, readonly [number, ...number[]]> {
  const found = new Map<string, [number, ...number[]]>();
  for (const [index, { draft }] of drafts.entries()) {
    if (draft.anchor === null) continue;
    const indexes = found.get(draft.anchor);
    if (indexes) indexes.push(index);
    else found.set(draft.anchor, [index]);
  }
  return found;
}

interface Matching {
  readonly olds: readonly ActionItem[];
  readonly taken: ReadonlySet<ItemUid>;
  readonly matches: ReadonlyMap<number, ItemMatch>;
  readonly claim: (index: number, item: ActionItem, sure: number) => void;
}

function claimSimilar(drafts: readonly Matchable[], { olds, taken, matches, claim }: Matching): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = olds.filter(({ uid }) => !taken.has(uid));
    if (left.length === 0 || matches.size === drafts.length) return;
    const pools = [
      { items: left.filter((item) => !isClosed(item)), atLeast: REWORDED },
      { items: left.filter(isClosed), atLeast: PROBABLY_SAME },
    ].map(({ items, atLeast }) => ({ items, atLeast, similar: indexBySimilarity(items.map(lastRead)) }));
    const found = drafts.flatMap(({ draft }, index) =>
      pools.flatMap(({ items, atLeast, similar }) => {
        const nearest = matches.has(index) ? null : similar.nearest(draft.title, { atLeast });
        const item = nearest === null ? undefined : items[nearest.position];
        return nearest === null || item === undefined ? [] : [{ index, item, similarity: nearest.similarity }];
      }),
    );
    if (found.length === 0) return;
    found.sort((a, b) => b.similarity - a.similarity || a.index - b.index);
    for (const { index, item, similarity } of found) claim(index, item, similarity);
  }
}

/** Where as many new titles stand between two recognised neighbours as old ones stood, the first is the first and so on. */
function claimInPlace(drafts: readonly Matchable[], { olds, taken, matches, claim }: Matching): void {
  const places = new Map(olds.map((item, place) => [item.uid, place]));
  let from = 0;
  let gap: number[] = [];
  const close = (until: number) => {
    const left = olds.slice(from, until).filter(({ uid }) => !taken.has(uid));
    if (left.length !== gap.length) return;
    for (const [order, index] of gap.entries()) {
      const [item, draft] = [left[order], drafts[index]?.draft];
      if (!item || !draft || isClosed(item) || (item.origin?.section ?? '') !== draft.section) continue;
      const similarity = similarityOf(lastRead(item), draft.title);
      if (similarity >= REWORDED_IN_PLACE) claim(index, item, similarity);
    }
  };
  for (const index of drafts.keys()) {
    const match = matches.get(index);
    if (match === undefined) {
      gap.push(index);
      continue;
    }
    const place = places.get(match.item.uid);
    // A neighbour that has moved up says nothing about places.
    if (place === undefined || place < from) continue;
    close(place);
    from = place + 1;
    gap = [];
  }
  close(olds.length);
}

function isClosed(item: ActionItem): boolean {
  return item.state.status !== 'proposed' && !isUnfinished(item);
}
