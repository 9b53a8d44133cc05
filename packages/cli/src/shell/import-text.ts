import { cutToWidth, displayWidth, plainText, wrapText } from '@closeout/core';
import { type ImportView, idsOf } from './import-json.ts';
import { type ReviewRow, reviewRows } from './import-rows.ts';

/** The review for people: a line an item, by document, each with its line there. `brief`: the counts only. */
export function importText(view: ImportView, { width, brief }: { readonly width: number; readonly brief: boolean }): string {
  const rows = brief || !isNews(view) ? [] : reviewRows(view.review, idsOf(view.carried));
  const documents = [...Map.groupBy(rows, ({ path }) => path)].map(([path, own]) => {
    const lines = own.toSorted((a, b) => placeOf(a) - placeOf(b) || a.order - b.order).map((row) => rowText(row, width));
    return [cutToWidth(plainText(path ?? 'standard input'), width), ...lines].join('\n');
  });
  return [...documents, summary(view)].join('\n\n');
}

/** An incident stands above the lines of its document, what stands on no line below them. */
function placeOf({ line, order }: ReviewRow): number {
  return line === 0 && order > 0 ? Number.MAX_SAFE_INTEGER : line;
}

/** Problems alone are news only where nothing else was found: of what is on record they were told before. */
function isNews({ review: { added, changed, accepted, vanished, duplicates, incidents, unchanged, problems } }: ImportView): boolean {
  const rows = [added, changed, accepted, vanished, duplicates];
  if (unchanged === 0 && problems.length > 0) return true;
  return rows.some(({ length }) => length > 0) || incidents.some(({ status }) => status !== 'unchanged');
}

function summary(view: ImportView): string {
  const { review, documents, dryRun } = view;
  const { added, changed, accepted, vanished, duplicates, calledOff, unsure, unchanged, problems, waiting } = review;
  const read = `${documents} ${documents === 1 ? 'document' : 'documents'} read`;
  if (!isNews(view)) return `${read}, nothing new: ${unchanged} ${unchanged === 1 ? 'item is as it was' : 'items are as they were'}.`;
  const series = accepted.filter((row) => row.series !== null).length;
  const counts: readonly (readonly [number, string])[] = [
    [review.incidents.length, review.incidents.length === 1 ? 'incident' : 'incidents'],
    [added.length, 'new'],
    [changed.length, 'changed'],
    [accepted.length, series === 0 ? 'accepted' : `accepted (${series} as series)`],
    [unchanged, 'unchanged'],
    [vanished.length, 'vanished'],
    [duplicates.length, 'probably double'],
    [calledOff.length, 'called off'],
    [unsure.length, 'unsure'],
    [problems.length, problems.length === 1 ? 'problem' : 'problems'],
  ];
  const shown = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const wait = `${waiting} ${waiting === 1 ? 'proposal waits' : 'proposals wait'} for triage: closeout triage`;
  return [`${read}: ${shown.join(', ')}.`, ...(waiting > 0 && !dryRun ? [wait] : [])].join('\n');
}

/** On one line, with notes below; only what is wrong is told in full. */
function rowText({ line, mark, id, text, notes }: ReviewRow, width: number): string {
  const head = `${(line === 0 ? '' : String(line)).padStart(5)}  ${mark.padEnd(8)}  `;
  const indent = ' '.repeat(head.length);
  const room = Math.max(20, width - head.length);
  if (mark === 'problem') {
    const parts = wrapText(plainText(text), room);
    return parts.map((part, index) => `${index === 0 ? head : indent}${part}`).join('\n');
  }
  const first = cutToWidth(`${head}${id === null ? '' : `${id}  `}${plainText(text)}`, width);
  return [first, ...packed(notes.map(plainText), room).map((note) => `${indent}${note}`)].join('\n');
}

/** As many notes on a line as fit there. */
function packed(notes: readonly string[], room: number): readonly string[] {
  const lines: string[] = [];
  for (const note of notes) {
    const last = lines.at(-1);
    const both = `${last}; ${note}`;
    if (last !== undefined && displayWidth(both) <= room) lines[lines.length - 1] = both;
    else lines.push(cutToWidth(note, room));
  }
  return lines;
}
