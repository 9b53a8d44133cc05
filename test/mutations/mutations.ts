import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** What has to fail when a mutation is in: a law in the story of a seed, or a test. */
export type Killer =
  | { readonly by: 'law'; readonly law: number; readonly seed: number; readonly on: 'github' | 'jira' }
  | { readonly by: 'test'; readonly file: string; readonly name: string };

/** One way to break what the sync promises, as a patch against the packages. */
export interface Mutation {
  readonly name: string;
  /** In a sentence, what it breaks. */
  readonly breaks: string;
  /** Each of them kills it: what breaks the engine is killed on GitHub and on Jira. */
  readonly killers: readonly Killer[];
  readonly path: string;
}

/** All patches of this folder. The lines before the difference say what it breaks, and, each on its own, what kills it. */
export function mutations(): readonly Mutation[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => mutationIn(join(FOLDER, file)));
}

function mutationIn(path: string): Mutation {
  const name = basename(path, '.patch');
  const [breaks, ...lines] = readFileSync(path, 'utf8').split('\n');
  const killers = lines.slice(0, lines.indexOf('')).map(killerIn);
  if (breaks?.startsWith('Breaks: ') !== true || killers.length === 0 || killers.includes(null))
    throw new Error(`${name}.patch says in its first lines what it breaks, and what kills it`);
  return { name, breaks: breaks.slice('Breaks: '.length), killers: killers.filter((killer) => killer !== null), path };
}

function killerIn(line: string): Killer | null {
  const [, law, seed, onJira] = /^Killed by: law (\d) in seed (\d+)( on Jira)?$/.exec(line) ?? [];
  if (law !== undefined) return { by: 'law', law: Number(law), seed: Number(seed), on: onJira === undefined ? 'github' : 'jira' };
  const [, file, name] = /^Killed by: (\S+\.test\.ts), (.+)$/.exec(line) ?? [];
  return file === undefined || name === undefined ? null : { by: 'test', file, name };
}

/** The line of a patch that names its killer. */
export function killedBy(killer: Killer): string {
  return `Killed by: ${killer.by === 'law' ? `law ${killer.law} in seed ${killer.seed}${placeOf(killer)}` : `${killer.file}, ${killer.name}`}`;
}

function placeOf({ on }: Extract<Killer, { readonly by: 'law' }>): string {
  return on === 'jira' ? ' on Jira' : '';
}

/** The table of docs/mutations.md. */
export function mutationTable(all: readonly Mutation[]): string {
  const rows = all.map(
    ({ name, breaks, killers }) => `| [${name}](../test/mutations/${name}.patch) | ${breaks} | ${killers.map(killedIn).join('; ')} |`,
  );
  return ['| mutation | what it breaks | killed by |', '|---|---|---|', ...rows].join('\n');
}

function killedIn(killer: Killer): string {
  if (killer.by === 'law') return `law ${killer.law}, seed ${killer.seed}${placeOf(killer)}`;
  return `[${basename(killer.file)}](../${killer.file}): ${killer.name}`;
}
