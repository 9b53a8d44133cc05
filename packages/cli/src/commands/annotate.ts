import { resolve } from 'node:path';
import { annotationsIn, planAnnotated } from '@closeout/core';
import type { Command } from 'commander';
import { type AnnotateView, annotateDiff, annotateJson, annotateText, skippedText } from '../shell/annotate-text.ts';
import { type AnnotatedFile, annotatedFile, type DocumentRead, documentRead } from '../shell/annotated-file.ts';
import { commitPlanned } from '../shell/commit.ts';
import { snapshotOfDay } from '../shell/day.ts';
import { isHtml } from '../shell/document-text.ts';
import { EXIT } from '../shell/exit-code.ts';
import { refused, wrongUsage } from '../shell/failure.ts';
import { attempt, eachDocument, type FailedDocument } from '../shell/read-documents.ts';
import { replaceText } from '../shell/replace-text.ts';
import type { Session } from '../shell/session.ts';

interface AnnotateFlags {
  readonly dryRun: boolean;
}

/** `closeout annotate`: writes beside each item of a document how it stands. */
export function define(command: Command, session: Session): void {
  command
    .argument('<path...>', 'files, folders, patterns: documents that were imported')
    .option('--dry-run', 'show what would be written, as a diff', false)
    .action((paths: readonly string[], flags: AnnotateFlags) => annotateDocuments(session, paths, flags));
}

async function annotateDocuments(session: Session, paths: readonly string[], { dryRun }: AnnotateFlags): Promise<void> {
  if (paths.includes('-')) throw wrongUsage('annotate writes into files, and standard input is none', 'name the document’s file');
  const documents: DocumentRead[] = [];
  const unread = await eachDocument(session, paths, (document) => {
    // Pages that lie between the documents of a folder are nobody's mistake.
    if (!isHtml(document) || isNamed(session, paths, document)) documents.push(documentRead(document));
  });
  const snapshot = await snapshotOfDay(session, {});
  const drafts = documents.map(({ draft }) => draft);
  const annotationsOf = annotationsIn(snapshot, { config: await session.config(), drafts });
  const failed: FailedDocument[] = [...unread];
  const files: AnnotatedFile[] = [];
  for (const document of documents) {
    await attempt(failed, document.name, async () => {
      const file = annotatedFile(document, annotationsOf(document.draft));
      if (file.outcome === 'not-imported' && isNamed(session, paths, document)) throw neverImported(document);
      if (file.outcome === 'changed' && !dryRun) await replaceText(resolve(session.io.cwd, file.path), { ...file, name: file.path });
      files.push(file);
    });
  }
  if (!dryRun) await record(session, files);
  show(session, { files, failed, dryRun });
}

/** Named by itself, not found in a folder or by a pattern. */
function isNamed({ io }: Session, paths: readonly string[], { name }: Pick<DocumentRead, 'name'>): boolean {
  return paths.some((path) => resolve(io.cwd, path) === resolve(io.cwd, name));
}

function neverImported({ name }: DocumentRead) {
  return refused({ code: 'not-imported', message: `${name} was never imported`, remedy: `import it first: closeout import ${name}` });
}

/** What the documents say by now because closeout wrote it. */
async function record(session: Session, files: readonly AnnotatedFile[]): Promise<void> {
  const written = files.flatMap(({ record, before, after, items }) => {
    const boxes = items.flatMap(({ uid, ticked }) => (ticked === null ? [] : [{ uid, done: ticked }]));
    return record === null || boxes.length === 0 ? [] : [{ document: record, before, after, boxes }];
  });
  if (written.length === 0) return;
  const items = written.flatMap(({ boxes }) => boxes.map(({ uid }) => uid));
  await commitPlanned(session, {
    read: (store) => store.snapshot({ items }),
    plan: (snapshot) => ({ ok: true, value: planAnnotated(snapshot, written) }),
    dryRun: false,
  });
}

function show(session: Session, view: AnnotateView): void {
  const { files, failed, dryRun } = view;
  session.print({
    json: () => annotateJson(view),
    text: () => (dryRun ? annotateDiff(view, { onTerminal: session.io.isTTY.stdout }) : annotateText(view)),
  });
  for (const line of files.flatMap(skippedText)) session.warn(line);
  for (const { message, remedy } of failed) session.warn(`${message}; ${remedy}`);
  if (dryRun) session.note('A dry run: nothing was written.');
  const isMissed = files.some(({ skipped }) => skipped.some(({ code }) => code !== 'stranger'));
  if (failed.length > 0 || isMissed) session.exitWith(EXIT.failed);
}
