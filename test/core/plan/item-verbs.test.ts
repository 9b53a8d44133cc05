import { describe, expect, it } from 'vitest';
import type { EntityChange } from '../../../packages/core/src/model/event.ts';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Status } from '../../../packages/core/src/model/item.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import type { Result } from '../../../packages/core/src/model/result.ts';
import { planImport } from '../../../packages/core/src/plan/import.ts';
import { planExtend, planSnooze } from '../../../packages/core/src/plan/item-due.ts';
import { planAdd, planEdit } from '../../../packages/core/src/plan/item-edit.ts';
import { planBlock, planCancel, planDone, planReopen, planStart } from '../../../packages/core/src/plan/item-state.ts';
import { planAccept, planDrop } from '../../../packages/core/src/plan/triage.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { fc } from '../../support/property.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, documentDraft, granted, incidentDraft, itemDraft, last, refused, withItem } from './planning.ts';

const config = configOf({ people: { ann: { github: 'ann-gh', team: 'payments' } } });

type Verb = (snapshot: Snapshot, uids: readonly ItemUid[]) => Result<readonly EntityChange[]>;

const VERBS: Readonly<Record<string, Verb>> = {
  start: (snapshot, uids) => planStart(snapshot, uids, ACT),
  block: (snapshot, uids) => planBlock(snapshot, uids, { ...ACT, reason: 'waits for hardware' }),
  done: (snapshot, uids) => planDone(snapshot, uids, ACT),
  cancel: (snapshot, uids) => planCancel(snapshot, uids, { ...ACT, resolution: 'obsolete', reason: 'replaced' }),
  reopen: (snapshot, uids) => planReopen(snapshot, uids, { ...ACT, config }),
  accept: (snapshot, uids) => planAccept(snapshot, uids, { ...ACT, config }),
  drop: (snapshot, uids) => planDrop(snapshot, uids, { ...ACT, reason: 'not ours' }),
  extend: (snapshot, uids) => planExtend(snapshot, uids, { ...ACT, to: '+2w', reason: 'parts are late' }),
  snooze: (snapshot, uids) => planSnooze(snapshot, uids, { ...ACT, until: plainDate('2026-11-27') }),
};

/** A snapshot whose one item stands as asked for. */
function standing(status: Status): Snapshot {
  const proposed = planImport(emptySnapshot(), [documentDraft('a.md', incidentDraft('Mail was late', [itemDraft('Rotate keys')]))], {
    config,
    today: TODAY,
  });
  let snapshot = applyChanges(emptySnapshot(), proposed.changes);
  const path: Readonly<Record<Status, readonly string[]>> = {
    proposed: [],
    open: ['accept'],
    'in-progress': ['accept', 'start'],
    blocked: ['accept', 'block'],
    done: ['accept', 'done'],
    cancelled: ['accept', 'cancel'],
  };
  for (const verb of path[status]) snapshot = doing(snapshot, verb);
  return snapshot;
}

function doing(snapshot: Snapshot, verb: string): Snapshot {
  const plan = VERBS[verb];
  if (!plan) throw new Error(`no verb ${verb}`);
  return afterwards(snapshot, plan(snapshot, [last(snapshot.items).uid]));
}

