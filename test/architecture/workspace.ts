import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkspacePackage } from './rules.ts';
import { readModule, type SourceModule } from './source-module.ts';

/** The root of the workspace. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, { readonly '@closeout/source': string }>>;
}

/** All TypeScript that the patterns match, parsed. */
export function sourceModules(...patterns: readonly string[]): readonly SourceModule[] {
  return globSync([...patterns], { cwd: ROOT })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => readModule(path, readFileSync(join(ROOT, path), 'utf8')));
}

export function workspacePackages(): readonly WorkspacePackage[] {
  return globSync('packages/*/package.json', { cwd: ROOT }).map((path) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Manifest;
    return {
      name: manifest.name,
      folder: dirname(path).split(sep).join('/'),
      dependencies: [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].flatMap((names) =>
        Object.keys(names ?? {}),
      ),
      sources: Object.fromEntries(Object.entries(manifest.exports).map(([subpath, target]) => [subpath, target['@closeout/source']])),
    };
  });
}

/** Every text file that git knows, with its text. */
export function trackedTexts(): readonly { readonly path: string; readonly text: string }[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && !/\.(png|jpe?g|gif|ico|woff2?)$/.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
      } catch {
        return []; // Deleted in the work tree, not yet in the index.
      }
    });
}
