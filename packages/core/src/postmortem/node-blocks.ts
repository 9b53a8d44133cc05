import type { List, ListItem, Nodes, RootContent, Table } from 'mdast';
import type { Block, Cell, Entry, Row } from './block.ts';
import { isIncidentLine } from './incident-lines.ts';
import { hasHeadingForm, isSectionName } from './section-class.ts';
import { anchorIn, type References, type TextLine, textLines } from './text-line.ts';

/** What blocks are made with: their references and the lines they stand on. */
export interface Making extends References {
  readonly lines: readonly string[];
}

function lineOf(node: Nodes, { above }: Making): number {
  return above + (node.position?.start.line ?? 1);
}

export function blocksOf(nodes: readonly RootContent[], making: Making): readonly Block[] {
  const blocks: Block[] = [];
  for (const node of nodes) {
    switch (node.type) {
      case 'heading':
        blocks.push({ type: 'heading', level: node.depth, lines: textLines(node.children, lineOf(node, making), making) });
        break;
      case 'paragraph':
        for (const block of paragraphBlocks(textLines(node.children, lineOf(node, making), making))) blocks.push(block);
        break;
      case 'list':
        for (const block of listBlocks(node, making)) blocks.push(block);
        break;
      case 'table':
        blocks.push(tableBlock(node, making));
        break;
      case 'code':
        blocks.push({ type: 'code', line: lineOf(node, making), text: node.value.trimEnd() });
        break;
      case 'html': {
        const uid = anchorIn(node.value);
        if (uid !== null) blocks.push({ type: 'anchor', line: lineOf(node, making), uid });
        else if (!/^\s*<!--[\s\S]*-->\s*$/.test(node.value))
          blocks.push({ type: 'html', line: lineOf(node, making), text: node.value.trimEnd() });
        break;
      }
      case 'thematicBreak':
        blocks.push({ type: 'rule', line: lineOf(node, making) });
        break;
      default:
        break;
    }
  }
  return blocks;
}

/** A paragraph's own lines, and apart from them those that quote: `> It is down`. */
function paragraphBlocks(lines: readonly TextLine[]): readonly Block[] {
  if (!lines.some(isQuoted)) return [{ type: 'paragraph', lines }];
  const runs: TextLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && isQuoted(run[0]) === isQuoted(line)) run.push(line);
    else runs.push([line]);
  }
  return runs.map((run) =>
    run[0] !== undefined && isQuoted(run[0]) ? { type: 'quote', line: run[0].line, lines: run } : { type: 'paragraph', lines: run },
  );
}

function isQuoted(line: TextLine): boolean {
  return line.text.startsWith('>');
}

function tableBlock(node: Table, making: Making): Block {
  const rows = node.children.map((row): Row => {
    const line = lineOf(row, making);
    return { line, cells: row.children.map((cell) => cellOf(textLines(cell.children, line, making), line)) };
  });
  return { type: 'table', line: lineOf(node, making), rows };
}

function cellOf(lines: readonly TextLine[], line: number): Cell {
  return { ...oneLine(lines, line), lines };
}

/** Several lines as one text. */
function oneLine(lines: readonly TextLine[], line: number): TextLine {
  const [first] = lines;
  if (first !== undefined && lines.length === 1) return first;
  return {
    text: lines.map((each) => each.text).join(' '),
    line: first?.line ?? line,
    lead: first?.lead ?? null,
    stressed: null,
    urls: lines.flatMap((each) => each.urls),
    anchor: lines.find((each) => each.anchor !== null)?.anchor ?? null,
    struck: lines.length > 0 && lines.every((each) => each.struck),
    opensEntry: null,
    broken: false,
  };
}

/** Bullets at the margin after a numbered item that ends in a colon are what it introduces. */
export function withIntroduced(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at] as Block;
    const last = block.type === 'list' && block.ordered ? block.entries.at(-1) : undefined;
    let to = at + 1;
    if (block.type === 'list' && last !== undefined && /[:：]$/.test(last.lines.at(-1)?.text ?? '')) {
      while (isBullets(blocks[to])) to += 1;
      const entries = [...block.entries];
      entries[entries.length - 1] = { ...last, blocks: [...last.blocks, ...blocks.slice(at + 1, to)] };
      found.push(to > at + 1 ? { ...block, entries } : block);
    } else found.push(block);
    at = to;
  }
  return found;
}

function isBullets(block: Block | undefined): boolean {
  return block?.type === 'list' && !block.ordered;
}

/** A list; where a sentence at the margin was glued to an item without a blank line, it ends the list there. */
function listBlocks(node: List, making: Making): readonly Block[] {
  const ordered = node.ordered === true;
  const blocks: Block[] = [];
  let entries: Entry[] = [];
  for (const item of node.children) {
    const { entry, glued } = readEntry(item, making);
    for (const each of entriesIn(entry)) entries.push(each);
    if (glued.length === 0) continue;
    blocks.push({ type: 'list', ordered, entries }, { type: 'paragraph', lines: glued });
    entries = [];
  }
  return entries.length === 0 ? blocks : [...blocks, { type: 'list', ordered, entries }];
}

/** `<li>Add a test</li><li>Add a limit</li>` on one line: the entries that stand in the lines of one. */
function entriesIn(entry: Entry): readonly Entry[] {
  if (!entry.lines.some(({ opensEntry }) => opensEntry !== null)) return [entry];
  const entries: { line: number; lines: TextLine[]; below: Entry[] }[] = [];
  let open: TextLine[] = [];
  for (const line of entry.lines) {
    if (line.opensEntry !== null || open.length === 0) {
      open = [];
      const own = { line: line.line, lines: open, blocks: [] };
      const last = entries.at(-1);
      if (line.opensEntry === 'below' && last !== undefined) last.below.push(own);
      else entries.push({ line: line.line, lines: open, below: [] });
    }
    open.push(line);
  }
  return entries.map(({ line, lines, below }, at) => {
    const nested: readonly Block[] = below.length === 0 ? [] : [{ type: 'list', ordered: false, entries: below }];
    return { line, lines, blocks: at === entries.length - 1 ? [...nested, ...entry.blocks] : nested };
  });
}

function readEntry(item: ListItem, making: Making): { entry: Entry; glued: readonly TextLine[] } {
  const blocks = [...withIntroduced(blocksOf(item.children, making))];
  const first = blocks[0];
  const own = first?.type === 'paragraph' ? first.lines : [];
  if (first?.type === 'paragraph') blocks.shift();
  const cut = own.findIndex((line, at) => at > 0 && isGlued(line, own[at - 1], making));
  const lines = cut < 0 ? own : own.slice(0, cut);
  return { entry: { line: lineOf(item, making), lines, blocks }, glued: cut < 0 ? [] : own.slice(cut) };
}

/** A line at the margin that names a section, or begins a new sentence after a finished one, does not continue the item. */
function isGlued(line: TextLine, above: TextLine | undefined, { lines }: Making): boolean {
  if (!/^\S/.test(lines[line.line - 1] ?? '')) return false;
  return isHeadingLine(line) || isIncidentLine(line) || (/[.!?]$/.test(above?.text ?? '') && /^\p{Lu}/u.test(line.text));
}

/** `**Impact**`, `**Impact:** none`, `Root cause:` and any other label that is bold from end to end. */
function isHeadingLine({ text, stressed, lead }: TextLine): boolean {
  return (stressed === 'bold' && hasHeadingForm(text)) || (lead !== null && isSectionName(lead)) || isSectionName(text);
}
