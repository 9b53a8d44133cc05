import type { Json } from '../model/brand.ts';
import type { Entity, EntityChange, Version, Workspace } from '../model/event.ts';
import type { IncidentUid, ItemUid, SeriesUid } from '../model/id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import type { ActionItem, Status } from '../model/item.ts';
import type { Conflict, Drift, Intent, Link, MirrorState, Refusal, SyncField, TrackerName, TrackerState, Wish } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { Series } from '../model/series.ts';
import type { Settings } from '../model/settings.ts';

/** What the sync remembers besides the log. */
export type MirrorChange =
  | { readonly op: 'link'; readonly link: Link }
  | { readonly op: 'intent'; readonly intent: Intent }
  | { readonly op: 'intent.clear'; readonly item: ItemUid }
  | { readonly op: 'wish'; readonly wish: Wish }
  | { readonly op: 'wish.end'; readonly item: ItemUid }
  | { readonly op: 'cursor'; readonly tracker: TrackerName; readonly cursor: Json; readonly pulledAt: Instant }
  | { readonly op: 'conflict'; readonly conflict: Conflict }
  | { readonly op: 'conflict.end'; readonly item: ItemUid; readonly tracker: TrackerName; readonly field: SyncField }
  | { readonly op: 'refusal'; readonly refusal: Refusal }
  | { readonly op: 'refusal.end'; readonly item: ItemUid; readonly tracker: TrackerName; readonly field: Refusal['field'] }
  | { readonly op: 'drift'; readonly drift: Drift }
  | { readonly op: 'drift.end'; readonly drift: Drift }
  | { readonly op: 'account'; readonly tracker: TrackerName; readonly account: string }
  | { readonly op: 'write'; readonly write: RecordedWrite };

/** One write that counts against a tracker's pace. */
export interface RecordedWrite {
  readonly tracker: TrackerName;
  readonly at: Instant;
  readonly kind: 'create' | 'update';
}

export type Change = EntityChange | MirrorChange;

/**
 * Which part of the state to read; conditions add up (and), an absent one does not restrict.
 * Incidents, series and documents that the chosen items name always come with them.
 */
export interface SnapshotQuery {
  /** The state at the end of that day: events with `on ≤ asOf`, in order of seq. Default: all events. */
  readonly asOf?: PlainDate;
  /** Also the versions of all items that were in force at some time in the `weeks` before `asOf` (default: none). */
  readonly weeks?: number;
  /** Only items in one of these statuses. Default: all. */
  readonly statuses?: readonly Status[];
  /** Only items due before that day. */
  readonly dueBefore?: PlainDate;
  /** Only items cancelled as an accepted risk that ends on that day or before. */
  readonly riskEndsBy?: PlainDate;
  readonly numbers?: readonly number[];
  readonly items?: readonly ItemUid[];
  readonly incidents?: readonly IncidentUid[];
  readonly series?: readonly SeriesUid[];
  /** All entities of these types come too, whatever items are chosen. */
  readonly also?: readonly ('incident' | 'series')[];
  /** The chosen items alone: what they name and their mirrors stay unread. For lists that show neither. */
  readonly alone?: true;
}

/** State as one value. Arrays are sorted by number, or by uid where there is none. */
export interface Snapshot {
  readonly workspace: Workspace;
  /** The last event it holds; `commit` takes it as `basedOn`. */
  readonly seq: number;
  readonly at: Instant;
  /** Fresh chance, from which planners derive new uids. */
  readonly nonce: string;
  readonly settings: Settings | null;
  readonly items: readonly ActionItem[];
  /** With a restricting query: those named by `items` only. */
  readonly incidents: readonly Incident[];
  readonly series: readonly Series[];
  readonly documents: readonly DocumentRecord[];
  readonly mirrors: readonly MirrorState[];
  readonly trackers: readonly TrackerState[];
  /** Item versions, when `weeks` was asked for; sorted by seq. */
  readonly history: readonly Version<ActionItem>[];
}

/** Which mirrors to read. `moved`: what a sync has to look at, and nothing else. */
export type MirrorQuery =
  | { readonly of: 'moved' }
  /** What moved, and items of which a tracker refused something: it may be worth another try. */
  | { readonly of: 'refused' }
  /** Links to these issues of a tracker, and links and intents of these items. */
  | { readonly of: 'issues'; readonly tracker: TrackerName; readonly ids: readonly string[]; readonly items: readonly ItemUid[] }
  /** Links to issues with these keys, in whatever tracker, and links and intents of these items. */
  | { readonly of: 'keys'; readonly keys: readonly string[]; readonly items: readonly ItemUid[] }
  | { readonly of: 'items'; readonly items: readonly ItemUid[] }
  | { readonly of: 'all' };

