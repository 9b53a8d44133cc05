import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../scripts/packed.ts';
import { type Figure, median, printFigures } from './figure.ts';
import { seedStore } from './seed-store.ts';

// What a person or cron waits for: `closeout overdue` as published, packed and installed outside of the workspace, with
// a configuration beside the database. As a ratio to the same Node doing nothing, because machines differ.
const ROUNDS = 21;
const WARM_UP = 3;
const SIZES = [
  { items: 10_000, aim: 3.5 },
  { items: 100_000, aim: 4.5 },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'closeout-cold-start-'));
try {
  installPacked(folder);
  const launcher = join(folder, 'node_modules/closeout/dist/closeout.js');
  const programs = new Map([['bare', { args: ['-e', '0'], cwd: folder }]]);
  for (const { items } of SIZES) {
    const cwd = join(folder, String(items));
    mkdirSync(cwd);
    writeFileSync(
      join(cwd, 'closeout.config.json'),
      JSON.stringify({ timeZone: 'Europe/Berlin', teams: { payments: { services: ['checkout'] } } }),
    );
    await seedStore(join(cwd, 'closeout.db'), items);
    programs.set(String(items), { args: [launcher, 'overdue'], cwd });
  }
  // Interleaved, so that a busy moment of the machine falls on all alike.
  const times = new Map<string, number[]>([...programs.keys()].map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, program] of programs) {
      const ms = wallMs(program);
      if (round >= WARM_UP) times.get(name)?.push(ms);
    }
  }
  const middle = (name: string) => median(times.get(name) ?? []);
  const figures = SIZES.map(({ items, aim }): Figure => {
    const [ours, bare] = [middle(String(items)), middle('bare')];
    return {
      name: `overdue, ${items.toLocaleString('en')} items`,
      ratio: ours / bare,
      aim,
      made: `${ours.toFixed(1)} ms : ${bare.toFixed(1)} ms`,
    };
  });
  printFigures(`cold start of the packed closeout : bare node (median of ${ROUNDS})`, figures);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function wallMs({ args, cwd }: { readonly args: readonly string[]; readonly cwd: string }): number {
  const start = performance.now();
  // Its own home, so that neither a configuration nor a compile cache of this machine plays a part.
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: { HOME: folder, PATH: process.env.PATH }, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}
