import type { ItemUid } from '../model/id.ts';
import type { Drift, Issue, IssueKey, Refusal } from '../model/mirror.ts';
import { driftKey } from '../store/mirror-view.ts';
import type { MirrorView } from '../store/port.ts';
import { doubtful, linkHealth } from '../sync/link-health.ts';
import { termsOf } from '../sync/terms.ts';
import { twinsTold } from '../sync/twins-told.ts';
import { type Listed, unreached } from '../sync/unreached.ts';
import { type Seen, type Tracker, TrackerError } from '../tracker/port.ts';
import type { SyncTarget, SyncWorld } from './sync-target.ts';

/** Keys per strong read: what Jira answers at once. */
const AT_ONCE = 100;

/** How one tracker was looked at. */
export interface CheckedTarget {
  /** The configured name. */
  readonly name: string;
  readonly tracker: string;
  /** Links that were judged, and how many of them took a read of their own. */
  readonly links: number;
  readonly read: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface DriftReport {
  readonly trackers: readonly CheckedTarget[];
  /** What is wrong now, sorted by item, tracker and code. */
  readonly drift: readonly Drift[];
  /** Text that somebody wrote into a managed block and that was written over since. */
  readonly kept: readonly Drift[];
  /** What these trackers refused and would refuse again, by item. */
  readonly refused: readonly Refusal[];
}

type DriftWorld = Pick<SyncWorld, 'store' | 'targets' | 'config' | 'progress' | 'signal'>;

/**
 * Looks at every link through one list of each tracker and strong reads of what the list leaves open. Writes nothing, neither
 * there nor here.
 */
export async function runDriftCheck(world: DriftWorld): Promise<DriftReport> {
  const view = await world.store.mirrors({ of: 'all' });
  const trackers: CheckedTarget[] = [];
  const drift: Drift[] = [];
  const listed: Listed[] = [];
  for (const target of world.targets) {
    const checked = await checkTarget(world, { target, view });
    trackers.push(checked.target);
    drift.push(...checked.drift);
    listed.push({ tracker: target.tracker.name, issues: checked.issues });
  }
  const isWhole = world.targets.length === world.config.trackers.length;
  const reach = { now: new Set(world.targets.map(({ tracker }) => tracker.name)), isWhole };
  // What could not be listed may hold what is missing elsewhere.
  const isAll = isWhole && trackers.every(({ error }) => error === null);
  const told = [...twinsTold(drift, view, reach), ...(isAll ? unreached(view, { listed, reach }) : [])];
  const now = new Set(told.map(driftKey));
  const kept = view.drifts.filter((one) => one.code === 'block-edited' && !now.has(driftKey(one)));
  const asked = new Set(trackers.map(({ tracker }) => tracker));
  const refused = view.refusals.filter(({ tracker }) => asked.has(tracker));
  return { trackers, drift: inOrder(told, view), kept, refused: inOrder(refused, view) };
}

async function checkTarget(
  world: DriftWorld,
  { target, view: all }: { readonly target: SyncTarget; readonly view: MirrorView },
): Promise<{ readonly target: CheckedTarget; readonly drift: readonly Drift[]; readonly issues: readonly Issue[] }> {
  const { tracker, config } = target;
  const links = all.links.filter((link) => link.tracker === tracker.name && link.state !== 'tombstone').length;
  const checked: CheckedTarget = { name: config.name, tracker: tracker.name, links, read: 0, error: null };
  const terms = termsOf(tracker.name, config, world.config);
  try {
    world.progress({ tracker: config.name, phase: 'pull', done: 0, total: null });
    const listed = await tracker.pull(null);
    const view = await withMarkedItems(
      world,
      all,
      listed.issues.flatMap(({ markers }) => markers.map(({ item }) => item)),
    );
    const judged = { view, terms, config: world.config };
    const keys = doubtful(judged, listed.issues);
    const read = await readAll(world, { tracker, keys });
    world.progress({ tracker: config.name, phase: 'pull', done: links, total: links });
    return { target: { ...checked, read: keys.length }, drift: linkHealth(judged, { listed, read }), issues: listed.issues };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return { target: { ...checked, error: { code: error.code, message: error.message } }, drift: [], issues: [] };
  }
}

async function readAll(
  { signal }: DriftWorld,
  { tracker, keys }: { readonly tracker: Tracker; readonly keys: readonly IssueKey[] },
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (let from = 0; from < keys.length && !signal.aborted; from += AT_ONCE) {
    seen.push(...(await tracker.read(keys.slice(from, from + AT_ONCE))));
  }
  return seen;
}

/** The view together with items that issues name and that have no link: they are not unknown. */
async function withMarkedItems({ store }: DriftWorld, view: MirrorView, marked: readonly ItemUid[]): Promise<MirrorView> {
  const known = new Set(view.items.map(({ item }) => item.uid));
  const missing = marked.filter((uid) => !known.has(uid));
  if (missing.length === 0) return view;
  const { items } = await store.mirrors({ of: 'items', items: missing });
  return { ...view, items: [...view.items, ...items] };
}

function inOrder<R extends Drift | Refusal>(records: readonly R[], { items }: MirrorView): readonly R[] {
  const numbers = new Map<ItemUid | null, number>(items.map(({ item }) => [item.uid, item.number]));
  const place = (record: R) => numbers.get(record.item) ?? Number.POSITIVE_INFINITY;
  const keyOf = (record: R) => ('digest' in record ? `${record.tracker} ${record.field}` : driftKey(record));
  return records.toSorted((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x === y ? (keyOf(a) < keyOf(b) ? -1 : 1) : x - y;
  });
}