/** An item together with the seq of its last event. */
export interface VersionedItem {
  readonly seq: number;
  readonly item: ActionItem;
}

/**
 * What `planSync` sees. `moved` holds: items whose link is pending or older than the item, accepted
 * unfinished items without any link (a tombstone is a link), and items with an intent or a wish.
 */
export interface MirrorView {
  readonly workspace: Workspace;
  readonly seq: number;
  readonly items: readonly VersionedItem[];
  readonly incidents: readonly Incident[];
  readonly documents: readonly DocumentRecord[];
  /** All links of those items (several after a move), sorted by item, then tracker. */
  readonly links: readonly Link[];
  readonly intents: readonly Intent[];
  readonly wishes: readonly Wish[];
  readonly refusals: readonly Refusal[];
  readonly conflicts: readonly Conflict[];
  /** All recorded drift, whatever the query. */
  readonly drifts: readonly Drift[];
  /** All cursors and accounts, whatever the query. */
  readonly cursors: Readonly<Record<TrackerName, { readonly cursor: Json; readonly pulledAt: Instant }>>;
  readonly accounts: Readonly<Record<TrackerName, readonly string[]>>;
  /** Writes of the last hour, all trackers. */
  readonly writes: readonly RecordedWrite[];
  /** How many proposals wait for triage in the whole workspace. */
  readonly waiting: number;
  /** How many links of the whole workspace are live. */
  readonly liveLinks: number;
}

export interface CommitOptions {
  readonly actor: string;
  /**
   * The seq the changes were planned on: the commit is refused as `stale` when an entity it updates has
   * moved since. A create is refused as `stale` when its uid or source exists already.
   */
  readonly basedOn?: number;
  /** Refused as `lease-lost` unless this lease is still the newest of its name. */
  readonly lease?: Lease;
}

export interface Committed {
  /** The last seq after the commit. */
  readonly seq: number;
  readonly on: PlainDate;
  /** What was created or updated, with numbers, in the order of the changes. */
  readonly entities: readonly Entity[];
}

/** The right to be the only one who does something, until it expires. A newer lease has a higher token. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly token: number;
  readonly expiresAt: Instant;
}

export interface JobRun {
  readonly job: string;
  readonly slot: Instant;
  readonly holder: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly outcome: 'ok' | 'failed' | null;
  readonly message: string | null;
}

/** What lets several processes share one store. Laws: one holder per lease at a time; one claim per slot, ever. */
export interface Coordination {
  /** `null` while somebody else holds it. A holder that `isDead` knows to be gone (killed) loses it before it expires. */
  acquire(
    name: string,
    options: { readonly holder: string; readonly ttlMs: number; readonly isDead?: (holder: string) => boolean },
  ): Promise<Lease | null>;
  /** The lease with a later expiry, or `null` when it was lost. */
  renew(lease: Lease, ttlMs: number): Promise<Lease | null>;
  release(lease: Lease): Promise<void>;
  /** True for exactly one caller per job and slot. */
  claim(job: string, slot: Instant, holder: string): Promise<boolean>;
  finish(job: string, slot: Instant, outcome: 'ok' | 'failed', message: string | null): Promise<void>;
  /** The latest runs first; at most `limit`. */
  runs(options: { readonly job?: string; readonly limit: number }): Promise<readonly JobRun[]>;
}

/**
 * Everything closeout remembers. Laws: the log is append-only; the state equals the fold of the log; a commit
 * happens wholly or not at all; `snapshot({ asOf })` of a past day never changes.
 */
export interface Store {
  readonly workspace: Workspace;
  snapshot(query?: SnapshotQuery): Promise<Snapshot>;
  mirrors(query: MirrorQuery): Promise<MirrorView>;
  commit(changes: readonly Change[], options: CommitOptions): Promise<Committed>;
  /** Runs `send` unless `key` was sent through `channel` before; false when it was. A send that throws may be tried again. */
  once(channel: string, key: string, send: () => Promise<void>): Promise<boolean>;
  readonly coordination: Coordination;
  close(): Promise<void>;
}

export type StoreErrorCode = 'stale' | 'lease-lost' | 'missing' | 'exists' | 'newer' | 'not-a-store' | 'busy' | 'full' | 'io';

/** What a store throws. `message` says what, where and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
