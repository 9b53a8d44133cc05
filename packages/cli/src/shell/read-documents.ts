import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { DocumentDraft, Fault } from '@closeout/core';
import { filesIn } from './document-files.ts';
import { type DocumentText, isHtml, isImportJson, type Written } from './document-text.ts';
import { draftsIn } from './drafts-in.ts';
import { Failure, refused } from './failure.ts';
import { failureReport } from './failure-report.ts';
import { textOnStdin } from './ids.ts';
import type { Session } from './session.ts';

/** Documents that were read, and those that could not be. */
export interface ReadDocuments {
  readonly drafts: readonly DocumentDraft[];
  readonly failed: readonly FailedDocument[];
}

/** Why a document could not be read, and what to do. */
export interface FailedDocument extends Fault {
  /** As it was named. */
  readonly path: string;
}

/** From here on it is worth saying how far reading is. */
const MANY = 20;

/** Reads what `paths` name into drafts. */
export async function readDocuments(session: Session, paths: readonly string[]): Promise<ReadDocuments> {
  const drafts: DocumentDraft[] = [];
  const failed = await eachDocument(session, paths, async (document) => drafts.push(...(await draftsIn(document))));
  return { drafts, failed };
}

/**
 * Hands the text of what `paths` name to `take`, one document after the other; answers what failed. What cannot be read
 * keeps nobody else from being read; only when nothing can be read is it a failure.
 */
export async function eachDocument(
  session: Session,
  paths: readonly string[],
  take: (document: DocumentText) => unknown,
): Promise<readonly FailedDocument[]> {
  const { config, file } = await session.loaded();
  const { cwd } = session.io;
  const { timeZone } = config;
  // Documents are recognised by their path: it must not depend on the folder that somebody happens to be in.
  const base = file === null ? resolve(cwd) : dirname(file);
  const failed: FailedDocument[] = [];
  const files = new Set<string>();
  let taken = 0;
  const hand = async (document: DocumentText) => {
    await take(document);
    taken += 1;
  };
  for (const path of paths) {
    if (path !== '-') await attempt(failed, path, async () => addAll(files, await filesIn(path, cwd)));
  }
  const tell = progress(session, files.size);
  for (const [index, place] of [...files].sort().entries()) {
    tell(index);
    const name = relative(cwd, place);
    await attempt(failed, name, async () => {
      const path = relative(base, place).split(sep).join('/');
      checkLength((await stat(place)).size, { path, name });
      await hand({ text: textOf(await readFile(place), name), path, name, timeZone });
    });
  }
  tell(files.size);
  if (paths.includes('-')) {
    const name = 'standard input';
    await attempt(failed, '-', async () => {
      const text = checkedText(await textOnStdin(session), name);
      checkLength(text.length, { text, path: null, name });
      await hand({ text, path: null, name, timeZone });
    });
  }
  if (taken === 0 && failed.length > 0) throw nothingRead(failed);
  return failed;
}

/** In bytes: some hundred times what people write, and what a parser has memory for. A file of JSON may hold many documents. */
const LONGEST = { html: 8_000_000, text: 32_000_000, json: 400_000_000 } as const;

function checkLength(length: number, { name, ...document }: Written & Pick<DocumentText, 'name'>): void {
  const longest = LONGEST[isImportJson(document) ? 'json' : isHtml(document) ? 'html' : 'text'];
  if (length <= longest) return;
  const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString('en');
  const message = `${name} has ${megabytes(length)} MB; documents are read up to ${megabytes(longest)} MB`;
  throw refused({ code: 'too-long', message, remedy: 'break it into several documents' });
}

/** Does the work for one document; what goes wrong with it is told beside the others. */
export async function attempt(failed: FailedDocument[], path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure || (error instanceof Error && 'syscall' in error))) throw error;
    const { code, message, remedy } = failureReport(error);
    failed.push({ path, code, message, remedy });
  }
}

function nothingRead(failed: readonly FailedDocument[]): Failure {
  const [first, ...others] = failed;
  if (first !== undefined && others.length === 0) return refused(first);
  const message = `none of the documents can be read:\n${failed.map((one) => `  ${one.message}`).join('\n')}`;
  return refused({ code: 'nothing-read', message, remedy: 'name postmortems in Markdown, plain text or HTML' });
}

function addAll(files: Set<string>, found: readonly string[]): void {
  for (const file of found) files.add(file);
}

function textOf(bytes: Uint8Array, name: string): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!isUtf16 && bytes.includes(0)) throw notText(name);
  try {
    return checkedText(new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes), name);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw notText(name);
  }
}

function checkedText(text: string, name: string): string {
  if (text.trim() === '') throw refused({ code: 'empty', message: `${name} is empty`, remedy: 'leave it out, or write something into it' });
  return text;
}

function notText(name: string): Failure {
  return refused({
    code: 'not-text',
    message: `${name} is no text in UTF-8`,
    remedy: 'name Markdown, plain text or HTML; convert other encodings to UTF-8',
  });
}

function progress({ io, globals }: Session, total: number): (done: number) => void {
  if (total < MANY || !io.isTTY.stderr || globals.quiet) return () => {};
  return (done) => io.stderr.write(`\r\u001b[K${done === total ? '' : `reading ${done + 1} of ${total}`}`);
}
