import type { TextLine } from './text-line.ts';

/** A document's blocks as the reader sees them: lines of text with their place, not markup. */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly lines: readonly TextLine[] }
  | { readonly type: 'paragraph'; readonly lines: readonly TextLine[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly entries: readonly Entry[] }
  | { readonly type: 'table'; readonly line: number; readonly rows: readonly Row[] }
  | { readonly type: 'quote'; readonly line: number; readonly lines: readonly TextLine[] }
  | { readonly type: 'code'; readonly line: number; readonly text: string }
  | { readonly type: 'anchor'; readonly line: number; readonly uid: string }
  | { readonly type: 'html'; readonly line: number; readonly text: string }
  | { readonly type: 'rule'; readonly line: number };

/** A list item: its own text, then what is nested below. */
export interface Entry {
  readonly line: number;
  readonly lines: readonly TextLine[];
  readonly blocks: readonly Block[];
}

/** A table row; each cell is one text. The first row of a table is its header. */
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** A cell as one text, and the lines that it was written in. */
export interface Cell extends TextLine {
  readonly lines: readonly TextLine[];
}
