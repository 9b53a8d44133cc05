import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

const LAG_MS = 10 * 60_000;

test('an issue whose create was never answered and that search does not yet show is waited for, never made twice', async () => {
  const world = await openCountedJira({ indexLagMs: LAG_MS });
  onTestFinished(() => world.close());
  await world.add(3);
  world.site.network.weather(({ path }) => (path === '/issue/bulk' ? 'answer-lost' : 'pass'));
  expect((await world.sync()).trackers).toMatchObject([{ created: 0, inDoubt: 3 }]);
  world.site.network.weather(() => 'pass');
  for (let minute = 0; minute < 9; minute += 3) {
    world.site.clock.advance(3 * 60_000);
    expect((await world.sync()).trackers).toMatchObject([{ created: 0, inDoubt: 3 }]);
  }
  world.site.clock.advance(2 * 60_000);
  expect((await world.sync()).trackers).toMatchObject([{ created: 0, inDoubt: 0 }]);
  expect((await world.store.mirrors({ of: 'all' })).links.map(({ issue }) => issue.key).sort()).toEqual(['OPS-1', 'OPS-2', 'OPS-3']);
  expect(world.site.jira.issues().length).toBe(3);
});

test('an edit that search does not yet show is not overwritten: Jira is asked to look into its database', async () => {
  const world = await openCountedJira({ indexLagMs: LAG_MS });
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  for (let turn = 0; turn < 2; turn += 1) {
    world.site.clock.advance(40 * 60_000);
    await world.sync();
  }
  world.site.jira.person.setSummary('OPS-1', 'Renamed there a second ago');
  world.site.clock.advance(1_000);
  if (item) await world.edit(item, { title: 'Renamed here', priority: 'P0' });
  world.asked();
  const { conflicts } = await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql', 'PUT /issue/'.concat(world.site.jira.person.see('OPS-1').id)]);
  expect(world.site.jira.person.see('OPS-1')).toMatchObject({ summary: 'Renamed there a second ago', priority: 'Highest' });
  const all = (await world.store.mirrors({ of: 'all' })).conflicts;
  expect([...conflicts, ...all]).toContainEqual(
    expect.objectContaining({ field: 'title', ours: 'Renamed here', theirs: 'Renamed there a second ago' }),
  );
});

test('beyond the fifty issues that a search reconciles, the read before a write shows what search does not', async () => {
  const world = await openCountedJira({ indexLagMs: LAG_MS });
  onTestFinished(() => world.close());
  const items = await world.add(60);
  await world.sync();
  for (let turn = 0; turn < 2; turn += 1) {
    world.site.clock.advance(40 * 60_000);
    await world.sync();
  }
  const renamed = world.site.jira.issues().filter((_, at) => at % 3 === 0);
  for (const { id } of renamed) world.site.jira.person.setSummary(id, 'Renamed there');
  world.site.clock.advance(1_000);
  for (const item of items) await world.edit(item, { title: `Renamed here, ${item.number}` });
  await world.sync();
  expect(
    world.site.jira
      .issues()
      .filter(({ summary }) => summary === 'Renamed there')
      .map(({ key }) => key),
  ).toEqual(renamed.map(({ key }) => key));
});
