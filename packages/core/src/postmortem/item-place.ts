import type { Block, Row } from './block.ts';
import type { Section } from './outline.ts';
import { statedIn } from './stated-field.ts';
import { tableShape, uprightItem } from './table-items.ts';
import type { TextLine } from './text-line.ts';
import { textUnits } from './text-units.ts';

/** Where the own text of an item stands in its document, without what is nested below it. Lines count from 1. */
export interface ItemPlace {
  readonly from: number;
  readonly to: number;
  /** The line at whose end there is something to be said about the item. */
  readonly end: number;
  /** Of a table row. */
  readonly cells: RowCells | null;
}

/** Cells of a row by their index. */
export interface RowCells {
  /** How many the row has. */
  readonly count: number;
  readonly title: number;
  /** Where people look for how an item stands: the column for its status, due date or ticket; otherwise the title's. */
  readonly standing: number;
}

/** The place of whatever is read from a line; several items of one text share one. */
export function placesByLine(sections: readonly Section[]): ReadonlyMap<number, ItemPlace> {
  const places = new Map<number, ItemPlace>();
  for (const { path, blocks } of sections) {
    for (const block of blocks) addBlock(block, places);
    const heading = path.at(-1);
    if (heading === undefined || places.has(heading.line)) continue;
    const { line, end } = heading;
    const text = blocks.find((block) => block.type === 'paragraph')?.lines[0];
    // A heading over a text is that item's title; a heading over nothing is an item of its own.
    const own: ItemPlace | undefined = text === undefined ? { from: line, to: end, end, cells: null } : places.get(text.line);
    if (own !== undefined) places.set(line, { ...own, from: line });
  }
  return places;
}

function addBlock(block: Block, places: Map<number, ItemPlace>): void {
  switch (block.type) {
    case 'paragraph':
      for (const lines of textUnits(block.lines)) addText(lines, places);
      break;
    case 'list':
      for (const entry of block.entries) {
        addText(entry.lines, places, entry.line);
        for (const below of entry.blocks) addBlock(below, places);
      }
      break;
    case 'table':
      addRows(block.rows, places);
      break;
    case 'quote':
    case 'code':
    case 'heading':
    case 'html':
    case 'anchor':
    case 'rule':
      break;
  }
}

function addText(lines: readonly TextLine[], places: Map<number, ItemPlace>, from = lines[0]?.line): void {
  const to = lines.at(-1)?.line;
  if (from === undefined || to === undefined) return;
  // `Owner: maria` on a line of its own says nothing that could be continued.
  const last = lines.findLast(({ text }, at) => at === 0 || statedIn(text) === null);
  const place = { from, to, end: last?.line ?? to, cells: null };
  places.set(from, place);
  for (const { line } of lines) places.set(line, place);
}

function addRows(rows: readonly Row[], places: Map<number, ItemPlace>): void {
  const line = uprightItem(rows)?.[1].line;
  if (line !== undefined) places.set(line, { from: line, to: line, end: line, cells: { count: 2, title: 1, standing: 1 } });
  else addBody(rows, places);
}

function addBody([header, ...body]: readonly Row[], places: Map<number, ItemPlace>): void {
  if (header === undefined) return;
  const { columns, title } = tableShape(header, body);
  const standing = (['status', 'due', 'links'] as const).map((column) => columns.indexOf(column)).find((at) => at >= 0 && at !== title);
  for (const { line, cells } of body) {
    const count = cells.length;
    const cell = standing !== undefined && standing < count ? standing : title;
    places.set(line, { from: line, to: line, end: line, cells: { count, title, standing: cell } });
  }
}
