import { describe, expect, it } from 'vitest';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import type { ImportOptions, ImportReview } from '../../../packages/core/src/plan/import-plan.ts';
import { planEdit } from '../../../packages/core/src/plan/item-edit.ts';
import { planCancel, planDone } from '../../../packages/core/src/plan/item-state.ts';
import { planAccept } from '../../../packages/core/src/plan/triage.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf } from './planning.ts';

const config = configOf({ people: { ann: {}, bob: {} } });

interface Imported {
  readonly snapshot: Snapshot;
  readonly review: ImportReview;
}

/** Imports texts by their paths on top of what is known. Never leaves two items on one line, or anything for a second import. */
function read(before: Snapshot, texts: Readonly<Record<string, string>>, more: Partial<ImportOptions> = {}): Imported {
  const drafts = Object.entries(texts).map(([path, text]) => readPostmortem(text, { path, timeZone: 'UTC' }));
  const plan = planImport(before, drafts, { config, today: TODAY, ...more });
  const snapshot = applyChanges(before, plan.changes);
  expect(planImport(snapshot, drafts, { config, today: TODAY, ...more }).changes).toEqual([]);
  const lines = snapshot.items.flatMap(({ origin }) => (origin?.present ? [`${origin.document} ${origin.line}`] : []));
  expect(new Set(lines).size).toBe(lines.length);
  return { snapshot, review: plan.review };
}

/** Titles with how the item stands, in the order in which they were first read. */
const standing = ({ items }: Snapshot) => items.map(({ title, state }) => `${title}: ${state.status}`);
const numbers = (rows: readonly { readonly uid: string }[], { items }: Snapshot) =>
  rows.map(({ uid }) => items.find((item) => item.uid === uid)?.number);

const ALERT = '- [ ] Add an alert on the depth of the payment queue';
const ROTATE = '- [ ] Rotate the credentials of the old gateway';
const LEDGER = '- [ ] Document how to roll the ledger back';
const FAILOVER = '- [ ] Rehearse the failover of the database';
const HEAD = '# Checkout was down\n\nStart: 2026-11-02 10:00 UTC\n\n## Action items\n\n';
const MIDDLE = '\n\n## Follow-ups\n\n';
const BASE = `${HEAD}${ALERT}\n${ROTATE}${MIDDLE}${LEDGER}\n${FAILOVER}\n`;
const first = read(emptySnapshot(), { 'a.md': BASE });
const uids = first.snapshot.items.map(({ uid }) => uid);
const accepted = afterwards(first.snapshot, planAccept(first.snapshot, uids, { ...ACT, config }));

