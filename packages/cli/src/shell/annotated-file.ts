import {
  type Annotated,
  type AnnotatedDocument,
  type Annotation,
  annotate,
  type DocumentDraft,
  type DocumentUid,
  type ItemUid,
  type PlainDate,
  readPostmortem,
  type SkipCode,
} from '@closeout/core';
import { type DocumentText, isHtml, isImportJson } from './document-text.ts';
import { refused } from './failure.ts';

/** What annotating one file comes to. */
export interface AnnotatedFile {
  /** As people call it. */
  readonly path: string;
  /** `refused`: items cannot be found, because the document is no longer what was imported. */
  readonly outcome: 'changed' | 'unchanged' | 'refused' | 'not-imported';
  readonly before: string;
  readonly after: string;
  readonly items: readonly AnnotatedItem[];
  readonly skipped: readonly SkippedItem[];
  readonly record: DocumentUid | null;
}

export interface AnnotatedItem {
  readonly id: string;
  readonly uid: ItemUid;
  readonly line: number;
  readonly change: Annotated['written'][number]['change'];
  readonly ticked: boolean | null;
  readonly status: Annotation['status'];
  readonly dueOn: PlainDate | null;
}

export interface SkippedItem {
  /** `null` for the annotation of an item that this document was not imported with. */
  readonly id: string | null;
  readonly uid: ItemUid | null;
  readonly line: number;
  readonly code: SkipCode;
}

/** What importing the document again would mend. */
const UNFOUND: ReadonlySet<SkipCode> = new Set(['not-found', 'ambiguous', 'annotation-copied']);

/** A document as it stands in its file, and what it says. */
export interface DocumentRead extends DocumentText {
  readonly draft: DocumentDraft;
}

/** Reads a document; the JSON that an import takes as well is none. */
export function documentRead(document: DocumentText): DocumentRead {
  const { text, path, name, timeZone } = document;
  if (isImportJson(document))
    throw refused({ code: 'no-document', message: `${name} is no document`, remedy: 'name Markdown or plain text' });
  if (isHtml(document))
    throw refused({
      code: 'html-not-written',
      message: `${name} is HTML, which is read but not written into`,
      remedy: 'name Markdown or plain text',
    });
  return { ...document, draft: readPostmortem(text, { path, timeZone }) };
}

/** Annotates the text of a file with what is `known` of it; writes nothing. */
export function annotatedFile({ text, path, name, draft }: DocumentRead, known: AnnotatedDocument | null): AnnotatedFile {
  const same = { path: name, before: text, after: text, items: [] };
  if (known === null) return { ...same, outcome: 'not-imported', skipped: [], record: null };
  const { annotations, record } = known;
  const result = annotate(text, { path, annotations });
  const byUid = new Map(annotations.map((annotation) => [annotation.uid, annotation]));
  const skipped = result.skipped.map(({ uid, line, code }): SkippedItem => {
    return { id: uid === null ? null : (byUid.get(uid)?.id ?? null), uid, line, code };
  });
  if (draft.digest !== record.digest && skipped.some(({ code }) => UNFOUND.has(code))) {
    return { ...same, outcome: 'refused', skipped, record: null };
  }
  const items = result.written.flatMap(({ uid, line, change, ticked }): readonly AnnotatedItem[] => {
    const annotation = byUid.get(uid);
    return annotation === undefined
      ? []
      : [{ id: annotation.id, uid, line, change, ticked, status: annotation.status, dueOn: annotation.dueOn }];
  });
  return {
    path: name,
    outcome: result.text === text ? 'unchanged' : 'changed',
    before: text,
    after: result.text,
    items,
    skipped,
    record: record.uid,
  };
}
