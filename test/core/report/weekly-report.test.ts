import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { weeklyReport } from '../../../packages/core/src/report/weekly-report.ts';
import { BUSY_QUARTER, MONDAY } from './busy-quarter.ts';
import { cancelled, done, due, itemUid, mirror, SETTINGS, series, snapshotOf, type Told, type World } from './recorded-world.ts';

const monday = plainDate('2026-03-30');
const open = { status: 'open' } as const;

function report(world: World, asOf = monday) {
  return weeklyReport(snapshotOf(world, asOf), { asOf });
}

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}

test('a report is one value: everything the renderers show', () => {
  const world: World = {
    items: [
      [['2026-03-01', { title: 'Rotate the keys', owner: 'ada', state: open, due: due('2026-03-20') }]],
      [
        ['2026-03-10', { title: 'Trim the alerts', team: 'search', state: open, due: due('2026-04-30') }],
        ['2026-03-25', { state: cancelled('2026-03-25', { reason: 'the alerts are gone' }) }],
      ],
    ],
  };
  const { definitions, teams, figures, ...rest } = report(world);
  const rotate = {
    id: 'AI-1',
    uid: itemUid(1),
    title: 'Rotate the keys',
    status: 'open',
    kind: 'unclassified',
    activity: null,
    owner: 'ada',
    team: 'payments',
    priority: null,
    dueOn: '2026-03-20',
    originalDueOn: '2026-03-20',
    slips: 0,
    lateness: 'overdue',
    daysOverdue: 10,
    incident: null,
    series: null,
    links: [],
    severity: null,
    ageDays: 10,
  };
  expect(rest).toEqual({
    version: 1,
    asOf: '2026-03-30',
    week: { from: '2026-03-23', to: '2026-03-29' },
    timeZone: 'Europe/Berlin',
    team: null,
    summary: '1 of 1 open item is overdue; 0 opened and 1 closed this week.',
    decisions: {
      items: [
        {
          ...rotate,
          reasons: [{ code: 'latest', text: '10 days overdue, the longest of all' }],
          ways: [
            { way: 'do', label: 'Do it', command: 'closeout done AI-1 --evidence URL' },
            { way: 'extend', label: 'Extend it', command: 'closeout extend AI-1 2026-04-13 --reason "WHY"' },
            { way: 'close', label: 'Close it', command: 'closeout cancel AI-1 --resolution wont-do --reason "WHY"' },
          ],
        },
      ],
      more: 0,
    },
    overdue: [{ team: 'payments', count: 1, owners: [{ owner: 'ada', items: [rotate] }] }],
    coming: { dueSoon: [], atRisk: [] },
    rehearsals: {
      missed: [],
      due: [],
      completed: [],
      skipped: [],
      upcoming: [],
      adherence: { scheduled: 0, onTime: 0, late: 0, missed: 0, skipped: 0, share: null },
    },
    closed: {
      done: [],
      cancelled: [
        {
          ...rotate,
          id: 'AI-2',
          uid: itemUid(2),
          title: 'Trim the alerts',
          status: 'cancelled',
          owner: null,
          team: 'search',
          dueOn: '2026-04-30',
          originalDueOn: '2026-04-30',
          lateness: 'none',
          daysOverdue: 0,
          ageDays: 0,
          cancelledOn: '2026-03-25',
          resolution: 'wont-do',
          reason: 'the alerts are gone',
        },
      ],
    },
    invisible: { noOwner: [], unknownOwner: [], noDueDate: [], noMirror: [], incidentsWithoutItems: [] },
    sync: { trackers: [], conflicts: [], lostLinks: [] },
    source: { workspace: '0000beef', items: 2, incidents: 0, series: 0 },
  });
  expect(figures.headline).toEqual({
    open: { now: 1, before: 2, change: -1 },
    overdue: { now: 1, before: 1, change: 0 },
    dueSoon: { now: 0, before: 0, change: 0 },
    opened: { now: 0, before: 0, change: 0 },
    reopened: 0,
    closed: { now: 1, before: 0, change: 1 },
    net: { now: -1, before: 0, change: -1 },
    today: { opened: 0, closed: 0 },
    completion: {
      done: 0,
      onTime: { now: null, before: null, change: null },
      onTimeAsExtended: null,
      medianDays: { now: null, before: null, change: null },
    },
  });
  expect(figures.ageing).toEqual({ days1to7: 0, days8to30: 1, days31to90: 0, over90: 0 });
  expect(figures.trend.at(-1)).toEqual({ from: '2026-03-23', to: '2026-03-29', opened: 0, closed: 1, open: 1, overdue: 1 });
  expect(figures.trend.map(({ opened }) => opened)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0]);
  expect(teams.map(({ team, figures: own }) => [team, own.headline.open.now, own.headline.closed.now])).toEqual([
    ['payments', 1, 0],
    ['search', 0, 1],
  ]);
  expect(definitions.length).toBeGreaterThan(8);
});