describe('an edited document', () => {
  it.each<readonly [string, string]>([
    ['reordered', `${HEAD}${ROTATE}\n${ALERT}${MIDDLE}${FAILOVER}\n${LEDGER}\n`],
    ['moved to the other section', `${HEAD}${FAILOVER}\n${LEDGER}${MIDDLE}${ROTATE}\n${ALERT}\n`],
    ['pushed down by text above', `${HEAD.replace('\n\n##', '\n\nA paragraph more.\n\nAnd another one.\n\n##')}${BASE.slice(HEAD.length)}`],
  ])('%s changes nothing that people see', (_, text) => {
    const again = read(first.snapshot, { 'a.md': text });
    expect(again.review).toMatchObject({ added: [], changed: [], vanished: [], unsure: [], duplicates: [], unchanged: 4 });
    expect(again.snapshot.items.map(({ uid }) => uid)).toEqual(uids);
  });

  it('reworded, reordered and moved at once keeps each item', () => {
    const text = `${HEAD}- [ ] Rehearse the failover of the main database\n- [ ] Add alerts on the payment queue depth${MIDDLE}- [ ] Rotate all credentials of the old gateway\n- [ ] Document how we roll back the ledger\n`;
    const again = read(first.snapshot, { 'a.md': text });
    expect(again.review).toMatchObject({ added: [], vanished: [] });
    expect(standing(again.snapshot)).toEqual([
      'Add alerts on the payment queue depth: proposed',
      'Rotate all credentials of the old gateway: proposed',
      'Document how we roll back the ledger: proposed',
      'Rehearse the failover of the main database: proposed',
    ]);
  });

  it('with one item split in two keeps the item and adds the other half', () => {
    const one = read(emptySnapshot(), { 'a.md': `${HEAD}- [ ] Add an alert on the payment queue and write a runbook for it\n${ROTATE}\n` });
    const two = read(one.snapshot, {
      'a.md': `${HEAD}- [ ] Add an alert on the payment queue\n- [ ] Write a runbook for the payment queue\n${ROTATE}\n`,
    });
    expect(two.review.vanished).toEqual([]);
    expect(two.review.changed).toMatchObject([{ uid: one.snapshot.items[0]?.uid, fields: [{ field: 'title' }] }]);
    expect(standing(two.snapshot).sort()).toEqual([
      'Add an alert on the payment queue: proposed',
      'Rotate the credentials of the old gateway: proposed',
      'Write a runbook for the payment queue: proposed',
    ]);
  });

  it('with two items made one keeps one, and says which the other is perhaps now', () => {
    const again = read(first.snapshot, {
      'a.md': `${HEAD}${ALERT}\n${ROTATE}${MIDDLE}- [ ] Document how to roll the ledger back and rehearse the failover of the database\n`,
    });
    expect(again.review.added).toEqual([]);
    expect(numbers(again.review.changed, again.snapshot)).toEqual([3]);
    expect(again.review.vanished).toMatchObject([{ uid: uids[3], like: { uid: uids[2] } }]);
    expect(again.snapshot.items[3]?.state).toEqual({ status: 'proposed' });
  });

  it('ticked off is done, and unticked is what it was', () => {
    const ticked = read(accepted, { 'a.md': BASE.replace(ALERT, ALERT.replace('[ ]', '[x]')) });
    expect(ticked.review.changed).toMatchObject([{ fields: [{ field: 'status', from: 'open', to: 'done', kept: false }] }]);
    const unticked = read(ticked.snapshot, { 'a.md': BASE });
    expect(unticked.review.changed).toMatchObject([{ fields: [{ field: 'status', from: 'done', to: 'open', kept: false }] }]);
    expect(unticked.snapshot.items[0]).toMatchObject({ state: { status: 'open' }, due: accepted.items[0]?.due });
  });

  it('unticked before anybody accepted it is a proposal again', () => {
    const ticked = read(first.snapshot, { 'a.md': BASE.replaceAll('[ ]', '[x]') });
    const unticked = read(ticked.snapshot, { 'a.md': BASE });
    expect(unticked.snapshot.items.map(({ state, acceptedOn }) => [state.status, acceptedOn])).toEqual(uids.map(() => ['proposed', null]));
  });

  it('does not take back what a person did', () => {
    const [alert] = uids;
    if (!alert) throw new Error('no item');
    const done = afterwards(accepted, planDone(accepted, [alert], ACT));
    const ticked = read(done, { 'a.md': BASE.replace(ALERT, ALERT.replace('[ ]', '[x]')) });
    const old = read(ticked.snapshot, { 'a.md': BASE });
    expect(old.snapshot.items[0]?.state).toMatchObject({ status: 'done', by: 'ann' });
    expect(old.review.changed).toMatchObject([{ uid: alert, fields: [{ field: 'status', from: 'done', to: 'open', kept: true }] }]);
  });

  it('that is older than what a person changed does not overwrite it', () => {
    const [alert] = uids;
    if (!alert) throw new Error('no item');
    const later = read(first.snapshot, { 'a.md': BASE.replace(ALERT, `${ALERT} (owner: ann)`) });
    const fields = { owner: 'bob', title: 'Page the on-call on a deep queue' };
    const byHand = afterwards(later.snapshot, planEdit(later.snapshot, [alert], { ...ACT, config, fields }));
    const old = read(byHand, { 'a.md': BASE });
    expect(old.snapshot.items[0]).toMatchObject(fields);
    expect(old.review).toMatchObject({ added: [], vanished: [] });
  });

  it('says so when it rewords what is closed', () => {
    const [alert] = uids;
    if (!alert) throw new Error('no item');
    const dropped = afterwards(first.snapshot, planCancel(first.snapshot, [alert], { ...ACT, resolution: 'wont-do', reason: 'too noisy' }));
    const again = read(dropped, { 'a.md': BASE.replace('on the depth of', 'on the depth and age of') });
    expect(again.review.changed).toMatchObject([{ uid: alert, status: 'cancelled', fields: [{ field: 'title', kept: true }] }]);
  });

  it('with a promise that only resembles what is done proposes it', () => {
    const [, rotate] = uids;
    if (!rotate) throw new Error('no item');
    const done = afterwards(accepted, planDone(accepted, [rotate], ACT));
    const again = read(done, { 'a.md': BASE.replace(ROTATE, '- [ ] Delete the old gateway') });
    expect(again.review.added).toMatchObject([{ title: 'Delete the old gateway', status: 'proposed' }]);
    expect(numbers(again.review.vanished, again.snapshot)).toEqual([2]);
  });

  it('that repeats a due date that closeout gave does not move it', () => {
    const on = accepted.items[0]?.due?.on ?? '';
    const again = read(accepted, { 'a.md': BASE.replace(ALERT, `${ALERT} (due: ${on})`) });
    expect(again.snapshot.items[0]?.due).toEqual(accepted.items[0]?.due);
  });
});

