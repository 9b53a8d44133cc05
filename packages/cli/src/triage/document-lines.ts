import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { ActionItem, DocumentRecord } from '@closeout/core';
import { isHtml } from '../shell/document-text.ts';
import type { Session } from '../shell/session.ts';

/** What stands in a document where an item was read. */
export type DocumentLines =
  | {
      readonly found: 'here';
      /** Where it stands now, counted from 1. */
      readonly line: number;
      readonly lines: readonly string[];
    }
  /** The file does not say it any more. */
  | { readonly found: 'gone' }
  /** It is a page of HTML, whose source nobody reads. */
  | { readonly found: 'page' }
  /** There is no such file, or it cannot be read. */
  | { readonly found: 'unreadable' };

/** How many letters of a title tell a line from others. */
const TELLING = 24;
/** Or this share of its words, where the reader left out what stands between them. */
const ENOUGH = 0.6;
/** A title may stand on one line and what it promises on the next ones. */
const MOST_LINES = 3;
/** Of a longer line nobody wants to see the rest here. */
const LONGEST = 2000;

/** The lines of its document that an item was read from, as the file stands now. Reads each file once. */
export function documentLines(session: Session): (item: ActionItem, document: DocumentRecord) => Promise<DocumentLines> {
  const files = new Map<string, Promise<readonly string[] | null>>();
  return async ({ origin }, { uid, path }) => {
    if (origin === null) return { found: 'gone' };
    if (isHtml({ path })) return { found: 'page' };
    const reading = files.get(uid) ?? linesOf(session, path);
    files.set(uid, reading);
    const lines = await reading;
    return lines === null ? { found: 'unreadable' } : linesSaying(lines, origin);
  };
}

/** Looked for where it was read first, then anywhere, since lines move. */
export function linesSaying(lines: readonly string[], { title, line }: { readonly title: string; readonly line: number }): DocumentLines {
  const said = { wanted: letters(title), words: wordsOf(title) };
  if (said.wanted === '') return { found: 'gone' };
  const isSaidAt = (index: number) =>
    isSaid(
      lines
        .slice(index, index + MOST_LINES)
        .join(' ')
        .slice(0, LONGEST),
      said,
    );
  let at = isSaidAt(line - 1) ? line - 1 : lines.findIndex((text) => letters(text).includes(said.wanted.slice(0, TELLING)));
  if (at < 0) return { found: 'gone' };
  // It may begin below where it was read.
  while (isSaidAt(at + 1) && !begins(lines[at] ?? '', said)) at += 1;
  return { found: 'here', line: at + 1, lines: untilSaid(lines.slice(at, at + MOST_LINES), said) };
}

function isSaid(text: string, { wanted, words }: { readonly wanted: string; readonly words: readonly string[] }): boolean {
  if (letters(text).includes(wanted.slice(0, TELLING))) return true;
  const said = new Set(wordsOf(text));
  return words.filter((word) => said.has(word)).length >= words.length * ENOUGH;
}

function begins(line: string, { wanted, words }: { readonly wanted: string; readonly words: readonly string[] }): boolean {
  const said = letters(line);
  return (said !== '' && wanted.startsWith(said)) || added([line], { words, index: 0 }) >= NEWS;
}

/** As few lines as hold the whole title; where the reader left something out, those that still add to it. */
function untilSaid(
  lines: readonly string[],
  { wanted, words }: { readonly wanted: string; readonly words: readonly string[] },
): readonly string[] {
  const enough = lines.findIndex((_, index) => letters(lines.slice(0, index + 1).join(' ')).includes(wanted));
  const until = enough >= 0 ? enough : lines.findIndex((_, index) => added(lines, { words, index: index + 1 }) < NEWS);
  return lines
    .slice(0, until < 0 ? lines.length : until + 1)
    .map((line) => line.slice(0, LONGEST).replace(ANNOTATION, '').trim())
    .filter((line) => line !== '');
}

/** A line that says fewer words of the title that were not said above does not belong to it. */
const NEWS = 2;

function added(lines: readonly string[], { words, index }: { readonly words: readonly string[]; readonly index: number }): number {
  const above = new Set(wordsOf(lines.slice(0, index).join(' ')));
  const here = new Set(wordsOf(lines[index] ?? ''));
  return words.filter((word) => here.has(word) && !above.has(word)).length;
}

/** What annotate wrote: it is told elsewhere. */
const ANNOTATION = / *<!-- closeout:.*?<!-- \/closeout -->/g;

/** How documents are called where the person stands; they are recorded from the configuration's folder. */
export async function pathsFromHere(session: Session): Promise<(path: string) => string> {
  const base = await folderOf(session);
  return (path) => relative(session.io.cwd, resolve(base, path)) || path;
}

async function folderOf(session: Session): Promise<string> {
  const { file } = await session.loaded();
  return file === null ? resolve(session.io.cwd) : dirname(file);
}

async function linesOf(session: Session, path: string): Promise<readonly string[] | null> {
  try {
    const bytes = await readFile(resolve(await folderOf(session), path));
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes).split(/\r\n|\n|\r/);
  } catch {
    // Moved away, or never a file: what was read from it is on record.
    return null;
  }
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