describe('the state machine', () => {
  const table: Readonly<Record<string, Readonly<Record<Status, string>>>> = {
    start: {
      proposed: '!not-accepted',
      open: 'in-progress',
      'in-progress': '=',
      blocked: 'in-progress',
      done: '!closed',
      cancelled: '!closed',
    },
    block: { proposed: '!not-accepted', open: 'blocked', 'in-progress': 'blocked', blocked: '=', done: '!closed', cancelled: '!closed' },
    done: { proposed: '!not-accepted', open: 'done', 'in-progress': 'done', blocked: 'done', done: '=', cancelled: '!closed' },
    cancel: {
      proposed: 'cancelled',
      open: 'cancelled',
      'in-progress': 'cancelled',
      blocked: 'cancelled',
      done: '!closed',
      cancelled: '!closed',
    },
    reopen: { proposed: '!not-closed', open: '=', 'in-progress': '!not-closed', blocked: '!not-closed', done: 'open', cancelled: 'open' },
    accept: {
      proposed: 'open',
      open: '!not-a-proposal',
      'in-progress': '!not-a-proposal',
      blocked: '!not-a-proposal',
      done: '!not-a-proposal',
      cancelled: '!not-a-proposal',
    },
    drop: {
      proposed: 'cancelled',
      open: '!not-a-proposal',
      'in-progress': '!not-a-proposal',
      blocked: '!not-a-proposal',
      done: '!not-a-proposal',
      cancelled: '!not-a-proposal',
    },
    extend: {
      proposed: '!not-accepted',
      open: 'open',
      'in-progress': 'in-progress',
      blocked: 'blocked',
      done: '!closed',
      cancelled: '!closed',
    },
    snooze: {
      proposed: '!not-accepted',
      open: 'open',
      'in-progress': 'in-progress',
      blocked: 'blocked',
      done: '!closed',
      cancelled: '!closed',
    },
  };
  const cells = Object.entries(table).flatMap(([verb, row]) =>
    Object.entries(row).map(([status, then]) => [verb, status as Status, then] as const),
  );

  it.each(cells)('%s of an item that is %s: %s', (verb, status, then) => {
    const snapshot = standing(status);
    const planned = VERBS[verb]?.(snapshot, [last(snapshot.items).uid]);
    if (!planned) throw new Error('no such verb');
    const outcome = !planned.ok
      ? `!${planned.fault.code}`
      : planned.value.length === 0
        ? '='
        : last(applyChanges(snapshot, planned.value).items).state.status;
    expect(outcome).toBe(then);
    if (!planned.ok) expect(planned.fault.remedy).not.toBe('');
  });

  it('whatever people do, a closed item has its day and its actor, an accepted one a due date, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(VERBS)), { maxLength: 12 }), (verbs) => {
        let snapshot = standing('proposed');
        const seen = [last(snapshot.items)];
        for (const verb of verbs) {
          const planned = VERBS[verb]?.(snapshot, [last(snapshot.items).uid]);
          if (!planned?.ok) continue;
          snapshot = applyChanges(snapshot, planned.value);
          seen.push(last(snapshot.items));
        }
        for (const [index, item] of seen.entries()) {
          const before = seen[index - 1];
          if (item.state.status !== 'proposed' && item.state.status !== 'cancelled')
            expect([item.acceptedOn, item.due === null]).toEqual([TODAY, false]);
          if (item.state.status === 'done' || item.state.status === 'cancelled')
            expect([item.state.on, item.state.by]).toEqual([TODAY, 'ann']);
          if (before?.due)
            expect([item.due?.originallyOn, (item.due?.extensions.length ?? 0) >= before.due.extensions.length]).toEqual([
              before.due.originallyOn,
              true,
            ]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is refused', () => {
  const open = withItem(emptySnapshot(), { title: 'Rotate keys' });
  const uids = [open.item.uid];
  it.each([
    ['block without a reason', planBlock(open.snapshot, uids, { ...ACT, reason: ' ' }), 'reason-missing'],
    ['cancel without a reason', planCancel(open.snapshot, uids, { ...ACT, resolution: 'wont-do', reason: '' }), 'reason-missing'],
    ['risk accepted for ever', planCancel(open.snapshot, uids, { ...ACT, resolution: 'risk-accepted', reason: 'rare' }), 'until-missing'],
    [
      'risk accepted until today',
      planCancel(open.snapshot, uids, { ...ACT, resolution: 'risk-accepted', reason: 'rare', until: TODAY }),
      'until-past',
    ],
    [
      'another resolution until a day',
      planCancel(open.snapshot, uids, { ...ACT, resolution: 'obsolete', reason: 'gone', until: plainDate('2027-01-01') }),
      'until-unused',
    ],
    [
      'skipping what is no occurrence',
      planCancel(open.snapshot, uids, { ...ACT, resolution: 'skipped', reason: 'busy' }),
      'not-an-occurrence',
    ],
    ['extend without a reason', planExtend(open.snapshot, uids, { ...ACT, to: '+1d', reason: '' }), 'reason-missing'],
    ['extend to a day that does not exist', planExtend(open.snapshot, uids, { ...ACT, to: '2026-02-30', reason: 'x' }), 'bad-date'],
    ['extend to a past day', planExtend(open.snapshot, uids, { ...ACT, to: '2026-11-01', reason: 'x' }), 'date-past'],
    ['extend to the same day', planExtend(open.snapshot, uids, { ...ACT, to: '2026-12-21', reason: 'x' }), 'same-date'],
    ['snooze until today', planSnooze(open.snapshot, uids, { ...ACT, until: TODAY }), 'date-past'],
    ['a blank title', planEdit(open.snapshot, uids, { ...ACT, config, fields: { title: ' ' } }), 'title-missing'],
    [
      'a due date moved by edit without a reason',
      planEdit(open.snapshot, uids, { ...ACT, config, fields: { dueOn: plainDate('2027-01-04') } }),
      'reason-missing',
    ],
    ['an item that is not there', planStart(emptySnapshot(), uids, ACT), 'unknown-item'],
  ] as const)('%s', (_, result, code) => {
    expect(refused(result).code).toBe(code);
  });

  it('one of several refuses all of them', () => {
    const two = withItem(open.snapshot, { title: 'Test backups' });
    const done = afterwards(two.snapshot, planDone(two.snapshot, uids, ACT));
    expect(refused(planStart(done, [two.item.uid, open.item.uid], ACT))).toEqual({
      code: 'closed',
      message: 'AI-1 is done.',
      remedy: 'Reopen it first: closeout reopen AI-1',
    });
  });
});

describe('details of verbs', () => {
  const open = withItem(emptySnapshot(), { title: 'Rotate keys' });

  it.each([
    ['+10d', '2026-12-31'],
    ['+2w', '2027-01-04'],
    ['+1m', '2027-01-21'],
    ['2027-03-01', '2027-03-01'],
  ])('extend by %s gives %s, and the original date stays', (to, on) => {
    const item = last(
      afterwards(open.snapshot, planExtend(open.snapshot, [open.item.uid], { ...ACT, to, reason: 'parts are late' })).items,
    );
    expect(item.due).toEqual({
      on,
      originallyOn: '2026-12-21',
      rule: 'fallback',
      extensions: [{ from: '2026-12-21', to: on, reason: 'parts are late', on: TODAY, by: 'ann' }],
    });
  });

  it('two weeks more for what is overdue count from today', () => {
    const late = { ...ACT, today: plainDate('2027-02-01') };
    const item = last(afterwards(open.snapshot, planExtend(open.snapshot, [open.item.uid], { ...late, to: '+2w', reason: 'ill' })).items);
    expect(item.due?.on).toBe('2027-02-15');
  });

  it('done twice says nothing new, but evidence that was owed is taken', () => {
    const done = afterwards(open.snapshot, planDone(open.snapshot, [open.item.uid], ACT));
    expect(granted(planDone(done, [open.item.uid], ACT))).toEqual([]);
    const given = afterwards(done, planDone(done, [open.item.uid], { ...ACT, evidence: 'run 12' }));
    expect(last(given.items).state).toEqual({ status: 'done', on: TODAY, by: 'ann', evidence: 'run 12', outcome: null });
    expect(granted(planDone(given, [open.item.uid], { ...ACT, evidence: 'run 13' }))).toEqual([]);
  });

  it('a dropped proposal that is reopened is a proposal again', () => {
    expect(last(doing(doing(standing('proposed'), 'drop'), 'reopen').items).state).toEqual({ status: 'proposed' });
  });

  it('naming an item twice changes it once', () => {
    expect(granted(planStart(open.snapshot, [open.item.uid, open.item.uid], ACT))).toHaveLength(1);
  });

  it('what a person adds is accepted at once, with owner and team of the configuration', () => {
    const changes = granted(
      planAdd(emptySnapshot(), { title: ' Test backups ', owner: '@ANN-GH', kind: 'preventative' }, { ...ACT, config }),
    );
    expect(changes[0]?.entity).toMatchObject({
      title: 'Test backups',
      owner: 'ann',
      team: 'payments',
      kind: 'preventative',
      kindSource: 'stated',
      state: { status: 'open' },
      acceptedOn: TODAY,
      due: { on: '2026-12-21', rule: 'fallback' },
    });
  });

  it('edit states what is given, clears what is null, leaves the rest, and plans nothing when nothing is new', () => {
    const edit = (fields: Parameters<typeof planEdit>[2]['fields']) => planEdit(open.snapshot, [open.item.uid], { ...ACT, config, fields });
    expect(granted(edit({ title: 'Rotate keys', owner: null, labels: [] }))).toEqual([]);
    expect(last(afterwards(open.snapshot, edit({ priority: 'P1', labels: ['b', 'b'] })).items)).toEqual({
      ...open.item,
      priority: 'P1',
      labels: ['b'],
    });
  });
});
