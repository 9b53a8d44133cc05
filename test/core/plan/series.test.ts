import { beforeAll, describe, expect, it } from 'vitest';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { planDay } from '../../../packages/core/src/plan/day.ts';
import { planCancel } from '../../../packages/core/src/plan/item-state.ts';
import { datesFor, isMissed, occurrenceUid, planOccurrences } from '../../../packages/core/src/plan/occurrences.ts';
import { leastGapDays, parseRrule } from '../../../packages/core/src/plan/rrule.ts';
import { type DatesOf, loadRuleDates } from '../../../packages/core/src/plan/rule-dates.ts';
import {
  planCompleteOccurrence,
  planSeriesAdd,
  planSeriesEdit,
  planSeriesEnd,
  planSkipOccurrence,
  type SeriesFields,
} from '../../../packages/core/src/plan/series.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { fc } from '../../support/property.ts';
import { applyChanges, emptySnapshot, TODAY } from '../apply-changes.ts';
import { ACT, afterwards, configOf, granted, last, refused, withItem } from './planning.ts';

const config = configOf({ holidays: ['2026-12-25'] });
let datesOf: DatesOf;
beforeAll(async () => {
  datesOf = await loadRuleDates();
});

function withSeries(fields: SeriesFields & { readonly rrule: string }, snapshot: Snapshot = emptySnapshot()): Snapshot {
  return afterwards(snapshot, planSeriesAdd(snapshot, { ...fields, title: 'Run failover drills' }, { ...ACT, config }));
}

function onDay(snapshot: Snapshot, today: PlainDate): Snapshot {
  return applyChanges(snapshot, planDay(snapshot, { today, config, datesOf }));
}

function scheduled(snapshot: Snapshot): readonly (PlainDate | null)[] {
  return snapshot.items.map(({ scheduledOn }) => scheduledOn);
}

function only(snapshot: Snapshot) {
  return last(snapshot.series);
}

