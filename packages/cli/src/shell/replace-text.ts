import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Failure, refused } from './failure.ts';

/**
 * Writes `after` into a file that holds `before`, in its encoding and with its mode. Somebody who reads it meanwhile sees one or
 * the other, whole. A file that no longer holds `before` is refused and stays as it is.
 */
export async function replaceText(
  place: string,
  { name, before, after }: { readonly name: string; readonly before: string; readonly after: string },
): Promise<void> {
  // A link stays a link: what it leads to is written.
  const file = await realpath(place);
  const encoding = encodingOf(await readFile(file));
  const { mode } = await stat(file);
  const beside = join(dirname(file), `.${basename(file).slice(0, 100)}.closeout-${crypto.randomUUID()}`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(encoding(after));
      await handle.chmod(mode & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!encoding(before).equals(await readFile(file))) throw changedMeanwhile(name);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** How the file's text is written as bytes, by the mark it begins with. */
function encodingOf(bytes: Buffer): (text: string) => Buffer {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return (text) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (text) => Buffer.from(isMarked ? `\ufeff${text}` : text, 'utf8');
}

function changedMeanwhile(name: string): Failure {
  return refused({
    code: 'changed-meanwhile',
    message: `${name} changed while it was being annotated, and was left as it is`,
    remedy: 'import it, then annotate it again',
  });
}
