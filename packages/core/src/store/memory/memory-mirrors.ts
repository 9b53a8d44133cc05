import type { Json } from '../../model/brand.ts';
import type { Uid } from '../../model/id.ts';
import type { Instant } from '../../model/instant.ts';
import type { Conflict, Drift, Intent, Link, Refusal, TrackerName, Wish } from '../../model/mirror.ts';
import { driftKey, type MirrorParts, needsSync, paceStart } from '../mirror-view.ts';
import type { Change, MirrorQuery, RecordedWrite, VersionedItem } from '../port.ts';

/** What the sync remembers, without what the log holds. */
export interface MemoryMirrors {
  /** Entity changes are not its business. */
  apply(change: Change): void;
  /** Keeps track of which items a sync has to look at. */
  touch(item: VersionedItem): void;
  uids(query: MirrorQuery): readonly Uid[];
  of(uids: readonly Uid[], now: Instant): Omit<MirrorParts, 'workspace' | 'seq' | 'items' | 'named' | 'waiting'>;
}

export function memoryMirrors(): MemoryMirrors {
  const links = new Map<Uid, ReadonlyMap<TrackerName, Link>>();
  const intents = new Map<Uid, Intent>();
  const wishes = new Map<Uid, Wish>();
  const refusals = new Map<string, Refusal>();
  const conflicts = new Map<string, Conflict>();
  const drifts = new Map<string, Drift>();
  const cursors = new Map<TrackerName, { readonly tracker: TrackerName; readonly cursor: Json; readonly pulledAt: Instant }>();
  const accounts = new Map<string, { readonly tracker: TrackerName; readonly account: string }>();
  const writes: RecordedWrite[] = [];
  const moved = new Set<Uid>();
  const allLinks = () => [...links.values()].flatMap((ofItem) => [...ofItem.values()]);

  return {
    apply(change) {
      switch (change.op) {
        case 'create':
        case 'update':
          return;
        case 'link':
          links.set(change.link.item, new Map(links.get(change.link.item)).set(change.link.tracker, kept(change.link)));
          return;
        case 'intent':
          intents.set(change.intent.item, kept(change.intent));
          return;
        case 'intent.clear':
          intents.delete(change.item);
          return;
        case 'wish':
          wishes.set(change.wish.item, kept(change.wish));
          return;
        case 'wish.end':
          wishes.delete(change.item);
          return;
        case 'cursor':
          cursors.set(change.tracker, kept({ tracker: change.tracker, cursor: change.cursor, pulledAt: change.pulledAt }));
          return;
        case 'conflict':
          conflicts.set(keyOf(change.conflict.item, change.conflict.tracker, change.conflict.field), kept(change.conflict));
          return;
        case 'conflict.end':
          conflicts.delete(keyOf(change.item, change.tracker, change.field));
          return;
        case 'refusal':
          refusals.set(keyOf(change.refusal.item, change.refusal.tracker, change.refusal.field), kept(change.refusal));
          return;
        case 'refusal.end':
          refusals.delete(keyOf(change.item, change.tracker, change.field));
          return;
        case 'drift':
          drifts.set(driftKey(change.drift), kept(change.drift));
          return;
        case 'drift.end':
          drifts.delete(driftKey(change.drift));
          return;
        case 'account':
          accounts.set(keyOf(change.tracker, change.account), { tracker: change.tracker, account: change.account });
          return;
        case 'write':
          writes.push(kept(change.write));
          return;
      }
    },
    touch(each) {
      const { uid } = each.item;
      const ours = [...(links.get(uid)?.values() ?? [])];
      if (needsSync(each, { links: ours, intended: intents.has(uid) || wishes.has(uid) })) moved.add(uid);
      else moved.delete(uid);
    },
    uids(query) {
      switch (query.of) {
        case 'moved':
          return [...moved];
        case 'refused':
          return [...new Set<Uid>([...moved, ...[...refusals.values()].map(({ item }) => item)])];
        case 'items':
          return [...new Set(query.items)];
        case 'issues': {
          const asked = allLinks().filter(({ tracker, issue }) => tracker === query.tracker && query.ids.includes(issue.id));
          return [...new Set<Uid>([...query.items, ...asked.map(({ item }) => item)])];
        }
        case 'keys': {
          const asked = allLinks().filter(({ issue }) => query.keys.includes(issue.key));
          return [...new Set<Uid>([...query.items, ...asked.map(({ item }) => item)])];
        }
        case 'all':
          return [...new Set<Uid>([...links.keys(), ...intents.keys(), ...moved])];
      }
    },
    of(uids, now) {
      const asked = new Set(uids);
      const ofAsked = <T extends { readonly item: Uid }>(all: Iterable<T>) => [...all].filter(({ item }) => asked.has(item));
      return {
        links: ofAsked(allLinks()),
        intents: ofAsked(intents.values()),
        wishes: ofAsked(wishes.values()),
        refusals: ofAsked(refusals.values()),
        conflicts: ofAsked(conflicts.values()),
        drifts: [...drifts.values()],
        cursors: [...cursors.values()],
        accounts: [...accounts.values()],
        liveLinks: allLinks().filter(({ state }) => state === 'live').length,
        writes: writes.filter(({ at }) => at > paceStart(now)),
      };
    },
  };
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** A copy as a database would give it back: nobody else holds it, and what JSON cannot say is gone. */
export function kept<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
