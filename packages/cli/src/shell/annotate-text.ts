import { plainText, type SkipCode } from '@closeout/core';
import type { AnnotatedFile, SkippedItem } from './annotated-file.ts';
import type { FailedDocument } from './read-documents.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface AnnotateView {
  readonly files: readonly AnnotatedFile[];
  readonly failed: readonly FailedDocument[];
  readonly dryRun: boolean;
}

/** The answer for programs; a dry run has the diff of each document beside it. */
export function annotateJson({ files, failed, dryRun }: AnnotateView): unknown {
  return {
    version: 1,
    dryRun,
    documents: files.map(({ path, outcome, items, skipped, before, after }) => ({
      path,
      outcome,
      items,
      skipped: skipped.map((item) => ({ ...item, message: SAID[item.code] })),
      ...(dryRun ? { diff: unifiedDiff(path, { before, after }) } : {}),
    })),
    failed,
  };
}

/** The answer for people: a line a document that was written. */
export function annotateText({ files, failed }: AnnotateView): string {
  const changed = files.filter(({ outcome }) => outcome === 'changed');
  const lines = changed.map((file) => `${plainText(file.path)}: ${countsOf(file)}`);
  const counts: readonly (readonly [number, string])[] = [
    [changed.length, 'written'],
    [files.filter(({ outcome }) => outcome === 'unchanged').length, 'up to date'],
    [files.filter(({ outcome }) => outcome === 'refused').length + failed.length, 'left as they are'],
    [files.filter(({ outcome }) => outcome === 'not-imported').length, 'never imported'],
  ];
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    ...lines,
    `${files.length + failed.length} ${files.length + failed.length === 1 ? 'document' : 'documents'}: ${said.join(', ')}.`,
  ].join('\n');
}

function countsOf({ items }: AnnotatedFile): string {
  const written = items.filter(({ change }) => change !== 'none').length;
  const boxes = items.filter(({ ticked }) => ticked !== null).length;
  const counts = [
    ...(written > 0 ? [`${written} of ${items.length} ${items.length === 1 ? 'item' : 'items'} written`] : []),
    ...(boxes > 0 ? [`${boxes} ${boxes === 1 ? 'box' : 'boxes'} set`] : []),
  ];
  return counts.join(', ') || 'copies taken out';
}

/** The changes as a diff: on a terminal harmless to look at, elsewhere byte for byte, so that it can be applied. */
export function annotateDiff({ files }: AnnotateView, { onTerminal }: { readonly onTerminal: boolean }): string {
  const diff = files.map(({ path, before, after }) => unifiedDiff(path, { before, after })).join('');
  return onTerminal ? diff.split('\n').map(plainText).join('\n') : diff;
}

/** What kept items from being written, a line each: `docs/a.md:12: AI-3 …`. */
export function skippedText({ path, outcome, skipped }: AnnotatedFile): readonly string[] {
  const lines = skipped.map((item) => `${path}:${item.line}: ${nameOf(item)}${SAID[item.code]}`);
  return outcome === 'refused'
    ? [...lines, `${path} is no longer what was imported, and was left as it is; import it first: closeout import ${path}`]
    : lines;
}

function nameOf({ id }: SkippedItem): string {
  return id === null ? '' : `${id} `;
}

const SAID: Readonly<Record<SkipCode, string>> = {
  'not-found': 'stood here and is not to be found; import the document, so that it is known what became of it',
  ambiguous: 'stood here, and several lines say what it says; import the document, so that it is known which one it is',
  'annotation-copied': 'has copies of its annotation; import the document, so that it is known which is whose',
  'annotation-broken': 'has an annotation without an end; write <!-- /closeout --> behind it, or take it out',
  'annotation-wrapped': 'has an annotation that is wrapped over lines; put it on one line, or take it out',
  'box-changed': 'has a checkbox that somebody changed since; import the document first',
  'within-comment': 'ends within a comment; close the comment on its line',
  'row-unclear': 'stands in a row whose cells are not clear; give the row as many cells as the header has',
  stranger: 'carries the annotation of an item that was not imported from this document; it was left as it is',
};
