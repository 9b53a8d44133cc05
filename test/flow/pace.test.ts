import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, epochMsOf, instantAt, type PlainDate, parseConfig, planAdd, type Store } from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { runSync, SYNC_EVERYTHING, type SyncResult } from '@closeout/core/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Chance } from '../simulation/chance.ts';
import { machineClock } from '../support/counted-sync.ts';
import { trackerOnto } from '../support/github-contract-world.ts';
import { GITHUB_REPO, OTHER_GITHUB_REPO } from '../support/github-emulator.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const REPOS = [GITHUB_REPO, OTHER_GITHUB_REPO] as const;
const POINTS_PER_MINUTE = 900;

/** How many items meet which limits. */
interface Size {
  readonly items: number;
  readonly perMinute: number;
  readonly perHour: number;
}

const WHOLE: Size = { items: 1_200, perMinute: 80, perHour: 500 };
const FIFTH: Size = { items: 240, perMinute: 16, perHour: 100 };

let folder: string;
let github: GithubWorld;
let path: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
  github = await githubWorld();
  folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'closeout-pace-'));
  path = join(folder, 'closeout.db');
});
afterEach(async () => {
  vi.useRealTimers();
  await github.close();
  await rm(folder, { recursive: true, force: true });
});

/** The limits are those of the server and, for ours, the same: no slack in either. */
const configOf = ({ items, perMinute, perHour }: Size): Config => {
  github.set({ createsPerMinute: perMinute, createsPerHour: perHour, pointsPerMinute: POINTS_PER_MINUTE });
  const limits = { writesPerMinute: perMinute, createsPerHour: perHour };
  const trackers = ['payments', 'ledger'].map((name, at) => ({
    type: 'github',
    name,
    repo: REPOS[at],
    baseUrl: github.url,
    token: { env: 'NONE' },
    limits,
  }));
  const routes = [
    { match: { team: 'ledger' }, tracker: 'ledger' },
    { match: {}, tracker: 'payments' },
  ];
  const parsed = parseConfig({
    teams: { ledger: {}, payments: {} },
    trackers,
    routes,
    sync: { guard: { share: 1, count: items, creates: items } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.config;
};

const open = (create?: { readonly sandbox: boolean }): Promise<Store> =>
  openSqliteStore({ path, clock: machineClock, timeZone: 'UTC', ...(create === undefined ? {} : { create }) });

async function fill(config: Config, items: number): Promise<void> {
  const store = await open({ sandbox: false });
  const today = machineClock.today('UTC') as PlainDate;
  const snapshot = await store.snapshot({ items: [] });
  const changes = Array.from({ length: items }, (_, n) => {
    const planned = planAdd(
      { ...snapshot, nonce: snapshot.nonce.slice(0, -4) + n.toString(16).padStart(4, '0') },
      { title: `Promise number ${n}`, team: n % 2 === 0 ? 'ledger' : 'payments' },
      { config, today, by: 'test' },
    );
    if (!planned.ok) throw new Error(planned.fault.message);
    return planned.value;
  });
  await store.commit(changes.flat(), { actor: 'test' });
  await store.close();
}

/** Requests take a while to arrive, some long: GitHub counts them then, not when they were written down. */
function slowNetwork(chance: Chance, isDeadly: () => boolean): { readonly fetch: typeof fetch; readonly died: Promise<'died'> } {
  const death = Promise.withResolvers<'died'>();
  return {
    died: death.promise,
    fetch: async (input, init) => {
      vi.setSystemTime(Date.now() + (chance.happens(0.05) ? 4_000 : 100 + chance.below(400)));
      const answer = await fetch(input, init);
      vi.setSystemTime(Date.now() + 50 + chance.below(100));
      if (init?.method !== 'POST' || !isDeadly()) return answer;
      death.resolve('died');
      return new Promise(() => {});
    },
  };
}

interface Told {
  readonly runs: number;
  readonly died: number;
  readonly seconds: number;
}

/**
 * Syncs, each time when it was said that it can go on, until nothing is left. `together`: which repositories one process syncs; the
 * processes run side by side. `dieAt`: the process that sent that create is killed right after GitHub has carried it out.
 */
async function untilDone(
  config: Config,
  { together = [[0, 1]], dieAt = null }: { readonly together?: readonly (readonly number[])[]; readonly dieAt?: number | null } = {},
): Promise<Told> {
  const chance = new Chance(29);
  const stores: Store[] = [];
  let [runs, died, creates] = [0, 0, 0];
  const run = async (targets: readonly number[]): Promise<number | null> => {
    const store = await open();
    stores.push(store);
    runs += 1;
    const network = slowNetwork(chance, () => {
      creates += 1;
      return creates === dieAt;
    });
    const over = { since: instantAt(START), clock: machineClock, fetch: network.fetch };
    const tracked = targets.flatMap((at) => {
      const [own, repo] = [config.trackers[at], REPOS[at]];
      return own === undefined || repo === undefined ? [] : [{ config: own, tracker: trackerOnto({ ...github, repo }, over) }];
    });
    const { signal } = new AbortController();
    const rest = { config, clock: machineClock, holder: `run ${runs}`, isDead: () => true, progress: () => {}, signal };
    const result = await Promise.race([runSync({ store, targets: tracked, ...rest }, SYNC_EVERYTHING), network.died]);
    if (result !== 'died') return resumeOf(result);
    died += 1;
    return Date.now() + 10_000;
  };
  for (let turns = 0; turns < 1_000; turns += 1) {
    const moments = (await Promise.all(together.map(run))).filter((at) => at !== null);
    if (moments.length > 0) {
      vi.setSystemTime(Math.max(Date.now(), ...moments));
      continue;
    }
    for (const each of stores) await each.close();
    return { runs, died, seconds: (Date.now() - START) / 1_000 };
  }
  throw new Error('never done');
}

function resumeOf({ stop, trackers }: SyncResult): number | null {
  if (stop !== null || trackers.some(({ error }) => error !== null)) throw new Error(JSON.stringify({ stop, trackers }));
  const moments = trackers.flatMap(({ resumeAt }) => (resumeAt === null ? [] : [epochMsOf(resumeAt)]));
  return moments.length === 0 ? null : Math.max(...moments);
}

/** However fast they are sent, the last of so many creates cannot be taken earlier. */
function floorSeconds({ items, perMinute, perHour }: Size): number {
  const last = items - 1;
  return Math.floor(last / perHour) * 3_600 + Math.floor((last % perHour) / perMinute) * 60;
}

async function titlesIn(repo: string): Promise<readonly string[]> {
  const titles: string[] = [];
  for (let page = 1; ; page += 1) {
    const some = (await github.person('GET', `/repos/${repo}/issues?state=all&per_page=100&page=${page}`)) as { title: string }[];
    titles.push(...some.map(({ title }) => title));
    if (some.length < 100) return titles.sort();
  }
}

/** Every item has one issue, in its repository, and GitHub refused nothing. */
async function expectAllTame({ items }: Size): Promise<void> {
  const refused = github.log().filter(({ status }) => status !== null && status >= 400);
  expect(refused).toEqual([]);
  const titles = Array.from({ length: items }, (_, n) => `Promise number ${n}`);
  const expected = [1, 0].map((odd) => titles.filter((_, n) => n % 2 === odd).sort());
  expect([await titlesIn(REPOS[0]), await titlesIn(REPOS[1])]).toEqual(expected);
}

describe('a first sync into two repositories that share a token', () => {
  it('of 1,200 items against 80 a minute and 500 an hour is refused nothing, says when it goes on, and takes at most 5 % longer than it must', async () => {
    const config = configOf(WHOLE);
    await fill(config, WHOLE.items);
    const { seconds, runs } = await untilDone(config);
    await expectAllTame(WHOLE);
    expect(seconds).toBeLessThanOrEqual(floorSeconds(WHOLE) * 1.05);
    // Not a run for each write: about one for each minute in which there is something to send.
    expect(runs).toBeLessThanOrEqual(30);
  }, 240_000);

  it('goes on as before when it is killed in between: what was sent is on record', async () => {
    const config = configOf(FIFTH);
    await fill(config, FIFTH.items);
    const { seconds, died } = await untilDone(config, { dieAt: 90 });
    expect(died).toBe(1);
    await expectAllTame(FIFTH);
    expect(seconds).toBeLessThanOrEqual(floorSeconds(FIFTH) * 1.05);
  });

  it('keeps within the limits when a process of its own syncs each repository', async () => {
    const config = configOf(FIFTH);
    await fill(config, FIFTH.items);
    const { seconds } = await untilDone(config, { together: [[0], [1]] });
    await expectAllTame(FIFTH);
    expect(seconds).toBeLessThanOrEqual(floorSeconds(FIFTH) * 1.05);
  });
});
