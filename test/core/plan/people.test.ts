import { expect, it } from 'vitest';
import { directoryOf } from '../../../packages/core/src/plan/people.ts';
import { configOf } from './planning.ts';

const directory = directoryOf(
  configOf({
    people: { 'Ann Smith': { github: 'bob', email: 'Ann@Example.com', team: 'web' }, bob: { github: 'bobby' }, zoe: {} },
    teams: { web: { services: ['front'] }, ops: { lead: 'zoe', services: ['Disk Array'] } },
  }),
);

it.each([
  ['ann  smith', 'Ann Smith'],
  ['ann@example.COM', 'Ann Smith'],
  ['@Bobby', 'bob'],
  ['bob', 'bob'],
  ['nobody', null],
  ['', null],
  ['constructor', null],
])('%j is %j; a name comes before a login', (text, person) => {
  expect(directory.personBy(text)).toBe(person);
});

it.each([
  ['Ann Smith', 'web'],
  ['zoe', 'ops'],
  ['bob', null],
  ['toString', null],
])('%j is in team %j, or leads it', (person, team) => {
  expect(directory.teamOf(person)).toBe(team);
});

it('the first service that a team runs decides', () => {
  expect([directory.teamFor(['mail', 'disk array', 'front']), directory.teamFor(['mail']), directory.teamFor([])]).toEqual([
    'ops',
    null,
    null,
  ]);
});
