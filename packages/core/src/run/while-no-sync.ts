import type { TrackerName } from '../model/mirror.ts';
import type { Lease } from '../store/port.ts';
import type { SyncWorld } from './sync-target.ts';
import { leaseName } from './target-lease.ts';

/** Longer than one commit takes, also on a busy machine. */
const TTL_MS = 30_000;

/**
 * Does `work` while no sync holds links of these trackers in its hands, so that what it changes of them lasts; `busy` names the
 * tracker that a sync is writing to.
 */
export async function whileNoSync<Answer>(
  { store, holder, isDead }: Pick<SyncWorld, 'store' | 'holder' | 'isDead'>,
  { trackers, work }: { readonly trackers: readonly TrackerName[]; readonly work: () => Promise<Answer> },
): Promise<{ readonly answer: Answer } | { readonly busy: TrackerName }> {
  const held: Lease[] = [];
  try {
    for (const tracker of [...new Set(trackers)].sort()) {
      const lease = await store.coordination.acquire(leaseName(tracker), { holder, ttlMs: TTL_MS, isDead });
      if (lease === null) return { busy: tracker };
      held.push(lease);
    }
    return { answer: await work() };
  } finally {
    for (const lease of held) await store.coordination.release(lease);
  }
}
