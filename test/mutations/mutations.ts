import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** What has to fail when a mutation is in. */
export type Killer =
  | { readonly by: 'law'; readonly law: number; readonly seed: number }
  | { readonly by: 'test'; readonly file: string; readonly name: string };

/** One way to break what the sync promises, as a patch against the packages. */
export interface Mutation {
  readonly name: string;
  /** In a sentence, what it breaks. */
  readonly breaks: string;
  readonly killer: Killer;
  readonly path: string;
}

/** All patches of this folder. Two lines before the difference say what it breaks and what kills it. */
export function mutations(): readonly Mutation[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => mutationIn(join(FOLDER, file)));
}

function mutationIn(path: string): Mutation {
  const name = basename(path, '.patch');
  const [breaks, kills] = readFileSync(path, 'utf8').split('\n');
  const killer = killerIn(kills ?? '');
  if (breaks?.startsWith('Breaks: ') !== true || killer === null)
    throw new Error(`${name}.patch says in its first two lines what it breaks, and what kills it`);
  return { name, breaks: breaks.slice('Breaks: '.length), killer, path };
}

function killerIn(line: string): Killer | null {
  const [, law, seed] = /^Killed by: law (\d) in seed (\d+)$/.exec(line) ?? [];
  if (law !== undefined) return { by: 'law', law: Number(law), seed: Number(seed) };
  const [, file, name] = /^Killed by: (\S+\.test\.ts), (.+)$/.exec(line) ?? [];
  return file === undefined || name === undefined ? null : { by: 'test', file, name };
}

/** The line of a patch that names its killer. */
export function killedBy(killer: Killer): string {
  return `Killed by: ${killer.by === 'law' ? `law ${killer.law} in seed ${killer.seed}` : `${killer.file}, ${killer.name}`}`;
}

/** The table of docs/mutations.md. */
export function mutationTable(all: readonly Mutation[]): string {
  const rows = all.map(({ name, breaks, killer }) => `| [${name}](../test/mutations/${name}.patch) | ${breaks} | ${killedIn(killer)} |`);
  return ['| mutation | what it breaks | killed by |', '|---|---|---|', ...rows].join('\n');
}

function killedIn(killer: Killer): string {
  if (killer.by === 'law') return `law ${killer.law}, seed ${killer.seed}`;
  return `[${basename(killer.file)}](../${killer.file}): ${killer.name}`;
}
