import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../packages/core/src/model/instant.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import type { ImportOptions } from '../../../packages/core/src/plan/import-plan.ts';
import { planIncidentEdit } from '../../../packages/core/src/plan/incident-edit.ts';
import { planEdit } from '../../../packages/core/src/plan/item-edit.ts';
import { planDone, planReopen } from '../../../packages/core/src/plan/item-state.ts';
import { planAccept } from '../../../packages/core/src/plan/triage.ts';
import { planMerge } from '../../../packages/core/src/plan/triage-merge.ts';
import type { DocumentDraft } from '../../../packages/core/src/postmortem/draft.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, documentDraft, incidentDraft, itemDraft, last } from './planning.ts';

const config = configOf({
  people: { ann: { github: 'ann-gh', email: 'Ann@Example.com', team: 'payments' } },
  teams: { payments: { services: ['checkout'] }, web: { services: ['front'] } },
});
const options: ImportOptions = { config, today: TODAY, by: 'ann' };
const startedAt = parseInstant('2026-11-02T10:00:00Z');

function imported(snapshot: Snapshot, drafts: readonly DocumentDraft[], more: Partial<ImportOptions> = {}) {
  const plan = planImport(snapshot, drafts, { ...options, ...more });
  return { ...plan, snapshot: applyChanges(snapshot, plan.changes) };
}

const outage = documentDraft('checkout.md', {
  ...incidentDraft('Checkout was down', [
    itemDraft('Add an alert for full disks'),
    itemDraft('Run quarterly failover drills', {
      activity: 'drill',
      recurrence: { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false },
    }),
    itemDraft('Document the rollback', { owner: '@ANN-gh', priority: 'High' }),
  ]),
  startedAt,
  services: ['checkout'],
});

