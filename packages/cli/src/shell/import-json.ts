import type { Entity, ImportReview } from '@closeout/core';
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

/** The review as programs read it: everything with the ids that people use, where there are any yet. */
export function importJson({ review, carried, documents, failed, dryRun }: ImportView): unknown {
  const idOf = idsOf(carried);
  const withId = <Row extends { readonly uid: string }>(rows: readonly Row[]) => rows.map((row) => ({ id: idOf(row.uid), ...row }));
  const named = <Row extends { readonly uid: string }>(row: Row | null) => (row === null ? null : { id: idOf(row.uid), ...row });
  return {
    version: 1,
    dryRun,
    documents,
    incidents: withId(review.incidents),
    added: withId(review.added),
    changed: withId(review.changed),
    accepted: withId(review.accepted).map((row) => ({ ...row, series: row.series === null ? null : named({ uid: row.series }) })),
    vanished: withId(review.vanished).map((row) => ({ ...row, like: named(row.like) })),
    unsure: withId(review.unsure),
    duplicates: withId(review.duplicates).map((row) => ({ ...row, of: named(row.of) })),
    calledOff: withId(review.calledOff),
    unchanged: review.unchanged,
    waiting: review.waiting,
    problems: review.problems,
    failed,
  };
}

export type Ids = (uid: string | null) => string | null;

/** What people call what was there or was made; `null` for what has no number yet. */
export function idsOf({ snapshot, committed }: Carried): Ids {
  const prefix = snapshot.settings?.idPrefix ?? 'AI';
  const ids = new Map<string, string>();
  const learn = (entity: Entity) => {
    if (entity.type === 'item') ids.set(entity.uid, `${prefix}-${entity.number}`);
    if (entity.type === 'incident') ids.set(entity.uid, `INC-${entity.number}`);
    if (entity.type === 'series') ids.set(entity.uid, `SER-${entity.number}`);
  };
  for (const entity of [...snapshot.items, ...snapshot.incidents, ...snapshot.series, ...(committed?.entities ?? [])]) learn(entity);
  return (uid) => (uid === null ? null : (ids.get(uid) ?? null));
}
