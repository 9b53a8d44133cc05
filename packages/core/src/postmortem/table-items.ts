import type { Cell, Row } from './block.ts';
import type { Candidate, Found, Stated, Surroundings } from './candidate.ts';
import { foreignColumn } from './foreign-words.ts';
import { isNothing } from './no-promise.ts';
import { phraseForm } from './phrase-form.ts';
import { fieldOf } from './stated-field.ts';
import type { TextLine } from './text-line.ts';

const TITLE =
  /^(?:action(?: items?| points?)?|items?|tasks?|to-?dos?|descriptions?|measures?|remediations?|follow[- ]?ups?|improvements?|what|recommendations?|details?|summary|work items?|titles?|steps?|corrective actions?|preventati?ve actions?|preventive actions?|actions? (?:required|taken|to take)|mitigations?)$/i;
const LINKS =
  /^(?:bugs?|tickets?|issues?|links?|jira|tracking|pr|prs|pull requests?|references?|tracker|github|url|tracking (?:issue|bug|ticket))(?: ?(?:#|no\.?|id|links?|number))?$/i;
const NUMBER = /^(?:#|no\.?|nr\.?|id|num(?:ber)?|s\/n)$/i;
const NOTES = /^(?:notes?|comments?|remarks?|rationale|why|reason)$/i;

type Column = keyof Stated | 'title' | 'links' | 'number' | 'notes' | 'other';

function columnOf(header: string): Column {
  const bare = header.replace(/[*_`:?]/g, '').trim();
  if (NUMBER.test(bare)) return 'number';
  if (NOTES.test(bare)) return 'notes';
  if (LINKS.test(bare)) return 'links';
  return (
    fieldOf(bare) ??
    foreignColumn(bare) ??
    (TITLE.test(bare) ? 'title' : /\b(?:action|task|measure|improvement|to-?do)s?\b/i.test(bare) ? 'title' : 'other')
  );
}

/** True for a table whose header says that its rows are action items, wherever it stands. */
export function isActionTable(rows: readonly Row[]): boolean {
  const headers = rows[0]?.cells.map((cell) => cell.text) ?? [];
  return headers.some((header) => /^action items?$/i.test(header.trim())) && headers.some((header) => fieldOf(header) !== null);
}

/** What each column of a table is about, and which one holds the promise. */
export function tableShape(header: Row, body: readonly Row[]): { readonly columns: readonly Column[]; readonly title: number } {
  const columns = header.cells.map((cell) => columnOf(cell.text));
  return { columns, title: columns.includes('title') ? bestTitle(columns, body) : wordiest(columns, body) };
}

/** A row that counts the others. */
const SUM = /^(?:total|sum|count)s?$/i;

/** One item in a table of two columns, whose first names its fields from top to bottom: as the header and the row that say the same. */
export function uprightItem(rows: readonly Row[]): readonly [Row, Row] | null {
  const fields = rows.map(({ cells: [name] }) => columnOf(name?.text ?? ''));
  const title = rows[fields.indexOf('title')];
  const isField = (field: Column) => field === 'owner' || field === 'due' || field === 'priority' || field === 'status';
  if (title === undefined || !fields.some(isField) || fields.includes('other')) return null;
  // A header that names two columns is one.
  if (rows.some(({ cells }) => cells.length !== 2) || columnOf(rows[0]?.cells[1]?.text ?? '') !== 'other') return null;
  const column = (at: 0 | 1): Row => ({ line: title.line, cells: rows.flatMap(({ cells }) => cells[at] ?? []) });
  return [column(0), column(1)];
}

/** Reads a table of promises: columns by their header, in any order; without a known header, the wordiest column is the promise. */
export function readTable(rows: readonly Row[], surroundings: Surroundings, found: Found): void {
  const [header, ...body] = uprightItem(rows) ?? rows;
  if (header === undefined) return;
  const { columns, title } = tableShape(header, body);
  for (const row of body) {
    const texts = row.cells.map((cell) => cell.text.trim());
    const text = texts[title] ?? '';
    if (text === '' || isNothing(text) || SUM.test(text)) {
      if (texts.some((each) => each !== '' && !/^\d+\.?$/.test(each)))
        found.skipped.push({ line: row.line, code: 'row-without-action', text: texts.join(' | ') });
      continue;
    }
    for (const candidate of rowCandidates(row, { columns, title, text }, surroundings)) found.candidates.push(candidate);
  }
}

/** One, or one for each line of a cell that lists several: not where the row links an issue, which is that of all of them. */
function rowCandidates(row: Row, shape: RowShape, surroundings: Surroundings): readonly Candidate[] {
  const parts = listedIn(row.cells[shape.title]);
  if (parts.length < 2) return [rowCandidate(row, shape, surroundings)];
  const around = row.cells.flatMap((cell, at) => (at === shape.title ? [] : cell.urls));
  if (around.length > 0) {
    const text = parts.map((part) => part.text.replace(BOX, '')).join('; ');
    return [rowCandidate(row, { ...shape, text }, surroundings)];
  }
  return parts.map(({ text, urls, struck }) => {
    const candidate = rowCandidate(row, { ...shape, text }, surroundings);
    return { ...candidate, urls, struck: struck || candidate.struck, anchor: null };
  });
}

function listedIn(cell: Cell | undefined): readonly TextLine[] {
  const [first, ...others] = cell?.lines ?? [];
  if (first === undefined || others.length === 0) return [];
  const isList = cell?.lines.every(({ opensEntry }) => opensEntry !== null);
  const isOrders = cell?.lines.every(({ text }) => phraseForm(text) === 'imperative');
  return isList || isOrders ? (cell?.lines ?? []) : [];
}

interface RowShape {
  readonly columns: readonly Column[];
  readonly title: number;
  readonly text: string;
}

const BOX = /^\[([ xX-])\]\s*/;

function rowCandidate(row: Row, { columns, title, text }: RowShape, surroundings: Surroundings): Candidate {
  const stated: Record<string, string> = {};
  const details: string[] = [];
  for (const [at, column] of columns.entries()) {
    const cell = row.cells[at];
    const value = cell?.text.trim() ?? '';
    if (at === title || value === '') continue;
    if (column === 'links') {
      const status = /\b(?:DONE|TODO|DOING)\b/.exec(value)?.[0];
      if (status !== undefined) stated.status ??= status;
      const rest = value.replace(/\b(?:DONE|TODO|DOING)\b/, '').trim();
      if (rest !== '' && !isNothing(rest) && cell?.urls.length === 0) details.push(rest);
    } else if (column === 'title' || column === 'notes' || column === 'other') details.push(value);
    else if (column !== 'number') stated[column] = value;
  }
  const box = BOX.exec(text);
  return {
    label: null,
    text: box ? text.slice(box[0].length) : text,
    details,
    line: row.line,
    urls: row.cells.flatMap((cell) => cell.urls),
    anchor: row.cells.find((cell) => cell.anchor !== null)?.anchor ?? null,
    form: 'table',
    checked: box && box[1] !== '-' ? box[1] !== ' ' : null,
    struck: box?.[1] === '-' || row.cells[title]?.struck === true,
    stated,
    surroundings,
  };
}

/** Of several columns that may be the promise (`Action`, `Description`), the wordiest. */
function bestTitle(columns: readonly Column[], body: readonly Row[]): number {
  return wordiest(
    columns.map((column) => (column === 'title' ? 'other' : 'number')),
    body,
  );
}

function wordiest(columns: readonly Column[], body: readonly Row[]): number {
  const lengths = columns.map((column, at) =>
    column === 'other' ? body.slice(0, 50).reduce((sum, row) => sum + (row.cells[at]?.text.length ?? 0), 1) : 0,
  );
  return lengths.indexOf(Math.max(...lengths));
}
