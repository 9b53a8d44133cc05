import type { Stats } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { refused } from './failure.ts';

const IN_FOLDERS = '**/*.{md,markdown,mdown,mkd,mdx,txt,text,html,htm}';
const SKIPPED = /(?:^|[\\/])(?:node_modules|\.[^\\/.][^\\/]*)(?:[\\/]|$)/;
/** The files that one path, folder or pattern names. */
export async function filesIn(path: string, cwd: string): Promise<readonly string[]> {
  const place = resolve(cwd, path);
  const found = await statOf(place);
  if (found?.isFile()) return [place];
  if (found?.isDirectory()) {
    const inside = await matches(IN_FOLDERS, place);
    if (inside.length > 0) return inside;
    throw refused({
      code: 'no-documents',
      message: `${path} holds no documents`,
      remedy: 'put Markdown, plain text or HTML there, or name files',
    });
  }
  if (found !== null)
    throw refused({ code: 'no-file', message: `${path} is neither a file nor a folder`, remedy: 'name a file or a folder' });
  const named = /[*?[\]{}]/.test(path) ? await matches(path, cwd) : [];
  if (named.length > 0) return named;
  throw refused({ code: 'no-such-file', message: `there is no ${path}`, remedy: 'check the path; it counts from the current folder' });
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

async function matches(pattern: string, cwd: string): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const name of glob(pattern, { cwd })) {
    const path = resolve(cwd, name);
    if (!SKIPPED.test(name) && (await statOf(path))?.isFile()) files.push(path);
  }
  return files.sort();
}
