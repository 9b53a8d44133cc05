import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Config, type ConfigProblem, parseConfig, parsePeople } from '@closeout/core';
import { misconfigured } from '../shell/failure.ts';

/** A configuration and where it came from. Its `database` is an absolute path, or a `postgres:` address. */
export interface LoadedConfig {
  readonly config: Config;
  /** `null` when there is none: then everything is at its default. */
  readonly file: string | null;
}

export interface LoadConfigOptions {
  /** Where the search upwards begins. Default: the current folder. */
  readonly cwd?: string;
  /** For `CLOSEOUT_CONFIG`. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** This file and no other. */
  readonly file?: string;
}

const NAMES = ['closeout.config.ts', 'closeout.config.mjs', 'closeout.config.json'];

/**
 * The configuration: `file`, else the one that `CLOSEOUT_CONFIG` names, else the first `closeout.config.ts`, `.mjs` or
 * `.json` from the current folder upwards, else the defaults. Reads no secret. Throws what says where it is wrong.
 */
export async function loadConfig(options: LoadConfigOptions = {}): Promise<LoadedConfig> {
  const { cwd = process.cwd(), env = process.env } = options;
  const named = options.file ?? env.CLOSEOUT_CONFIG;
  const file = named ? resolve(cwd, named) : await findUpwards(cwd);
  const read = parseConfig(file === null ? {} : await writtenIn(file));
  if (!read.ok) throw problemsIn(file ?? cwd, read.problems);
  const folder = file === null ? cwd : dirname(file);
  const { database, peopleFile, people } = read.config;
  const further = peopleFile === undefined ? {} : await peopleIn(resolve(folder, peopleFile));
  return { config: { ...read.config, people: { ...further, ...people }, database: placeOf(database, folder) }, file };
}

/** `database` seen from `folder`; an address of a server stays what it is. */
export function placeOf(database: string, folder: string): string {
  return /^[a-z]+:\/\//.test(database) || isAbsolute(database) ? database : join(folder, database);
}

async function findUpwards(cwd: string): Promise<string | null> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of NAMES) {
      if (await isFile(join(folder, name))) return join(folder, name);
    }
    if (dirname(folder) === folder) return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function writtenIn(file: string): Promise<unknown> {
  const extension = extname(file);
  if (extension === '.json') return jsonIn(file);
  if (!['.ts', '.mts', '.mjs', '.js'].includes(extension)) {
    throw unreadable(file, 'is no configuration file', 'name a .ts, .mjs or .json file');
  }
  if (!(await isFile(file))) throw absent(file);
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    if (module.default !== undefined) return module.default;
  } catch (error) {
    throw unreadable(file, `cannot be loaded: ${messageOf(error)}`, 'mend the file; it must be a module with a default export', error);
  }
  throw unreadable(file, 'has no default export', 'write: export default { … }');
}

async function peopleIn(file: string): Promise<Config['people']> {
  const read = parsePeople(await jsonIn(file));
  if (!read.ok) throw problemsIn(file, read.problems);
  return read.people;
}

async function jsonIn(file: string): Promise<unknown> {
  if (!(await isFile(file))) throw absent(file);
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, `is not JSON: ${messageOf(error)}`, 'mend the file', error);
  }
}

function problemsIn(file: string, problems: readonly ConfigProblem[]): Error {
  const lines = problems.map(({ path, message, remedy }) => `  ${path === '' ? 'the whole' : path} ${message}\n    ${remedy}`);
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return misconfigured({
    code: 'config-invalid',
    message: `${file} has ${count}:\n${lines.join('\n')}`,
    remedy: 'correct these places in the file',
  });
}

function absent(file: string): Error {
  return misconfigured({
    code: 'config-missing',
    message: `there is no ${file}`,
    remedy: 'check --config and CLOSEOUT_CONFIG, or write one with: closeout init',
  });
}

function unreadable(file: string, message: string, remedy: string, cause?: unknown): Error {
  return misconfigured({ code: 'config-unreadable', message: `${file} ${message}`, remedy, cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
