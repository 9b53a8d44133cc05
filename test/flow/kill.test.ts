import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PlainDate, planAdd } from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { loadConfig } from 'closeout';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { openGithubKilled } from '../kill/github-killed.ts';
import { openJiraKilled } from '../kill/jira-killed.ts';
import { playKills } from '../kill/kill-rounds.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';
import { runCli, startCli } from './cli-process.ts';

const ITEMS = 20;
/** Longer than a process takes to start on the busiest machine: what was just created is surely not listed yet. */
const LONG_LAG_MS = 60_000;

let folder = '';
let world: GithubWorld | null = null;

afterEach(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A database of accepted items, and a GitHub whose lists lag for long, but nobody waits until they show what there is. */
async function beginWithoutWindow(): Promise<{ readonly env: Readonly<Record<string, string>>; readonly world: GithubWorld }> {
  world = await githubWorld({ knobs: { listLagMs: LONG_LAG_MS, delayMs: 5 } });
  folder = await mkdtemp(join(tmpdir(), 'closeout-kill-'));
  const tracker = {
    type: 'github',
    name: 'payments',
    repo: world.repo,
    baseUrl: world.url,
    token: { env: 'GITHUB_TOKEN' },
    settleSeconds: 0,
    limits: { writesPerMinute: 100_000, createsPerHour: 100_000 },
  };
  await writeFile(join(folder, 'closeout.config.json'), JSON.stringify({ trackers: [tracker] }));
  const { config } = await loadConfig({ cwd: folder, env: {} });
  const store = await openSqliteStore({ path: config.database, clock: systemClock, timeZone: 'UTC', create: { sandbox: false } });
  for (let n = 1; n <= ITEMS; n += 1) {
    const today = systemClock.today('UTC') as PlainDate;
    const planned = planAdd(await store.snapshot({ items: [] }), { title: `Promise number ${n}` }, { config, today, by: 'test' });
    if (!planned.ok) throw new Error(planned.fault.message);
    await store.commit(planned.value, { actor: 'test' });
  }
  await store.close();
  return { env: { GITHUB_TOKEN: world.token }, world };
}

const creates = ({ log }: GithubWorld) => log().filter(({ method }) => method === 'POST').length;

/**
 * Starts a sync and kills it with signal 9 around its nth create. In `flight`: the request is on its way and will be carried out, but
 * nobody is left to hear the answer. `answered`: the answer is on its way back.
 */
async function syncAndKill(
  moment: 'flight' | 'answered',
  { nth, env, world }: { readonly nth: number; readonly env: Readonly<Record<string, string>>; readonly world: GithubWorld },
): Promise<void> {
  world.forget();
  if (moment === 'flight') world.fault({ method: 'POST', path: '/issues$', nth, do: { kind: 'delay', ms: 250 } });
  const { process, ended } = startCli(['sync'], { cwd: folder, env });
  const reached = moment === 'flight' ? nth - 1 : nth;
  while (process.exitCode === null && creates(world) < reached) await sleep(1);
  if (moment === 'flight') await sleep(100);
  process.kill('SIGKILL');
  await ended;
  await sleep(moment === 'flight' ? 250 : 0);
}

async function untilQuiet(env: Readonly<Record<string, string>>): Promise<void> {
  for (let run = 0; run < 60; run += 1) {
    const { code, stdout, stderr } = await runCli(['sync', '--json'], { cwd: folder, env });
    expect([0, 75], stderr + stdout).toContain(code);
    const [tracker] = JSON.parse(stdout).trackers;
    if (code === 0 && tracker.created + tracker.updated + tracker.pulled + tracker.inDoubt === 0) return;
    await sleep(500);
  }
  throw new Error('never quiet');
}

async function issuesIn(world: GithubWorld): Promise<number> {
  world.set({ listLagMs: 0 });
  const issues = await world.person('GET', `/repos/${world.repo}/issues?state=all&per_page=100`);
  return Array.isArray(issues) ? issues.length : 0;
}

describe('sync killed with signal 9', () => {
  // `pnpm kill` plays more of it, from any seed.
  it.concurrent.each([
    ['GitHub', { open: openGithubKilled, kills: 7, seed: 41 }],
    ['Jira', { open: openJiraKilled, kills: 5, seed: 43 }],
  ])(
    'at random moments, alone and two at once, while people edit and %s loses answers: one issue for each item, and nothing typed is lost',
    async (_, story) => {
      const lines: string[] = [];
      const { broken, kills, typed } = await playKills({ ...story, tell: (line) => lines.push(line) });
      expect(broken, lines.join('\n')).toEqual([]);
      expect(kills).toBeGreaterThanOrEqual(story.kills);
      expect(typed).toBeGreaterThan(story.kills);
    },
    240_000,
  );

  it('makes second issues when there is no settle window: the window is what keeps the promise', async () => {
    const run = await beginWithoutWindow();
    for (let kill = 1; kill <= 4; kill += 1)
      await syncAndKill(kill % 2 === 1 ? 'flight' : 'answered', { ...run, nth: ((kill * 3) % 5) + 1 });
    await untilQuiet(run.env);
    expect(await issuesIn(run.world)).toBeGreaterThan(ITEMS);
  }, 120_000);
});
