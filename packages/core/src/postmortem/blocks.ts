import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Block } from './block.ts';
import { type DocumentPart, divided } from './document-parts.ts';
import { blocksOf, withIntroduced } from './node-blocks.ts';
import { type Definitions, definitionsFor, definitionsIn } from './reference-definitions.ts';
import type { SourceLines } from './source-lines.ts';

/**
 * Indented code is read as text, because in postmortems it is a list that slipped to the right. Underlined headings and
 * quotes are recognised by their lines: the parser's time for them grows with the square of the text.
 */
const OPTIONS = {
  extensions: [gfmTable(), { disable: { null: ['codeIndented', 'setextUnderline', 'blockQuote'] } }],
  mdastExtensions: [gfmTableFromMarkdown()],
};

/** Documents of more lines are parsed in parts: longer than what nearly everybody writes. */
const LINES_AT_ONCE = 250;

/** The blocks of a source, in order, the same for any number of `linesAtOnce`. */
export function readBlocks(source: Pick<SourceLines, 'lines' | 'aside'>, linesAtOnce = LINES_AT_ONCE): readonly Block[] {
  const parts = divided(source.lines, linesAtOnce);
  const definitions = parts.length === 1 ? NONE : definedIn(parts, source.lines);
  const blocks: Block[] = [];
  /** What the last of `blocks` goes on with. */
  let further: Block[] = [];
  for (const part of parts) {
    for (const [at, block] of partBlocks(part, source, definitions).entries()) {
      const last = further.at(-1) ?? blocks.at(-1);
      if (at === 0 && part.continues !== null && last !== undefined && goesOn(last, block, part.continues)) {
        further.push(block);
        continue;
      }
      continueLast(blocks, further);
      further = [];
      blocks.push(block);
    }
  }
  continueLast(blocks, further);
  return withIntroduced(blocks);
}

/** The blocks of nodes whose places are those of the document itself: nothing of it was put aside or left out before. */
export function blocksIn(nodes: readonly RootContent[]): readonly Block[] {
  return withIntroduced(blocksOf(nodes, { lines: [], aside: new Map(), definitions: NONE, above: 0 }));
}

const NONE: Definitions = new Map();

/** What the parts of a text define for all of it. */
function definedIn(parts: readonly DocumentPart[], lines: readonly string[]): Definitions {
  const all = new Map<string, string>();
  for (const { from, to, head } of parts) {
    const own = lines.slice(from, to);
    if (!own.some((line) => line.includes(']:'))) continue;
    const found = definitionsIn(fromMarkdown([...head, ...own].join('\n'), OPTIONS));
    for (const [label, url] of found) if (!all.has(label)) all.set(label, url);
  }
  return all;
}

function partBlocks(part: DocumentPart, { lines, aside }: Pick<SourceLines, 'lines' | 'aside'>, known: Definitions): readonly Block[] {
  let to = part.to;
  while (to > part.from && lines[to - 1] === '') to -= 1;
  if (to === part.from) return [];
  // One empty line stays, because a parser reads the end of a text in its own way.
  const own = lines.slice(part.from, Math.min(to + 1, part.to));
  const head = [...definitionsFor([...part.head, ...own], known), ...part.head];
  const root = fromMarkdown([...head, ...own].join('\n'), OPTIONS);
  const blocks = blocksOf(root.children, { lines, aside, definitions: definitionsIn(root), above: part.from - head.length });
  const [first, ...others] = blocks;
  return part.continues === 'table' && first?.type === 'table' ? [{ ...first, rows: first.rows.slice(1) }, ...others] : blocks;
}

function goesOn(last: Block, block: Block, as: NonNullable<DocumentPart['continues']>): boolean {
  if (last.type !== block.type) return false;
  switch (as) {
    case 'list':
      return last.type === 'list' && block.type === 'list' && last.ordered === block.ordered;
    case 'text':
      return last.type === 'paragraph' || last.type === 'quote';
    case 'table':
      return last.type === 'table';
  }
}

/** Puts `further` behind the last of `blocks`: entries, rows or lines. */
function continueLast(blocks: Block[], further: readonly Block[]): void {
  const last = blocks.at(-1);
  if (last === undefined || further.length === 0) return;
  blocks[blocks.length - 1] =
    last.type === 'list'
      ? { ...last, entries: [last, ...further].flatMap((each) => (each.type === 'list' ? each.entries : [])) }
      : last.type === 'table'
        ? { ...last, rows: [last, ...further].flatMap((each) => (each.type === 'table' ? each.rows : [])) }
        : last.type === 'paragraph' || last.type === 'quote'
          ? { ...last, lines: [last, ...further].flatMap((each) => (each.type === last.type ? each.lines : [])) }
          : last;
}
