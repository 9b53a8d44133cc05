import { type Continued, marginReading } from './margin-reading.ts';

/** Consecutive lines of a document that a parser can read by themselves. */
export interface DocumentPart {
  /** Index of its first line, and of the first behind it. */
  readonly from: number;
  readonly to: number;
  /** What it begins in the middle of. */
  readonly continues: Continued | null;
  /** Lines from above without which it would mean something else: the head of its table. */
  readonly head: readonly string[];
}

/** A part that is long enough, in characters. */
const ENOUGH_AT_ONCE = 60_000;
/** Longer than anything that people write without an end: a parser takes some 500 bytes of memory for a character until it is done. */
const MOST_AT_ONCE = { lines: 20_000, characters: 500_000 } as const;

/**
 * Cuts a document where a parser's reading of what follows cannot depend on what stands above: at text at the margin below an
 * empty line, at headings, between the items of a list at the margin, the rows of a table and the lines of a text without markup.
 * Where it is not certain that something is closed — a fence set off from the margin, HTML that is perhaps text — it
 * cuts only so that no part is longer than a parser has memory for. Parts have at least `linesAtOnce` lines where they may.
 */
export function divided(lines: readonly string[], linesAtOnce: number): readonly DocumentPart[] {
  if (isShort(lines, linesAtOnce)) return [{ from: 0, to: lines.length, continues: null, head: [] }];
  const parts: DocumentPart[] = [];
  const reading = marginReading();
  let part: Omit<DocumentPart, 'to'> = { from: 0, continues: null, head: [] };
  let characters = 0;
  for (const [at, line] of lines.entries()) {
    const open = reading.open();
    const cut = reading.read(line, lines[at + 1]);
    const count = at - part.from;
    const isLong = count >= linesAtOnce || (count > 0 && characters >= ENOUGH_AT_ONCE);
    if ((cut !== null && isLong) || count >= MOST_AT_ONCE.lines || characters >= MOST_AT_ONCE.characters) {
      parts.push({ ...part, to: at });
      part = { from: at, ...(cut ?? { continues: null, head: open }) };
      characters = 0;
    }
    characters += line.length + 1;
  }
  return [...parts, { ...part, to: lines.length }];
}

/** What nearly everybody writes is not cut, and nobody has to look for places. */
function isShort(lines: readonly string[], linesAtOnce: number): boolean {
  return lines.length <= linesAtOnce && lines.reduce((sum, line) => sum + line.length + 1, 0) <= ENOUGH_AT_ONCE;
}