describe('a first import', () => {
  const first = imported(emptySnapshot(), [outage]);

  it('records everything as proposals without due date', () => {
    expect(
      first.snapshot.items.map(({ title, state, due, owner, team, priority, incident }) => ({
        title,
        state,
        due,
        owner,
        team,
        priority,
        incident,
      })),
    ).toEqual([
      {
        title: 'Add an alert for full disks',
        state: { status: 'proposed' },
        due: null,
        owner: null,
        team: 'payments',
        priority: null,
        incident: first.snapshot.incidents[0]?.uid,
      },
      {
        title: 'Run quarterly failover drills',
        state: { status: 'proposed' },
        due: null,
        owner: null,
        team: 'payments',
        priority: null,
        incident: first.snapshot.incidents[0]?.uid,
      },
      {
        title: 'Document the rollback',
        state: { status: 'proposed' },
        due: null,
        owner: 'ann',
        team: 'payments',
        priority: 'P1',
        incident: first.snapshot.incidents[0]?.uid,
      },
    ]);
  });

  it('lists them with line and path', () => {
    expect(first.review.added.map(({ title, path, line, status }) => ({ title, path, line, status }))).toEqual([
      { title: 'Add an alert for full disks', path: 'checkout.md', line: 10, status: 'proposed' },
      { title: 'Run quarterly failover drills', path: 'checkout.md', line: 11, status: 'proposed' },
      { title: 'Document the rollback', path: 'checkout.md', line: 12, status: 'proposed' },
    ]);
    expect(first.review.incidents.map(({ title, status, items }) => ({ title, status, items }))).toEqual([
      { title: 'Checkout was down', status: 'new', items: 3 },
    ]);
  });

  it('imported again is nothing', () => {
    const second = imported(first.snapshot, [outage]);
    expect(second.changes).toEqual([]);
    expect(second.review).toMatchObject({ added: [], changed: [], vanished: [], unsure: [], duplicates: [], unchanged: 3 });
  });

  it('accepts what carries an issue link, and that only', () => {
    const draft = documentDraft(
      'a.md',
      incidentDraft('Mail was late', [
        itemDraft('Rotate keys', { links: ['https://tracker.example/issues/7'] }),
        itemDraft('Test the relay'),
        itemDraft('Mend the runbook', { links: ['https://wiki.example/runbook', 'https://github.com/acme/pay/pull/7'] }),
      ]),
    );
    const { snapshot } = imported(emptySnapshot(), [draft]);
    expect(snapshot.items.map(({ state, due }) => ({ status: state.status, rule: due?.rule ?? null }))).toEqual([
      { status: 'open', rule: 'fallback' },
      { status: 'proposed', rule: null },
      { status: 'proposed', rule: null },
    ]);
  });

  it('records what the document ticks off as done, without a due date', () => {
    const draft = documentDraft('a.md', incidentDraft('Mail was late', [itemDraft('Rotate keys', { done: true })]));
    const { snapshot } = imported(emptySnapshot(), [draft]);
    expect(snapshot.items[0]).toMatchObject({ state: { status: 'done', on: TODAY, by: 'document' }, due: null, acceptedOn: TODAY });
  });

  it('accepts nothing that its document calls off, link or not, and shows it', () => {
    const items = [
      itemDraft('Rotate keys', { calledOff: true, links: ['https://tracker.example/7'] }),
      itemDraft('Test the relay', { calledOff: true }),
      itemDraft('Grow the spool'),
    ];
    const first = imported(emptySnapshot(), [documentDraft('a.md', incidentDraft('Mail was late', items))], { accept: true });
    expect(first.snapshot.items.map(({ title, state }) => [title, state.status])).toEqual([
      ['Rotate keys', 'proposed'],
      ['Test the relay', 'proposed'],
      ['Grow the spool', 'open'],
    ]);
    expect(first.review).toMatchObject({ calledOff: [{ title: 'Rotate keys' }, { title: 'Test the relay' }], waiting: 2 });
    const back = items.map((item) => ({ ...item, calledOff: false }));
    const again = imported(first.snapshot, [documentDraft('a.md', incidentDraft('Mail was late', back))], { accept: true });
    expect(again.snapshot.items.map(({ state }) => state.status)).toEqual(['open', 'open', 'open']);
    expect(again.review.calledOff).toEqual([]);
  });

  it('reports owners and priorities that mean nothing here, and keeps the owner as written', () => {
    const draft = documentDraft('a.md', incidentDraft('Mail was late', [itemDraft('Rotate keys', { owner: 'zoe', priority: 'purple' })]));
    const { review, snapshot } = imported(emptySnapshot(), [draft]);
    expect(review.problems).toEqual([
      { path: 'a.md', line: 10, code: 'owner-unknown', message: 'nobody in people is called "zoe"' },
      { path: 'a.md', line: 10, code: 'priority-unknown', message: '"purple" is none of P0 to P4, and no word for one' },
    ]);
    expect(snapshot.items[0]).toMatchObject({ owner: 'zoe', priority: null });
  });

  it('where the configuration names nobody, nobody is unknown', () => {
    const draft = documentDraft('a.md', incidentDraft('Mail was late', [itemDraft('Rotate keys', { owner: 'zoe' })]));
    const { review, changes } = planImport(emptySnapshot(), [draft], { config: configOf({}), today: TODAY });
    expect(review.problems).toEqual([]);
    expect(changes).toContainEqual(expect.objectContaining({ entity: expect.objectContaining({ title: 'Rotate keys', owner: 'zoe' }) }));
  });

  it.each([
    ['Postmortem', startedAt, 'Postmortem 2026-11-02'],
    ['My first postmortem', null, 'My first postmortem disk'],
    ['Incident Report', null, 'Incident Report disk'],
    ['', null, 'Incident disk'],
    ['Postmortem: checkout was down', startedAt, 'Postmortem: checkout was down'],
  ])('calls an incident %j something that tells it apart', (title, start, expected) => {
    const draft = documentDraft('docs/disk.md', incidentDraft(title, [], { startedAt: start }));
    expect(imported(emptySnapshot(), [draft]).snapshot.incidents[0]?.title).toBe(expected);
  });

  it('takes severity, team, labels and foreign id from whoever imports, and keeps them when the document is read again', () => {
    const overrides = { severity: 'SEV1', team: 'web', labels: ['q4'], incidentId: 'pager:77' };
    const { snapshot } = imported(emptySnapshot(), [outage], { overrides });
    const expected = { severity: 'SEV1', team: 'web', labels: ['q4'], source: { system: 'pager', id: '77' } };
    expect(snapshot.incidents[0]).toMatchObject(expected);
    expect(imported(snapshot, [outage], { overrides }).changes).toEqual([]);
    const [draft] = outage.incidents;
    const edited = documentDraft('checkout.md', { ...(draft ?? incidentDraft('', [])), severity: 'SEV3', impact: 'nobody could pay' });
    expect(imported(snapshot, [edited]).snapshot.incidents[0]).toMatchObject({ ...expected, impact: 'nobody could pay' });
  });
});

