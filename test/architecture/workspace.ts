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
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly publishConfig?: { readonly exports: Manifest['exports'] };
}

/** All TypeScript that the patterns match, parsed. */
export function sourceModules(...patterns: readonly string[]): readonly SourceModule[] {
  return globSync([...patterns], { cwd: ROOT })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => readModule(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** Every package.json under `packages/`, with its folder. */
export function manifests(): readonly { readonly folder: string; readonly manifest: Manifest }[] {
  return globSync('packages/*/package.json', { cwd: ROOT }).map((path) => ({
    folder: dirname(path).split(sep).join('/'),
    manifest: JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Manifest,
  }));
}

export function workspacePackages(): readonly WorkspacePackage[] {
  return manifests().map(({ folder, manifest }) => {
    return {
      name: manifest.name,
      folder,
      dependencies: [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].flatMap((names) =>
        Object.keys(names ?? {}),
      ),
      sources: Object.fromEntries(Object.entries(manifest.exports).map(([subpath, target]) => [subpath, target['@closeout/source'] ?? ''])),
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
