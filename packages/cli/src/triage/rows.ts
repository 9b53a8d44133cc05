import { displayWidth } from '@closeout/core';

/** No terminal is narrower than this for long. */
const NARROWEST = 12;

/**
 * `text` in rows of at most `columns`, broken between words, and within a word that is longer than a row. Of more than `most`
 * rows the last one shown ends in `…`. It must hold no control characters.
 */
export function rowsOf(
  text: string,
  { columns, most = Number.POSITIVE_INFINITY }: { readonly columns: number; readonly most?: number },
): string[] {
  const room = Math.max(NARROWEST, columns);
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    if (rows.length > most) break;
    const longer = row === '' ? word : `${row} ${word}`;
    if (displayWidth(longer) <= room) {
      row = longer;
      continue;
    }
    if (row !== '') rows.push(row);
    const parts = broken(word, room);
    rows.push(...parts.slice(0, -1));
    row = parts.at(-1) ?? '';
  }
  rows.push(row);
  if (rows.length <= most) return rows;
  const last = rows[most - 1] ?? '';
  return [...rows.slice(0, most - 1), `${displayWidth(last) < room ? last : broken(last, room - 1)[0]}…`];
}

/** Names beside one another, in as many rows as they take; no name is broken. */
export function listed(names: readonly string[], { columns, between }: { readonly columns: number; readonly between: string }): string[] {
  const rows: string[] = [];
  let row = '';
  for (const name of names) {
    const longer = row === '' ? name : `${row}${between}${name}`;
    if (row !== '' && displayWidth(longer) > columns) {
      rows.push(row);
      row = name;
    } else row = longer;
  }
  return row === '' ? rows : [...rows, row];
}

/** What each key does, one below the other. */
export function keyTable(keys: readonly (readonly [key: string, does: string])[], columns: number): string {
  const wide = Math.max(...keys.map(([key]) => key.length)) + 2;
  return keys
    .flatMap(([key, does]) =>
      rowsOf(does, { columns: columns - wide - 2 }).map((text, index) => `  ${(index === 0 ? key : '').padEnd(wide)}${text}`),
    )
    .join('\n');
}

const segmenter = new Intl.Segmenter();

function broken(word: string, columns: number): string[] {
  if (displayWidth(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const { segment } of segmenter.segment(word)) {
    const more = displayWidth(segment);
    if (width + more > columns && part !== '') {
      parts.push(part);
      [part, width] = ['', 0];
    }
    part += segment;
    width += more;
  }
  return [...parts, part];
}
