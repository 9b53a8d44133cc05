import type { Config } from '../../../packages/core/src/config/config.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import type { NewItem } from '../../../packages/core/src/model/event.ts';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Clock, Instant } from '../../../packages/core/src/model/instant.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { mintFrom } from '../../../packages/core/src/model/mint.ts';
import { dayIn, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { runHints } from '../../../packages/core/src/run/hints.ts';
import { runSync } from '../../../packages/core/src/run/sync.ts';
import type { SyncResult } from '../../../packages/core/src/run/sync-result.ts';
import { SYNC_EVERYTHING, type SyncRequest, type SyncWorld } from '../../../packages/core/src/run/sync-target.ts';
import { memoryStore } from '../../../packages/core/src/store/memory/memory-store.ts';
import type { Store } from '../../../packages/core/src/store/port.ts';
import { SimulatedTracker } from './simulated-tracker.ts';

export const START = '2026-03-02T09:00:00.000Z' as Instant;

/** One workspace, one tracker, one clock, all in memory. */
export interface World {
  readonly store: Store;
  readonly tracker: SimulatedTracker;
  readonly config: Config;
  add(fields?: Partial<NewItem>): Promise<ActionItem>;
  item(uid: ItemUid): Promise<ActionItem>;
  /** A person changes an item here. */
  edit(uid: ItemUid, change: (item: ActionItem) => Partial<ActionItem>): Promise<void>;
  sync(request?: Partial<SyncRequest>): Promise<SyncResult>;
  /** Somebody says that something happened to the issues of these ids. */
  hint(ids: readonly string[], mode?: SyncRequest['mode']): Promise<SyncResult>;
}

export function openWorld(
  options: {
    readonly lagMs?: number;
    readonly settleSeconds?: number;
    readonly createsAtOnce?: number;
    readonly guard?: Config['sync']['guard'];
  } = {},
): World {
  const tracker = new SimulatedTracker({ at: START, lagMs: options.lagMs ?? 0, createsAtOnce: options.createsAtOnce ?? 1 });
  const clock: Clock = { now: () => tracker.now, today: (zone) => dayIn(zone, tracker.now) };
  let drawn = 0;
  const store = memoryStore({
    clock,
    timeZone: 'UTC',
    entropy: () => {
      drawn += 1;
      return Uint8Array.from({ length: 16 }, (_, index) => (drawn >> (8 * (index % 4))) & 255);
    },
  });
  const parsed = parseConfig({
    people: { maria: { team: 'payments' }, raj: {} },
    trackers: [
      {
        type: 'custom',
        name: 'board',
        tracker,
        settleSeconds: options.settleSeconds ?? 600,
        limits: { writesPerMinute: 100_000, createsPerHour: 100_000 },
      },
    ],
    routes: [{ match: {}, tracker: 'board' }],
    sync: { guard: options.guard ?? { share: 1, count: 1000, creates: 1000 } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const { config } = parsed;
  const [trackerConfig] = config.trackers;
  if (trackerConfig === undefined) throw new Error('no tracker');
  const world: SyncWorld = {
    store,
    targets: [{ config: trackerConfig, tracker }],
    config,
    clock,
    holder: 'test',
    isDead: (holder) => holder !== 'another process',
    progress: () => {},
    signal: new AbortController().signal,
  };
  const item = async (uid: ItemUid) => {
    const [found] = (await store.snapshot({ items: [uid] })).items;
    if (found === undefined) throw new Error(`no item ${uid}`);
    return found;
  };
  return {
    store,
    tracker,
    config,
    item,
    add: async (fields = {}) => {
      const snapshot = await store.snapshot();
      const entity: NewItem = { ...BLANK, uid: mintFrom(snapshot)<ItemUid>(), ...fields };
      const { entities } = await store.commit([{ op: 'create', entity, reason: null }], { actor: 'maria' });
      return entities[0] as ActionItem;
    },
    edit: async (uid, change) => {
      const before = await item(uid);
      await store.commit([{ op: 'update', entity: { ...before, ...change(before) }, reason: null }], { actor: 'maria' });
    },
    sync: (request = {}) => runSync(world, { ...SYNC_EVERYTHING, ...request }),
    hint: (ids, mode = 'two-way') =>
      runHints(world, { hints: ids.map((id) => ({ tracker: tracker.name, issue: { id, key: id, url: `http://localhost/${id}` } })), mode }),
  };
}

const BLANK: Omit<NewItem, 'uid'> = {
  type: 'item',
  title: 'Rotate the signing keys',
  details: 'All three of them.',
  state: { status: 'open' },
  kind: 'preventative',
  kindSource: 'stated',
  activity: null,
  owner: 'maria',
  team: 'payments',
  priority: 'P2',
  labels: ['keys'],
  incident: null,
  series: null,
  scheduledOn: null,
  due: { on: plainDate('2026-04-01'), originallyOn: plainDate('2026-04-01'), rule: 'explicit', extensions: [] },
  proposedDueOn: null,
  snoozedUntil: null,
  recurrence: null,
  duplicateOf: null,
  references: [],
  origin: null,
  source: null,
  createdOn: plainDate('2026-03-02'),
  acceptedOn: plainDate('2026-03-02'),
};
