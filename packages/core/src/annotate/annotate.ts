import type { ItemUid } from '../model/id.ts';
import { type Annotation, annotationText } from './annotation.ts';
import { type Checkbox, checkboxIn } from './checkbox.ts';
import { type Edit, edited, type OwnedSpan } from './edits.ts';
import { type Located, locate, type SkipCode, type Skipped } from './locate.ts';
import { isOpenAfter } from './open-comments.ts';
import { type PlacedItem, placedItems } from './placed-items.ts';
import { type SourceLine, type SourceText, sourceText } from './source-text.ts';
import { cellsOf, endOfText, isHtmlLine } from './writing-point.ts';

/** A document with what is to be said of its items. */
export interface Annotated {
  readonly text: string;
  /** Everything that differs or may differ from the text before; put back what was there, and it is that text again. */
  readonly owned: readonly OwnedSpan[];
  /** The items that the text now says everything of, by line. */
  readonly written: readonly WrittenItem[];
  /** By line. */
  readonly skipped: readonly Skipped[];
}

export interface WrittenItem {
  readonly uid: ItemUid;
  /** Where the annotation stands. */
  readonly line: number;
  readonly change: 'new' | 'changed' | 'none';
  /** What its checkbox was made to say; `null` where it has none or said so already. */
  readonly ticked: boolean | null;
}

/**
 * Writes beside each item how it stands, and sets its checkbox. Nothing else of the text changes, not a byte; doing it again
 * changes nothing; and reading the text afterwards gives the same items. An item that cannot be found with certainty is skipped.
 *
 * | the checkbox says | the item is | as last read or written | then              |
 * |-------------------|-------------|-------------------------|-------------------|
 * | what the item is  |             |                         | it stays          |
 * | the other         |             | the box said the same   | it is set         |
 * | the other         |             | the box said otherwise  | the item is skipped: somebody changed it since |
 */
export function annotate(
  text: string,
  { path, annotations }: { readonly path: string | null; readonly annotations: readonly Annotation[] },
): Annotated {
  const source = sourceText(text);
  const { located, stale, skipped } = locate(annotations, placedItems(text, path), source);
  const edits: Edit[] = stale.map(({ from, to }) => ({ from, to, insert: '' }));
  const written: WrittenItem[] = [];
  const unfit: Skipped[] = [];
  for (const each of located.toSorted((a, b) => lineOf(a) - lineOf(b) || itemOrder(a, b))) {
    const { uid } = each.annotation;
    const line = lineOf(each);
    const writing = writingOf(each, { source, text });
    if (typeof writing === 'string') {
      unfit.push({ uid, code: writing, line });
      continue;
    }
    const { annotation, box, ticked } = writing;
    edits.push(annotation, ...(box === null ? [] : [box]));
    const was = text.slice(annotation.from, annotation.to);
    written.push({ uid, line, change: was === '' ? 'new' : was === annotation.insert ? 'none' : 'changed', ticked });
  }
  return { ...edited(text, edits), written, skipped: [...skipped, ...unfit].sort((a, b) => a.line - b.line) };
}

function lineOf({ span, item }: Located): number {
  return span?.line ?? item?.place.end ?? 0;
}

/** Items of one line are named in the order in which they stand there. */
function itemOrder(a: Located, b: Located): number {
  return (a.item?.line ?? 0) - (b.item?.line ?? 0);
}

interface Writing {
  readonly annotation: Edit;
  readonly box: Edit | null;
  readonly ticked: boolean | null;
}

interface Page {
  readonly source: SourceText;
  readonly text: string;
}

function writingOf({ annotation, span, item }: Located, { source, text }: Page): Writing | SkipCode {
  const line = source.lineAt(lineOf({ annotation, span, item }));
  const words = annotationText(annotation, isHtmlLine(line.text) ? 'html' : 'markdown');
  const box = item === null ? null : boxOf(item, source);
  const isDone = annotation.status === 'done';
  const isSet = box === null || box.ticked === isDone;
  if (!isSet && box.ticked !== annotation.found.done) return 'box-changed';
  const place = span === null ? newPlace(item, line) : { from: span.from - line.from, to: span.to - line.from };
  if (typeof place === 'string') return place;
  const from = line.from + place.from;
  const blank = span === null ? ' ' : (/^[ \t]?/.exec(text.slice(span.from, span.from + 1))?.[0] ?? '');
  return {
    annotation: { from, to: line.from + place.to, insert: `${blank}${words}` },
    box: isSet ? null : { from: box.from, to: box.to, insert: isDone ? box.marks.ticked : box.marks.empty },
    ticked: isSet ? null : isDone,
  };
}

/** Where a first annotation goes: to the end of the item's text, of its cell in a table. */
function newPlace(item: PlacedItem | null, line: SourceLine): { readonly from: number; readonly to: number } | SkipCode {
  const cells = item?.place.cells ?? null;
  const room = cells === null ? { from: 0, to: line.text.length } : cellOf(line.text, { cell: cells.standing, count: cells.count });
  if (room === null) return 'row-unclear';
  const at = endOfText(line.text, room.from, room.to);
  // Each cell is a text of its own.
  const within = isOpenAfter(line.text.slice(room.from, at), cells === null && line.withinComment);
  return within ? 'within-comment' : { from: at, to: at };
}

function cellOf(line: string, { cell, count }: { readonly cell: number; readonly count: number }) {
  const cells = cellsOf(line);
  return (cells.length === count ? cells[cell] : undefined) ?? null;
}

/** The checkbox of an item, in the document's offsets; only one that says what the reader read from it. */
function boxOf({ place, done }: PlacedItem, source: SourceText): Checkbox | null {
  const line = source.lineAt(place.from);
  const cell = place.cells === null ? undefined : cellOf(line.text, { cell: place.cells.title, count: place.cells.count });
  if (cell === null) return null;
  const box = checkboxIn(line.text, cell?.from, cell?.to);
  return box === null || box.ticked !== done ? null : { ...box, from: line.from + box.from, to: line.from + box.to };
}
