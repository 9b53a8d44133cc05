import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ActionItem, DocumentRecord } from '@closeout/core';
import type { Session } from '../shell/session.ts';

/** How many letters of a title tell a line from others. */
const TELLING = 24;
/** A title may stand on one line and what it promises on the next ones. */
const MOST_LINES = 3;

/** The lines of its document that an item was read from, where the file is still there and still says it. Reads each file once. */
export function documentLines(session: Session): (item: ActionItem, document: DocumentRecord) => Promise<readonly string[]> {
  const files = new Map<string, Promise<readonly string[]>>();
  return async ({ origin }, { uid, path }) => {
    if (origin === null) return [];
    const reading = files.get(uid) ?? linesOf(session, path);
    files.set(uid, reading);
    const lines = await reading;
    const title = letters(origin.title);
    const says = (index: number) =>
      title !== '' && letters(lines.slice(index, index + MOST_LINES).join(' ')).includes(title.slice(0, TELLING));
    const from = says(origin.line - 1)
      ? origin.line - 1
      : lines.findIndex((line) => title !== '' && letters(line).includes(title.slice(0, TELLING)));
    return from < 0 ? [] : untilSaid(lines.slice(from, from + MOST_LINES), title);
  };
}

/** As few lines as hold the whole title. */
function untilSaid(lines: readonly string[], title: string): readonly string[] {
  const enough = lines.findIndex((_, index) => letters(lines.slice(0, index + 1).join(' ')).includes(title));
  const shown = enough < 0 ? lines : lines.slice(0, enough + 1);
  return shown.map((line) => line.trim()).filter((line) => line !== '');
}

async function linesOf(session: Session, path: string): Promise<readonly string[]> {
  const { file } = await session.loaded();
  const { cwd } = session.io;
  try {
    const bytes = await readFile(resolve(file === null ? cwd : dirname(file), path));
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes).split(/\r\n|\n|\r/);
  } catch {
    // Moved away, or never a file: what was read from it is on record.
    return [];
  }
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