describe('an incident of an edited document', () => {
  it('with another title is the same incident', () => {
    const again = read(first.snapshot, { 'a.md': BASE.replace('Checkout was down', 'No card was charged for an hour') });
    expect(again.review.incidents).toMatchObject([{ status: 'changed', fields: [{ field: 'title', from: 'Checkout was down' }] }]);
    expect(again.review).toMatchObject({ added: [], vanished: [], problems: [], unchanged: 4 });
  });

  it('with another title and start is recognised by what it promises', () => {
    const text = BASE.replace('Checkout was down', 'No card was charged').replace('10:00', '09:45');
    expect(read(first.snapshot, { 'a.md': text }).snapshot.incidents.map(({ title }) => title)).toEqual(['No card was charged']);
  });

  it('with nothing in common is another incident, and what was promised is told', () => {
    const again = read(first.snapshot, {
      'a.md': '# Search was slow\n\nStart: 2026-11-09 10:00 UTC\n\n## Action items\n\n- Warm the cache of the suggestions\n',
    });
    expect(again.snapshot.incidents.map(({ title }) => title)).toEqual(['Checkout was down', 'Search was slow']);
    expect(numbers(again.review.vanished, again.snapshot)).toEqual([1, 2, 3, 4]);
    expect(again.review.problems.map(({ code }) => code)).toEqual(['incident-vanished']);
  });
});