describe('an edited document', () => {
  const first = imported(emptySnapshot(), [outage]);
  const edited = (items: readonly Parameters<typeof itemDraft>[], path = 'checkout.md') =>
    documentDraft(path, {
      ...incidentDraft(
        'Checkout was down',
        items.map((item) => itemDraft(...item)),
      ),
      startedAt,
    });
  const uids = first.snapshot.items.map(({ uid }) => uid);

  it('updates what is reworded, reordered or moved, and says so', () => {
    const again = imported(first.snapshot, [
      edited([
        ['Document the rollback', { section: 'Later', owner: 'ann' }],
        ['Add an alert for disks that are nearly full'],
        ['Run quarterly failover drills'],
      ]),
    ]);
    expect(again.review.changed.map(({ uid, fields }) => ({ uid, fields }))).toEqual([
      {
        uid: uids[0],
        fields: [{ field: 'title', from: 'Add an alert for full disks', to: 'Add an alert for disks that are nearly full', kept: false }],
      },
    ]);
    expect(again.review.added).toEqual([]);
    expect(again.snapshot.items.map(({ uid }) => uid)).toEqual(uids);
    expect(again.snapshot.items[2]?.origin).toMatchObject({ section: 'Later', line: 10 });
  });

  it('reports what vanished and keeps it; when it comes back it is the same item', () => {
    const less = edited([['Add an alert for full disks'], ['Run quarterly failover drills']]);
    const gone = imported(first.snapshot, [less]);
    expect(gone.review.vanished.map(({ uid }) => uid)).toEqual([uids[2]]);
    expect(gone.snapshot.items[2]).toMatchObject({ state: { status: 'proposed' }, origin: { present: false } });
    expect(imported(gone.snapshot, [less])).toMatchObject({ changes: [], review: { vanished: [] } });
    expect(imported(gone.snapshot, [outage]).snapshot.items.map(({ uid, origin }) => [uid, origin?.present])).toEqual(
      uids.map((uid) => [uid, true]),
    );
  });

  it('is told apart from a rename: a document found at another path keeps its items', () => {
    const moved = imported(first.snapshot, [{ ...outage, path: 'archive/checkout.md' }]);
    expect(moved.review).toMatchObject({ added: [], unchanged: 3 });
    expect(moved.snapshot.documents.map(({ path }) => path)).toEqual(['archive/checkout.md']);
  });

  it('is recognised by front matter before path', () => {
    const titled = { ...outage, id: 'pm-1' };
    const before = imported(emptySnapshot(), [titled]);
    const other = documentDraft('checkout.md', incidentDraft('Search was slow', [itemDraft('Warm the cache')]), { id: 'pm-2' });
    const both = imported(before.snapshot, [other, { ...titled, path: 'new.md' }]);
    expect(both.review.added.map(({ title }) => title)).toEqual(['Warm the cache']);
    expect(both.review.vanished).toEqual([]);
    expect(both.snapshot.documents.map(({ path, frontMatterId }) => [frontMatterId, path]).sort()).toEqual([
      ['pm-1', 'new.md'],
      ['pm-2', 'checkout.md'],
    ]);
  });

  it('does not overwrite what a person changed since; the document’s word is reported as kept', () => {
    const [uid] = uids;
    if (!uid) throw new Error('no item');
    const byHand = afterwards(
      first.snapshot,
      planEdit(first.snapshot, [uid], { ...ACT, config, fields: { title: 'Alert on disks', owner: 'bob' } }),
    );
    expect(imported(byHand, [outage])).toMatchObject({ changes: [], review: { changed: [] } });
    const again = imported(byHand, [
      edited([['Add an alert for full volumes', { owner: 'ann' }], ['Run quarterly failover drills'], ['Document the rollback']]),
    ]);
    expect(again.review.changed).toMatchObject([
      {
        uid,
        fields: [
          { field: 'title', from: 'Alert on disks', to: 'Add an alert for full volumes', kept: true },
          { field: 'owner', from: 'bob', to: 'ann', kept: true },
        ],
      },
    ]);
    expect(again.snapshot.items[0]).toMatchObject({ title: 'Alert on disks', owner: 'bob' });
  });

  it('does not overwrite what a person stated of the incident', () => {
    const [incident] = first.snapshot.incidents;
    if (!incident) throw new Error('no incident');
    const byHand = afterwards(
      first.snapshot,
      planIncidentEdit(first.snapshot, [incident.uid], { ...ACT, fields: { title: 'Payments were down' } }),
    );
    expect(imported(byHand, [outage]).changes).toEqual([]);
  });

  it('moves a due date as an extension, and only when the document states another', () => {
    const dated = (dueOn: string) => edited([['Add an alert for full disks', { dueOn: plainDate(dueOn) }]]);
    const proposed = imported(emptySnapshot(), [dated('2026-12-01')]);
    const accepted = afterwards(
      proposed.snapshot,
      planAccept(
        proposed.snapshot,
        proposed.snapshot.items.map(({ uid }) => uid),
        { ...ACT, config },
      ),
    );
    expect(accepted.items[0]?.due).toEqual({ on: '2026-12-01', originallyOn: '2026-12-01', rule: 'explicit', extensions: [] });
    const moved = imported(accepted, [dated('2026-12-15')]);
    expect(moved.snapshot.items[0]?.due).toEqual({
      on: '2026-12-15',
      originallyOn: '2026-12-01',
      rule: 'explicit',
      extensions: [{ from: '2026-12-01', to: '2026-12-15', reason: 'the document says so', on: TODAY, by: 'document' }],
    });
  });

  it('ticks off once: what a person reopens stays open', () => {
    const ticked = edited([['Add an alert for full disks', { done: true }]]);
    const open = imported(emptySnapshot(), [edited([['Add an alert for full disks']])], { accept: true });
    const done = imported(open.snapshot, [ticked]);
    expect(done.review.changed[0]?.fields).toEqual([{ field: 'status', from: 'open', to: 'done', kept: false }]);
    const reopened = afterwards(done.snapshot, planReopen(done.snapshot, [last(done.snapshot.items).uid], { ...ACT, config }));
    expect(imported(reopened, [ticked]).changes).toEqual([]);
  });

  it('leaves the text of what is closed alone', () => {
    const open = imported(emptySnapshot(), [outage], { accept: true });
    const [uid] = open.snapshot.items.map((item) => item.uid);
    const done = afterwards(open.snapshot, planDone(open.snapshot, uid ? [uid] : [], ACT));
    const again = imported(done, [
      edited([['Add an alert for very full disks'], ['Run quarterly failover drills'], ['Document the rollback']]),
    ]);
    expect(again.snapshot.items[0]?.title).toBe('Add an alert for full disks');
  });

  it('keeps the same title in two sections one to one, whatever changes around it', () => {
    const both = (between: string) =>
      edited([['Test backups', { section: 'Improvements' }], [between], ['Test backups', { section: 'Tasks', owner: 'ann' }]]);
    const one = imported(emptySnapshot(), [both('Rotate the keys')]);
    expect(imported(one.snapshot, [both('Rotate the keys')]).changes).toEqual([]);
    const two = imported(one.snapshot, [both('Buy more disks')]);
    expect(two.review.vanished.map(({ title }) => title)).toEqual(['Rotate the keys']);
    expect(two.review.added.map(({ title }) => title)).toEqual(['Buy more disks']);
    const swapped = imported(one.snapshot, [
      edited([['Test backups', { section: 'Tasks', owner: 'ann' }], ['Rotate the keys'], ['Test backups', { section: 'Improvements' }]]),
    ]);
    expect(swapped.review).toMatchObject({ added: [], vanished: [], changed: [] });
  });

  it('recognises an anchored item whatever it says, also in another document', () => {
    const [uid] = uids;
    const again = imported(first.snapshot, [
      documentDraft('other.md', incidentDraft('Disks', [itemDraft('Page somebody about storage', { anchor: uid ?? null })])),
      edited([['Run quarterly failover drills'], ['Document the rollback']]),
    ]);
    expect(again.review.changed.map((each) => [each.uid, each.title])).toEqual([[uid, 'Page somebody about storage']]);
    expect(again.review).toMatchObject({ added: [], vanished: [] });
  });

  it('recognises what is said in other words between the same neighbours', () => {
    const again = imported(first.snapshot, [
      edited([['Add an alert for full disks'], ['Exercise the failover quarterly'], ['Document the rollback']]),
    ]);
    expect(again.review.changed.map(({ uid }) => uid)).toEqual([uids[1]]);
    expect(again.review.unsure.map(({ about, was }) => [about, was])).toEqual([['match', 'Run quarterly failover drills']]);
  });

  it('says when it is unsure whether an item is the one it was', () => {
    const again = imported(first.snapshot, [
      edited([['Add an alert for slow replicas and full queues'], ['Run quarterly failover drills'], ['Document the rollback']]),
    ]);
    expect(again.review.unsure).toMatchObject([{ about: 'match', was: 'Add an alert for full disks' }]);
  });
});

