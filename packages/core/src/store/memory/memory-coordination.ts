import type { Clock } from '../../model/instant.ts';
import type { Coordination, JobRun, Lease, Store } from '../port.ts';
import { acquired, isNewest, type LeaseRecord, laterRun, maySend, renewed, type SendRecord } from '../turns.ts';

export interface MemoryCoordination {
  readonly coordination: Coordination;
  readonly once: Store['once'];
  holds(lease: Lease): boolean;
}

/** Turns among the tasks of one process. */
export function memoryCoordination(clock: Clock): MemoryCoordination {
  const leases = new Map<string, LeaseRecord>();
  const runs = new Map<string, JobRun>();
  const ledger = new Map<string, SendRecord>();
  const recordOf = (name: string) => leases.get(name) ?? null;

  return {
    holds: (lease) => isNewest(recordOf(lease.name), lease),
    coordination: {
      async acquire(name, request) {
        const lease = acquired(recordOf(name), { name, ...request, now: clock.now() });
        if (lease !== null) leases.set(name, lease);
        return lease;
      },
      async renew(lease, ttlMs) {
        const longer = renewed(recordOf(lease.name), lease, { ttlMs, now: clock.now() });
        if (longer !== null) leases.set(lease.name, longer);
        return longer;
      },
      async release(lease) {
        if (isNewest(recordOf(lease.name), lease)) leases.set(lease.name, { ...lease, holder: null });
      },
      async claim(job, slot, holder) {
        const key = JSON.stringify([job, slot]);
        if (runs.has(key)) return false;
        runs.set(key, { job, slot, holder, startedAt: clock.now(), finishedAt: null, outcome: null, message: null });
        return true;
      },
      async finish(job, slot, outcome, message) {
        const key = JSON.stringify([job, slot]);
        const run = runs.get(key);
        if (run !== undefined) runs.set(key, { ...run, finishedAt: clock.now(), outcome, message });
      },
      async runs({ job, limit }) {
        const asked = [...runs.values()].filter((run) => job === undefined || run.job === job);
        return asked.sort(laterRun).slice(0, limit);
      },
    },
    async once(channel, key, send) {
      const entry = JSON.stringify([channel, key]);
      const claimedAt = clock.now();
      if (!maySend(ledger.get(entry) ?? null, claimedAt)) return false;
      ledger.set(entry, { claimedAt, sentAt: null });
      try {
        await send();
      } catch (error) {
        ledger.delete(entry);
        throw error;
      }
      ledger.set(entry, { claimedAt, sentAt: clock.now() });
      return true;
    },
  };
}
