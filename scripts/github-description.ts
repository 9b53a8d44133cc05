import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

// 29 MB packed and 385 MB unpacked, of which one file of 13 MB is needed: no dependency of the workspace.
const PACKAGE = '@octokit/openapi@23.0.2';
const INTEGRITY = 'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==';
const FILE = 'package/generated/api.github.com.json';
const DOWNLOAD_MS = 180_000;

/** The registry cannot be reached, or its package cannot be unpacked here: nothing is wrong with closeout. */
export class NotBrought extends Error {
  override readonly name = 'NotBrought';
}

/**
 * The path of GitHub's OpenAPI description of the pinned version. Brought by npm, from whatever registry npm is configured for, and
 * kept in the user's cache, outside of the repository. Throws {@link NotBrought} when it cannot be had, and otherwise when it is not
 * the pinned one.
 */
export function githubDescription(): string {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'closeout');
  const path = join(cache, `github-api-${PACKAGE.split('@').at(-1)}.json`);
  if (existsSync(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), 'closeout-github-api-'));
  try {
    const packed = bring(folder);
    const digest = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
    if (digest !== INTEGRITY) throw new Error(`${PACKAGE} is not the package that was pinned: its integrity is ${digest}`);
    attempt('unpack', () => execFileSync('tar', ['-xzf', packed, '-C', folder, FILE]));
    attempt('keep', () => {
      mkdirSync(cache, { recursive: true });
      // Whole or not at all, also when two do this at once.
      const whole = join(cache, `.${process.pid}.json`);
      copyFileSync(join(folder, FILE), whole);
      renameSync(whole, path);
    });
    return path;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bring(folder: string): string {
  attempt('download', () =>
    execFileSync('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', folder], {
      cwd: folder,
      timeout: DOWNLOAD_MS,
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  );
  const [packed] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new NotBrought(`npm pack ${PACKAGE} left nothing behind`);
  return join(folder, packed);
}

function attempt(what: string, run: () => void): void {
  try {
    run();
  } catch (cause) {
    throw new NotBrought(`cannot ${what} ${PACKAGE}`, { cause });
  }
}
