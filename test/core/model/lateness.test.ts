import { describe, expect, it } from 'vitest';
import { type ItemState, STATUSES } from '../../../packages/core/src/model/item.ts';
import { daysOverdue, latenessOf } from '../../../packages/core/src/model/lateness.ts';
import { addDays, daysBetween, type PlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { fc } from '../../support/property.ts';

const accepted = plainDate('2026-11-02');

function due(on: string | null, state: ItemState = { status: 'open' }) {
  const day = on === null ? null : plainDate(on);
  return { state, acceptedOn: accepted, due: day === null ? null : { on: day, originallyOn: day, rule: 'explicit', extensions: [] } };
}

function standing(status: ItemState['status']): ItemState {
  switch (status) {
    case 'proposed':
    case 'open':
    case 'in-progress':
      return { status };
    case 'blocked':
      return { status, reason: 'waits' };
    case 'done':
      return { status, on: accepted, by: 'ann', evidence: null, outcome: null };
    case 'cancelled':
      return { status, on: accepted, by: 'ann', resolution: 'obsolete', reason: 'gone', until: null, into: null };
  }
}

describe('lateness on 20 November of what was accepted on 2 November', () => {
  it.each([
    ['due today is not overdue', due('2026-11-20'), 'due-today', 0],
    ['due yesterday is', due('2026-11-19'), 'overdue', 1],
    ['blocked does not excuse', due('2026-11-13', standing('blocked')), 'overdue', 7],
    ['more than half of the time gone and not started is at risk', due('2026-12-07'), 'at-risk', 0],
    ['started is on track', due('2026-12-07', standing('in-progress')), 'on-track', 0],
    ['less than half gone is on track', due('2026-12-09'), 'on-track', 0],
    ['without a due date there is no lateness', due(null), 'none', 0],
    ['done is not late any more', due('2026-11-01', standing('done')), 'none', 0],
    ['cancelled is not late', due('2026-11-01', standing('cancelled')), 'none', 0],
    ['a proposal is not late', due('2026-11-01', standing('proposed')), 'none', 0],
  ] as const)('%s', (_, item, lateness, days) => {
    const today = plainDate('2026-11-20');
    expect([latenessOf(item, today), daysOverdue(item, today)]).toEqual([lateness, days]);
  });

  it('is overdue exactly when the due day has ended, by the days since, and never gets better by waiting', () => {
    const order = ['on-track', 'at-risk', 'due-today', 'overdue'];
    const state = fc.constantFrom(...STATUSES).map(standing);
    fc.assert(
      fc.property(state, fc.integer({ min: 0, max: 400 }), fc.integer({ min: -20, max: 800 }), (kind, window, later) => {
        const item = due(addDays(accepted, window), kind);
        const today: PlainDate = addDays(accepted, later);
        const unfinished = ['open', 'in-progress', 'blocked'].includes(kind.status);
        expect(latenessOf(item, today) === 'overdue').toBe(unfinished && later > window);
        expect(daysOverdue(item, today)).toBe(unfinished ? Math.max(0, daysBetween(addDays(accepted, window), today)) : 0);
        if (unfinished)
          expect(order.indexOf(latenessOf(item, addDays(today, 1)))).toBeGreaterThanOrEqual(order.indexOf(latenessOf(item, today)));
      }),
    );
  });
});
