import type { Config } from '../../../packages/core/src/config/config.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import { create, sampleItem } from '../../../packages/core/src/contract/store-world.ts';
import type { NewItem } from '../../../packages/core/src/model/event.ts';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Clock } from '../../../packages/core/src/model/instant.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import type { Issue, Link, TrackerName } from '../../../packages/core/src/model/mirror.ts';
import { dayIn } from '../../../packages/core/src/model/plain-date.ts';
import type { Result } from '../../../packages/core/src/model/result.ts';
import { type DriftReport, runDriftCheck } from '../../../packages/core/src/run/drift-check.ts';
import { runPlan, runSync } from '../../../packages/core/src/run/sync.ts';
import type { PlanResult, SyncResult } from '../../../packages/core/src/run/sync-result.ts';
import { SYNC_EVERYTHING, type SyncRequest, type SyncWorld } from '../../../packages/core/src/run/sync-target.ts';
import type { EventLog } from '../../../packages/core/src/store/event-log.ts';
import { memoryStore } from '../../../packages/core/src/store/memory/memory-store.ts';
import type { Change, MirrorView, Store } from '../../../packages/core/src/store/port.ts';
import type { PlanChange } from '../../../packages/core/src/sync/plan.ts';
import { planUnlink } from '../../../packages/core/src/sync/unlink.ts';
import { planLink, planLinkNew, planMove } from '../../../packages/core/src/sync/wish.ts';
import { type Created, type Patch, type Tracker, TrackerError, type Updated } from '../../../packages/core/src/tracker/port.ts';
import { ROBOT, SimulatedTracker } from './simulated-tracker.ts';
import { START } from './sync-world.ts';

export const REPOS = { payments: 'acme/payments', platform: 'acme/platform' } as const;
export type Place = keyof typeof REPOS;

/** What the trackers do besides what they are told. */
export interface Accidents {
  /** Asked before each update; a refusal of the status, or `null`. */
  refuse: (place: Place, patch: Patch) => 'no-permission' | null;
  /** Told of every change of any issue. */
  changed: () => void;
  /** Asked before each pull: in how many milliseconds its limit has passed, or `null`. */
  limit: (place: Place) => number | null;
}

/** One workspace that mirrors into two repositories, `payments` by route. All in memory. */
export interface TwoTrackers {
  readonly store: Store & EventLog;
  readonly config: Config;
  /** Somebody renames a repository, and the configuration names it anew. */
  rename(place: Place, repo: string): void;
  readonly accidents: Accidents;
  readonly sims: Readonly<Record<Place, SimulatedTracker>>;
  add(fields?: Partial<NewItem>): Promise<ActionItem>;
  item(uid: ItemUid): Promise<ActionItem>;
  edit(uid: ItemUid, fields: Partial<ActionItem>): Promise<void>;
  links(uid: ItemUid): Promise<readonly Link[]>;
  sync(request?: Partial<SyncRequest> & { readonly only?: Place }): Promise<SyncResult>;
  plan(): Promise<readonly PlanChange[]>;
  planResult(): Promise<PlanResult>;
  drift(): Promise<DriftReport>;
  link(uid: ItemUid, url: string): Promise<string | null>;
  create(uid: ItemUid): Promise<string | null>;
  unlink(uid: ItemUid): Promise<string | null>;
  move(uid: ItemUid, to: string): Promise<string | null>;
  /** Issues of ours for an item that are not closed. */
  openOf(uid: ItemUid): readonly string[];
}

export function urlOf(place: Place, key: string): string {
  return `https://github.com/${REPOS[place]}/issues/${key}`;
}

