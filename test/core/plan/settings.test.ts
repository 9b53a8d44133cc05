import { expect, it } from 'vitest';
import { planSettings } from '../../../packages/core/src/plan/settings.ts';
import { applyChanges, emptySnapshot } from '../apply-changes.ts';
import { configOf } from './planning.ts';

const people = { ann: { team: 'web', github: 'ann-gh' }, bob: { manager: 'ann' } };
const teams = { web: { lead: 'ann', services: ['front', 'search'] }, ops: {} };
const config = configOf({ timeZone: 'Europe/Berlin', holidays: ['2026-12-25', '2027-01-01'], people, teams });
const recorded = applyChanges(emptySnapshot(), planSettings(emptySnapshot(), config));

it('records once what a report depends on, and no more than that', () => {
  expect(recorded.settings).toEqual({
    type: 'settings',
    uid: recorded.settings?.uid,
    timeZone: 'Europe/Berlin',
    workweek: [1, 2, 3, 4, 5],
    holidays: ['2026-12-25', '2027-01-01'],
    idPrefix: 'AI',
    people: { ann: { team: 'web', manager: null }, bob: { team: null, manager: 'ann' } },
    teams: { ops: { lead: null, services: [] }, web: { lead: 'ann', services: ['front', 'search'] } },
  });
  expect(planSettings(recorded, config)).toEqual([]);
});

it('the order of writing, and what reports do not depend on, change nothing', () => {
  const other = configOf({
    timeZone: 'Europe/Berlin',
    workweek: ['fri', 'mon', 'tue', 'wed', 'thu'],
    holidays: ['2027-01-01', '2026-12-25'],
    teams: { ops: {}, web: { services: ['search', 'front'], lead: 'ann' } },
    people: { bob: { manager: 'ann', email: 'bob@example.com' }, ann: { team: 'web' } },
    database: 'other.db',
  });
  expect(planSettings(recorded, { ...other, holidays: [...other.holidays].reverse(), workweek: [...other.workweek].reverse() })).toEqual(
    [],
  );
});

it.each([
  { timeZone: 'UTC' },
  { idPrefix: 'TODO' },
  { holidays: [] },
  { workweek: ['mon' as const] },
  { people: {} },
  { teams: { web: { lead: 'bob', services: ['front', 'search'] }, ops: {} } },
])('%j is one change', (change) => {
  const other = configOf({ timeZone: 'Europe/Berlin', holidays: ['2026-12-25', '2027-01-01'], people, teams, ...change });
  expect(planSettings(recorded, other).map(({ op, entity }) => [op, entity.uid])).toEqual([['update', recorded.settings?.uid]]);
});
