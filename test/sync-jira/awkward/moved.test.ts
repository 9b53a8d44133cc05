import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

const PROJECTS = [
  { key: 'OPS', name: 'Operations' },
  { key: 'PLAT', name: 'Platform' },
];

test.each([
  ['title', { title: 'Renamed here' }],
  ['description', { details: 'Other words.' }],
])('an issue moved to another project is known by its id when its %s is written: drift, and nothing in its place', async (_, fields) => {
  const world = await openCountedJira({ projects: PROJECTS });
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  world.site.clock.advance(20 * 60_000);
  const { id } = world.site.jira.person.see('OPS-1');
  world.site.jira.person.move('OPS-1', 'PLAT');
  if (item) await world.edit(item, fields);
  const { drift, trackers } = await world.sync();
  expect(trackers).toMatchObject([{ error: null, created: 0 }]);
  expect(drift).toMatchObject([{ code: 'moved', issue: { id, key: 'OPS-1' } }]);
  const [link] = (await world.store.mirrors({ of: 'all' })).links;
  expect(link).toMatchObject({ state: 'moved', issue: { id } });
  for (let run = 0; run < 3; run += 1) {
    world.site.clock.advance(20 * 60_000);
    await world.sync();
  }
  expect(world.site.jira.issues().map(({ key }) => key)).toEqual(['PLAT-1']);
});

test('an issue that moved and came back is the same issue under its new key', async () => {
  const world = await openCountedJira({ projects: PROJECTS });
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  world.site.jira.person.move('OPS-1', 'PLAT');
  world.site.jira.person.move('PLAT-1', 'OPS');
  world.site.clock.advance(1_000);
  if (item) await world.edit(item, { title: 'Renamed here' });
  await world.sync();
  const [link] = (await world.store.mirrors({ of: 'all' })).links;
  expect(link).toMatchObject({ state: 'live', issue: { key: 'OPS-2' } });
  expect(world.site.jira.issues().map(({ key, summary }) => ({ key, summary }))).toEqual([{ key: 'OPS-2', summary: 'Renamed here' }]);
});
