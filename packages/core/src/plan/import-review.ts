import type { NewItem } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { indexBySimilarity } from '../postmortem/similarity.ts';
import type { DuplicateItem, ImportReview, ReviewedItem, UnsureItem, VanishedItem } from './import-plan.ts';
import { type ImportRow, isCalledOff, type SettledRow } from './import-row.ts';

/** Below this a person should look: it may be another item than it was recognised as, or no action item at all. */
const UNSURE = 0.6;

/** From here on it is worth saying that a vanished item is perhaps another one now. */
const LIKE = 0.5;

/** An item that its document no longer holds. */
export interface GoneItem {
  readonly item: ActionItem;
  readonly path: string | null;
}

export interface Reviewable {
  readonly incidents: ImportReview['incidents'];
  readonly settled: readonly SettledRow[];
  readonly gone: readonly GoneItem[];
  readonly problems: ImportReview['problems'];
  /** Of any item, on record or new. */
  readonly itemOf: (uid: ItemUid) => NewItem | null;
  readonly isAccepting: boolean;
}

/** What an import found, for people. */
export function reviewOf({ incidents, settled, gone, problems, itemOf, isAccepting }: Reviewable): ImportReview {
  const rows = settled.map(({ row }) => row);
  const changed = rows.filter(({ before, fields }) => before !== null && fields.length > 0);
  return {
    incidents,
    added: rows.filter(({ before }) => before === null).map(reviewed),
    changed: changed.map((row) => ({ ...reviewed(row), fields: row.fields })),
    accepted: settled.flatMap(({ row, isAccepted, series }) => (isAccepted ? [{ ...reviewed(row), series: series?.uid ?? null }] : [])),
    vanished: vanished(gone, rows),
    unchanged: settled.filter(({ row, isAccepted }) => row.before !== null && row.fields.length === 0 && !isAccepted).length,
    unsure: rows.flatMap(unsure),
    duplicates: settled.flatMap((one) => duplicates(one, { itemOf, isAccepting })),
    calledOff: rows.filter(isCalledOff).map(reviewed),
    waiting: rows.filter(({ after }) => after.state.status === 'proposed').length,
    problems,
  };
}

function reviewed({ after, stated, path, incident }: ImportRow): ReviewedItem {
  return { uid: after.uid, title: after.title, path, line: stated.draft.line, incident, status: after.state.status };
}

function unsure(row: ImportRow): readonly UnsureItem[] {
  const match: readonly UnsureItem[] =
    row.before !== null && row.sure < UNSURE ? [{ ...reviewed(row), about: 'match', was: row.before.title, sure: row.sure }] : [];
  const promise: readonly UnsureItem[] =
    row.before === null && row.stated.draft.sure < UNSURE
      ? [{ ...reviewed(row), about: 'promise', was: null, sure: row.stated.draft.sure }]
      : [];
  return [...match, ...promise];
}

/** What is new or reworded; whoever wants everything accepted is also told of what stays back for it. */
function duplicates(
  { row, duplicate }: SettledRow,
  { itemOf, isAccepting }: Pick<Reviewable, 'itemOf' | 'isAccepting'>,
): readonly DuplicateItem[] {
  if (duplicate !== null) {
    const { uid, title, sure, within } = duplicate;
    return [{ ...reviewed(row), of: { uid, title }, within, sure }];
  }
  const { state, duplicateOf: mark } = row.after;
  if (!isAccepting || state.status !== 'proposed' || mark === null) return [];
  const other = itemOf(mark.uid);
  if (other === null) return [];
  const within = other.incident === row.after.incident ? 'document' : 'workspace';
  return [{ ...reviewed(row), of: { uid: mark.uid, title: other.title }, within, sure: mark.sure }];
}

/** Two promises that were made one leave one of them behind: what is new or reworded perhaps says it. */
function vanished(gone: readonly GoneItem[], rows: readonly ImportRow[]): readonly VanishedItem[] {
  if (gone.length === 0) return [];
  const candidates = rows.filter(({ before, fields }) => before === null || fields.some(({ field }) => field === 'title'));
  const similar = indexBySimilarity(candidates.map(({ stated }) => stated.title));
  return gone.map(({ item, path }) => {
    const nearest = similar.nearest(item.title, { atLeast: LIKE });
    const row = nearest === null ? undefined : candidates[nearest.position];
    return {
      uid: item.uid,
      title: item.title,
      path,
      line: item.origin?.line ?? 0,
      incident: item.incident,
      status: item.state.status,
      like: nearest === null || row === undefined ? null : { uid: row.after.uid, title: row.after.title, sure: nearest.similarity },
    };
  });
}
