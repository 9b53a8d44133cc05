import type { ActionItem } from '../model/item.ts';
import type { DuplicateItem, ImportReview, ReviewedItem, UnsureItem } from './import-plan.ts';
import type { ImportRow, SettledRow } from './import-row.ts';

/** Below this a person should look: it may be another item than it was recognised as, or no action item at all. */
const UNSURE = 0.6;

/** An item that its document no longer holds. */
export interface VanishedItem {
  readonly item: ActionItem;
  readonly path: string | null;
}

export interface Reviewable {
  readonly incidents: ImportReview['incidents'];
  readonly settled: readonly SettledRow[];
  readonly vanished: readonly VanishedItem[];
  readonly problems: ImportReview['problems'];
}

/** What an import found, for people. */
export function reviewOf({ incidents, settled, vanished, problems }: Reviewable): ImportReview {
  const rows = settled.map(({ row }) => row);
  const changed = rows.filter(({ before, fields }) => before !== null && fields.length > 0);
  return {
    incidents,
    added: rows.filter(({ before }) => before === null).map(reviewed),
    changed: changed.map((row) => ({ ...reviewed(row), fields: row.fields })),
    vanished: vanished.map(({ item, path }) => ({
      uid: item.uid,
      title: item.title,
      path,
      line: item.origin?.line ?? 0,
      incident: item.incident,
      status: item.state.status,
    })),
    unchanged: rows.filter(({ before, fields }) => before !== null && fields.length === 0).length,
    unsure: rows.flatMap(unsure),
    duplicates: settled.flatMap(duplicates),
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

/** Only what is new or reworded: what a person has seen before is not asked again. */
function duplicates({ row, elsewhere }: SettledRow): readonly DuplicateItem[] {
  const isNews = row.before === null || row.fields.some(({ field }) => field === 'title');
  if (!isNews) return [];
  if (row.double)
    return [{ ...reviewed(row), of: { uid: row.double.uid, title: row.double.title }, within: 'document', sure: row.double.sure }];
  return elsewhere
    ? [{ ...reviewed(row), of: { uid: elsewhere.uid, title: elsewhere.title }, within: 'workspace', sure: elsewhere.sure }]
    : [];
}
