import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Killer, killedBy, type Mutation, mutations, mutationTable } from '../test/mutations/mutations.ts';
import { copyTree } from './tree-copy.ts';
import { ROOT } from './workspace.ts';

/*
 * pnpm mutate                breaks a copy of the tree in each way that test/mutations knows; fails if one goes unnoticed
 * pnpm mutate retry label    only those whose name holds one of these words
 * pnpm mutate --write        writes into patches and docs/mutations.md which seed kills what now
 */

/** Seeds that are tried when the recorded one kills no more. */
const MOST_SEEDS = 1000;
const TIMEOUT_MS = 1_800_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const chosen = mutations().filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)));
if (chosen.length === 0) throw new RangeError(`no mutation is named like ${positionals.join(', ')}`);

const copy = mkdtempSync(join(tmpdir(), 'closeout-mutate-'));
let wrong = 0;
try {
  copyTree(copy);
  checkWhole();
  for (const mutation of chosen) {
    const verdict = judge(mutation);
    if (verdict.isWrong) wrong += 1;
    console.log(`${verdict.isWrong ? '✗' : '✓'} ${mutation.name}: ${verdict.text}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
if (values.write) writeTable();
console.log(`\n${chosen.length} mutations, ${wrong} that survive, do not apply or are killed by something else than recorded\n`);
console.log(mutationTable(mutations()));
process.exitCode = wrong === 0 ? 0 : 1;

/** What kills is worth nothing where it fails anyway. */
function checkWhole(): void {
  const killers = chosen.flatMap((mutation) => mutation.killers);
  for (const on of ['github', 'jira'] as const) {
    const seeds = killers.flatMap((killer) => (killer.by === 'law' && killer.on === on ? [killer.seed] : []));
    const broken = seeds.length === 0 ? null : lawBroken(on, ['--seed', [...new Set(seeds)].join()]);
    if (broken !== null) throw new Error(`${killedBy(broken)}: that is so without any mutation`);
  }
  for (const killer of killers)
    if (killer.by === 'test' && isKilledBy(killer)) throw new Error(`${killer.file} fails without any mutation`);
}

function judge(mutation: Mutation): { readonly isWrong: boolean; readonly text: string } {
  if (!isPatched(mutation, [])) return { isWrong: true, text: 'does not apply any more; write the patch anew' };
  try {
    const verdicts = mutation.killers.map((killer) => judgeOne(mutation, killer));
    return { isWrong: verdicts.some(({ isWrong }) => isWrong), text: verdicts.map(({ text }) => text).join('; ') };
  } finally {
    isPatched(mutation, ['--reverse']);
  }
}

function judgeOne(mutation: Mutation, recorded: Killer): { readonly isWrong: boolean; readonly text: string } {
  if (isKilledBy(recorded)) return { isWrong: false, text: killedBy(recorded) };
  const killer = recorded.by === 'law' ? firstKiller(recorded.on) : null;
  if (killer === null) return { isWrong: true, text: `${killedBy(recorded)}, recorded; SURVIVES` };
  if (values.write) record(mutation, { recorded, killer });
  return { isWrong: !values.write, text: `${killedBy(killer)}${values.write ? '' : ', not as recorded: pnpm mutate --write'}` };
}

function isPatched({ path }: Mutation, options: readonly string[]): boolean {
  return spawnSync('git', ['apply', ...options, path], { cwd: copy, stdio: 'pipe' }).status === 0;
}

function isKilledBy(killer: Killer): boolean {
  if (killer.by === 'test') return run('node_modules/vitest/vitest.mjs', ['run', killer.file, '-t', literally(killer.name)]).status !== 0;
  return lawBroken(killer.on, ['--seed', String(killer.seed)])?.law === killer.law;
}

/** Vitest takes names as patterns. */
function literally(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The first story, cheap ones first, that a broken engine does not live through. */
function firstKiller(on: 'github' | 'jira'): Killer | null {
  return lawBroken(on, ['--seeds', String(MOST_SEEDS)]);
}

function lawBroken(on: 'github' | 'jira', seeds: readonly string[]): Extract<Killer, { readonly by: 'law' }> | null {
  const simulate = ['--conditions=@closeout/source', 'scripts/simulate.ts', '--tracker', on, '--first', ...seeds];
  const { stdout, stderr } = run(simulate[0] ?? '', simulate.slice(1));
  const [, seed, law] = /^Seed (\d+) .*breaks law (\d)/m.exec(stdout) ?? [];
  if (law !== undefined) return { by: 'law', law: Number(law), seed: Number(seed), on };
  if (!/\d+ stories, 0 broken/.test(stdout)) throw new Error(`the simulation did not run: ${stderr}`);
  return null;
}

function run(first: string, rest: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [first, ...rest], { cwd: copy, encoding: 'utf8', timeout: TIMEOUT_MS });
}

function record({ path }: Mutation, { recorded, killer }: { readonly recorded: Killer; readonly killer: Killer }): void {
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.map((line) => (line === killedBy(recorded) ? killedBy(killer) : line)).join('\n'));
}

function writeTable(): void {
  const path = join(ROOT, 'docs/mutations.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `${text.slice(0, text.indexOf('| mutation |'))}${mutationTable(mutations())}\n`);
  execFileSync('git', ['diff', '--stat', '--', 'docs/mutations.md', 'test/mutations'], { cwd: ROOT, stdio: 'inherit' });
}
