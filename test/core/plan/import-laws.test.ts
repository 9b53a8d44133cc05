import { describe, expect, it } from 'vitest';
import { instantAt } from '../../../packages/core/src/model/instant.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import type { ImportOptions } from '../../../packages/core/src/plan/import-plan.ts';
import { planEdit } from '../../../packages/core/src/plan/item-edit.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { fc } from '../../support/property.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, incidentDraft, itemDraft } from './planning.ts';

const config = configOf({ people: { ann: { team: 'web' } }, teams: { web: { services: ['front'] } } });

const WORDS = ['rotate', 'keys', 'alert', 'disk', 'backup', 'test', 'drill', 'queue', 'relay', 'cache', 'limit', 'probe'];
const title = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const recurrence = fc.constantFrom(
  null,
  { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false },
  { text: 'regular', rrule: null, needsCadence: true },
);

const item: fc.Arbitrary<ItemDraft> = fc
  .record({
    title,
    section: fc.constantFrom('Improvements', 'Tasks'),
    owner: fc.constantFrom(null, 'ann', 'zoe'),
    priority: fc.constantFrom(null, 'High', 'purple'),
    done: fc.constantFrom(null, true, false),
    links: fc.constantFrom([], ['https://tracker.example/1']),
    recurrence,
    details: fc.constantFrom('', 'see the log'),
  })
  .map(({ title: text, ...more }) => itemDraft(text, more));

const incident: fc.Arbitrary<IncidentDraft> = fc
  .record({
    title,
    items: fc.array(item, { maxLength: 6 }),
    startedAt: fc.constantFrom(null, instantAt(0), instantAt(86_400_000)),
    services: fc.constantFrom([], ['front']),
  })
  .map(({ title: text, items, ...more }) => {
    const doubled = items.map((each, index) => ({ ...each, duplicateOf: index > 0 && each.title === items[0]?.title ? 0 : null }));
    return incidentDraft(text, doubled, more);
  });

const batch: fc.Arbitrary<readonly DocumentDraft[]> = fc
  .array(fc.array(incident, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((documents) => documents.map((incidents, index) => numbered(`${index}.md`, incidents)));

/** A document whose items stand on lines of their own. */
function numbered(path: string, incidents: readonly IncidentDraft[]): DocumentDraft {
  let line = 10;
  const lineOf = () => {
    line += 2;
    return line;
  };
  const placed = incidents.map(({ items, ...rest }) => ({ ...rest, items: items.map((each) => ({ ...each, line: lineOf() })) }));
  return { path, id: null, digest: JSON.stringify(incidents), incidents: placed, problems: [] };
}

function run(snapshot: Snapshot, drafts: readonly DocumentDraft[], more: Partial<ImportOptions> = {}) {
  const plan = planImport(snapshot, drafts, { config, today: TODAY, ...more });
  return { ...plan, snapshot: applyChanges(snapshot, plan.changes) };
}

describe('laws of import', () => {
  it('every promise becomes one item, and importing the same again is nothing', () => {
    fc.assert(
      fc.property(batch, fc.boolean(), (drafts, accept) => {
        const first = run(emptySnapshot(), drafts, { accept });
        const promised = drafts.flatMap(({ incidents }) => incidents.flatMap(({ items }) => items.map((each) => each.title)));
        expect(first.snapshot.items.map((each) => each.title).sort()).toEqual(promised.sort());
        const second = run(first.snapshot, drafts, { accept });
        expect(second.changes).toEqual([]);
        expect(second.review).toMatchObject({
          added: [],
          changed: [],
          accepted: [],
          vanished: [],
          unsure: [],
          // Whoever wants everything accepted is told what stays back.
          duplicates: accept ? first.review.duplicates : [],
          unchanged: promised.length,
          waiting: first.snapshot.items.filter(({ state }) => state.status === 'proposed').length,
        });
      }),
      { numRuns: 150 },
    );
  });

  it('an edit of any documents leaves no item behind, updates are stable, and what a person said stays', () => {
    fc.assert(
      fc.property(batch, batch, fc.nat(), (before, later, chosen) => {
        const first = run(emptySnapshot(), before);
        const subject = first.snapshot.items[chosen % Math.max(1, first.snapshot.items.length)];
        const fields = { title: 'What a person says', owner: 'bob' };
        const edited = subject
          ? afterwards(first.snapshot, planEdit(first.snapshot, [subject.uid], { ...ACT, config, fields }))
          : first.snapshot;
        const second = run(edited, later);
        const uids = new Set(second.snapshot.items.map(({ uid }) => uid));
        expect(first.snapshot.items.every(({ uid }) => uids.has(uid))).toBe(true);
        expect(second.snapshot.items.find(({ uid }) => uid === subject?.uid)).toMatchObject(subject ? fields : {});
        expect(run(second.snapshot, later).changes).toEqual([]);
        const present = second.snapshot.items.filter(({ origin }) => origin?.present).length;
        const promised = later.flatMap(({ incidents }) => incidents.flatMap(({ items }) => items)).length;
        const untouched = first.snapshot.items.filter(({ origin }) => {
          const path = first.snapshot.documents.find(({ uid }) => uid === origin?.document)?.path;
          return !second.snapshot.documents.some((document) => document.path === path && later.some((draft) => draft.path === path));
        });
        expect(present).toBe(promised + untouched.length);
      }),
      { numRuns: 150 },
    );
  });

  it('what is shown as probably double is not accepted unattended, and everything else that can be is', () => {
    fc.assert(
      fc.property(batch, batch, (before, later) => {
        const first = run(emptySnapshot(), before);
        const second = run(first.snapshot, later, { accept: true });
        const status = new Map(second.snapshot.items.map(({ uid, state }) => [uid, state.status]));
        for (const { uid } of second.review.duplicates) expect(status.get(uid)).toBe('proposed');
        const doubles = new Set(second.review.duplicates.map(({ uid }) => uid));
        const paths = new Map(second.snapshot.documents.map(({ uid, path }) => [uid, path]));
        const read = new Set<string | null | undefined>(later.map(({ path }) => path));
        const left = second.snapshot.items.filter(
          ({ uid, state, origin, recurrence }) =>
            state.status === 'proposed' &&
            origin?.present &&
            read.has(paths.get(origin.document)) &&
            !recurrence?.needsCadence &&
            !doubles.has(uid),
        );
        expect(left).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a proposal has no due date; what is accepted has one or became a series', () => {
    fc.assert(
      fc.property(batch, fc.boolean(), (drafts, accept) => {
        const { snapshot } = run(emptySnapshot(), drafts, { accept });
        const proposalsOfSeries = snapshot.series.map(({ proposal }) => proposal);
        for (const { uid, state, due, acceptedOn } of snapshot.items) {
          if (state.status === 'proposed') expect([due, acceptedOn]).toEqual([null, null]);
          if (state.status === 'open') expect([due === null, acceptedOn]).toEqual([false, TODAY]);
          expect(state.status === 'cancelled').toBe(proposalsOfSeries.includes(uid));
        }
      }),
      { numRuns: 80 },
    );
  });
});