describe('dates of a rule', () => {
  it.each([
    ['FREQ=MONTHLY;INTERVAL=3', '2026-11-30', '2027-12-31', ['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30']],
    ['FREQ=MONTHLY', '2026-12-31', '2027-05-01', ['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-12-31', '2027-04-30', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['FREQ=YEARLY', '2028-02-29', '2030-12-31', ['2028-02-29', '2029-02-28', '2030-02-28']],
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-20', '2026-12-08', ['2026-11-23', '2026-11-30', '2026-12-07']],
    ['FREQ=MONTHLY;BYDAY=1MO', '2026-11-20', '2027-02-01', ['2026-12-07', '2027-01-04', '2027-02-01']],
    ['FREQ=DAILY;COUNT=2', '2026-11-20', '2026-12-31', ['2026-11-20', '2026-11-21']],
    ['FREQ=WEEKLY;UNTIL=20261204', '2026-11-20', '2026-12-31', ['2026-11-20', '2026-11-27', '2026-12-04']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-11-20', '2030-12-31', []],
  ])('%s from %s to %s', (rrule, from, to, dates) => {
    expect(datesOf({ rrule, startsOn: plainDate(from) }, { from: plainDate(from), to: plainDate(to) })).toEqual(dates);
  });

  it('no two dates are closer than the bound that is known without computing any', () => {
    const rule = fc.oneof(
      fc
        .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.integer({ min: 1, max: 6 }))
        .map(([freq, n]) => `FREQ=${freq};INTERVAL=${n}`),
      fc.constantFrom(
        'FREQ=WEEKLY;BYDAY=MO',
        'FREQ=WEEKLY;BYDAY=MO,TH',
        'FREQ=MONTHLY;BYMONTHDAY=-1',
        'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR',
        'FREQ=MONTHLY;BYDAY=MO',
        'FREQ=YEARLY;BYMONTH=1,7',
      ),
    );
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 1500 }), (rrule, offset) => {
        const startsOn = addDays(plainDate('2024-01-01'), offset);
        const dates = datesOf({ rrule, startsOn }, { from: startsOn, to: addDays(startsOn, 1500) });
        expect(dates.length).toBeGreaterThan(0);
        for (const [index, date] of dates.entries()) {
          const before = dates[index - 1];
          if (before) expect(daysBetween(before, date)).toBeGreaterThanOrEqual(leastGapDays(rrule));
        }
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    'FREQ=HOURLY',
    'INTERVAL=2',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=DAILY;COUNT=1;UNTIL=20270101',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=WEEKLY;BYDAY=XX',
    'every monday',
    '',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;constructor=1',
  ])('%j is no rule on days', (text) => {
    expect(refused(parseRrule(text)).code).toBe('bad-rrule');
  });
});

describe('occurrences', () => {
  it('a quarterly series accepted today has its first occurrence today, due in two weeks, and the next when its lead begins', () => {
    const snapshot = onDay(withSeries({ rrule: 'FREQ=MONTHLY;INTERVAL=3', activity: 'drill', owner: 'ann', kind: 'preventative' }), TODAY);
    const series = only(snapshot);
    expect(snapshot.items).toEqual([
      {
        type: 'item',
        uid: occurrenceUid(series.uid, TODAY),
        number: 1,
        title: 'Run failover drills',
        details: '',
        state: { status: 'open' },
        kind: 'preventative',
        kindSource: 'stated',
        activity: 'drill',
        owner: 'ann',
        team: null,
        priority: null,
        labels: [],
        incident: null,
        series: series.uid,
        scheduledOn: TODAY,
        due: { on: '2026-12-04', originallyOn: '2026-12-04', rule: 'series', extensions: [] },
        proposedDueOn: null,
        snoozedUntil: null,
        recurrence: null,
        duplicateOf: null,
        references: [],
        origin: null,
        source: null,
        createdOn: TODAY,
        acceptedOn: TODAY,
      },
    ]);
    expect(scheduled(onDay(snapshot, plainDate('2027-02-05')))).toEqual(['2026-11-20']);
    expect(scheduled(onDay(snapshot, plainDate('2027-02-06')))).toEqual(['2026-11-20', '2027-02-20']);
  });

  it('each exists once and the same ones exist, in whatever order and on whatever days one looks', () => {
    const rules = fc.constantFrom('FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=DAILY;INTERVAL=5');
    fc.assert(
      fc.property(rules, fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }), (rrule, days) => {
        const start = withSeries({ rrule });
        const stepwise = days.reduce((snapshot, day) => onDay(snapshot, addDays(TODAY, day)), start);
        const atOnce = onDay(start, addDays(TODAY, Math.max(...days)));
        expect(stepwise.items.map(({ uid }) => uid)).toEqual(atOnce.items.map(({ uid }) => uid));
        expect(new Set(scheduled(atOnce)).size).toBe(atOnce.items.length);
        expect(atOnce.items.every(({ scheduledOn }) => scheduledOn !== null && scheduledOn >= TODAY)).toBe(true);
        expect(planOccurrences(atOnce, { today: addDays(TODAY, Math.max(...days)), config, datesOf })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('what was missed while nothing ran exists afterwards', () => {
    const snapshot = onDay(withSeries({ rrule: 'FREQ=WEEKLY' }), addDays(TODAY, 70));
    const series = only(snapshot);
    expect(snapshot.items).toHaveLength(11);
    expect(snapshot.items.filter((item) => isMissed(item, series, addDays(TODAY, 70)))).toHaveLength(9);
  });

  it('due days roll over weekends and holidays, scheduled days do not', () => {
    const snapshot = onDay(
      withSeries({ rrule: 'FREQ=MONTHLY', startsOn: plainDate('2026-12-05'), windowDays: 20 }),
      plainDate('2026-12-05'),
    );
    expect(last(snapshot.items)).toMatchObject({ scheduledOn: '2026-12-05', due: { on: '2026-12-28' } });
  });

  it('counted from completion, there is one at a time and the next follows the end of the last', () => {
    let snapshot = onDay(withSeries({ rrule: 'FREQ=MONTHLY', strategy: 'after-completion', leadDays: 0 }), TODAY);
    snapshot = onDay(snapshot, plainDate('2027-03-01'));
    expect(scheduled(snapshot)).toEqual(['2026-11-20']);
    const done = { today: plainDate('2027-03-10'), by: 'ann' };
    snapshot = afterwards(snapshot, planCompleteOccurrence(snapshot, only(snapshot).uid, { ...done, date: TODAY }));
    expect(scheduled(onDay(snapshot, plainDate('2027-04-09')))).toEqual(['2026-11-20']);
    expect(scheduled(onDay(snapshot, plainDate('2027-06-30')))).toEqual(['2026-11-20', '2027-04-10']);
  });

  it('loads nothing on a day on which nothing can be due', async () => {
    const snapshot = onDay(withSeries({ rrule: 'FREQ=MONTHLY;INTERVAL=3' }), TODAY);
    const spare = await datesFor(snapshot, addDays(TODAY, 60));
    expect(spare({ rrule: 'FREQ=DAILY', startsOn: TODAY }, { from: TODAY, to: TODAY })).toEqual([]);
    const needed = await datesFor(snapshot, addDays(TODAY, 80));
    expect(needed({ rrule: 'FREQ=DAILY', startsOn: TODAY }, { from: TODAY, to: TODAY })).toEqual([TODAY]);
  });

  it('the days that load nothing are days that plan nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY', 'FREQ=MONTHLY;BYMONTHDAY=-1'),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 60 }),
        async (rrule, first, more) => {
          const snapshot = onDay(withSeries({ rrule }), addDays(TODAY, first));
          const today = addDays(TODAY, first + more);
          const lazily = planOccurrences(snapshot, { today, config, datesOf: await datesFor(snapshot, today) });
          expect(lazily).toEqual(planOccurrences(snapshot, { today, config, datesOf }));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('missed', () => {
  const series = { graceDays: 7 };
  const due = { on: plainDate('2027-01-29'), originallyOn: plainDate('2026-12-04'), rule: 'series', extensions: [] };
  const open: ActionItem['state'] = { status: 'open' };
  const done = (on: string): ActionItem['state'] => ({ status: 'done', on: plainDate(on), by: 'ann', evidence: null, outcome: 'pass' });
  const skipped: ActionItem['state'] = {
    status: 'cancelled',
    on: plainDate('2026-12-01'),
    by: 'ann',
    resolution: 'skipped',
    reason: 'moved',
    until: null,
    into: null,
  };
  it.each([
    ['open on the last day of grace', open, '2026-12-11', false],
    ['open a day later, whatever the due date was moved to', open, '2026-12-12', true],
    ['done in time', done('2026-12-11'), '2027-06-01', false],
    ['done too late stays missed', done('2026-12-12'), '2027-06-01', true],
    ['skipped in time', skipped, '2027-06-01', false],
  ] as const)('%s', (_, state, today, missed) => {
    expect(isMissed({ state, due }, series, plainDate(today))).toBe(missed);
  });
});

describe('what people do to series', () => {
  it.each([
    [
      { rrule: 'FREQ=MONTHLY;INTERVAL=3', activity: 'drill' as const },
      { leadDays: 14, windowDays: 14, graceDays: 7, requires: ['outcome'] },
    ],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=MO', activity: 'training' as const },
      { leadDays: 3, windowDays: 6, graceDays: 1, requires: [] },
    ],
    [{ rrule: 'FREQ=DAILY' }, { leadDays: 0, windowDays: 0, graceDays: 0, requires: [] }],
  ])('%j has defaults that do not let occurrences overlap', (fields, expected) => {
    expect(only(withSeries(fields))).toMatchObject(expected);
  });

  it('an occurrence is completed with what the series requires, by series and date', () => {
    const snapshot = onDay(withSeries({ rrule: 'FREQ=MONTHLY', requires: ['evidence', 'outcome'] }), TODAY);
    const { uid } = only(snapshot);
    const act = { ...ACT, date: TODAY };
    expect(refused(planCompleteOccurrence(snapshot, uid, act)).code).toBe('outcome-missing');
    expect(refused(planCompleteOccurrence(snapshot, uid, { ...act, outcome: 'pass' })).code).toBe('evidence-missing');
    expect(
      last(afterwards(snapshot, planCompleteOccurrence(snapshot, uid, { ...act, outcome: 'fail', evidence: 'run 9' })).items).state,
    ).toEqual({
      status: 'done',
      on: TODAY,
      by: 'ann',
      evidence: 'run 9',
      outcome: 'fail',
    });
    expect(last(afterwards(snapshot, planSkipOccurrence(snapshot, uid, { ...act, reason: 'freeze' })).items).state).toMatchObject({
      resolution: 'skipped',
      reason: 'freeze',
    });
    expect(refused(planSkipOccurrence(snapshot, uid, { ...act, date: addDays(TODAY, 1), reason: 'freeze' }))).toEqual({
      code: 'unknown-occurrence',
      message: 'SER-1 has no occurrence on 2026-11-21.',
      remedy: 'Open are: 2026-11-20',
    });
  });

  it('an ended series opens nothing more; what was opened ahead is cancelled', () => {
    const snapshot = onDay(withSeries({ rrule: 'FREQ=WEEKLY', leadDays: 14 }), TODAY);
    const ended = afterwards(snapshot, planSeriesEnd(snapshot, only(snapshot).uid, { ...ACT, reason: 'service retired' }));
    expect(ended.items.map(({ state }) => state.status)).toEqual(['open', 'cancelled', 'cancelled']);
    expect(onDay(ended, addDays(TODAY, 100)).items).toHaveLength(3);
    expect(refused(planSeriesEdit(ended, only(ended).uid, { ...ACT, config, fields: { title: 'x' } })).code).toBe('ended');
  });

  it('a new rule goes on where the old one left off and invents no missed occurrences', () => {
    const old = onDay(withSeries({ rrule: 'FREQ=MONTHLY;INTERVAL=3', leadDays: 0 }), TODAY);
    const later = plainDate('2027-01-15');
    const edited = afterwards(
      old,
      planSeriesEdit(old, only(old).uid, { today: later, by: 'ann', config, fields: { rrule: 'FREQ=MONTHLY' } }),
    );
    expect(only(edited).startsOn).toBe('2027-01-15');
    expect(scheduled(onDay(edited, plainDate('2027-02-20')))).toEqual(['2026-11-20', '2027-01-15', '2027-02-15']);
    const rarer = afterwards(
      old,
      planSeriesEdit(old, only(old).uid, { today: later, by: 'ann', config, fields: { rrule: 'FREQ=YEARLY' } }),
    );
    expect(only(rarer).startsOn).toBe('2027-11-20');
  });

  it('an edit that says nothing new is nothing', () => {
    const snapshot = withSeries({ rrule: 'FREQ=MONTHLY' });
    expect(
      granted(
        planSeriesEdit(snapshot, only(snapshot).uid, { ...ACT, config, fields: { title: 'Run failover drills', rrule: 'freq=monthly' } }),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ title: ' ' }, 'title-missing'],
    [{ rrule: 'FREQ=SECONDLY' }, 'bad-rrule'],
    [{ leadDays: -1 }, 'bad-days'],
    [{ startsOn: plainDate('2020-01-01') }, 'starts-too-early'],
    [{ strategy: 'after-completion' as const, rrule: 'FREQ=DAILY;COUNT=3' }, 'bad-rrule'],
  ])('%j is refused as %s', (fields, code) => {
    expect(refused(planSeriesAdd(emptySnapshot(), { title: 'Drills', rrule: 'FREQ=MONTHLY', ...fields }, { ...ACT, config })).code).toBe(
      code,
    );
  });
});

it('an accepted risk is open again on its day, not before', () => {
  const { snapshot, item } = withItem(emptySnapshot(), { title: 'Rotate keys' });
  const until = plainDate('2027-01-10');
  const accepted = afterwards(snapshot, planCancel(snapshot, [item.uid], { ...ACT, resolution: 'risk-accepted', reason: 'rare', until }));
  expect(planDay(accepted, { today: plainDate('2027-01-09'), config, datesOf })).toEqual([]);
  const open = onDay(accepted, until);
  expect(last(open.items)).toEqual(item);
  expect(planDay(open, { today: until, config, datesOf })).toEqual([]);
});
