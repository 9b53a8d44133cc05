import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './workspace.ts';

/**
 * Copies the work tree, as far as git knows its files, into the empty folder `into`, so that tests run there as they do here: packages
 * of the workspace are the copies, everything else is shared.
 */
export function copyTree(into: string): void {
  const known = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const path of known.split('\0').filter((each) => each !== '' && existsSync(join(ROOT, each)))) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    cpSync(join(ROOT, path), join(into, path), { verbatimSymlinks: true });
  }
  copyLinks(into);
}

/** Links between packages are relative, so that copied as they are they lead to the copies; `.pnpm` holds what is shared. */
function copyLinks(into: string): void {
  for (const folder of ['node_modules', ...globSync('packages/*/node_modules', { cwd: ROOT })]) {
    mkdirSync(join(into, folder), { recursive: true });
    for (const name of readdirSync(join(ROOT, folder)).filter((each) => !each.startsWith('.')))
      cpSync(join(ROOT, folder, name), join(into, folder, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(ROOT, 'node_modules/.pnpm'), join(into, 'node_modules/.pnpm'));
}
