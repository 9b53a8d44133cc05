/**
 * What planning costs: over every link of a large workspace, as a ratio to one pass of JSON.parse over the same state, and when
 * nothing moved, at two sizes of the workspace.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { type Config, dayIn, instantAt, type MirrorView, parseConfig, type Store } from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { type PlanTarget, planSync } from '@closeout/core/sync';
import { type Figure, median, printFigures } from './figure.ts';
import { linkedView, withChanges } from './linked-view.ts';
import { seedStore } from './seed-store.ts';

const LINKS = 100_000;
const CHANGES = 1_000;
const ROUNDS = 7;
const QUIET_ROUNDS = 41;
const FEW = 1_000;

const config = configured();
const targets: readonly PlanTarget[] = config.trackers.map((own) => ({ tracker: 'github:acme/payments', config: own }));

interface Cost {
  readonly ms: number;
  /** Allocated while it ran, collected or not. */
  readonly bytes: number;
}

const quiet = linkedView(LINKS, config);
const moved = withChanges(quiet, LINKS / CHANGES);
const text = JSON.stringify(quiet);
const plan = (view: MirrorView, expected: number) => {
  const { changes } = planSync(view, { config, targets }).plan;
  if (changes.length !== expected) throw new Error(`${changes.length} changes planned, ${expected} expected`);
};
const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
  parse: cost(() => JSON.parse(text)),
  quiet: cost(() => plan(quiet, 0)),
  moved: cost(() => plan(moved, CHANGES)),
})).slice(1);
const figuresOf = (name: string, which: 'quiet' | 'moved'): readonly Figure[] => {
  const ofTime = (one: 'parse' | 'quiet' | 'moved') => median(rounds.map((round) => round[one].ms));
  const ofMemory = (one: 'parse' | 'quiet' | 'moved') => median(rounds.map((round) => round[one].bytes)) / 1e6;
  return [
    {
      name: `${name}, time`,
      ratio: median(rounds.map((round) => round[which].ms / round.parse.ms)),
      aim: 1,
      made: `${ofTime(which).toFixed(0)} ms : ${ofTime('parse').toFixed(0)} ms`,
    },
    {
      name: `${name}, allocated`,
      ratio: median(rounds.map((round) => round[which].bytes / round.parse.bytes)),
      aim: 1,
      made: `${ofMemory(which).toFixed(0)} MB : ${ofMemory('parse').toFixed(0)} MB`,
    },
  ];
};
printFigures(
  `Planning ${LINKS.toLocaleString('en')} links : JSON.parse of the same state (${(text.length / 1e6).toFixed(0)} MB), from source`,
  [...figuresOf('nothing to do', 'quiet'), ...figuresOf(`${CHANGES.toLocaleString('en')} changes`, 'moved')],
);
await measureQuiet();

/** Reading what moved and planning it, when nothing did. */
async function measureQuiet(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'closeout-plan-'));
  try {
    const stores = [await seeded(folder, FEW), await seeded(folder, LINKS)] as const;
    const times = [[], []] as [number[], number[]];
    // Interleaved, so that a busy moment of the machine falls on both.
    for (let round = 0; round < QUIET_ROUNDS; round += 1) {
      for (const [at, store] of stores.entries()) {
        const from = performance.now();
        plan(await store.mirrors({ of: 'moved' }), 0);
        times[at]?.push(performance.now() - from);
      }
    }
    for (const store of stores) await store.close();
    const [few, many] = [median(times[0]), median(times[1])];
    printFigures('A quiet plan: what moved, read from SQLite and planned', [
      {
        name: `${LINKS.toLocaleString('en')} links : ${FEW.toLocaleString('en')}`,
        ratio: many / few,
        aim: 1.2,
        made: `${many.toFixed(2)} ms : ${few.toFixed(2)} ms`,
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seeded(folder: string, items: number): Promise<Store> {
  const path = join(folder, `${items}.db`);
  await seedStore(path, items);
  const now = () => instantAt(Date.now());
  return openSqliteStore({ path, clock: { now, today: (zone) => dayIn(zone, now()) }, timeZone: 'UTC' });
}

function cost(run: () => void): Cost {
  const before = getHeapStatistics().total_allocated_bytes;
  const from = performance.now();
  run();
  const ms = performance.now() - from;
  return { ms, bytes: getHeapStatistics().total_allocated_bytes - before };
}

function configured(): Config {
  const people = Object.fromEntries(['ada', 'grace', 'edsger', 'barbara'].map((name) => [name, { github: name }]));
  const trackers = [{ type: 'github', name: 'payments', repo: 'acme/payments', token: { env: 'GITHUB_TOKEN' } }];
  const parsed = parseConfig({ people, trackers, routes: [{ match: {}, tracker: 'payments' }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
