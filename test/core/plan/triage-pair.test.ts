import { describe, expect, it } from 'vitest';
import { derivedUid, type ItemUid } from '../../../packages/core/src/model/id.ts';
import { addDays, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import { planEdit } from '../../../packages/core/src/plan/item-edit.ts';
import { planDone } from '../../../packages/core/src/plan/item-state.ts';
import { planOccurrences } from '../../../packages/core/src/plan/occurrences.ts';
import { planAccept, planApart, planDrop } from '../../../packages/core/src/plan/triage.ts';
import { planMerge } from '../../../packages/core/src/plan/triage-merge.ts';
import { concretenessOf, pairOf, swapped } from '../../../packages/core/src/plan/triage-pair.ts';
import { likelyOwners, ruleOfCadence, usualCadence } from '../../../packages/core/src/plan/triage-suggestions.ts';
import { planUndo } from '../../../packages/core/src/plan/triage-undo.ts';
import type { ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, documentDraft, granted, incidentDraft, itemDraft, refused } from './planning.ts';

const config = configOf({
  people: { ann: { team: 'payments' }, bob: { team: 'payments' }, cleo: {} },
  teams: { payments: { lead: 'bob' } },
});

function proposals(...drafts: readonly ItemDraft[]): Snapshot {
  const documents = [documentDraft('a.md', incidentDraft('Mail was late', drafts))];
  return applyChanges(emptySnapshot(), planImport(emptySnapshot(), documents, { config, today: TODAY }).changes);
}

function two(snapshot: Snapshot) {
  const [one, other] = snapshot.items;
  if (!one || !other) throw new Error('two items expected');
  return [one, other] as const;
}

const stated = (title: string, more: Partial<Parameters<typeof concretenessOf>[0]> = {}) => ({
  title,
  owner: null,
  proposedDueOn: null,
  due: null,
  ...more,
});

describe('the more concrete of two promises', () => {
  it.each([
    ['says more', 'Add an alert on the depth of the payment queue', 'Add alerts'],
    ['names things', 'Raise max_connections of db-7 to 500', 'Raise the limit of connections of the database'],
    ['is no wish', 'Test the failover of the payment database', 'Improve the failover of the payment database'],
    [
      'is a title, not a paragraph',
      'Add an alert on the depth of the payment queue',
      `Add an alert on the depth of the payment queue, ${'because nobody saw how deep it was until customers called, '.repeat(4)}`,
    ],
  ])('%s', (_, more, less) => {
    expect(concretenessOf(stated(more))).toBeGreaterThan(concretenessOf(stated(less)));
  });

  it('has an owner or a date where the words are the same', () => {
    const bare = concretenessOf(stated('Rotate the keys'));
    expect(concretenessOf(stated('Rotate the keys', { owner: 'ann' }))).toBeGreaterThan(bare);
    expect(concretenessOf(stated('Rotate the keys', { proposedDueOn: plainDate('2026-12-01') }))).toBeGreaterThan(bare);
  });
});

describe('a pair', () => {
  const vague = itemDraft('Improve the alerts');
  const concrete = itemDraft('Add an alert on the depth of the payment queue', { owner: 'ann' });

  it('of two proposals keeps the more concrete one, whichever came first', () => {
    for (const drafts of [
      [vague, concrete],
      [concrete, vague],
    ] as const) {
      const [one, other] = two(proposals(...drafts));
      expect(pairOf(one, other)).toMatchObject({ stays: { title: concrete.title }, goes: { title: vague.title }, titleOf: 'into' });
      expect(pairOf(other, one)).toEqual(pairOf(one, other));
    }
  });

  it('of two that are as concrete keeps the earlier one', () => {
    const [one, other] = two(proposals(itemDraft('Rotate the keys'), itemDraft('Rotate the keys', { section: 'Tasks' })));
    expect(pairOf(other, one)?.stays).toBe(one);
  });

  it('with an accepted item keeps that item and takes the better title', () => {
    const snapshot = proposals(vague, concrete);
    const [one, other] = two(snapshot);
    const accepted = afterwards(snapshot, planAccept(snapshot, [one.uid], { ...ACT, config }));
    const [open] = two(accepted);
    const pair = pairOf(other, open);
    expect(pair).toEqual({ stays: open, goes: other, titleOf: 'merged' });
    const merged = afterwards(accepted, planMerge(accepted, other.uid, open.uid, { ...ACT, titleOf: pair?.titleOf }));
    expect(merged.items[0]).toMatchObject({ title: concrete.title, details: vague.title, state: { status: 'open' }, due: open.due });
  });

  it('is no pair with what is done, and goes into what became a series', () => {
    const quarterly = { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false };
    const snapshot = proposals(itemDraft('Run failover drills', { recurrence: quarterly }), itemDraft('Run the failover drills'));
    const [one, other] = two(snapshot);
    const begun = afterwards(snapshot, planAccept(snapshot, [one.uid], { ...ACT, config }));
    const [became] = two(begun);
    expect(pairOf(other, became)).toEqual({ stays: became, goes: other, titleOf: 'into' });
    const merged = afterwards(begun, planMerge(begun, other.uid, became.uid, ACT));
    expect(merged.items[1]?.state).toMatchObject({ status: 'cancelled', resolution: 'duplicate', into: one.uid });
    expect(merged.items[0]).toEqual(became);
    const once = afterwards(snapshot, planAccept(snapshot, [one.uid], { ...ACT, config, rrule: null }));
    const [done] = two(afterwards(once, planDone(once, [one.uid], ACT)));
    expect(pairOf(other, done)).toBeNull();
  });

  it('swapped keeps the other text', () => {
    const snapshot = proposals(vague, concrete);
    const [one, other] = two(snapshot);
    const pair = pairOf(one, other);
    if (pair === null) throw new Error('a pair expected');
    expect(swapped(pair)).toMatchObject({ stays: { title: vague.title }, goes: { title: concrete.title } });
    expect(swapped(swapped(pair))).toEqual(pair);
  });

  it('merged says how often if either does, and is like what either was like', () => {
    const regular = { text: 'regularly', rrule: null, needsCadence: true };
    const monthly = { text: 'monthly', rrule: 'FREQ=MONTHLY', needsCadence: false };
    const snapshot = proposals(
      itemDraft('Stress the queue', { recurrence: regular }),
      itemDraft('Stress the queue monthly', { recurrence: monthly, activity: 'stress-test', duplicateOf: 0 }),
    );
    const [one, other] = two(snapshot);
    const [kept] = afterwards(snapshot, planMerge(snapshot, other.uid, one.uid, ACT)).items;
    expect(kept).toMatchObject({ recurrence: monthly, activity: 'stress-test', duplicateOf: null });
  });

  it('that is none is two promises', () => {
    const snapshot = proposals(itemDraft('Rotate the keys'), itemDraft('Rotate keys', { duplicateOf: 0 }));
    const [, other] = two(snapshot);
    expect(other.duplicateOf).not.toBeNull();
    const apart = afterwards(snapshot, planApart(snapshot, [other.uid]));
    expect(apart.items[1]?.duplicateOf).toBeNull();
    expect(granted(planApart(apart, [other.uid]))).toEqual([]);
  });
});

describe('what is taken back', () => {
  const quarterly = { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false };
  const before = proposals(itemDraft('Rotate the keys'), itemDraft('Run failover drills', { recurrence: quarterly }));
  const [keys, drills] = two(before);
  const decided = (after: Snapshot, uids: readonly string[]) => ({
    items: uids.flatMap((uid) => {
      const [was, is] = [before.items.find((item) => item.uid === uid), after.items.find((item) => item.uid === uid)];
      return was && is ? [{ before: was, after: is }] : [];
    }),
    series: after.series.map(({ uid }) => uid),
  });

  it.each([
    ['acceptance', planAccept(before, [keys.uid], { ...ACT, config, owner: 'ann' })],
    ['drop', planDrop(before, [keys.uid], { ...ACT, reason: 'no' })],
    ['merge', planMerge(before, keys.uid, drills.uid, ACT)],
  ])('an %s leaves the proposals as they were', (_, changes) => {
    const after = afterwards(before, changes);
    const again = afterwards(
      after,
      planUndo(
        after,
        decided(
          after,
          [keys.uid, drills.uid].filter((uid) => isChanged(after, uid)),
        ),
        ACT,
      ),
    );
    expect(again.items).toEqual(before.items);
  });

  function isChanged(after: Snapshot, uid: string): boolean {
    return after.items.find((item) => item.uid === uid) !== before.items.find((item) => item.uid === uid);
  }

  it('ends a series that began', () => {
    const after = afterwards(before, planAccept(before, [drills.uid], { ...ACT, config }));
    const again = afterwards(after, planUndo(after, decided(after, [drills.uid]), ACT));
    expect(again.items).toEqual(before.items);
    expect(again.series).toMatchObject([{ ended: { on: addDays(TODAY, -1), by: 'ann' } }]);
    expect(
      planOccurrences(again, { today: addDays(TODAY, 400), config, datesOf: (_, { from, to }) => (from <= to ? [from] : []) }),
    ).toEqual([]);
  });

  it('is no series that has an occurrence by now', () => {
    const after = afterwards(before, planAccept(before, [drills.uid], { ...ACT, config }));
    const [series] = after.series;
    const occurrence = { ...keys, uid: derivedUid<ItemUid>(keys.uid, 'occurrence'), series: series?.uid ?? null, scheduledOn: TODAY };
    const begun = { ...after, items: [...after.items, occurrence] };
    expect(refused(planUndo(begun, decided(after, [drills.uid]), ACT))).toMatchObject({
      code: 'changed-since',
      message: 'SER-1 has begun already.',
    });
  });

  it('is refused once somebody went on with it, or it has an issue', () => {
    const after = afterwards(before, planAccept(before, [keys.uid], { ...ACT, config }));
    const changed = afterwards(after, planEdit(after, [keys.uid], { ...ACT, config, fields: { owner: 'bob' } }));
    expect(refused(planUndo(changed, decided(after, [keys.uid]), ACT)).code).toBe('changed-since');
    const mirror = {
      type: 'mirror' as const,
      uid: keys.uid,
      item: keys.uid,
      tracker: 'github:acme/x' as Snapshot['mirrors'][number]['tracker'],
      key: '1',
      url: 'https://tracker.example/1',
      state: 'live' as const,
      conflicts: [],
    };
    expect(refused(planUndo({ ...after, mirrors: [mirror] }, decided(after, [keys.uid]), ACT)).code).toBe('mirrored');
  });
});

describe('suggestions', () => {
  it.each([
    ['the team of the item, its lead first', 'payments', null, ['bob', 'ann']],
    ['the team of the incident', null, { team: 'payments', lead: 'cleo' }, ['bob', 'ann', 'cleo']],
    ['anybody, where nothing says who', null, null, ['ann', 'bob', 'cleo']],
  ])('for an owner are %s', (_, team, incident, expected) => {
    expect(likelyOwners({ team }, incident, config)).toEqual(expected);
  });

  it('for a cadence are words that people say', () => {
    expect(['Quarterly', 'half-yearly', 'FREQ=WEEKLY;BYDAY=MO'].map(ruleOfCadence)).toEqual([
      'FREQ=MONTHLY;INTERVAL=3',
      'FREQ=MONTHLY;INTERVAL=6',
      'FREQ=WEEKLY;BYDAY=MO',
    ]);
    expect([usualCadence({ activity: 'training' }), usualCadence({ activity: null })]).toEqual(['yearly', 'quarterly']);
  });
});
