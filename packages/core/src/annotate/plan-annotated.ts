import type { EntityChange } from '../model/event.ts';
import { type DocumentUid, digestOf, type ItemUid } from '../model/id.ts';
import { sorted } from '../plan/restate-item.ts';
import { withoutAnnotations } from '../postmortem/annotation-spans.ts';
import type { Snapshot } from '../store/port.ts';

/** A document that was written. */
export interface WrittenDocument {
  readonly document: DocumentUid;
  /** Its text. */
  readonly before: string;
  readonly after: string;
  /** The checkboxes that were set, and to what. */
  readonly boxes: readonly { readonly uid: ItemUid; readonly done: boolean }[];
}

/**
 * Records what closeout itself made documents say: that a box is ticked is no news when the document is imported again, and a
 * person who changes it afterwards is noticed.
 */
export function planAnnotated(
  snapshot: Pick<Snapshot, 'items' | 'documents'>,
  written: readonly WrittenDocument[],
): readonly EntityChange[] {
  const boxes = new Map(written.flatMap(({ boxes }) => boxes.map(({ uid, done }) => [uid, String(done)])));
  const records = new Map(written.map((each) => [each.document, each]));
  return [
    ...snapshot.documents.flatMap((record): readonly EntityChange[] => {
      const texts = records.get(record.uid);
      // Of a text that was never imported as it was, nothing is known to be read.
      if (texts === undefined || digestOfOwn(texts.before) !== record.digest) return [];
      const digest = digestOfOwn(texts.after);
      return digest === record.digest ? [] : [{ op: 'update', entity: { ...record, digest }, reason: 'annotated' }];
    }),
    ...snapshot.items.flatMap((item): readonly EntityChange[] => {
      const done = boxes.get(item.uid);
      if (done === undefined || item.origin === null || item.origin.read?.done === done) return [];
      const origin = { ...item.origin, read: sorted({ ...item.origin.read, done }) };
      return [{ op: 'update', entity: { ...item, origin }, reason: 'annotated' }];
    }),
  ];
}

function digestOfOwn(text: string): string {
  return digestOf(withoutAnnotations(text).text);
}
