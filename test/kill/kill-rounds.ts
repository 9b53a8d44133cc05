import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '@closeout/core';
import { type CliProcess, startCli } from '../flow/cli-process.ts';
import { Chance } from '../simulation/chance.ts';
import { judge, type Verdict } from './judge.ts';
import { openKillStore } from './kill-store.ts';
import { EDIT_KINDS, type OpenKillTracker } from './kill-tracker.ts';
import { losingTransport } from './losing-transport.ts';
import { People } from './people.ts';
import { TypedLedger } from './typed-ledger.ts';

const LAG_MS = 1_500;
const SETTLE_SECONDS = 6;
const ACCIDENTS = 0.12;
const MOST_REQUESTS = 12;
/**
 * A status is taken back here only while no write of it is under way: one that was given up and arrives later looks like somebody's
 * edit there (docs/guarantee.md), and nobody could say any more what the status must be.
 */
const HERE_MEANWHILE = EDIT_KINDS.filter((kind) => kind !== 'status');

export interface KillOptions {
  readonly open: OpenKillTracker;
  /** How many processes have to be killed while they run. */
  readonly kills: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  /** Ends the rounds early; what happened until then is judged. */
  readonly signal?: AbortSignal;
}

/** What was seen: the verdict, and how much happened. */
export interface KillStory extends Verdict {
  readonly kills: number;
  readonly runs: number;
  readonly pairs: number;
}

/** When to kill: at a moment after the start, or as soon as a request has come in and a little later. */
type Moment = { readonly afterMs: number } | { readonly request: number; readonly plusMs: number };

/**
 * Real processes of `closeout sync`, alone and two at once, killed with signal 9 at random moments while people on both sides edit and
 * the network loses, tears and delays. Then the network is well, and `sync` runs until it has nothing to do. The seed draws the
 * moments; what a process is doing then differs from run to run.
 */
export async function playKills({ open, kills, seed, tell, signal }: KillOptions): Promise<KillStory> {
  const chance = new Chance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'closeout-kill-'));
  const tracker = await open({ lagMs: LAG_MS, settleSeconds: SETTLE_SECONDS });
  const ledger = new TypedLedger();
  const transport = await losingTransport({
    upstream: tracker.upstream,
    chance: new Chance(seed ^ 0x5bd1e995),
    identify: tracker.identify,
    sent: (passing) => {
      const over = tracker.writesOver(passing);
      const recorded = over === null ? null : store.recorded(over.key);
      if (over === null || recorded === null) return;
      const { item, now } = recorded;
      ledger.wrote({ process: passing.process, item, fields: over.fields, atMs: performance.now(), recorded: now });
    },
    answered: (passing, body) => ledger.answered(passing, body),
  });
  const written = {
    database: 'closeout.db',
    trackers: [tracker.config(transport.url)],
    sync: { guard: { share: 1, count: 1e6, creates: 1e6 } },
  };
  await writeFile(join(folder, 'closeout.config.json'), JSON.stringify(written));
  const parsed = parseConfig({ ...written, database: join(folder, 'closeout.db') });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const store = await openKillStore(join(folder, 'closeout.db'), parsed.config);
  const people = new People({ chance, store, tracker, ledger });
  let [runs, killed, pairs] = [0, 0, 0];
  const alive = new Set<CliProcess>();

  const start = (): CliProcess => {
    runs += 1;
    const env = { ...tracker.env(`p${runs}`), NODE_COMPILE_CACHE: join(tmpdir(), 'closeout-kill-cache') };
    const running = startCli(['sync', '--json'], { cwd: folder, env });
    alive.add(running);
    void running.ended.finally(() => alive.delete(running));
    return running;
  };
  const killAt = async ({ process, ended }: CliProcess, moment: Moment): Promise<boolean> => {
    const reached = 'afterMs' in moment ? sleep(moment.afterMs) : transport.reached(moment.request).then(() => sleep(moment.plusMs));
    await Promise.race([reached, ended]);
    const isRunning = process.exitCode === null && process.signalCode === null;
    process.kill('SIGKILL');
    await ended;
    return isRunning;
  };
  const drawMoment = (): Moment =>
    chance.happens(0.6) ? { request: 1 + chance.below(MOST_REQUESTS), plusMs: chance.below(60) } : { afterMs: 150 + chance.below(1_500) };
  const tidy = async ({ ended }: CliProcess): Promise<void> => {
    const { code, stdout, stderr } = await ended;
    if (code !== null && ![0, 1, 75].includes(code)) throw new Error(`a sync ended with ${code}: ${stdout}${stderr}`);
    if (`${stdout}${stderr}`.includes('"unexpected"')) throw new Error(`a sync met something unexpected: ${stdout}${stderr}`);
  };

  const round = async (): Promise<void> => {
    for (let n = chance.below(3); n > 0; n -= 1) await people.add();
    for (let n = chance.below(3); n > 0; n -= 1) await people.editHere(EDIT_KINDS);
    for (let n = chance.below(3); n > 0; n -= 1) await people.editThere(EDIT_KINDS);
    transport.accidents(chance.happens(0.7) ? ACCIDENTS : 0);
    const first = start();
    const moment = drawMoment();
    const pair = chance.happens(0.4) ? { afterMs: chance.below(900), moment: drawMoment(), isKilled: chance.happens(0.5) } : null;
    const meanwhile = chance.pick(['nothing', 'here', 'there', 'both'] as const);
    const editAfterMs = 200 + chance.below(900);
    const dies = killAt(first, moment);
    const second = async () => {
      if (pair === null) return false;
      await sleep(pair.afterMs);
      const running = start();
      return pair.isKilled ? killAt(running, pair.moment) : tidy(running).then(() => false);
    };
    const edits = async () => {
      if (meanwhile === 'nothing') return;
      await sleep(editAfterMs);
      if (meanwhile !== 'there') await people.editHere(HERE_MEANWHILE);
      if (meanwhile !== 'here') await people.editThere(tracker.meanwhile);
    };
    const [one, two] = await Promise.all([dies, second(), edits()]);
    await tidy(first);
    killed += Number(one) + Number(two);
    if (pair !== null) pairs += 1;
    tell(
      `${killed}/${kills}: ${one ? 'killed' : 'ended before'} ${JSON.stringify(moment)}${pair === null ? '' : `, a second one ${JSON.stringify(pair)}`}, edits ${meanwhile}`,
    );
    // What the dead have under way arrives before people touch anything again.
    await transport.idle();
  };

  const untilQuiet = async (): Promise<void> => {
    transport.accidents(0);
    tracker.catchUp();
    await sleep(LAG_MS);
    for (let turn = 0; turn < 60; turn += 1) {
      const { code, stdout, stderr } = await start().ended;
      if (code !== 0 && code !== 75) throw new Error(`a sync ended with ${code}: ${stdout}${stderr}`);
      const [one] = JSON.parse(stdout).trackers;
      if (code === 0 && one.created + one.updated + one.pulled + one.adopted + one.inDoubt === 0) return;
      await sleep(500);
    }
    throw new Error('never quiet');
  };

  try {
    for (let n = 0; n < 5; n += 1) await people.add();
    while (killed < kills && signal?.aborted !== true) await round();
    await untilQuiet();
    const verdict = judge(
      { items: await store.items(), links: await store.links(), issues: await tracker.issues() },
      { ledger, people, conflicts: store.conflicts() },
    );
    return { ...verdict, kills: killed, runs, pairs };
  } finally {
    for (const { process } of alive) process.kill('SIGKILL');
    await transport.close();
    await tracker.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
