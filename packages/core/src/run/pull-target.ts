import type { ItemUid } from '../model/id.ts';
import { epochMsOf, type Instant } from '../model/instant.ts';
import type { Issue, IssueKey, TrackerName } from '../model/mirror.ts';
import type { MirrorView } from '../store/port.ts';
import { recordPull, recordRead } from '../sync/record-pull.ts';
import { type SyncTarget, type SyncWorld, type TargetLease, termsOfTarget } from './sync-target.ts';

/** What the rest of a run needs to know of the pull. */
export interface PulledTarget {
  /** The tracker's clock at the pull. */
  readonly at: Instant;
  /** Our clock at the pull: knowledge ages from here. */
  readonly since: number;
}

/** Pulls what changed and records it in one transaction, together with the cursor. Plans nothing. */
export async function pullTarget(world: SyncWorld, target: SyncTarget, lease: TargetLease): Promise<PulledTarget> {
  const { store, clock } = world;
  const { tracker } = target;
  world.progress({ tracker: target.config.name, phase: 'pull', done: 0, total: null });
  const moved = await store.mirrors({ of: 'moved' });
  const since = epochMsOf(clock.now());
  const pulled = await tracker.pull(moved.cursors[tracker.name]?.cursor ?? null, { soon: soonWritten(moved, tracker.name) });
  const view = await store.mirrors({
    of: 'issues',
    tracker: tracker.name,
    ids: pulled.issues.map(({ id }) => id),
    items: markedItems(pulled.issues),
  });
  const { changes, reread } = recordPull(view, { terms: termsOfTarget(world, target), pulled });
  await store.commit(changes, { actor: tracker.name, lease: await lease.current() });
  if (reread.length > 0) await readAgain(world, { target, lease, keys: reread, at: pulled.at });
  world.progress({ tracker: target.config.name, phase: 'pull', done: pulled.issues.length, total: pulled.issues.length });
  return { at: pulled.at, since };
}

/** Issues of items that moved here since they were last planned, then those that are not in step otherwise. */
function soonWritten({ items, links }: MirrorView, tracker: TrackerName): readonly IssueKey[] {
  const seqs = new Map(items.map(({ item, seq }) => [item.uid, seq]));
  const mine = links.filter((link) => link.tracker === tracker && link.state === 'live');
  const { moved = [], rest = [] } = Object.groupBy(mine, ({ item, itemSeq }) => ((seqs.get(item) ?? 0) > itemSeq ? 'moved' : 'rest'));
  return [...moved, ...rest].map(({ issue }) => issue);
}

async function readAgain(
  world: SyncWorld,
  {
    target,
    lease,
    keys,
    at,
  }: { readonly target: SyncTarget; readonly lease: TargetLease; readonly keys: readonly IssueKey[]; readonly at: Instant },
): Promise<void> {
  const { store } = world;
  const view = await store.mirrors({ of: 'issues', tracker: target.tracker.name, ids: keys.map(({ id }) => id), items: [] });
  for (const seen of await target.tracker.read(keys)) {
    const link = view.links.find(({ issue }) => issue.id === seen.key.id);
    if (seen.state !== 'present' || link === undefined) continue;
    await store.commit(recordRead(link, { issue: seen.issue, at }), { actor: target.tracker.name, lease: await lease.current() });
  }
}

function markedItems(issues: readonly Issue[]): readonly ItemUid[] {
  return [...new Set(issues.flatMap(({ markers }) => markers.map(({ item }) => item)))];
}
