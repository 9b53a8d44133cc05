import { epochMsOf } from '../model/instant.ts';
import type { TrackerName } from '../model/mirror.ts';
import { type Lease, StoreError } from '../store/port.ts';
import type { SyncTarget, SyncWorld, TargetLease } from './sync-target.ts';

/** Longer than any call to a tracker may take, twice over. */
const TTL_MS = 120_000;

/** What the lease of a tracker is called. */
export function leaseName(tracker: TrackerName): string {
  return `sync ${tracker}`;
}

/** One writer per target: the leases of all targets, or the name of the first target that another process writes to. */
export async function acquireLeases(
  world: SyncWorld,
): Promise<{ readonly leases: ReadonlyMap<SyncTarget, TargetLease>; readonly release: () => Promise<void> } | { readonly busy: string }> {
  const held = new Map<SyncTarget, HeldLease>();
  const release = async () => {
    for (const lease of held.values()) await lease.release();
  };
  for (const target of world.targets) {
    const lease = await world.store.coordination.acquire(leaseName(target.tracker.name), {
      holder: world.holder,
      ttlMs: TTL_MS,
      isDead: world.isDead,
    });
    if (lease === null) {
      await release();
      return { busy: target.config.name };
    }
    held.set(target, new HeldLease(world, lease));
  }
  return { leases: held, release };
}

class HeldLease implements TargetLease {
  readonly #world: SyncWorld;
  #lease: Lease;

  constructor(world: SyncWorld, lease: Lease) {
    this.#world = world;
    this.#lease = lease;
  }

  async current(): Promise<Lease> {
    const leftMs = epochMsOf(this.#lease.expiresAt) - epochMsOf(this.#world.clock.now());
    if (leftMs < TTL_MS / 2) {
      const renewed = await this.#world.store.coordination.renew(this.#lease, TTL_MS);
      if (renewed === null)
        throw new StoreError('lease-lost', `another process took over ${this.#lease.name}; nothing more is written by this one`);
      this.#lease = renewed;
    }
    return this.#lease;
  }

  async release(): Promise<void> {
    await this.#world.store.coordination.release(this.#lease);
  }
}