describe('probable duplicates', () => {
  it('are marked within a document, and the second stays a proposal when the rest is accepted', () => {
    const draft = documentDraft(
      'a.md',
      incidentDraft('Mail was late', [
        itemDraft('Add an alert for full disks'),
        itemDraft('Add alerts for full disks', { section: 'Tasks', duplicateOf: 0 }),
      ]),
    );
    const { snapshot, review } = imported(emptySnapshot(), [draft], { accept: true });
    const [one, two] = snapshot.items;
    expect(review.duplicates.map(({ uid, of, within, sure }) => ({ uid, of: of.uid, within, sure }))).toEqual([
      { uid: two?.uid, of: one?.uid, within: 'document', sure: 1 },
    ]);
    expect([one?.state.status, two?.state.status]).toEqual(['open', 'proposed']);
    expect(imported(snapshot, [draft], { accept: true }).changes).toEqual([]);
  });

  it('are found among still open items of other incidents, in the store and in the same import, and not among closed ones', () => {
    const about = (path: string, ...titles: readonly string[]) =>
      documentDraft(
        path,
        incidentDraft(
          path,
          titles.map((title) => itemDraft(title)),
        ),
      );
    const first = imported(emptySnapshot(), [
      about('one.md', 'Rotate the database password'),
      about('two.md', 'Rotate database passwords'),
    ]);
    expect(first.review.duplicates).toMatchObject([
      { path: 'two.md', of: { title: 'Rotate the database password' }, within: 'workspace', sure: 1 },
    ]);
    const [one, two] = first.snapshot.items;
    if (!one || !two) throw new Error('two items expected');
    const merged = afterwards(first.snapshot, planMerge(first.snapshot, two.uid, one.uid, ACT));
    expect(imported(merged, [about('three.md', 'Rotate the database password')]).review.duplicates).toMatchObject([
      { of: { uid: one.uid } },
    ]);
    const done = afterwards(merged, planDone(afterwards(merged, planAccept(merged, [one.uid], { ...ACT, config })), [one.uid], ACT));
    expect(imported(done, [about('three.md', 'Rotate the database password')]).review.duplicates).toEqual([]);
  });
});