describe('two incidents in one document', () => {
  const part = (title: string, day: string, ...items: readonly string[]) =>
    `# Incident: ${title}\n\n## Summary\n\nStart: 2026-11-${day} 10:00 UTC\n\n## Action items\n\n${items.join('\n')}\n\n`;
  const morning = (...items: readonly string[]) => part('Checkout was down', '02', ...items);
  const evening = (...items: readonly string[]) => part('Search was slow', '03', ...items);
  const both = read(emptySnapshot(), { 'a.md': morning(ALERT, ROTATE) + evening(LEDGER, FAILOVER) });
  const incidentOf = ({ items, incidents }: Snapshot) =>
    items.map(({ incident }) => incidents.find(({ uid }) => uid === incident)?.title.replace('Incident: ', '') ?? null);

  it('are two', () => {
    expect(incidentOf(both.snapshot)).toEqual(['Checkout was down', 'Checkout was down', 'Search was slow', 'Search was slow']);
  });

  it('swapped stay what they are', () => {
    const again = read(both.snapshot, { 'a.md': evening(LEDGER, FAILOVER) + morning(ALERT, ROTATE) });
    expect(again.review).toMatchObject({ added: [], changed: [], vanished: [], unchanged: 4, problems: [] });
    expect(incidentOf(again.snapshot)).toEqual(incidentOf(both.snapshot));
  });

  it('an item that is moved from one to the other belongs to the other', () => {
    const again = read(both.snapshot, { 'a.md': morning(ALERT) + evening(LEDGER, ROTATE, FAILOVER) });
    expect(again.review.changed).toMatchObject([
      { fields: [{ field: 'incident', from: expect.stringMatching('Checkout'), to: expect.stringMatching('Search'), kept: false }] },
    ]);
    expect(again.review).toMatchObject({ added: [], vanished: [] });
    expect(incidentOf(again.snapshot)).toEqual(['Checkout was down', 'Search was slow', 'Search was slow', 'Search was slow']);
  });

  it('an item that a person put elsewhere stays there', () => {
    const [, rotate] = both.snapshot.items;
    if (!rotate) throw new Error('no item');
    const byHand = afterwards(both.snapshot, planEdit(both.snapshot, [rotate.uid], { ...ACT, config, fields: { incident: null } }));
    const again = read(byHand, { 'a.md': morning(ALERT) + evening(LEDGER, ROTATE, FAILOVER) });
    expect(incidentOf(again.snapshot)[1]).toBeNull();
    expect(again.review.changed).toMatchObject([{ fields: [{ field: 'incident', kept: true }] }]);
  });
});

describe('a document at another path', () => {
  const OTHER = '# Search was slow\n\nStart: 2026-11-09 10:00 UTC\n\n## Action items\n\n- [ ] Warm the cache of the suggestions\n';
  const WITHOUT_START = BASE.replace(/Start:.*\n\n/, '');

  it.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['by title and start', { 'a.md': BASE }, { 'b.md': BASE.replace(ALERT, `${ALERT} and its age`) }],
    ['by front matter', { 'a.md': `---\nid: PM-7\n---\n${BASE}` }, { 'b.md': `---\nid: PM-7\n---\n${BASE.replaceAll('was', 'were')}` }],
    ['by its text', { 'a.md': WITHOUT_START }, { 'b.md': WITHOUT_START }],
    ['by its title and most of its items', { 'a.md': WITHOUT_START }, { 'b.md': WITHOUT_START.replace(FAILOVER, '') }],
    ['although others took its place in turn', { 'a.md': BASE, 'b.md': OTHER }, { 'a.md': OTHER, 'b.md': BASE }],
    ['although all have moved on', { '1.md': BASE, '2.md': OTHER }, { '2.md': BASE, '3.md': OTHER }],
  ])('is recognised %s', (_, before, after) => {
    const one = read(emptySnapshot(), before);
    const again = read(one.snapshot, after);
    expect(again.review.added).toEqual([]);
    expect(again.snapshot.documents.map(({ path }) => path).sort()).toEqual(Object.keys(after));
  });

  it('that is still where it was is a copy', () => {
    const again = read(first.snapshot, { 'a.md': BASE, 'copy.md': BASE });
    expect(again.snapshot.documents).toHaveLength(2);
    expect(again.review.unchanged).toBe(4);
  });

  it('tells what it took the place of', () => {
    const one = read(emptySnapshot(), { 'a.md': `---\nid: PM-7\n---\n${BASE}` });
    const again = read(one.snapshot, { 'a.md': `---\nid: PM-8\n---\n${OTHER}` });
    expect(again.review.problems).toMatchObject([{ path: 'a.md', code: 'document-replaced' }]);
    expect(numbers(again.review.vanished, again.snapshot)).toEqual([1, 2, 3, 4]);
  });
});
