import { addMs } from '../model/instant.ts';
import { TrackerError } from '../tracker/port.ts';
import type { PulledTarget } from './pull-target.ts';
import { type SyncStop, Tally } from './sync-result.ts';
import type { SyncTarget, SyncWorld, TargetLease } from './sync-target.ts';
import { acquireLeases } from './target-lease.ts';

/** A tracker in the course of one run. */
export interface RunningTarget {
  readonly target: SyncTarget;
  readonly lease: TargetLease;
  readonly tally: Tally;
  pulled: PulledTarget | null;
}

/** Holds the leases of all targets while `work` goes on; `busy` when another process holds one. */
export async function withTargets<Answer>(
  world: SyncWorld,
  {
    work,
    busy,
  }: { readonly work: (running: readonly RunningTarget[]) => Promise<Answer>; readonly busy: (stop: SyncStop) => Promise<Answer> },
): Promise<Answer> {
  const acquired = await acquireLeases(world);
  if ('busy' in acquired) {
    return busy({ code: 'busy', tracker: acquired.busy, message: `another sync is writing to ${acquired.busy}; one writer at a time` });
  }
  try {
    const running = [...acquired.leases].map(([target, lease]) => ({
      target,
      lease,
      tally: new Tally(target.config.name, target.tracker.name),
      pulled: null,
    }));
    return await work(running);
  } finally {
    await acquired.release();
  }
}

/** One tracker's failure is its own: it is written down, and the others go on. A limit is no failure: it says when to go on. */
export async function attempt({ clock }: SyncWorld, { tally }: RunningTarget, work: () => Promise<void>): Promise<void> {
  if (tally.isStopped) return;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    if (error.code === 'limited') tally.stopUntil(addMs(clock.now(), error.retryAfterMs ?? LIMITED_MS), error.message);
    else tally.error = { code: error.code, message: error.message };
  }
}

/** How long a limit is left alone that does not say when it ends. */
export const LIMITED_MS = 60_000;
