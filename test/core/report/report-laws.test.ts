import { describe, expect, test } from 'vitest';
import { isUnfinished } from '../../../packages/core/src/model/item.ts';
import { addDays, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { forTeam } from '../../../packages/core/src/report/for-team.ts';
import { overdueItems } from '../../../packages/core/src/report/overdue.ts';
import { renderJson } from '../../../packages/core/src/report/render-json.ts';
import { weeklyReport } from '../../../packages/core/src/report/weekly-report.ts';
import { fc } from '../../support/property.ts';
import { cancelled, done, due, snapshotOf, type Told, type World } from './recorded-world.ts';

const asOf = plainDate('2026-03-30');

/** Items that are accepted, closed and re-opened on any days of the last half year, the day of the report included. */
const toldItems: fc.Arbitrary<Told> = fc
  .record({
    days: fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 6 }),
    steps: fc.array(fc.constantFrom('open', 'in-progress', 'done', 'cancelled', 'proposed'), { minLength: 6, maxLength: 6 }),
    dueIn: fc.integer({ min: -60, max: 60 }),
    slipped: fc.boolean(),
    team: fc.constantFrom('payments', 'search', null),
    owner: fc.constantFrom('ada', 'ben', 'cleo', null),
  })
  .map(({ days, steps, dueIn, slipped, team, owner }) => {
    const on = [...days].sort((a, b) => b - a).map((ago) => addDays(asOf, -ago));
    const date = addDays(asOf, dueIn);
    return on.map((day, index) => {
      const step = steps[index] ?? 'open';
      const state = step === 'done' ? done(day) : step === 'cancelled' ? cancelled(day) : { status: step };
      const first = { team, owner, due: slipped ? due(date, addDays(date, -20)) : due(date) };
      return [day, index === 0 ? { ...first, state } : { state }] as const;
    });
  });
const worlds: fc.Arbitrary<World> = fc.array(toldItems, { maxLength: 12 }).map((items) => ({ items }));

function report(world: World, day = asOf) {
  return weeklyReport(snapshotOf(world, day), { asOf: day });
}

describe('for every history', () => {
  test('open now is open a week ago, and what was opened, less what was closed, since', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { headline, trend } = report(world).figures;
        const { open, opened, closed, net, today } = headline;
        expect(open.now).toBe(open.before + opened.now - closed.now + today.opened - today.closed);
        expect(net.now).toBe(opened.now - closed.now);
        for (const [index, week] of trend.entries()) {
          const before = trend[index - 1];
          if (before !== undefined) expect(week.open).toBe(before.open + week.opened - week.closed);
        }
      }),
    );
  });

  test('open and overdue are what counting by hand gives, now and at the end of each week', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { headline, ageing, trend } = report(world).figures;
        const late = overdueItems(snapshotOf(world, asOf), asOf).length;
        expect(headline.overdue.now).toBe(late);
        expect(ageing.days1to7 + ageing.days8to30 + ageing.days31to90 + ageing.over90).toBe(late);
        for (const week of trend) {
          const then = snapshotOf(world, week.to);
          expect(week.open).toBe(then.items.filter(isUnfinished).length);
          expect(week.overdue).toBe(overdueItems(then, addDays(week.to, 1)).length);
        }
      }),
    );
  });

  test('what a week ago was now is what today was before', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const now = report(world).figures.headline;
        const then = report(world, addDays(asOf, -7)).figures.headline;
        expect([now.opened.before, now.closed.before, now.net.before]).toEqual([then.opened.now, then.closed.now, then.net.now]);
      }),
    );
  });

  test('a past day gives the same bytes, whatever was recorded since', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 60 }), (world, ago) => {
        const day = addDays(asOf, -ago);
        const then = { items: world.items.map((told) => told.filter(([on]) => on <= day)) };
        const known = { items: then.items.filter((told) => told.length > 0) };
        const later = { items: world.items.filter((told) => told.some(([on]) => on <= day)) };
        expect(renderJson(report(later, day))).toBe(renderJson(report(known, day)));
      }),
    );
  });

  test('each overdue item stands once, under its team, and the teams’ reports share them out', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const whole = report(world);
        const listed = whole.overdue.flatMap(({ owners }) => owners.flatMap(({ items }) => items.map(({ uid }) => uid)));
        const late = overdueItems(snapshotOf(world, asOf), asOf).map(({ uid }) => uid);
        expect([...listed].sort()).toEqual([...late].sort());
        for (const { team } of whole.teams) {
          const own = forTeam(whole, team);
          const ids = own.overdue.flatMap(({ owners }) => owners.flatMap(({ items }) => items));
          expect(ids.length).toBe(own.figures.headline.overdue.now);
          expect(ids.every((item) => item.team === team)).toBe(true);
        }
      }),
    );
  });
});

test('the order of overdue items is most days late first, then number', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const late = overdueItems(snapshotOf(world, asOf), asOf);
      const keys = late.map(({ due: when, number }) => `${when?.on} ${String(number).padStart(5, '0')}`);
      expect(keys).toEqual([...keys].sort());
    }),
  );
});
