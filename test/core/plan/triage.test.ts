import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import { planReopen } from '../../../packages/core/src/plan/item-state.ts';
import { planAccept, planDrop } from '../../../packages/core/src/plan/triage.ts';
import { planMerge } from '../../../packages/core/src/plan/triage-merge.ts';
import type { ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, documentDraft, granted, incidentDraft, itemDraft, last, refused } from './planning.ts';

const config = configOf({ people: { ann: { team: 'payments' } }, duePolicies: ['gitlab-corrective-action'] });

function proposals(...drafts: readonly ItemDraft[]) {
  const incident = incidentDraft('Mail was late', drafts, { severity: 'Sev-1' });
  return applyChanges(emptySnapshot(), planImport(emptySnapshot(), [documentDraft('a.md', incident)], { config, today: TODAY }).changes);
}

const quarterly = { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false };
const regular = { text: 'regularly', rrule: null, needsCadence: true };

describe('accept', () => {
  it('gives an owner, the team of the owner and a due date by policy', () => {
    const snapshot = proposals(itemDraft('Rotate keys'));
    const item = last(afterwards(snapshot, planAccept(snapshot, [last(snapshot.items).uid], { ...ACT, config, owner: 'Ann' })).items);
    expect(item).toMatchObject({ state: { status: 'open' }, owner: 'ann', team: 'payments', acceptedOn: TODAY });
    expect(item.due).toEqual({ on: '2026-11-27', originallyOn: '2026-11-27', rule: 'gitlab-corrective-action#1', extensions: [] });
  });

  it('takes an explicit date as it is', () => {
    const snapshot = proposals(itemDraft('Rotate keys'));
    const dueOn = plainDate('2026-12-25');
    expect(last(afterwards(snapshot, planAccept(snapshot, [last(snapshot.items).uid], { ...ACT, config, dueOn })).items).due).toMatchObject(
      {
        on: '2026-12-25',
        rule: 'explicit',
      },
    );
  });

  it('makes a series instead of an item of what recurs', () => {
    const snapshot = proposals(itemDraft('Run failover drills', { activity: 'drill', recurrence: quarterly, owner: 'ann' }));
    const proposal = last(snapshot.items);
    const next = afterwards(snapshot, planAccept(snapshot, [proposal.uid], { ...ACT, config }));
    expect(last(next.items).state).toEqual({
      status: 'cancelled',
      on: TODAY,
      by: 'ann',
      resolution: 'superseded',
      reason: 'became a series',
      until: null,
      into: null,
    });
    expect(next.series).toEqual([
      {
        type: 'series',
        uid: next.series[0]?.uid,
        number: 1,
        title: 'Run failover drills',
        details: '',
        kind: 'unclassified',
        activity: 'drill',
        owner: 'ann',
        team: 'payments',
        priority: null,
        labels: [],
        incident: snapshot.incidents[0]?.uid,
        rrule: 'FREQ=MONTHLY;INTERVAL=3',
        startsOn: TODAY,
        strategy: 'fixed',
        leadDays: 14,
        windowDays: 14,
        graceDays: 7,
        requires: ['outcome'],
        controls: [],
        ended: null,
        proposal: proposal.uid,
        origin: proposal.origin,
        source: null,
        createdOn: TODAY,
      },
    ]);
    expect(refused(planReopen(next, [proposal.uid], { ...ACT, config })).code).toBe('became-a-series');
  });

  it('asks for a cadence where none is stated, and takes the one that is given', () => {
    const snapshot = proposals(itemDraft('Stress tests', { recurrence: regular }));
    const uids = [last(snapshot.items).uid];
    expect(refused(planAccept(snapshot, uids, { ...ACT, config })).code).toBe('needs-cadence');
    expect(refused(planAccept(snapshot, uids, { ...ACT, config, rrule: 'FREQ=HOURLY' })).code).toBe('bad-rrule');
    expect(afterwards(snapshot, planAccept(snapshot, uids, { ...ACT, config, rrule: 'rrule:freq=weekly;byday=mo' })).series[0]?.rrule).toBe(
      'FREQ=WEEKLY;BYDAY=MO',
    );
  });

  it('makes a single item of what recurs when told so', () => {
    const snapshot = proposals(itemDraft('Stress tests', { recurrence: regular }));
    const next = afterwards(snapshot, planAccept(snapshot, [last(snapshot.items).uid], { ...ACT, config, rrule: null }));
    expect([last(next.items).state.status, next.series]).toEqual(['open', []]);
  });

  it('schedules the first occurrence so that it is due on the stated day', () => {
    const snapshot = proposals(itemDraft('Run failover drills', { recurrence: quarterly, dueOn: plainDate('2027-02-01') }));
    expect(afterwards(snapshot, planAccept(snapshot, [last(snapshot.items).uid], { ...ACT, config })).series[0]?.startsOn).toBe(
      '2027-01-18',
    );
  });
});

describe('merge', () => {
  it('keeps the text of both, fills what is missing and closes the other as duplicate', () => {
    const snapshot = proposals(
      itemDraft('Rotate keys', { details: 'All of them.', links: ['https://tracker.example/issues/1'] }),
      itemDraft('Replace old keys', {
        details: 'Also on the relay.',
        owner: 'ann',
        priority: 'P2',
        links: ['https://tracker.example/issues/2'],
        recurrence: regular,
      }),
    );
    const [kept, merged] = snapshot.items;
    if (!kept || !merged) throw new Error('two items expected');
    const accepted = kept.state.status;
    const next = granted(planMerge(snapshot, merged.uid, kept.uid, ACT));
    expect(accepted).toBe('open');
    expect(next.map(({ entity }) => entity)).toEqual([
      {
        ...kept,
        details: 'All of them.\n\nReplace old keys\n\nAlso on the relay.',
        owner: 'ann',
        team: 'payments',
        priority: 'P2',
        references: ['https://tracker.example/issues/1', 'https://tracker.example/issues/2'],
      },
      {
        ...merged,
        state: {
          status: 'cancelled',
          on: TODAY,
          by: 'ann',
          resolution: 'duplicate',
          reason: 'merged into AI-1',
          until: null,
          into: kept.uid,
        },
      },
    ]);
  });

  it('refuses itself, what is closed, and an accepted item into a proposal', () => {
    const snapshot = proposals(itemDraft('Rotate keys'), itemDraft('Test backups'), itemDraft('Buy disks'));
    const [a, b, c] = snapshot.items.map(({ uid }) => uid);
    if (!a || !b || !c) throw new Error('three items expected');
    const next = afterwards(
      afterwards(snapshot, planAccept(snapshot, [a], { ...ACT, config })),
      planDrop(snapshot, [c], { ...ACT, reason: 'not ours' }),
    );
    expect(refused(planMerge(next, a, a, ACT)).code).toBe('same-item');
    expect(refused(planMerge(next, a, c, ACT)).code).toBe('closed');
    expect(refused(planMerge(next, a, b, ACT))).toMatchObject({
      code: 'not-accepted',
      remedy: 'Merge the other way round: closeout merge AI-2 AI-1',
    });
  });
});

it('a drop needs a reason and keeps it', () => {
  const snapshot = proposals(itemDraft('Rotate keys'));
  const uids = [last(snapshot.items).uid];
  expect(refused(planDrop(snapshot, uids, { ...ACT, reason: '' })).code).toBe('reason-missing');
  expect(last(afterwards(snapshot, planDrop(snapshot, uids, { ...ACT, reason: 'not ours' })).items).state).toMatchObject({
    resolution: 'wont-do',
    reason: 'not ours',
  });
});
