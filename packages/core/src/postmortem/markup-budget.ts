import type { Problem } from './draft.ts';

/** Markup characters that a text of ordinary length may hold. */
const MOST = 1_500;

/** What looking for the end of each may cost, in characters: a parser looks from each to the end of the text. */
const WORK = 1_500_000;

/** Rows of one table whose cells count as texts of their own. */
const MOST_ROWS = 20_000;

const MARKUP = /[[\]*_`<!&~\\]/g;

/** Lines for the parser, and beside them the texts it does not get to see. */
export interface BoundedLines {
  readonly lines: readonly string[];
  /** By line number: what stands there in place of the parser's placeholder. */
  readonly aside: ReadonlyMap<number, string>;
}

/**
 * Puts lines aside that hold too much markup for one text — a paragraph, list item, heading or table — and leaves a
 * placeholder: a parser's time grows with the number of marks times the length of the text. {@link withAside} puts them back as
 * plain text, so nothing is lost.
 */
export function boundMarkup(lines: readonly string[], problems: Problem[]): BoundedLines {
  const bounded: string[] = [];
  const aside = new Map<number, string>();
  for (let from = 0; from < lines.length; ) {
    const to = endOfText(lines, from);
    let left = allowance(lines, from, to);
    for (let at = from; at < to; at += 1) {
      const line = lines[at] ?? '';
      const count = line === '' ? 0 : (line.match(MARKUP)?.length ?? 0);
      if (count > left && left >= 0) {
        problems.push({
          line: at + 1,
          code: 'too-much-markup',
          message: 'too much markup in one text: from here on it is read as plain text',
        });
      }
      left = count > left ? -1 : left - count;
      if (left < 0) aside.set(at + 1, line.trim());
      bounded.push(left < 0 ? placeholder(line, at + 1) : line);
    }
    from = to;
  }
  return { lines: bounded, aside };
}

/** Keeps the marker that makes the line a list item. */
function placeholder(line: string, number: number): string {
  const marker = /^\s*(?:[-*+] )?/.exec(line)?.[0] ?? '';
  return `${marker}\ue000${number}\ue001`;
}

/** The text with what was put aside in its place; texts without placeholders come back as they are. */
export function withAside(text: string, aside: ReadonlyMap<number, string>): string {
  if (aside.size === 0) return text;
  return text.replace(/\ue000(\d+)\ue001/g, (_, number: string) => (aside.get(Number(number)) ?? '').replace(/^[-*+] /, ''));
}

function endOfText(lines: readonly string[], from: number): number {
  let to = from + 1;
  if (lines[from] === '') return to;
  while (to < lines.length && lines[to] !== '' && !STARTS_ANEW.test(lines[to] ?? '')) to += 1;
  return to;
}

const STARTS_ANEW = /^\s*(?:[-*+]|#{1,6}) +\S/;
const DELIMITER_ROW = /^ {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *$/;

function allowance(lines: readonly string[], from: number, to: number): number {
  if (to - from === 1) return MOST;
  if (DELIMITER_ROW.test(lines[from + 1] ?? '') && to - from <= MOST_ROWS) return MOST * (to - from);
  let length = 0;
  for (let at = from; at < to; at += 1) length += lines[at]?.length ?? 0;
  return Math.min(MOST, Math.floor(WORK / length));
}
