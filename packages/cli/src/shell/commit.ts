import { type Change, type Committed, type Result, type Snapshot, type Store, StoreError } from '@closeout/core';
import { refused } from './failure.ts';
import type { Session } from './session.ts';

const ATTEMPTS = 5;

/** What came of planning, and of committing unless it was a dry run. */
export interface Carried {
  /** What it was planned on. */
  readonly snapshot: Snapshot;
  readonly changes: readonly Change[];
  /** `null` when nothing was to do, or nothing was to be done. */
  readonly committed: Committed | null;
}

/**
 * Reads, plans and commits. When somebody else changed the same things meanwhile, all of it again, up to five times.
 * What the planner refuses is thrown as a failure.
 */
export async function commitPlanned(
  session: Session,
  {
    read,
    plan,
    dryRun,
  }: {
    readonly read: (store: Store) => Promise<Snapshot>;
    readonly plan: (snapshot: Snapshot) => Result<readonly Change[]> | Promise<Result<readonly Change[]>>;
    readonly dryRun: boolean;
  },
): Promise<Carried> {
  const store = await session.store();
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await read(store);
    const planned = await plan(snapshot);
    if (!planned.ok) throw refused(planned.fault);
    const changes = planned.value;
    if (dryRun || changes.length === 0) return { snapshot, changes, committed: null };
    try {
      const committed = await store.commit(changes, { actor: session.actor, basedOn: snapshot.seq });
      return { snapshot, changes, committed };
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'stale') || attempt === ATTEMPTS) throw error;
    }
  }
}
