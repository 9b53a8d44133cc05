import {
  type ActionItem,
  type Change,
  type Clock,
  type Config,
  dayIn,
  type Hint,
  type ItemUid,
  instantAt,
  memoryStore,
  type NewEntity,
  parseConfig,
  plainDate,
  type Store,
  type Tracker,
} from '@closeout/core';
import { runHints, runSync, SYNC_EVERYTHING, type SyncRequest, type SyncResult } from '@closeout/core/sync';

/** A workspace with one tracker, whose syncs are counted by what the tracker's server saw. */
export interface CountedSync {
  readonly store: Store;
  add(count: number, fields?: Partial<ActionItem>): Promise<readonly ActionItem[]>;
  edit(item: ActionItem, fields: Partial<ActionItem>): Promise<void>;
  items(): Promise<readonly ActionItem[]>;
  /** Throws when a tracker failed. */
  sync(request?: Partial<SyncRequest>): Promise<SyncResult>;
  hint(...hints: readonly Hint[]): Promise<SyncResult>;
  /** From now on with this tracker, configured like this. */
  configure(tracker: Tracker, own: Readonly<Record<string, unknown>>): void;
}

export const machineClock: Clock = { now: () => instantAt(Date.now()), today: (timeZone) => dayIn(timeZone, instantAt(Date.now())) };

/** A limit that no test reaches. */
const UNLIMITED = { writesPerMinute: 1_000_000, createsPerHour: 1_000_000 };

/** Syncs with `tracker`, configured as `own`, and `maria` under her account there. */
export async function countedSync({
  tracker,
  own,
  people,
  clock,
  labelPrefix = 'closeout/',
  store = memoryStore({ clock, timeZone: 'UTC', entropy: () => crypto.getRandomValues(new Uint8Array(16)) }),
}: {
  readonly tracker: Tracker;
  readonly own: Readonly<Record<string, unknown>>;
  readonly people: Readonly<Record<string, { readonly github?: string; readonly jira?: string }>>;
  readonly clock: Clock;
  readonly labelPrefix?: string;
  readonly store?: Store;
}): Promise<CountedSync> {
  const place = (tracker: Tracker, own: Readonly<Record<string, unknown>>) => {
    const config = configured({ trackers: [{ name: 'there', limits: UNLIMITED, ...own }], people, sync: { labelPrefix } });
    const [trackerConfig] = config.trackers;
    if (trackerConfig === undefined) throw new Error('no tracker');
    return { targets: [{ config: trackerConfig, tracker }], config };
  };
  const world = {
    store,
    ...place(tracker, own),
    clock,
    holder: 'counted',
    isDead: () => true,
    progress: () => {},
    signal: new AbortController().signal,
  };
  return {
    store,
    add: async (count, fields = {}) => {
      const { nonce } = await store.snapshot({ items: [] });
      const changes = Array.from({ length: count }, (_, n): Change => ({ op: 'create', entity: promise(nonce, n, fields), reason: null }));
      const { entities } = await store.commit(changes, { actor: 'maria' });
      return entities.filter((entity) => entity.type === 'item');
    },
    edit: async ({ uid }, fields) => {
      const [item] = (await store.snapshot({ items: [uid] })).items;
      if (item === undefined) throw new Error(`no item ${uid}`);
      await store.commit([{ op: 'update', entity: { ...item, ...fields }, reason: null }], { actor: 'maria' });
    },
    configure: (tracker, own) => void Object.assign(world, place(tracker, own)),
    hint: (...hints) => runHints(world, { hints, mode: 'two-way' }),
    items: async () => (await store.snapshot()).items,
    sync: async (request = {}) => {
      const result = await runSync(world, { ...SYNC_EVERYTHING, ...request });
      const failed = result.stop ?? result.trackers.find(({ error }) => error !== null)?.error;
      if (failed) throw new Error(JSON.stringify(failed));
      return result;
    },
  };
}

function configured(written: Readonly<Record<'trackers' | 'people' | 'sync', object>>): Config {
  const guard = { share: 1, count: 1_000_000, creates: 1_000_000 };
  const parsed = parseConfig({ ...written, routes: [{ match: {}, tracker: 'there' }], sync: { ...written.sync, guard } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.config;
}

function promise(nonce: string, n: number, fields: Partial<ActionItem>): NewEntity {
  const uid = `018f3c1e-7a00-7000-8000-${`${nonce.slice(0, 6)}${n.toString(16).padStart(6, '0')}`}` as ItemUid;
  return {
    type: 'item',
    uid,
    title: `Alert before volume ${n} is full`,
    details: `The disk of volume ${n} was full before anybody knew.`,
    state: { status: 'open' },
    kind: 'preventative',
    kindSource: 'stated',
    activity: null,
    owner: 'maria',
    team: null,
    priority: 'P2',
    labels: ['alerting'],
    incident: null,
    series: null,
    scheduledOn: null,
    due: { on: plainDate('2027-03-31'), originallyOn: plainDate('2027-03-31'), rule: 'explicit', extensions: [] },
    proposedDueOn: null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: [],
    origin: null,
    source: null,
    createdOn: plainDate('2026-03-02'),
    acceptedOn: plainDate('2026-03-02'),
    ...fields,
  };
}
