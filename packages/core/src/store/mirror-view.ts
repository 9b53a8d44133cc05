import type { Json } from '../model/brand.ts';
import type { Entity, Workspace } from '../model/event.ts';
import { addMs, type Instant } from '../model/instant.ts';
import { isUnfinished } from '../model/item.ts';
import type { Conflict, Drift, Intent, Link, Refusal, TrackerName, Wish } from '../model/mirror.ts';
import type { MirrorView, RecordedWrite, VersionedItem } from './port.ts';
import { byNumber, byUid } from './selection.ts';

/** How long a write counts against a tracker's pace. */
const PACE_MS = 3_600_000;

/** Writes recorded at or before this moment no longer count. */
export function paceStart(now: Instant): Instant {
  return addMs(now, -PACE_MS);
}

/**
 * Whether a sync has to look at an item: a link that is pending, a live one older than the item, an intent or a wish,
 * or accepted, unfinished and without any link.
 */
export function needsSync(
  { seq, item }: VersionedItem,
  mirrors: { readonly links: readonly Pick<Link, 'pending' | 'itemSeq' | 'state'>[]; readonly intended: boolean },
): boolean {
  if (mirrors.intended || mirrors.links.some((link) => link.pending || (link.state === 'live' && link.itemSeq < seq))) return true;
  return mirrors.links.length === 0 && isUnfinished(item);
}

/** What makes two records of drift the same one. */
export function driftKey({ tracker, item, issue, code, field }: Drift): string {
  return JSON.stringify([tracker, item, issue?.id ?? null, code, field]);
}

export interface MirrorParts {
  readonly workspace: Workspace;
  readonly seq: number;
  readonly items: readonly VersionedItem[];
  /** What the items name, each once. */
  readonly named: readonly Entity[];
  readonly links: readonly Link[];
  readonly intents: readonly Intent[];
  readonly wishes: readonly Wish[];
  readonly refusals: readonly Refusal[];
  readonly conflicts: readonly Conflict[];
  readonly drifts: readonly Drift[];
  readonly cursors: readonly { readonly tracker: TrackerName; readonly cursor: Json; readonly pulledAt: Instant }[];
  readonly accounts: readonly { readonly tracker: TrackerName; readonly account: string }[];
  readonly writes: readonly RecordedWrite[];
  readonly waiting: number;
  readonly liveLinks: number;
}

/** Puts what was read into the order that every store promises. */
export function mirrorViewFrom(parts: MirrorParts): MirrorView {
  const accounts: Record<TrackerName, string[]> = {};
  for (const { tracker, account } of sorted(parts.accounts, (each) => [each.tracker, each.account])) {
    accounts[tracker] = [...(accounts[tracker] ?? []), account];
  }
  const cursors = sorted(parts.cursors, ({ tracker }) => [tracker]);
  return {
    workspace: parts.workspace,
    seq: parts.seq,
    items: [...parts.items].sort((a, b) => a.item.number - b.item.number),
    incidents: byNumber(parts.named.filter((entity) => entity.type === 'incident')),
    documents: byUid(parts.named.filter((entity) => entity.type === 'document')),
    links: sorted(parts.links, ({ item, tracker }) => [item, tracker]),
    intents: sorted(parts.intents, ({ item }) => [item]),
    wishes: sorted(parts.wishes, ({ item }) => [item]),
    refusals: sorted(parts.refusals, ({ item, tracker, field }) => [item, tracker, field]),
    conflicts: sorted(parts.conflicts, ({ item, tracker, field }) => [item, tracker, field]),
    drifts: sorted(parts.drifts, (drift) => [driftKey(drift)]),
    cursors: Object.fromEntries(cursors.map(({ tracker, cursor, pulledAt }) => [tracker, { cursor, pulledAt }])),
    accounts,
    writes: sorted(parts.writes, ({ at, tracker, kind }) => [at, tracker, kind]),
    waiting: parts.waiting,
    liveLinks: parts.liveLinks,
  };
}

function sorted<T>(values: readonly T[], keyOf: (value: T) => readonly string[]): readonly T[] {
  return values
    .map((value) => ({ value, key: keyOf(value).join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ value }) => value);
}
