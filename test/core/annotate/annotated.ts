import { type Annotated, annotate } from '../../../packages/core/src/annotate/annotate.ts';
import type { Annotation } from '../../../packages/core/src/annotate/annotation.ts';
import { annotationsIn } from '../../../packages/core/src/annotate/annotations-of.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import type { DocumentDraft } from '../../../packages/core/src/postmortem/draft.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { configOf } from '../plan/planning.ts';

export const PATH = 'docs/outage.md';
const config = configOf();

export function read(text: string): DocumentDraft {
  return readPostmortem(text, { path: PATH, timeZone: 'UTC' });
}

/** What importing the text changes. */
export function importing(snapshot: Snapshot, text: string) {
  return planImport(snapshot, [read(text)], { config, today: TODAY, accept: true });
}

/** The snapshot after the text was imported and whatever can be was accepted. */
export function imported(text: string, snapshot: Snapshot = emptySnapshot()): Snapshot {
  return applyChanges(snapshot, importing(snapshot, text).changes);
}

export function annotationsOf(snapshot: Snapshot, text: string): readonly Annotation[] {
  const draft = read(text);
  return annotationsIn(snapshot, { config, drafts: [draft] })(draft)?.annotations ?? [];
}

export function annotatedWith(text: string, annotations: readonly Annotation[]): Annotated {
  return annotate(text, { path: PATH, annotations });
}

/** The text with what is on record of it. */
export function annotated(snapshot: Snapshot, text: string): Annotated {
  return annotatedWith(text, annotationsOf(snapshot, text));
}

/** The text as it was before. */
export function undone({ text, owned }: Annotated): string {
  return owned.toReversed().reduce((after, { from, to, was }) => `${after.slice(0, from)}${was}${after.slice(to)}`, text);
}

/** Uids are long and differ from run to run: each item's is shown as its number. */
export function legible(text: string, { items }: Snapshot): string {
  return items.reduce((shown, { uid, number }) => shown.replaceAll(uid, `#${number}`), text);
}