test('every section of a busy quarter holds what it should', () => {
  const busy = report(BUSY_QUARTER, MONDAY);
  expect(busy.overdue.map(({ team, owners }) => [team, owners.map(({ owner, items }) => [owner, idsOf(items)])])).toEqual([
    ['payments', [['ada', ['AI-1', 'AI-15', 'AI-30', 'AI-3']]]],
    ['search', [['ben', ['AI-2']]]],
  ]);
  expect(idsOf(busy.coming.dueSoon)).toEqual(['AI-4', 'AI-5']);
  expect(idsOf(busy.coming.atRisk)).toEqual(['AI-33', 'AI-6', 'AI-34']);
  expect(busy.decisions.items.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)])).toEqual([
    ['AI-1', ['failed-again', 'severity', 'old', 'slipped', 'latest']],
    ['AI-3', ['failed-again', 'severity']],
    ['AI-4', ['failed-again', 'conflict']],
  ]);
  expect(idsOf(busy.rehearsals.missed)).toEqual(['AI-15']);
  expect(busy.rehearsals.adherence).toEqual({ scheduled: 3, onTime: 1, late: 1, missed: 1, skipped: 1, share: 0.333 });
  expect(idsOf(busy.closed.done)).toEqual(['AI-7', 'AI-29', 'AI-32']);
  expect(busy.closed.cancelled.map(({ id, resolution, reason }) => [id, resolution, reason])).toEqual([
    ['AI-8', 'wont-do', 'the contract ends in June'],
    ['AI-9', 'obsolete', null],
  ]);
  expect(busy.figures.waiting).toEqual({ count: 2, oldestOn: '2026-02-03' });
  expect(idsOf(busy.invisible.noOwner)).toEqual(['AI-10']);
  expect(idsOf(busy.invisible.unknownOwner)).toEqual(['AI-11']);
  expect(idsOf(busy.invisible.incidentsWithoutItems)).toEqual(['INC-3']);
  expect(idsOf(busy.invisible.noMirror)).toContain('AI-15');
  expect(idsOf(busy.invisible.noMirror)).not.toContain('AI-5');
  expect(idsOf(busy.sync.conflicts)).toEqual(['AI-4']);
  expect(busy.sync.lostLinks.map(({ id, state }) => [id, state])).toEqual([['AI-5', 'gone']]);
  expect(busy.sync.trackers.map(({ daysAgo }) => daysAgo)).toEqual([0, 3]);
});

