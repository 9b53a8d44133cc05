import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PUBLISHED, packageFolder, readManifest } from './workspace.ts';

/** One package as somebody would receive it. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** Where it lies unpacked: `folder/node_modules/<name>`. */
  readonly folder: string;
}

/**
 * Packs every published package as the registry would get it and installs all of them into `folder`, without a
 * network: what they depend on is linked from this workspace. Needs a build.
 */
export function installPacked(folder: string): readonly PackedPackage[] {
  return PUBLISHED.map((published) => {
    const source = packageFolder(published);
    const { name, version, dependencies } = readManifest(source);
    const tarball = join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    mkdirSync(folder, { recursive: true });
    runPnpm(['pack', '--pack-destination', folder], source);
    const target = join(folder, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    for (const [dependency, range] of Object.entries(dependencies ?? {})) {
      if (!range.startsWith('workspace:')) link(join(source, 'node_modules', dependency), join(folder, 'node_modules', dependency));
    }
    return { name, tarball, folder: target };
  });
}

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    symlinkSync(realpathSync(from), to);
  } catch (error) {
    // Two packages may depend on the same one.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** The pnpm that runs this script, or else the one that `npx` knows. */
function runPnpm(args: readonly string[], cwd: string): void {
  const own = process.env.npm_execpath;
  const [command, ...first] = own?.endsWith('pnpm') ? [own] : ['npx', '-y', 'pnpm@12'];
  execFileSync(command as string, [...first, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