describe('import --accept', () => {
  it('makes open items with due dates, and a series of what recurs', () => {
    const { snapshot } = imported(emptySnapshot(), [outage], { accept: true });
    expect(snapshot.items.map(({ state, due }) => [state.status, due?.on ?? null])).toEqual([
      ['open', '2026-12-21'],
      ['cancelled', null],
      ['open', '2026-12-21'],
    ]);
    expect(snapshot.series).toMatchObject([
      { number: 1, title: 'Run quarterly failover drills', rrule: 'FREQ=MONTHLY;INTERVAL=3', startsOn: TODAY },
    ]);
    expect(imported(snapshot, [outage], { accept: true }).changes).toEqual([]);
  });

  it('accepts what an earlier import proposed', () => {
    const proposed = imported(emptySnapshot(), [outage]);
    const { snapshot, review } = imported(proposed.snapshot, [outage], { accept: true });
    expect(snapshot.items.map(({ state }) => state.status)).toEqual(['open', 'cancelled', 'open']);
    expect(review).toMatchObject({ changed: [], unchanged: 0, waiting: 0 });
    expect(review.accepted.map(({ title, series }) => [title, series])).toEqual([
      ['Add an alert for full disks', null],
      ['Run quarterly failover drills', snapshot.series[0]?.uid],
      ['Document the rollback', null],
    ]);
  });

  it('leaves what recurs without a cadence to a person', () => {
    const recurrence = { text: 'regular', rrule: null, needsCadence: true };
    const draft = documentDraft('a.md', incidentDraft('Mail was late', [itemDraft('Regular stress tests', { recurrence })]));
    const { snapshot, review } = imported(emptySnapshot(), [draft], { accept: true });
    expect(snapshot.items[0]?.state.status).toBe('proposed');
    expect(review.problems.map(({ code }) => code)).toEqual(['needs-cadence']);
  });
});