export function openTwoTrackers({ guard }: { readonly guard?: Config['sync']['guard'] } = {}): TwoTrackers {
  const sims = { payments: new SimulatedTracker({ at: START }), platform: new SimulatedTracker({ at: START, idsFrom: 1000 }) };
  const clock: Clock = { now: () => sims.payments.now, today: (zone) => dayIn(zone, sims.payments.now) };
  const accidents: Accidents = { refuse: () => null, changed: () => {}, limit: () => null };
  let drawn = 0;
  const entropy = () => {
    drawn += 1;
    return Uint8Array.from({ length: 16 }, (_, index) => (drawn >> (8 * (index % 4))) & 255);
  };
  const store = memoryStore({ clock, timeZone: 'UTC', entropy });
  const limits = { writesPerMinute: 100_000, createsPerHour: 100_000 };
  const configOf = (repos: Readonly<Record<Place, string>>): Config => {
    const parsed = parseConfig({
      people: { maria: { github: 'maria' } },
      trackers: Object.entries(repos).map(([name, repo]) => ({ type: 'github', name, repo, token: { env: 'NONE' }, limits })),
      routes: [
        { match: { label: 'private' }, tracker: null },
        { match: {}, tracker: 'payments' },
      ],
      sync: { guard: guard ?? { share: 1, count: 1000, creates: 1000 } },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    return parsed.config;
  };
  const repos: Record<Place, string> = { ...REPOS };
  let config = configOf(repos);
  const targetsNow = () =>
    config.trackers.map((own) => ({
      config: own,
      tracker: asGithub(sims, { place: own.name as Place, repo: repos[own.name as Place] }, accidents),
    }));
  const worldNow = (): SyncWorld => ({
    store,
    targets: targetsNow(),
    config,
    clock,
    holder: 'test',
    isDead: () => true,
    progress: () => {},
    signal: new AbortController().signal,
  });
  const item = async (uid: ItemUid) => {
    const [found] = (await store.snapshot({ items: [uid] })).items;
    if (found === undefined) throw new Error(`no item ${uid}`);
    return found;
  };
  const asked = async (view: MirrorView, planned: Result<readonly Change[]>) => {
    if (!planned.ok) return planned.fault.code;
    if (planned.value.length > 0) await store.commit(planned.value, { actor: 'maria', basedOn: view.seq });
    return null;
  };
  let added = 0;
  const viewOf = (uid: ItemUid) => store.mirrors({ of: 'items', items: [uid] });
  return {
    store,
    get config() {
      return config;
    },
    rename: (place, repo) => {
      repos[place] = repo;
      config = configOf(repos);
    },
    accidents,
    sims,
    item,
    add: async (fields = {}) => {
      added += 1;
      const { entities } = await store.commit([create(sampleItem(added, { owner: 'maria', ...fields }))], { actor: 'maria' });
      return entities[0] as ActionItem;
    },
    edit: async (uid, fields) => {
      await store.commit([{ op: 'update', entity: { ...(await item(uid)), ...fields }, reason: null }], { actor: 'maria' });
    },
    links: async (uid) => (await viewOf(uid)).links,
    sync: ({ only, ...request } = {}) => {
      const some = targetsNow().filter((target) => only === undefined || target.config.name === only);
      return runSync({ ...worldNow(), targets: some }, { ...SYNC_EVERYTHING, ...request });
    },
    plan: async () => (await runPlan(worldNow(), EVERYTHING)).plan.changes,
    planResult: () => runPlan(worldNow(), EVERYTHING),
    drift: () => runDriftCheck(worldNow()),
    link: async (uid, url) => {
      const view = await store.mirrors({ of: 'keys', keys: [url.split('/').at(-1) ?? ''], items: [uid] });
      return asked(view, planLink(view, uid, { url, config }));
    },
    create: async (uid) => {
      const view = await viewOf(uid);
      return asked(view, planLinkNew(view, [uid], { config }));
    },
    unlink: async (uid) => {
      const view = await viewOf(uid);
      return asked(view, planUnlink(view, [uid], { config }));
    },
    move: async (uid, to) => {
      const view = await viewOf(uid);
      return asked(view, planMove(view, [uid], { to, config }));
    },
    openOf: (uid) =>
      (['payments', 'platform'] as const).flatMap((place) =>
        sims[place]
          .mirrorsOf(uid)
          .filter(({ author, status }) => author === ROBOT && status.category !== 'done')
          .map(({ key }) => `${place}#${key}`),
      ),
  };
}

const EVERYTHING = { mode: 'two-way', items: null, retry: false } as const;

/** A simulated tracker under the name and with the addresses of a repository on GitHub. */
function asGithub(
  sims: TwoTrackers['sims'],
  { place, repo }: { readonly place: Place; readonly repo: string },
  accidents: Accidents,
): Tracker {
  const sim = sims[place];
  const named = (issue: Issue): Issue => ({ ...issue, url: `https://github.com/${repo}/issues/${issue.key}` });
  const name: TrackerName = `github:${repo}`;
  return {
    name,
    createsAtOnce: 1,
    pull: async (cursor) => {
      const retryAfterMs = accidents.limit(place);
      if (retryAfterMs !== null) throw new TrackerError('limited', name, 'the hourly limit is spent', { retryAfterMs });
      const pulled = await sim.pull(cursor);
      return { ...pulled, issues: pulled.issues.map(named) };
    },
    read: async (keys) => {
      const seen = await sim.read(keys);
      return seen.map((one) => (one.state === 'present' ? { ...one, issue: named(one.issue) } : one));
    },
    find: async (markers, since) => {
      const found = await sim.find(markers, since);
      return { ...found, issues: found.issues.map(named) };
    },
    create: async (drafts) => {
      try {
        const made = await sim.create(drafts);
        return made.map((one): Created => (one.outcome === 'created' ? { ...one, issue: named(one.issue) } : one));
      } finally {
        accidents.changed();
      }
    },
    update: async (key, patch): Promise<Updated> => {
      const code = patch.status === undefined ? null : accidents.refuse(place, patch);
      const { status, ...rest } = patch;
      try {
        const { issue, refused } = await sim.update(key, code === null ? patch : rest);
        const more = code === null || status === undefined ? [] : [{ field: 'status', code, message: 'not for you' } as const];
        return { issue: named(issue), refused: [...refused, ...more] };
      } finally {
        accidents.changed();
      }
    },
  };
}
