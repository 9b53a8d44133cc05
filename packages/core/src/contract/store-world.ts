import type { Json } from '../model/brand.ts';
import type { Entity, NewIncident, NewItem, NewSeries } from '../model/event.ts';
import { derivedUid, type IncidentUid, type ItemUid, type SeriesUid, type Uid, type WorkspaceId } from '../model/id.ts';
import { type Clock, type Instant, instantAt } from '../model/instant.ts';
import type { ActionItem, ItemState } from '../model/item.ts';
import type { Intent, Issue, Link, MirrorState } from '../model/mirror.ts';
import { plainDate } from '../model/plain-date.ts';
import type { EventLog } from '../store/event-log.ts';
import { type Change, type Snapshot, type Store, StoreError, type StoreErrorCode } from '../store/port.ts';

/** What a store's author gives the contract suite. */
export interface StoreWorld {
  /** A new, empty workspace whose days are those of `clock` in UTC. */
  open(clock: Clock): Promise<OpenStore>;
}

export interface OpenStore {
  readonly store: Store & EventLog;
  /** The same workspace once more, as another process has it; the same object where there can be no other. */
  readonly again: Store & EventLog;
  /** Closes both and removes what was made. */
  close(): Promise<void>;
}

export const TRACKER = 'github:acme/payments';
const NAMES = '3b1c1e1e-7f0a-5a51-9a5e-0d6c5f1f2a10' as Uid;

export function uidOf<Id extends Uid>(kind: string, n: number): Id {
  return derivedUid<Id>(NAMES, kind, String(n));
}

export function sampleItem(n: number, changes: Partial<NewItem> = {}): NewItem {
  return {
    type: 'item',
    uid: uidOf<ItemUid>('item', n),
    title: `Alert before disk ${n} is full`,
    details: '',
    state: { status: 'open' },
    kind: 'preventative',
    kindSource: 'stated',
    activity: null,
    owner: 'ada',
    team: 'storage',
    priority: 'P2',
    labels: [],
    incident: null,
    series: null,
    scheduledOn: null,
    due: { on: plainDate('2026-03-31'), originallyOn: plainDate('2026-03-31'), rule: 'explicit', extensions: [] },
    proposedDueOn: null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: [],
    origin: null,
    source: null,
    createdOn: plainDate('2026-03-02'),
    acceptedOn: plainDate('2026-03-02'),
    ...changes,
  };
}

export function sampleIncident(n: number, changes: Partial<NewIncident> = {}): NewIncident {
  return {
    type: 'incident',
    uid: uidOf<IncidentUid>('incident', n),
    title: `Checkout was down, part ${n}`,
    severity: 'SEV1',
    services: ['checkout'],
    team: 'payments',
    lead: null,
    startedAt: null,
    endedAt: null,
    detectedAt: null,
    durationMinutes: null,
    timeZone: null,
    impact: null,
    affectedShare: null,
    rootCause: null,
    timeline: [],
    labels: [],
    confidential: false,
    document: null,
    source: null,
    recordedOn: plainDate('2026-03-02'),
    ...changes,
  };
}

export function sampleSeries(n: number, changes: Partial<NewSeries> = {}): NewSeries {
  return {
    type: 'series',
    uid: uidOf<SeriesUid>('series', n),
    title: `Restore a backup, part ${n}`,
    details: '',
    kind: 'preventative',
    activity: 'restore-test',
    owner: null,
    team: null,
    priority: null,
    labels: [],
    incident: null,
    rrule: 'FREQ=MONTHLY;INTERVAL=3',
    startsOn: plainDate('2026-03-02'),
    strategy: 'fixed',
    leadDays: 14,
    windowDays: 14,
    graceDays: 7,
    requires: [],
    controls: [],
    ended: null,
    proposal: null,
    origin: null,
    source: null,
    createdOn: plainDate('2026-03-02'),
    ...changes,
  };
}

export function sampleIssue(id: string, title = 'An issue'): Issue {
  const at = instantAt(Date.UTC(2026, 2, 2));
  return {
    id,
    key: id,
    url: `https://tracker.example/${id}`,
    author: 'closeout',
    createdAt: at,
    updatedAt: at,
    markers: [],
    title,
    status: { name: 'open', category: 'new', resolution: null },
    assignees: [],
    dueOn: null,
    priority: null,
    labels: [],
    details: null,
  };
}

/** A link in step with its item as of `itemSeq`. */
export function sampleLink(n: number, changes: Partial<Link> = {}): Link {
  const now = sampleIssue(String(1000 + n));
  return {
    item: uidOf<ItemUid>('item', n),
    tracker: TRACKER,
    issue: { id: now.id, key: now.key, url: now.url },
    pasts: { title: { ours: now.title, theirs: now.title } },
    now,
    seenAt: now.updatedAt,
    state: 'live',
    pending: false,
    itemSeq: 0,
    ...changes,
  };
}

export function sampleIntent(workspace: WorkspaceId, n: number): Intent {
  const marker = { workspace, item: uidOf<ItemUid>('item', n) };
  const draft = {
    marker,
    title: `Alert before disk ${n} is full`,
    details: '',
    assignee: null,
    dueOn: null,
    priority: null,
    labels: [],
    status: { status: 'open', resolution: null },
  } as const;
  const sent = { draft, ours: { title: draft.title }, itemSeq: 1 };
  return { item: marker.item, tracker: TRACKER, marker, draft: sent, at: MORNING, since: MORNING, firstEmptyFindAt: null };
}

export function sampleMirror(n: number): MirrorState {
  const { issue, item, tracker, state } = sampleLink(n);
  return { type: 'mirror', uid: uidOf('mirror', n), item, tracker, key: issue.key, url: issue.url, state, conflicts: [] };
}

export const create = (entity: Extract<Change, { readonly op: 'create' }>['entity']): Change => ({ op: 'create', entity, reason: null });
export const update = (entity: Entity): Change => ({ op: 'update', entity, reason: null });

/** Commits what must not be refused, and answers the items as they now are. */
export async function committed(store: Store, changes: readonly Change[]): Promise<readonly ActionItem[]> {
  const { entities } = await store.commit(changes, { actor: 'ada' });
  return entities.filter((entity) => entity.type === 'item');
}

/** The one item of `committed`. */
export async function committedItem(store: Store, change: Change): Promise<ActionItem> {
  const [item] = await committed(store, [change]);
  if (item === undefined) throw new TypeError('the change was no change of an item');
  return item;
}

export const done = (on: string): ItemState => ({ status: 'done', on: plainDate(on), by: 'ada', evidence: null, outcome: null });

/** A snapshot without what is fresh at every call. */
export function lasting({ at: _at, nonce: _nonce, ...snapshot }: Snapshot): Omit<Snapshot, 'at' | 'nonce'> {
  return snapshot;
}

/** The code of the StoreError that `work` throws; `null` when it throws none. */
export async function codeOf(work: Promise<unknown>): Promise<StoreErrorCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}

export const CURSOR: Json = { since: '2026-03-02T00:00:00Z', etag: null };
export const MORNING: Instant = instantAt(Date.UTC(2026, 2, 2, 8));
