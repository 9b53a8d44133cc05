import type { TextLine } from './text-line.ts';

/** What the headings and introductions above an item say about all items below them. */
export interface Surroundings {
  /** Names of headings and areas, outermost first. */
  readonly section: readonly string[];
  readonly done: boolean | null;
}

/** What a table column or a `Owner:` line says, in its own words. */
export interface Stated {
  readonly owner?: string;
  readonly team?: string;
  readonly priority?: string;
  readonly due?: string;
  readonly kind?: string;
  readonly status?: string;
}

/** A text that promises something, found in a document and not yet taken apart. */
export interface Candidate {
  /** A name for what follows, when the item has one: "Load testing". */
  readonly label: string | null;
  /** What is promised, in the document's words. */
  readonly text: string;
  readonly details: readonly string[];
  readonly line: number;
  readonly urls: readonly string[];
  readonly anchor: string | null;
  /** How it was written; prose is the least sure. */
  readonly form: 'list' | 'table' | 'line' | 'marked' | 'prose';
  readonly checked: boolean | null;
  /** It is struck out, or has `[-]` for its box. */
  readonly struck: boolean;
  readonly stated: Stated;
  readonly surroundings: Surroundings;
}

/** What the reader of a section found: candidates, and text that it took for none. */
export interface Found {
  readonly candidates: Candidate[];
  readonly skipped: { readonly line: number; readonly code: string; readonly text: string }[];
}

/** Lines as one text, with their links and the first anchor. */
export function joined(lines: readonly TextLine[]): {
  readonly text: string;
  readonly urls: readonly string[];
  readonly anchor: string | null;
} {
  return {
    text: lines
      .map((line) => line.text)
      .join(' ')
      .trim(),
    urls: lines.flatMap((line) => line.urls),
    anchor: lines.find((line) => line.anchor !== null)?.anchor ?? null,
  };
}

/** The line on which `part` of the joined lines begins. */
export function lineHolding(part: string, lines: readonly TextLine[]): number {
  let left = Math.max(0, joined(lines).text.indexOf(part));
  for (const { text, line } of lines) {
    if (left < text.length + 1) return line;
    left -= text.length + 1;
  }
  return lines[0]?.line ?? 0;
}
