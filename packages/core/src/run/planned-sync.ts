import type { SyncMode } from '../config/config.ts';
import type { Drift, Link } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import type { PlanChange, SyncPlan } from '../sync/plan.ts';
import { planSync } from '../sync/plan-sync.ts';
import { checkTwins } from './check-twins.ts';
import type { RunningTarget } from './running-target.ts';
import type { SyncRequest, SyncWorld } from './sync-target.ts';

/** Plans from the store, records what the plan notes, and keeps the changes that the request lets through. */
export async function planned(
  world: SyncWorld,
  { request, running }: { readonly request: Pick<SyncRequest, 'mode' | 'items' | 'retry'>; readonly running: readonly RunningTarget[] },
): Promise<{ readonly plan: SyncPlan; readonly view: MirrorView }> {
  const reachable = running.filter(({ pulled }) => pulled !== null);
  const targets = reachable.map(({ target }) => ({ tracker: target.tracker.name, config: target.config }));
  // What was refused rests until item, issue or configuration change, or until somebody asks.
  const query = { of: request.retry ? 'all' : 'refused' } as const;
  const first = await world.store.mirrors(query);
  const seen = (await checkTwins(world, { drifts: first.drifts, running })) ? await world.store.mirrors(query) : first;
  const view = request.retry ? { ...seen, refusals: [], drifts: seen.drifts.map((drift) => askedAgain(drift, seen.links)) } : seen;
  const { plan, notes } = planSync(view, { config: world.config, targets });
  await commitNotes(world, { notes, reachable });
  const changes = plan.changes.filter(
    (change) => allows(request.mode, change.kind) && (request.items === null || request.items.includes(change.uid)),
  );
  return { plan: { ...plan, changes }, view: withLinks(view, notes) };
}

/** A second issue that could not be closed is one that is to be closed. */
function askedAgain(drift: Drift, links: readonly Link[]): Drift {
  const isMirror = () => links.some(({ tracker, issue }) => tracker === drift.tracker && issue.id === drift.issue?.id);
  return drift.code === 'no-permission' && drift.field === 'status' && !isMirror() ? { ...drift, code: 'twin' } : drift;
}

async function commitNotes(
  world: SyncWorld,
  { notes, reachable }: { readonly notes: readonly Change[]; readonly reachable: readonly RunningTarget[] },
): Promise<void> {
  const [first] = reachable;
  if (notes.length > 0 && first !== undefined) await world.store.commit(notes, { actor: 'sync', lease: await first.lease.current() });
}

/** The view with the links as the notes left them, so that what is applied next does not undo a note. */
function withLinks(view: MirrorView, notes: readonly Change[]): MirrorView {
  const noted = new Map(
    notes.flatMap((note) => (note.op === 'link' ? [[`${note.link.item} ${note.link.tracker}`, note.link] as const] : [])),
  );
  return { ...view, links: view.links.map((link) => noted.get(`${link.item} ${link.tracker}`) ?? link) };
}

/** Modes are filters over a plan: they never turn a pull into a push. */
export function allows(mode: SyncMode, kind: PlanChange['kind']): boolean {
  switch (mode) {
    case 'two-way':
      return true;
    case 'push-only':
      return kind !== 'pull';
    case 'pull-only':
      return kind === 'pull' || kind === 'settle' || kind === 'wait';
    case 'create-only':
      return kind === 'create' || kind === 'settle' || kind === 'wait';
  }
}
