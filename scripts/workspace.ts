import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the workspace. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The packages that are published, each after those it depends on. */
export const PUBLISHED = ['core', 'sync-github', 'sync-jira', 'cli'] as const;
export type Published = (typeof PUBLISHED)[number];

/** What the scripts read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
}

export function packageFolder(name: Published): string {
  return join(ROOT, 'packages', name);
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
