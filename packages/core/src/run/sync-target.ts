import type { Config, SyncMode, TrackerConfig } from '../config/config.ts';
import type { ItemUid } from '../model/id.ts';
import type { Clock } from '../model/instant.ts';
import type { Lease, Store } from '../store/port.ts';
import type { PlanChange } from '../sync/plan.ts';
import { type Terms, termsOf } from '../sync/terms.ts';
import type { Tracker } from '../tracker/port.ts';

/** A tracker that is ready to be called, with its configuration. */
export interface SyncTarget {
  readonly config: TrackerConfig;
  readonly tracker: Tracker;
}

/** How far a long run is. */
export interface SyncProgress {
  /** The configured name. */
  readonly tracker: string;
  readonly phase: 'pull' | 'settle' | PlanChange['kind'];
  readonly done: number;
  /** `null` while nobody knows. */
  readonly total: number | null;
}

/** What a sync works with. */
export interface SyncWorld {
  readonly store: Store;
  readonly targets: readonly SyncTarget[];
  readonly config: Config;
  readonly clock: Clock;
  /** Names this process to others: `host:pid:…`. */
  readonly holder: string;
  /** True for the name of a process that is surely gone. */
  readonly isDead: (holder: string) => boolean;
  readonly progress: (progress: SyncProgress) => void;
  /** Stops before the next call to a tracker. */
  readonly signal: AbortSignal;
}

/** What is asked of one sync. */
export interface SyncRequest {
  readonly mode: SyncMode;
  /** Repeats the number a guard stopped at. */
  readonly confirm: number | null;
  /** Only these items. */
  readonly items: readonly ItemUid[] | null;
  /** At most so many writes to trackers. */
  readonly limit: number | null;
  /** Also what was refused before. */
  readonly retry: boolean;
  /** A plan made earlier: what is left of it is carried out, and nothing else; stale once something it names has moved. */
  readonly expected: readonly PlanChange[] | null;
}

export const SYNC_EVERYTHING: SyncRequest = { mode: 'two-way', confirm: null, items: null, limit: null, retry: false, expected: null };

/** The words of a target under this configuration. */
export function termsOfTarget(world: SyncWorld, { tracker, config }: SyncTarget): Terms {
  return termsOf(tracker.name, config, world.config);
}

/** The lease under which a target is written to. */
export interface TargetLease {
  /** A lease that outlives the next call, renewed when needed. Throws `lease-lost` when another process took it. */
  current(): Promise<Lease>;
}
