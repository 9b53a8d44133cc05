import { derivedUid, type Uid } from '../model/id.ts';
import { type MirrorView, StoreError } from '../store/port.ts';
import { guard } from '../sync/guard.ts';
import { leftOfPlan } from '../sync/left-of-plan.ts';
import type { PlanChange, SyncPlan } from '../sync/plan.ts';
import { applyRound } from './apply-round.ts';
import { allows, planned } from './planned-sync.ts';
import { pullTarget } from './pull-target.ts';
import { attempt, type RunningTarget, withTargets } from './running-target.ts';
import { settleTarget } from './settle-target.ts';
import type { PlanResult, SyncResult, SyncStop } from './sync-result.ts';
import { type SyncRequest, type SyncWorld, termsOfTarget } from './sync-target.ts';

/** Settle, adopt, cross, and one round to see that all is at rest: more would mean that a field never rests. */
const MOST_ROUNDS = 4;

/**
 * Brings items and issues in step: pull, record, settle what is in doubt, plan, carry out, until nothing is left to do.
 * Can be stopped or killed anywhere; the next run goes on.
 */
export async function runSync(world: SyncWorld, request: SyncRequest): Promise<SyncResult> {
  return withTargets(world, {
    busy: (stop) => resultOf(world, [], stop),
    work: async (running) => {
      const stop = await runRounds(world, { request, running });
      await noteSynced(world, running);
      return resultOf(world, running, stop);
    },
  });
}

/** Pulls, records and plans, and carries nothing out. */
export async function runPlan(world: SyncWorld, request: Pick<SyncRequest, 'mode' | 'items' | 'retry'>): Promise<PlanResult> {
  return withTargets<PlanResult>(world, {
    busy: async (stop) => ({ plan: { version: 1, changes: [], conflicts: [], waiting: 0 }, failed: [], stop }),
    work: async (running) => {
      await pullAll(world, running);
      const { plan } = await planned(world, { request, running });
      const failed = running.flatMap(({ tally }) => (tally.failure === null ? [] : [{ name: tally.name, ...tally.failure }]));
      return { plan, failed, stop: null };
    },
  });
}

async function runRounds(
  world: SyncWorld,
  { request, running }: { readonly request: SyncRequest; readonly running: readonly RunningTarget[] },
): Promise<SyncStop | null> {
  await pullAll(world, running);
  if (allows(request.mode, 'settle')) for (const one of running) await attempt(world, one, () => settleTarget(world, one));
  return bringToRest(world, { request, running });
}

/** Plans and carries out, round by round, until nothing that the request lets through is left to do. */
export async function bringToRest(
  world: SyncWorld,
  { request, running }: { readonly request: SyncRequest; readonly running: readonly RunningTarget[] },
): Promise<SyncStop | null> {
  const tried = new Set<string>();
  const before: PlanChange[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { plan, view } = await planned(world, { request, running });
    const asked = request.expected === null ? plan.changes : await leftOf(world, request.expected, plan);
    if (asked === null) return { code: 'stale', message: 'something the plan names has moved since it was made; make a new plan' };
    const changes = asked.filter((change) => change.kind !== 'wait' && change.kind !== 'settle' && !tried.has(JSON.stringify(change)));
    const stop = asksFirst(world, { request, before, changes, view });
    if (stop !== null) return stop;
    if (changes.length === 0) return null;
    for (const change of changes) tried.add(JSON.stringify(change));
    before.push(...changes);
    for (const one of running) {
      const mine = changes.filter(({ tracker }) => tracker === one.target.tracker.name);
      if (mine.length > 0 && !one.tally.isStopped)
        await attempt(world, one, () => applyRound(world, { one, request, view, changes: mine, conflicts: plan.conflicts }));
    }
    if (world.signal.aborted) return { code: 'aborted', message: 'stopped on request; run sync again to go on' };
    if (request.expected !== null) return null;
  }
  return null;
}

async function pullAll(world: SyncWorld, running: readonly RunningTarget[]): Promise<void> {
  for (const one of running) {
    await attempt(world, one, async () => {
      one.pulled = await pullTarget(world, one.target, one.lease);
    });
  }
}

async function leftOf({ store }: SyncWorld, expected: readonly PlanChange[], plan: SyncPlan): Promise<readonly PlanChange[] | null> {
  const { links } = await store.mirrors({ of: 'items', items: [...new Set(expected.map(({ uid }) => uid))] });
  return leftOfPlan(expected, { now: plan.changes, links });
}

/** Of all that a run does, round by round: what one round adopts, the next would cancel. */
function asksFirst(
  world: SyncWorld,
  {
    request,
    before,
    changes,
    view,
  }: {
    readonly request: SyncRequest;
    readonly before: readonly PlanChange[];
    readonly changes: readonly PlanChange[];
    readonly view: MirrorView;
  },
): SyncStop | null {
  const byName = new Map(world.targets.map((target) => [target.tracker.name, termsOfTarget(world, target)]));
  const stop = guard(changes, {
    before,
    limits: world.config.sync.guard,
    liveLinks: view.liveLinks,
    confirm: request.confirm,
    terms: byName,
    asked: new Set(view.wishes.map(({ item }) => item)),
  });
  return stop === null ? null : { code: 'guard', count: stop.count, message: `${stop.message}; say --confirm ${stop.count} to go on` };
}

/** Writes down, once a day, that a tracker was synced. */
async function noteSynced(world: SyncWorld, running: readonly RunningTarget[]): Promise<void> {
  const today = world.clock.today(world.config.timeZone);
  const { trackers, workspace } = await world.store.snapshot({ items: [] });
  for (const { target, tally, pulled } of running) {
    const name = target.tracker.name;
    const known = trackers.find((tracker) => tracker.name === name);
    if (tally.error !== null || pulled === null || known?.lastSyncOn === today) continue;
    const entity = { type: 'tracker', uid: derivedUid<Uid>(workspace.id, 'tracker', name), name, lastSyncOn: today } as const;
    try {
      await world.store.commit([{ op: known === undefined ? 'create' : 'update', entity, reason: null }], { actor: 'sync' });
    } catch (error) {
      // Another process wrote it down meanwhile.
      if (!(error instanceof StoreError) || error.code !== 'stale') throw error;
    }
  }
}

export async function resultOf(world: SyncWorld, running: readonly RunningTarget[], stop: SyncStop | null): Promise<SyncResult> {
  const { intents, conflicts, drifts, waiting } = await world.store.mirrors({ of: 'moved' });
  for (const { tally } of running) tally.inDoubt = intents.filter(({ tracker }) => tracker === tally.tracker).length;
  return {
    trackers: running.map(({ tally }) => tally.result()),
    conflicts: conflicts.filter(({ won }) => won === null),
    drift: drifts,
    waiting,
    stop,
  };
}
