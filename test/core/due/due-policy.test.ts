import { describe, expect, it } from 'vitest';
import { type DueQuestion, dueFor } from '../../../packages/core/src/due/due-policy.ts';
import { duePresets } from '../../../packages/core/src/due/presets.ts';
import { addWorkdays, isWorkday } from '../../../packages/core/src/due/workdays.ts';
import { addDays, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { fc } from '../../support/property.ts';

const FRIDAY = plainDate('2026-11-20');

function asked(more: Partial<Omit<DueQuestion, 'item'>> & { readonly item?: Partial<DueQuestion['item']> }): DueQuestion {
  return {
    incident: null,
    statedOn: null,
    policies: [],
    acceptedOn: FRIDAY,
    resolvedOn: null,
    publishedOn: null,
    workweek: [1, 2, 3, 4, 5],
    holidays: [],
    ...more,
    item: { priority: null, team: null, labels: [], activity: null, kind: 'unclassified', kindSource: 'inferred', ...more.item },
  };
}

function preset(name: keyof typeof duePresets) {
  const policy = duePresets[name];
  return policy ? [policy] : [];
}

describe('a due date', () => {
  it('without any policy is 30 days after acceptance, rolled to a workday', () => {
    expect(dueFor(asked({}))).toEqual({ on: '2026-12-21', rule: 'fallback' });
  });

  it('that is stated is taken as it is: a Sunday, a holiday, a past day', () => {
    for (const day of ['2026-11-22', '2026-12-25', '2024-01-01'].map(plainDate)) {
      expect(dueFor(asked({ statedOn: day, holidays: [day], policies: preset('dispatch') }))).toEqual({ on: day, rule: 'explicit' });
    }
  });

  it.each([
    ['pagerduty', { severity: 'SEV1' }, {}, '2026-12-07', 'pagerduty#1'],
    ['pagerduty', { severity: 'sev-2' }, {}, '2026-12-21', 'pagerduty#2'],
    ['pagerduty', { severity: 'SEV3' }, {}, '2026-12-21', 'fallback'],
    ['gitlab-corrective-action', { severity: 'S1' }, {}, '2026-11-27', 'gitlab-corrective-action#1'],
    ['gitlab-corrective-action', { severity: 'severity 2' }, {}, '2026-12-21', 'gitlab-corrective-action#2'],
    ['gitlab-corrective-action', { severity: '3' }, {}, '2027-01-19', 'gitlab-corrective-action#3'],
    ['gitlab-corrective-action', { severity: 'Sev 4' }, {}, '2027-02-18', 'gitlab-corrective-action#4'],
    ['atlassian-priority-action', { severity: null }, {}, '2026-12-18', 'atlassian-priority-action#2'],
    ['atlassian-priority-action', { severity: null }, { labels: ['eight-weeks'] }, '2027-01-15', 'atlassian-priority-action#1'],
    ['dispatch', { severity: null }, {}, '2026-11-27', 'dispatch#2'],
    ['dispatch', { severity: null }, { labels: ['incident-task'] }, '2026-11-23', 'dispatch#1'],
    ['pattern', { severity: null }, { priority: 'P0' }, '2026-11-23', 'pattern#1'],
    ['pattern', { severity: null }, { priority: 'P1' }, '2026-12-04', 'pattern#2'],
    ['pattern', { severity: null }, { priority: 'P3' }, '2026-12-21', 'pattern#4'],
  ] as const)('by %s of %j %j is %s', (name, incident, item, on, rule) => {
    expect(dueFor(asked({ policies: preset(name), incident, item }))).toEqual({ on, rule });
  });

  it('counts from the day the incident was resolved, but from acceptance when that would lie before it', () => {
    const question = { policies: preset('pagerduty'), incident: { severity: '1' } };
    expect(dueFor(asked({ ...question, resolvedOn: plainDate('2026-11-16') }))).toMatchObject({ on: '2026-12-01' });
    expect(dueFor(asked({ ...question, resolvedOn: plainDate('2025-11-16') }))).toMatchObject({ on: '2026-12-07' });
  });

  it('counts business days over weekends and holidays', () => {
    const rules = [{ days: 3, count: 'business', from: 'accepted' }] as const;
    expect(dueFor(asked({ policies: [{ name: 'own', rules }], holidays: [plainDate('2026-11-24')] }))).toEqual({
      on: '2026-11-26',
      rule: 'own#1',
    });
  });

  it('follows a rule on kind only when the kind was stated', () => {
    const policies = [{ name: 'own', rules: [{ kind: 'corrective', days: 7, count: 'calendar', from: 'accepted' }] }] as const;
    expect(dueFor(asked({ policies, item: { kind: 'corrective', kindSource: 'inferred' } })).rule).toBe('fallback');
    expect(dueFor(asked({ policies, item: { kind: 'corrective', kindSource: 'stated' } })).rule).toBe('own#1');
  });

  it('comes from the first rule of the first policy for which everything holds', () => {
    const on = (days: number) => ({ days, count: 'calendar', from: 'accepted' }) as const;
    const policies = [
      {
        name: 'a',
        rules: [
          { team: 'web', priority: 'P1', ...on(1) },
          { activity: 'audit', ...on(2) },
        ],
      },
      { name: 'b', rules: [{ team: 'web', ...on(3) }] },
    ] as const;
    expect(dueFor(asked({ policies, item: { team: 'web' } })).rule).toBe('b#1');
    expect(dueFor(asked({ policies, item: { team: 'web', priority: 'P1' } })).rule).toBe('a#1');
    expect(dueFor(asked({ policies, item: { team: 'web', activity: 'audit' } })).rule).toBe('a#2');
  });

  it('by policy never lies before acceptance nor on a day off', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays(plainDate('2025-06-01'), days));
    const rule = fc.record({
      days: fc.integer({ min: 0, max: 90 }),
      count: fc.constantFrom('calendar', 'business'),
      from: fc.constantFrom('accepted', 'resolved', 'published'),
    } as const);
    fc.assert(
      fc.property(
        day,
        fc.option(day),
        fc.option(day),
        fc.array(day, { maxLength: 30 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7] as const),
        fc.array(rule, { maxLength: 1 }),
        (acceptedOn, resolvedOn, publishedOn, holidays, workweek, rules) => {
          const question = asked({ acceptedOn, resolvedOn, publishedOn, holidays, workweek, policies: [{ name: 'own', rules }] });
          const { on } = dueFor(question);
          expect(on >= acceptedOn).toBe(true);
          expect(isWorkday(on, question)).toBe(true);
        },
      ),
    );
  });
});

it('the n-th workday has n workdays behind it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { minLength: 1 }), (days, workweek) => {
      const calendar = { workweek, holidays: [plainDate('2026-12-25')] };
      const end = addWorkdays(FRIDAY, days, calendar);
      let counted = 0;
      for (let day = FRIDAY; day < end; day = addDays(day, 1)) if (isWorkday(addDays(day, 1), calendar)) counted += 1;
      expect(counted).toBe(days);
    }),
  );
});
