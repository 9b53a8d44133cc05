import { cutToWidth, type Entity, type ImportReview, type ItemUid, plainText, wrapText } from '@closeout/core';
import type { Carried } from './commit.ts';
import type { ReadDocuments } from './read-documents.ts';

/** What an import found and did. */
export interface ImportView {
  readonly review: ImportReview;
  readonly carried: Carried;
  readonly documents: number;
  readonly failed: ReadDocuments['failed'];
  readonly dryRun: boolean;
}

type Ids = (uid: string | null) => string | null;

/** The review as programs read it: everything with the ids that people use, where there are any yet. */
export function importJson({ review, carried, documents, failed, dryRun }: ImportView): unknown {
  const idOf = idsOf(carried);
  const withId = <Row extends { readonly uid: string }>(rows: readonly Row[]) => rows.map((row) => ({ id: idOf(row.uid), ...row }));
  return {
    version: 1,
    dryRun,
    documents,
    incidents: withId(review.incidents),
    added: withId(review.added),
    changed: withId(review.changed),
    vanished: withId(review.vanished),
    unsure: withId(review.unsure),
    duplicates: review.duplicates.map((row) => ({ id: idOf(row.uid), ...row, of: { id: idOf(row.of.uid), ...row.of } })),
    unchanged: review.unchanged,
    problems: review.problems,
    failed,
  };
}

/** The review for people: a line an item, by document, each with its line there. `brief`: the counts only. */
export function importText(view: ImportView, { width, brief }: { readonly width: number; readonly brief: boolean }): string {
  const { review } = view;
  const rows = brief || !isNews(review) ? [] : rowsOf(review, idsOf(view.carried));
  const documents = [...Map.groupBy(rows, ({ path }) => path)].map(([path, own]) => {
    const lines = own.sort((a, b) => a.line - b.line || a.order - b.order).map((row) => rowText(row, width));
    return [plainText(path ?? 'standard input'), ...lines].join('\n');
  });
  return [...documents, summary(view)].join('\n\n');
}

function isNews({ added, changed, vanished, incidents }: ImportReview): boolean {
  return added.length + changed.length + vanished.length > 0 || incidents.some(({ status }) => status !== 'unchanged');
}

function summary({ review, carried, documents, dryRun }: ImportView): string {
  const { added, changed, vanished, duplicates, unsure, unchanged, problems } = review;
  const read = `${documents} ${documents === 1 ? 'document' : 'documents'} read`;
  if (!isNews(review)) return `${read}, nothing new: ${unchanged} ${unchanged === 1 ? 'item is as it was' : 'items are as they were'}.`;
  const counts: readonly (readonly [number, string])[] = [
    [review.incidents.length, review.incidents.length === 1 ? 'incident' : 'incidents'],
    [added.length, 'new'],
    [changed.length, 'changed'],
    [unchanged, 'unchanged'],
    [vanished.length, 'vanished'],
    [duplicates.length, 'probably double'],
    [unsure.length, 'unsure'],
    [problems.length, problems.length === 1 ? 'problem' : 'problems'],
  ];
  const shown = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const proposed = added.filter(({ status }) => status === 'proposed').length;
  const series = carried.changes.filter((change) => change.op === 'create' && change.entity.type === 'series').length;
  const next = [
    ...(series > 0 ? [`${series} series ${series === 1 ? 'starts' : 'start'} with it.`] : []),
    ...(proposed > 0 && !dryRun
      ? [`${proposed} new ${proposed === 1 ? 'proposal waits' : 'proposals wait'} for triage: closeout triage`]
      : []),
  ];
  return [`${read}: ${shown.join(', ')}.`, ...next].join('\n');
}

interface Row {
  readonly path: string | null;
  readonly line: number;
  /** Among rows of one line. */
  readonly order: number;
  readonly mark: string;
  readonly id: string | null;
  readonly text: string;
}

function rowsOf(review: ImportReview, idOf: Ids): readonly Row[] {
  const doubles = new Map(review.duplicates.map((row) => [row.uid, row]));
  const unsure = new Map(review.unsure.map((row) => [row.uid, row]));
  const lines = new Map(review.added.map(({ uid, line }) => [uid, line]));
  const placeOf = (uid: ItemUid) => `line ${lines.get(uid) ?? '?'}`;
  const incidents = review.incidents
    .filter(({ status }) => status !== 'unchanged')
    .map(({ uid, path, title, status, fields }): Row => {
      const text = `${title}${status === 'new' ? '' : `  (${fields.map(changeText).join(', ')})`}`;
      return { path, line: 0, order: 0, mark: status, id: idOf(uid), text };
    });
  const added = review.added.map((row): Row => {
    const double = doubles.get(row.uid);
    const mark = double ? 'double' : unsure.has(row.uid) ? 'unsure' : row.status === 'proposed' ? 'new' : row.status;
    const like = double ? `like ${idOf(double.of.uid) ?? placeOf(double.of.uid)} (${Math.round(double.sure * 100)} %): ` : '';
    return { ...row, order: 1, mark, id: idOf(row.uid), text: `${like}${row.title}` };
  });
  const changed = review.changed.map((row): Row => {
    return {
      ...row,
      order: 1,
      mark: unsure.has(row.uid) ? 'unsure' : 'changed',
      id: idOf(row.uid),
      text: `${row.title}  (${row.fields.map(changeText).join(', ')})`,
    };
  });
  const vanished = review.vanished.map((row): Row => ({ ...row, order: 2, mark: 'vanished', id: idOf(row.uid), text: row.title }));
  const problems = review.problems.map(({ path, line, message }): Row => {
    return { path, line, order: 3, mark: 'problem', id: null, text: message };
  });
  return [...incidents, ...added, ...changed, ...vanished, ...problems];
}

function changeText({ field, to, kept }: { readonly field: string; readonly to: string | null; readonly kept: boolean }): string {
  return `${field}${kept ? ' stays; the document says' : ' is now'} ${to ?? 'nothing'}`;
}

/** On one line; only what is wrong is told in full. */
function rowText({ line, mark, id, text }: Row, width: number): string {
  const head = `${(line === 0 ? '' : String(line)).padStart(5)}  ${mark.padEnd(8)}  `;
  if (mark !== 'problem') return cutToWidth(`${head}${id === null ? '' : `${id}  `}${plainText(text)}`, width);
  return wrapText(plainText(text), Math.max(20, width - head.length))
    .map((part, index) => `${index === 0 ? head : ' '.repeat(head.length)}${part}`)
    .join('\n');
}

/** What people call what was there or was made; `null` for what has no number yet. */
function idsOf({ snapshot, committed }: Carried): Ids {
  const prefix = snapshot.settings?.idPrefix ?? 'AI';
  const ids = new Map<string, string>();
  const learn = (entity: Entity) => {
    if (entity.type === 'item') ids.set(entity.uid, `${prefix}-${entity.number}`);
    if (entity.type === 'incident') ids.set(entity.uid, `INC-${entity.number}`);
  };
  for (const entity of [...snapshot.items, ...snapshot.incidents, ...(committed?.entities ?? [])]) learn(entity);
  return (uid) => (uid === null ? null : (ids.get(uid) ?? null));
}
