import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../packages/core/src/annotate/annotation.ts';
import { planAnnotated } from '../../../packages/core/src/annotate/plan-annotated.ts';
import { derivedUid, type ItemUid } from '../../../packages/core/src/model/id.ts';
import { STATUSES } from '../../../packages/core/src/model/item.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { planDone } from '../../../packages/core/src/plan/item-state.ts';
import { withoutAnnotations } from '../../../packages/core/src/postmortem/annotation-spans.ts';
import type { DocumentDraft } from '../../../packages/core/src/postmortem/draft.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { fc } from '../../support/property.ts';
import { applyChanges } from '../apply-changes.ts';
import { ACT, afterwards } from '../plan/planning.ts';
import { annotated, annotatedWith, annotationsOf, imported, importing, read, undone } from './annotated.ts';
import { document, editLines, lineEdits } from './documents.ts';

const RUNS = { numRuns: 150 };

/** Some items are done in closeout since the import, and some have an issue. */
function progressed(snapshot: Snapshot, which: readonly boolean[]): Snapshot {
  const chosen = snapshot.items.filter(({ state }, at) => state.status === 'open' && which[at % Math.max(1, which.length)]);
  const done = afterwards(
    snapshot,
    planDone(
      snapshot,
      chosen.map(({ uid }) => uid),
      ACT,
    ),
  );
  const mirrors = snapshot.items
    .filter((_, at) => at % 3 === 0)
    .map(({ uid, number }) => {
      const [key, url] = [`${number}`, `https://github.com/acme/pay/issues/${number}`];
      return {
        type: 'mirror',
        uid: derivedUid(uid, 'mirror'),
        item: uid,
        tracker: 'github:acme/pay',
        key,
        url,
        state: 'live',
        conflicts: [],
      } as const;
    });
  return { ...done, mirrors };
}

/** A line without what closeout writes. */
function peoplesOwn(line = ''): string {
  return withoutAnnotations(line).text.replace(/[☐☑]|\[[xX \u00a0]?\]/gu, '');
}

/** What was read, but for anchors. */
function withoutAnchors({ incidents, problems, id, digest }: DocumentDraft) {
  const unanchored = incidents.map(({ items, ...rest }) => ({ ...rest, items: items.map((item) => ({ ...item, anchor: null })) }));
  return { id, digest, problems, incidents: unanchored };
}

/** What was read, but for what a box that was set can change. */
function withoutBoxes(draft: DocumentDraft) {
  return withoutAnchors(draft).incidents.map(({ items, ...rest }) => ({ ...rest, items: items.map((item) => ({ ...item, done: null })) }));
}

describe('annotating a document that was imported', () => {
  test('changes what it owns and nothing else, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(document, fc.array(fc.boolean()), (text, which) => {
        const snapshot = progressed(imported(text), which);
        const once = annotated(snapshot, text);
        expect(undone(once)).toBe(text);
        const twice = annotated(snapshot, once.text);
        expect(twice.text).toBe(once.text);
        expect(twice.written.map(({ uid }) => uid)).toEqual(once.written.map(({ uid }) => uid));
        expect(twice.written.every(({ change, ticked }) => change === 'none' && ticked === null)).toBe(true);
      }),
      RUNS,
    );
  });

  test('speaks of every item, on a line that holds it', () => {
    fc.assert(
      fc.property(document, (text) => {
        const snapshot = imported(text);
        const { written, skipped, text: after } = annotated(snapshot, text);
        const told = [...written, ...skipped].flatMap(({ uid }) => uid ?? []);
        expect(new Set(told)).toEqual(new Set(snapshot.items.map(({ uid }) => uid)));
        const [was, is] = [text, after].map((each) => each.split(/\r\n|\r|\n/));
        for (const { uid, line } of written) {
          expect(is?.[line - 1]).toContain(`<!-- closeout:${uid} -->`);
          expect(peoplesOwn(is?.[line - 1])).toBe(peoplesOwn(was?.[line - 1]));
        }
        for (const { code } of skipped) expect(['within-comment', 'row-unclear', 'annotation-copied', 'stranger']).toContain(code);
      }),
      RUNS,
    );
  });

  test('reading it gives the same items, and importing it again is nothing', () => {
    fc.assert(
      fc.property(document, fc.array(fc.boolean()), (text, which) => {
        const snapshot = progressed(imported(text), which);
        const { text: after, written } = annotated(snapshot, text);
        expect(withoutBoxes(read(after))).toEqual(withoutBoxes(read(text)));
        const boxes = written.flatMap(({ uid, ticked }) => (ticked === null ? [] : [{ uid, done: ticked }]));
        const documents = snapshot.documents.map(({ uid }) => ({ document: uid, before: text, after, boxes }));
        const recorded = applyChanges(snapshot, planAnnotated(snapshot, documents));
        expect(importing(recorded, after).changes).toEqual([]);
      }),
      RUNS,
    );
  });
});