describe('records of a foreign system', () => {
  const foreign = (id: string, ...titles: readonly string[]): DocumentDraft => ({
    ...documentDraft(
      null,
      incidentDraft(
        `Incident ${id}`,
        titles.map((title, index) => itemDraft(title, { line: 0, source: { system: 'desk', id: `${id}-${index}` } })),
        { source: { system: 'desk', id } },
      ),
    ),
    digest: null,
  });

  it('are found again by their ids, updated, and proposed unless accepted', () => {
    const first = imported(emptySnapshot(), [foreign('7', 'Rotate keys', 'Test the relay')]);
    expect(first.snapshot.items.map(({ state }) => state.status)).toEqual(['proposed', 'proposed']);
    expect(imported(first.snapshot, [foreign('7', 'Rotate keys', 'Test the relay')]).changes).toEqual([]);
    const again = imported(first.snapshot, [foreign('7', 'Replace hardware tokens', 'Test the relay')]);
    expect(again.review.changed.map(({ title }) => title)).toEqual(['Replace hardware tokens']);
    expect(again.snapshot.items).toHaveLength(2);
  });

  it('are left out, with a problem, when an id is there twice', () => {
    const [draft] = foreign('7', 'Rotate keys').incidents;
    const twice = documentDraft(
      null,
      incidentDraft('Incident 7', [...(draft?.items ?? []), ...(draft?.items ?? [])], { source: { system: 'desk', id: '7' } }),
    );
    const { snapshot, review } = imported(emptySnapshot(), [twice]);
    expect(snapshot.items).toHaveLength(1);
    expect(review.problems.map(({ code }) => code)).toEqual(['source-twice']);
  });

  it('with the same words under another id are another item', () => {
    const source = (id: string) => ({ system: 'desk', id });
    const about = (id: string) =>
      documentDraft(null, incidentDraft('Incident 7', [itemDraft('Rotate keys', { source: source(id) })], { source: source('7') }));
    const first = imported(emptySnapshot(), [about('7-a')]);
    const again = imported(first.snapshot, [about('7-b')]);
    expect([again.review.added.length, again.review.vanished.length]).toEqual([1, 1]);
  });
});

it('an incident that two documents tell of is one incident, and both imports are stable', () => {
  const drafts = [outage, { ...outage, path: 'copy.md' }];
  const first = imported(emptySnapshot(), drafts);
  expect(first.snapshot.incidents).toHaveLength(1);
  expect(first.snapshot.documents).toHaveLength(2);
  expect(imported(first.snapshot, drafts).changes).toEqual([]);
});

it('a copy that comes later does not take the place of the document it was copied from', () => {
  const first = imported(emptySnapshot(), [outage]);
  const both = imported(first.snapshot, [outage, { ...outage, path: 'copy.md' }]);
  expect(both.snapshot.documents.map(({ path }) => path).sort()).toEqual(['checkout.md', 'copy.md']);
  expect(both.review.unchanged).toBe(3);
});

it('a document that tells of several incidents updates each', () => {
  const two = (second: string): DocumentDraft => ({
    ...documentDraft('both.md', incidentDraft('Morning outage', [itemDraft('Add a probe')])),
    incidents: [
      incidentDraft('Morning outage', [itemDraft('Add a probe')]),
      incidentDraft(second, [itemDraft('Raise the limit', { line: 40 })]),
    ],
  });
  const first = imported(emptySnapshot(), [two('Evening outage')]);
  const again = imported(first.snapshot, [two('Evening outage of search')]);
  expect(again.snapshot.incidents.map(({ title }) => title)).toEqual(['Morning outage', 'Evening outage of search']);
  expect(again.review).toMatchObject({ added: [], vanished: [], unchanged: 2 });
});
