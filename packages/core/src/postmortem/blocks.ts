import type { Blockquote, List, ListItem, Nodes, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { anchorIn, type Definitions, type TextLine, textLines } from './text-line.ts';

/** A document's blocks as the reader sees them: lines of text with their place, not markup. */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly lines: readonly TextLine[] }
  | { readonly type: 'paragraph'; readonly lines: readonly TextLine[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly entries: readonly Entry[] }
  | { readonly type: 'table'; readonly line: number; readonly rows: readonly Row[] }
  | { readonly type: 'quote'; readonly line: number; readonly blocks: readonly Block[] }
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
  readonly cells: readonly TextLine[];
}

/** Parses once; indented code is read as text, because in postmortems it is a list that slipped to the right. */
const OPTIONS = {
  extensions: [gfmTable(), { disable: { null: ['codeIndented'] } }],
  mdastExtensions: [gfmTableFromMarkdown()],
};

/** The blocks of normalised lines, in order. */
export function readBlocks(lines: readonly string[]): readonly Block[] {
  const root = fromMarkdown(lines.join('\n'), OPTIONS);
  return blocksOf(root.children, definitionsOf(root), lines);
}

function definitionsOf(root: Root): Definitions {
  const definitions = new Map<string, string>();
  for (const node of root.children) if (node.type === 'definition') definitions.set(node.identifier.toLowerCase(), node.url);
  return definitions;
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

function blocksOf(nodes: readonly RootContent[], definitions: Definitions, source: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const node of nodes) {
    switch (node.type) {
      case 'heading':
        blocks.push({ type: 'heading', level: node.depth, lines: textLines(node.children, lineOf(node), definitions) });
        break;
      case 'paragraph':
        blocks.push({ type: 'paragraph', lines: textLines(node.children, lineOf(node), definitions) });
        break;
      case 'list':
        blocks.push(...listBlocks(node, definitions, source));
        break;
      case 'table':
        blocks.push(tableBlock(node, definitions));
        break;
      case 'blockquote':
        blocks.push(quoteBlock(node, definitions, source));
        break;
      case 'code':
        blocks.push({ type: 'code', line: lineOf(node), text: node.value });
        break;
      case 'html': {
        const uid = anchorIn(node.value);
        if (uid !== null) blocks.push({ type: 'anchor', line: lineOf(node), uid });
        else if (!/^\s*<!--[\s\S]*-->\s*$/.test(node.value)) blocks.push({ type: 'html', line: lineOf(node), text: node.value });
        break;
      }
      case 'thematicBreak':
        blocks.push({ type: 'rule', line: lineOf(node) });
        break;
      default:
        break;
    }
  }
  return blocks;
}

function quoteBlock(node: Blockquote, definitions: Definitions, source: readonly string[]): Block {
  return { type: 'quote', line: lineOf(node), blocks: blocksOf(node.children, definitions, source) };
}

function tableBlock(node: Table, definitions: Definitions): Block {
  const rows = node.children.map((row): Row => {
    const line = lineOf(row);
    return { line, cells: row.children.map((cell) => oneLine(textLines(cell.children, line, definitions), line)) };
  });
  return { type: 'table', line: lineOf(node), rows };
}

/** Several lines as one text. */
export function oneLine(lines: readonly TextLine[], line: number): TextLine {
  const [first] = lines;
  if (first !== undefined && lines.length === 1) return first;
  return {
    text: lines.map((each) => each.text).join(' '),
    line: first?.line ?? line,
    lead: first?.lead ?? null,
    stressed: null,
    urls: lines.flatMap((each) => each.urls),
    anchor: lines.find((each) => each.anchor !== null)?.anchor ?? null,
    broken: false,
  };
}

/** A list, and after it the closing sentence that was glued to its last item without a blank line. */
function listBlocks(node: List, definitions: Definitions, source: readonly string[]): readonly Block[] {
  const trailing: TextLine[] = [];
  const entries = node.children.map((item): Entry => {
    const { entry, glued } = readEntry(item, definitions, source);
    trailing.push(...glued);
    return entry;
  });
  const list: Block = { type: 'list', ordered: node.ordered === true, entries };
  return trailing.length === 0 ? [list] : [list, { type: 'paragraph', lines: trailing }];
}

function readEntry(item: ListItem, definitions: Definitions, source: readonly string[]): { entry: Entry; glued: readonly TextLine[] } {
  const blocks = [...blocksOf(item.children, definitions, source)];
  const first = blocks[0];
  const own = first?.type === 'paragraph' ? first.lines : [];
  if (first?.type === 'paragraph') blocks.shift();
  const cut = own.findIndex((line, at) => at > 0 && isGlued(line, own[at - 1], source));
  const lines = cut < 0 ? own : own.slice(0, cut);
  return { entry: { line: lineOf(item), lines, blocks }, glued: cut < 0 ? [] : own.slice(cut) };
}

/** A line at the margin that begins a new sentence after a finished one does not continue the item. */
function isGlued(line: TextLine, above: TextLine | undefined, source: readonly string[]): boolean {
  const raw = source[line.line - 1] ?? '';
  return /^\S/.test(raw) && /[.!?]$/.test(above?.text ?? '') && /^\p{Lu}/u.test(line.text);
}