test('annotating a document that people edited since guesses nothing and loses nothing', () => {
  fc.assert(
    fc.property(document, lineEdits, fc.boolean(), (text, edits, wasAnnotated) => {
      const snapshot = imported(text);
      const edited = editLines(wasAnnotated ? annotated(snapshot, text).text : text, edits);
      const once = annotated(snapshot, edited);
      expect(undone(once)).toBe(edited);
      expect(annotated(snapshot, once.text).text).toBe(once.text);
      const told = new Set([...once.written, ...once.skipped].flatMap(({ uid }) => uid ?? []));
      expect(told).toEqual(new Set(snapshot.items.map(({ uid }) => uid)));
      // A first annotation stands only where the item's own title does.
      const items = read(edited).incidents.flatMap((incident) => incident.items);
      for (const { uid } of once.written.filter(({ change }) => change === 'new')) {
        const title = snapshot.items.find((item) => item.uid === uid)?.origin?.title;
        expect(items.map((item) => item.title.trim())).toContain(title);
      }
    }),
    RUNS,
  );
});

test('annotating any text with anything throws nothing and changes what it owns', () => {
  const uid = fc
    .constantFrom('0193a1b2-0000-7000-8000-00000000000a', '0193a1b2-0000-7000-8000-00000000000b')
    .map((text) => text as ItemUid);
  const anyText = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('\n', '\r\n', '- ', '| ', '# Tasks\n\n', 'Add an alert', ' <!-- closeout:', ' -->', '<!-- /closeout -->', '<!--'),
      uid.map((each) => ` <!-- closeout:${each} --> x <!-- /closeout -->`),
      uid.map((each) => `<!-- closeout:${each} -->`),
    ),
    { maxLength: 30 },
  );
  const annotation: fc.Arbitrary<Annotation> = fc.record({
    uid,
    id: fc.string({ unit: 'binary' }),
    status: fc.constantFrom(...STATUSES),
    standing: fc.string({ unit: 'binary' }),
    dueOn: fc.constantFrom(null, plainDate('2026-12-21')),
    issues: fc.array(fc.record({ key: fc.string({ unit: 'binary' }), url: fc.oneof(fc.webUrl(), fc.string()) }), { maxLength: 2 }),
    found: fc.record({
      anchor: fc.constantFrom(null, 'abc'),
      present: fc.boolean(),
      line: fc.nat(10),
      title: fc.constantFrom('Add an alert', ''),
      done: fc.constantFrom(null, true, false),
    }),
  });
  fc.assert(
    fc.property(anyText, fc.uniqueArray(annotation, { selector: (each) => each.uid, maxLength: 2 }), (parts, annotations) => {
      const text = parts.join('');
      const once = annotatedWith(text, annotations);
      expect(undone(once)).toBe(text);
      expect(annotatedWith(once.text, annotations).text).toBe(once.text);
    }),
    { numRuns: 500 },
  );
});

test('annotations are read past, whatever they say', () => {
  fc.assert(
    fc.property(document, fc.webUrl(), fc.string({ unit: 'binary' }), (text, url, key) => {
      const snapshot = imported(text);
      const annotations = annotationsOf(snapshot, text).map((each) => ({ ...each, standing: key, issues: [{ key, url }] }));
      expect(withoutAnchors(read(annotatedWith(text, annotations).text))).toEqual(withoutAnchors(read(text)));
    }),
    RUNS,
  );
});
