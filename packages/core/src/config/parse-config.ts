import type * as z from 'zod/mini';
import { completeConfig } from './complete-config.ts';
import type { Config, Person } from './config.ts';
import { knownKeys, SECRET_REMEDY } from './config-fields.ts';
import { type ConfigProblem, pathText } from './config-problem.ts';
import { CONFIG_RULES } from './config-rules.ts';
import { configSchema, peopleSchema } from './config-schema.ts';
import { nearest } from './nearest.ts';

type Issue = z.core.$ZodIssue;
type UnionIssue = Extract<Issue, { readonly code: 'invalid_union' }>;

// Built when first asked for: commands that run without a configuration do not pay for it.
let schema: ReturnType<typeof configSchema> | null = null;

/** The complete configuration that `value` says, or every problem it has. */
export function parseConfig(
  value: unknown,
): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  schema ??= configSchema();
  // Once a process: compiling the schema to a function costs more than it saves.
  const read = schema.safeParse(value, { jitless: true });
  const broken = isObject(value) ? CONFIG_RULES.flatMap((rule) => rule(value)) : [];
  if (read.success && broken.length === 0) return { ok: true, config: completeConfig(read.data) };
  const misshapen = read.success ? [] : read.error.issues.flatMap((issue) => problemsOf(issue, value));
  return { ok: false, problems: [...misshapen, ...broken] };
}

/** The people that a `peopleFile` holds: the shape of `people`. */
export function parsePeople(
  value: unknown,
): { readonly ok: true; readonly people: Config['people'] } | { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  const read = peopleSchema().safeParse(value);
  if (read.success) return { ok: true, people: read.data satisfies Readonly<Record<string, Person>> };
  return { ok: false, problems: read.error.issues.flatMap((issue) => problemsOf(issue, value)) };
}

function problemsOf(issue: Issue, root: unknown): readonly ConfigProblem[] {
  const found = valueAt(root, issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...issue.path, key], knownKeys(issue.message)));
  if (issue.code === 'invalid_union') {
    const branch = branchMeant(issue, found);
    if (branch !== null) return branch.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, root));
  }
  const secret = issue.message === SECRET_REMEDY && typeof found === 'string';
  const message = secret ? 'seems to hold the secret itself' : found === undefined ? 'is missing' : `is ${shown(found)}`;
  const meant = typeof found === 'string' ? nearest(found, wordsOf(issue)) : null;
  const remedy = meant === null ? issue.message : `did you mean ${JSON.stringify(meant)}? ${issue.message}`;
  return [{ path: pathText(issue.path), message, remedy }];
}

/** The words that would have been right. */
function wordsOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.filter((word) => typeof word === 'string');
  return issue.code === 'invalid_union' ? [...issue.message.matchAll(/"([^"]+)"/g)].map((quoted) => quoted[1] ?? '') : [];
}

function unknownKey(path: readonly PropertyKey[], known: readonly string[]): ConfigProblem {
  const meant = nearest(String(path.at(-1)), known);
  const remedy = meant === null ? `remove it; known here: ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { path: pathText(path), message: 'is not a known key', remedy };
}

/** The complaints of the alternative that fits what was written: a word or an object. `null` when none fits. */
function branchMeant(issue: UnionIssue, found: unknown): readonly Issue[] | null {
  const fits = (inner: Issue) => {
    if (inner.path.length > 0) return true;
    return inner.code !== 'invalid_type' && (inner.code !== 'invalid_value' || typeof found === 'string');
  };
  return issue.errors.find((branch) => branch.every(fits)) ?? null;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined), root);
}

/** The value in one short line, without the password that an address may hold. */
function shown(value: unknown): string {
  const json = typeof value === 'bigint' || typeof value === 'function' ? String(value) : JSON.stringify(value);
  const safe = json.replace(/\/\/[^/@]*@/g, '//…@');
  return safe.length <= 60 ? safe : `${safe.slice(0, 57)}…`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
