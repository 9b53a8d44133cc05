import { type AcceptedItem, cutToWidth, type DuplicateItem, type FieldChange, type ImportReview, type ReviewedItem } from '@closeout/core';
import type { Ids } from './import-json.ts';

/** One thing that a person should know of a document. */
export interface ReviewRow {
  readonly path: string | null;
  /** In the document; 0 where it stands on no line. */
  readonly line: number;
  /** Among rows of one line. */
  readonly order: number;
  readonly mark: string;
  readonly id: string | null;
  readonly text: string;
  /** What there is to say beside it. */
  readonly notes: readonly string[];
}

/** What an import found, row by row; what stays as it was has none. */
export function reviewRows(review: ImportReview, idOf: Ids): readonly ReviewRow[] {
  return [...incidentRows(review, idOf), ...itemRows(review, idOf), ...vanishedRows(review, idOf), ...problemRows(review)];
}

function incidentRows({ incidents }: ImportReview, idOf: Ids): readonly ReviewRow[] {
  return incidents
    .filter(({ status }) => status !== 'unchanged')
    .map(({ uid, path, title, status, fields }) => {
      return { path, line: 0, order: 0, mark: status, id: idOf(uid), text: title, notes: fields.map(changeText) };
    });
}

/** One row for each item, whatever there is to say of it; the mark is what a person has to know first. */
function itemRows(review: ImportReview, idOf: Ids): readonly ReviewRow[] {
  const { added, changed, accepted, duplicates, calledOff, unsure } = review;
  const [fresh, doubles, doubts] = [byUid(added), byUid(duplicates), byUid(unsure)];
  const [became, fields, off] = [byUid(accepted), byUid(changed), byUid(calledOff)];
  const items = new Map([...added, ...changed, ...accepted, ...duplicates].map((row): [string, ReviewedItem] => [row.uid, row]));
  return [...items.values()].map((item) => {
    const [double, acceptance, doubt] = [doubles.get(item.uid), became.get(item.uid), doubts.get(item.uid)];
    const change = fields.get(item.uid);
    const kind =
      double !== undefined
        ? { mark: 'double', text: `${likeText(double, { idOf, fresh })}${item.title}` }
        : acceptance !== undefined
          ? acceptedText(acceptance, idOf)
          : off.has(item.uid)
            ? { mark: 'off', text: item.title }
            : doubt !== undefined
              ? { mark: 'unsure', text: item.title }
              : { mark: change ? 'changed' : item.status === 'proposed' ? 'new' : item.status, text: item.title };
    const was = doubt?.about === 'match' ? [`perhaps another item than before (${percent(doubt.sure)} sure)`] : [];
    return { ...item, ...kind, order: 1, id: idOf(item.uid), notes: [...was, ...(change?.fields ?? []).map(changeText)] };
  });
}

function byUid<Row extends { readonly uid: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.uid, row]));
}

function acceptedText({ title, series }: AcceptedItem, idOf: Ids): Pick<ReviewRow, 'mark' | 'text'> {
  return series === null ? { mark: 'accepted', text: title } : { mark: 'series', text: `is ${idOf(series) ?? 'a series'} now: ${title}` };
}

function likeText(
  { of, sure, path }: DuplicateItem,
  { idOf, fresh }: { readonly idOf: Ids; readonly fresh: ReadonlyMap<string, ReviewedItem> },
): string {
  const place = fresh.get(of.uid);
  const there = place === undefined ? 'another' : place.path === path ? `line ${place.line}` : `${place.path ?? ''}:${place.line}`;
  return `like ${idOf(of.uid) ?? there} (${percent(sure)}): `;
}

/** They stay, and stand on no line any more. */
function vanishedRows({ vanished }: ImportReview, idOf: Ids): readonly ReviewRow[] {
  return vanished.map(({ uid, path, title, status, like }) => {
    const notes = like === null ? [] : [`perhaps ${idOf(like.uid) ?? JSON.stringify(like.title)} says it now (${percent(like.sure)})`];
    return { path, line: 0, order: 2, mark: 'vanished', id: idOf(uid), text: `stays ${status}: ${title}`, notes };
  });
}

function problemRows({ problems }: ImportReview): readonly ReviewRow[] {
  return problems.map(({ path, line, message }) => ({ path, line, order: 3, mark: 'problem', id: null, text: message, notes: [] }));
}

const VALUE_WIDTH = 32;
const NAMES: Readonly<Record<string, string>> = {
  dueOn: 'due',
  startedAt: 'start',
  endedAt: 'end',
  detectedAt: 'detected',
  durationMinutes: 'minutes',
  affectedShare: 'share affected',
  rootCause: 'root cause',
};
/** Told in words, since the values are too long to be read side by side. */
const LONG = ['details', 'impact', 'rootCause', 'timeline'];

/** `owner: bob → ann`; what a person said stays. */
function changeText({ field, from, to, kept }: FieldChange): string {
  const name = NAMES[field] ?? field;
  if (kept) return `${name} stays; the document says ${short(to)}`;
  if (field === 'title') return `was: ${from ?? ''}`;
  if (LONG.includes(field)) return from === null ? `${name} added` : `${name} reworded`;
  return from === null ? `${name}: ${short(to)}` : `${name}: ${short(from)} → ${short(to)}`;
}

function short(value: string | null): string {
  return value === null ? 'nothing' : cutToWidth(value.replace(/\s+/g, ' '), VALUE_WIDTH);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
