import type { ItemUid } from '../model/id.ts';
import { addMs } from '../model/instant.ts';
import type { ActionItem } from '../model/item.ts';
import type { Conflict, Link, Wish } from '../model/mirror.ts';
import type { Change, MirrorView, RecordedWrite, VersionedItem } from '../store/port.ts';
import { detailsIn } from '../sync/details.ts';
import { nextWriteAt } from '../sync/pace.ts';
import type { PlanChange } from '../sync/plan.ts';
import type { Terms } from '../sync/terms.ts';
import { TrackerError } from '../tracker/port.ts';
import { adoptIssue } from './adopt-issue.ts';
import { closeDuplicate } from './close-duplicate.ts';
import { createIssues } from './create-issues.ts';
import { pullItems } from './pull-items.ts';
import { LIMITED_MS, type RunningTarget } from './running-target.ts';
import { type SyncRequest, type SyncWorld, termsOfTarget } from './sync-target.ts';
import { updateIssue } from './update-issue.ts';

/** What one round works on: the view it was planned from, kept up with what the round itself did. */
export interface Round {
  readonly world: SyncWorld;
  readonly one: RunningTarget;
  readonly terms: Terms;
  readonly view: MirrorView;
  readonly conflicts: readonly Conflict[];
  readonly items: Map<ItemUid, VersionedItem>;
  /** Links to this target. */
  readonly links: Map<ItemUid, Link>;
  /** All links of an item as the round found them, tombstones too. */
  readonly linksOf: ReadonlyMap<ItemUid, readonly Link[]>;
  readonly wishes: ReadonlyMap<ItemUid, Wish>;
  /** The managed block of an item. */
  readonly details: (item: ActionItem) => string;
  /** Those that count against the pace: as recorded when a write was last thought of, and what was sent since. */
  writes: RecordedWrite[];
  /** Writes that the request still lets through. */
  left: number;
}

type Kind<K extends PlanChange['kind']> = Extract<PlanChange, { readonly kind: K }>;
export type ChangeOf<K extends PlanChange['kind']> = Kind<K>;

/** Carries out the changes of one tracker: what moves here first, then what exists there, then what is new there. */
export async function applyRound(
  world: SyncWorld,
  {
    one,
    request,
    view,
    changes,
    conflicts,
  }: {
    readonly one: RunningTarget;
    readonly request: SyncRequest;
    readonly view: MirrorView;
    readonly changes: readonly PlanChange[];
    readonly conflicts: readonly Conflict[];
  },
): Promise<void> {
  const name = one.target.tracker.name;
  const round: Round = {
    world,
    one,
    terms: termsOfTarget(world, one.target),
    view,
    conflicts,
    items: new Map(view.items.map((versioned) => [versioned.item.uid, versioned])),
    links: new Map(view.links.filter(({ tracker }) => tracker === name).map((link) => [link.item, link])),
    linksOf: Map.groupBy(view.links, ({ item }) => item),
    wishes: new Map(view.wishes.map((wish) => [wish.item, wish])),
    details: detailsIn(view, world.config),
    writes: [...view.writes],
    left: (request.limit ?? Number.POSITIVE_INFINITY) - one.tally.created - one.tally.updated,
  };
  const of = <K extends PlanChange['kind']>(kind: K) => changes.filter((change): change is Kind<K> => change.kind === kind);
  await pullItems(round, of('pull'));
  await oneByOne(round, of('update'), (change) => updateIssue(round, change));
  await oneByOne(round, of('duplicate'), (change) => closeDuplicate(round, change));
  await oneByOne(round, of('adopt'), (change) => adoptIssue(round, change));
  await createIssues(round, of('create'));
}

async function oneByOne<C extends PlanChange>(round: Round, changes: readonly C[], apply: (change: C) => Promise<void>): Promise<void> {
  const { world, one } = round;
  for (const [done, change] of changes.entries()) {
    if (!(await mayWriteNow(round, 'update'))) return;
    try {
      await apply(change);
    } catch (error) {
      if (!(error instanceof TrackerError) || error.code !== 'limited') throw error;
      const until = addMs(world.clock.now(), error.retryAfterMs ?? LIMITED_MS);
      if (error.isOfOneIssue) {
        one.tally.leaveUntil(until, error.message);
        continue;
      }
      one.tally.stopUntil(until, error.message);
      return;
    }
    world.progress({ tracker: one.target.config.name, phase: change.kind, done: done + 1, total: changes.length });
  }
}

/** {@link mayWrite}, by what is on record now: another repository's writes count too, whoever sent them. */
export async function mayWriteNow(round: Round, kind: RecordedWrite['kind']): Promise<boolean> {
  if (round.one.tally.isStopped) return false;
  const { writes } = await round.world.store.mirrors({ of: 'items', items: [] });
  round.writes = [...writes];
  return mayWrite(round, kind);
}

/** False when the run was stopped, the request's limit is reached, or the budget of the tracker is spent. */
export function mayWrite(round: Round, kind: RecordedWrite['kind']): boolean {
  const { world, one } = round;
  if (world.signal.aborted || one.tally.isStopped || round.left <= 0) return false;
  const now = world.clock.now();
  const at = nextWriteAt(round.writes, { tracker: one.target.tracker.name, kind, limits: one.target.config.limits, now });
  if (at === null) return true;
  one.tally.stopUntil(at, 'the limits in the configuration');
  return false;
}

/** Counts a write that is about to be sent, in so many requests; what is to be recorded of it. */
export function countWrite(round: Round, kind: RecordedWrite['kind'], requests = 1): readonly Change[] {
  const write = { tracker: round.one.target.tracker.name, at: round.world.clock.now(), kind };
  const writes = Array.from({ length: requests }, () => write);
  round.writes.push(...writes);
  round.left -= 1;
  return writes.map((each) => ({ op: 'write', write: each }));
}
