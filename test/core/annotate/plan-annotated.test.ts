import { expect, test } from 'vitest';
import { planAnnotated } from '../../../packages/core/src/annotate/plan-annotated.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges } from '../apply-changes.ts';
import { imported, read } from './annotated.ts';

const BEFORE = '# Tasks\n\n- [ ] Add an alert\n- [ ] Add a page\n';
const AFTER = '# Tasks\n\n- [x] Add an alert\n- [ ] Add a page\n';

function written(snapshot: Snapshot, before: string) {
  const [[document], [item]] = [snapshot.documents, snapshot.items];
  if (document === undefined || item === undefined) throw new Error('nothing was imported');
  return [{ document: document.uid, before, after: AFTER, boxes: [{ uid: item.uid, done: true }] }];
}

test('a box that was set is recorded as read, with the digest of the text that it made; recorded again it is nothing', () => {
  const snapshot = imported(BEFORE);
  const recorded = applyChanges(snapshot, planAnnotated(snapshot, written(snapshot, BEFORE)));
  expect(recorded.items.map(({ origin, state }) => [origin?.read?.done, state.status])).toEqual([
    ['true', 'open'],
    ['false', 'open'],
  ]);
  expect(recorded.documents.map(({ digest }) => digest)).toEqual([read(AFTER).digest]);
  expect(planAnnotated(recorded, written(recorded, AFTER))).toEqual([]);
});

test('of a text that was not what was imported only the box is recorded: the rest is still to be read', () => {
  const snapshot = imported(BEFORE);
  const edited = applyChanges(snapshot, planAnnotated(snapshot, written(snapshot, `${BEFORE}- Write a runbook\n`)));
  expect(edited.items.map(({ origin }) => origin?.read?.done)).toEqual(['true', 'false']);
  expect(edited.documents).toEqual(snapshot.documents);
});