describe('what counts', () => {
  const one = (dueOn: string): World => ({ items: [[['2026-01-05', { state: open, due: due(dueOn) }]]] });

  test('due today is not overdue; due yesterday is', () => {
    expect(report(one('2026-03-30')).figures.headline.overdue.now).toBe(0);
    expect(report(one('2026-03-29')).figures.headline.overdue.now).toBe(1);
  });

  test('the week is the seven days that end yesterday', () => {
    const closedOn = (on: string): World => ({
      items: [
        [
          ['2026-01-05', { state: open, due: due('2026-06-01') }],
          [on, { state: done(on) }],
        ],
      ],
    });
    const closed = (on: string) => report(closedOn(on)).figures.headline.closed.now;
    const days = ['2026-03-22', '2026-03-23', '2026-03-29', '2026-03-30'];
    expect(days.map(closed)).toEqual([0, 1, 1, 0]);
    expect(days.map((on) => report(closedOn(on)).closed.done.length)).toEqual([0, 1, 1, 0]);
    expect(report(closedOn('2026-03-30')).figures.headline.today).toEqual({ opened: 0, closed: 1 });
  });

  test('what was closed and opened again is counted both ways, and is not listed as closed', () => {
    const told: Told = [
      ['2026-01-05', { state: open, due: due('2026-06-01') }],
      ['2026-03-24', { state: done('2026-03-24') }],
      ['2026-03-26', { state: open }],
    ];
    const { figures, closed } = report({ items: [told, [['2026-03-25', { state: open, due: due('2026-06-01') }]]] });
    const { opened, reopened, closed: left, open: now } = figures.headline;
    expect([opened.now, reopened, left.now, now.before, now.now]).toEqual([2, 1, 1, 1, 2]);
    expect(closed.done).toEqual([]);
  });

  test('due soon are the seven days that begin today', () => {
    const soon = (dueOn: string) => report(one(dueOn)).coming.dueSoon.length;
    expect(['2026-03-29', '2026-03-30', '2026-04-05', '2026-04-06'].map(soon)).toEqual([0, 1, 1, 0]);
    expect(report(one('2026-04-05')).figures.headline.dueSoon.now).toBe(1);
  });

  test('an occurrence is missed once its days of grace have passed, and late when it is done after that', () => {
    const drill = series(1, { graceDays: 7 });
    const told = (dueOn: string): Told => [['2026-01-05', { state: open, series: drill.uid, due: due(dueOn) }]];
    const rehearsals = (item: Told) => report({ items: [item], series: [drill] }).rehearsals;
    expect(
      [rehearsals(told('2026-03-23')), rehearsals(told('2026-03-22'))].map(({ missed, due: now }) => [missed.length, now.length]),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const { completed, adherence } = rehearsals([
      ...told('2026-03-10'),
      ['2026-03-24', { state: done('2026-03-24', { outcome: 'fail' }) }],
    ]);
    expect(completed.map(({ onTime, outcome }) => [onTime, outcome])).toEqual([[false, 'fail']]);
    expect(adherence).toEqual({ scheduled: 1, onTime: 0, late: 1, missed: 1, skipped: 0, share: 0 });
  });

  test('what was overdue long before this week is still in the report', () => {
    expect(report(one('2026-01-06')).figures.ageing).toEqual({ days1to7: 0, days8to30: 0, days31to90: 1, over90: 0 });
  });

  test('moving a date makes nothing younger', () => {
    const moved: World = { items: [[['2025-10-01', { state: open, due: due('2026-03-28', '2025-11-01', '2026-01-10') }]]] };
    expect(report(moved).figures.ageing.over90).toBe(1);
    expect(report(moved).decisions.items[0]?.reasons.map(({ text }) => text)).toEqual([
      '149 days past its first due date',
      'moved 2 times',
      '2 days overdue, the longest of all',
    ]);
  });

  test('an item done on the day of its moved date was late against the first', () => {
    const told: Told = [
      ['2026-02-01', { state: open, due: due('2026-03-10', '2026-02-20') }],
      ['2026-03-10', { state: done('2026-03-10') }],
    ];
    const { onTime, onTimeAsExtended, medianDays } = report({ items: [told] }).figures.headline.completion;
    expect([onTime.now, onTimeAsExtended, medianDays.now]).toEqual([0, 1, 37]);
  });

  test('an accepted risk comes back before it expires', () => {
    const state = cancelled('2026-01-10', { resolution: 'risk-accepted', reason: 'low traffic', until: plainDate('2026-04-02') });
    const [decision] = report({
      items: [
        [
          ['2026-01-05', { state: open, due: due('2026-02-01') }],
          ['2026-01-10', { state }],
        ],
      ],
    }).decisions.items;
    expect(decision?.reasons).toEqual([{ code: 'risk-expires', text: 'accepted risk expires on 2026-04-02' }]);
    expect(decision?.ways[0]?.command).toBe('closeout reopen AI-1');
  });

  test('where only a conflict is to be decided, the ways out are its two sides', () => {
    const told: Told = [['2026-03-25', { state: open, due: due('2026-05-01') }]];
    const [decision] = report({ items: [told], mirrors: [mirror(1, { conflicts: ['dueOn', 'title'] })] }).decisions.items;
    expect(decision?.reasons).toEqual([{ code: 'conflict', text: 'changed on both sides: dueOn, title' }]);
    expect(decision?.ways.map(({ command }) => command)).toEqual([
      'closeout conflicts resolve AI-1 dueOn --take ours',
      'closeout conflicts resolve AI-1 dueOn --take theirs',
      'closeout cancel AI-1 --resolution wont-do --reason "WHY"',
    ]);
  });

  test('a drill that must say how it went is done, or skipped, as such', () => {
    const drill = series(1, { requires: ['outcome'] });
    const told: Told = [['2026-01-05', { state: open, series: drill.uid, due: due('2026-02-01') }]];
    const [decision] = report({ items: [told], series: [drill] }).decisions.items;
    expect(decision?.ways.map(({ command }) => command)).toEqual([
      'closeout done AI-1 --outcome pass',
      'closeout extend AI-1 2026-04-13 --reason "WHY"',
      'closeout cancel AI-1 --resolution skipped --reason "WHY"',
    ]);
  });

  test('at most five items need a decision, and the rest are counted', () => {
    const late: Told = [['2026-01-05', { state: open, priority: 'P0', due: due('2026-02-01') }]];
    const { decisions } = report({ items: Array.from({ length: 8 }, () => late) });
    expect([decisions.items.length, decisions.more]).toEqual([5, 3]);
  });

  test('a quiet week still says so', () => {
    expect(report({ items: [] }).summary).toBe('A quiet week: nothing opened, nothing closed, nothing overdue; 0 items open.');
  });

  test('without recorded settings the configuration counts, with them it does not', () => {
    const config = { timeZone: 'Asia/Tokyo', idPrefix: 'ACT', people: {}, teams: {} };
    const world = { items: one('2026-03-01').items };
    const plain = weeklyReport(snapshotOf({ ...world, settings: null }, monday), { asOf: monday, config });
    expect([plain.timeZone, plain.decisions.items[0]?.id]).toEqual(['Asia/Tokyo', 'ACT-1']);
    const recorded = weeklyReport(snapshotOf({ ...world, settings: SETTINGS }, monday), { asOf: monday, config });
    expect([recorded.timeZone, recorded.decisions.items[0]?.id]).toEqual(['Europe/Berlin', 'AI-1']);
  });

  test('a snapshot without history is refused rather than counted wrongly', () => {
    const snapshot = { ...snapshotOf(one('2026-03-01'), monday), history: [] };
    expect(() => weeklyReport(snapshot, { asOf: monday })).toThrow(/weeks: 13/);
  });

  test('an owner called like a property of every object is simply unknown', () => {
    const [row] = report({ items: [[['2026-03-01', { owner: 'constructor', state: open, due: due('2026-05-01') }]]] }).invisible
      .unknownOwner;
    expect([row?.owner, row?.team]).toEqual(['constructor', null]);
  });
});
