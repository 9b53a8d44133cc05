import { expect, onTestFinished, test } from 'vitest';
import { type CountedJira, openCountedJira } from '../../support/counted-jira.ts';
import type { JiraWorldOptions } from '../../support/jira-world.ts';

const done = { status: 'done', on: '2026-03-02' as never, by: 'maria', evidence: null, outcome: null } as const;

/** An item that is done, and whose issue cannot be. */
async function refusedDone(options: JiraWorldOptions): Promise<CountedJira> {
  const world = await openCountedJira(options);
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  if (item === undefined) throw new Error('no item');
  await world.sync();
  await world.edit(item, { state: done });
  expect((await world.sync()).trackers).toMatchObject([{ refused: [{ field: 'status' }] }]);
  await rests(world);
  return world;
}

/** A sync that asks what moved, and nothing else. */
async function rests(world: CountedJira): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    world.site.clock.advance(60 * 60_000);
    world.asked();
    await world.sync();
    expect(world.asked()).toEqual(['POST /search/jql']);
  }
}

const refusals = async ({ store }: CountedJira) => (await store.mirrors({ of: 'all' })).refusals.map(({ field }) => field);

test('a status that no way leads to is tried again once the issue stands elsewhere, and not before', async () => {
  const screen = {};
  const world = await refusedDone({
    transitions: [
      { id: '21', name: 'Begin', from: ['To Do'], to: 'In Progress', screen },
      { id: '31', name: 'Back', from: ['In Progress', 'Done'], to: 'To Do', screen },
      { id: '41', name: 'Finish', from: ['In Progress'], to: 'Done', screen },
    ],
  });
  world.site.jira.person.transition('OPS-1', 'In Progress');
  world.site.clock.advance(60_000);
  await world.sync();
  expect(world.site.jira.person.see('OPS-1')).toMatchObject({ status: 'Done' });
  expect(await refusals(world)).toEqual([]);
  await rests(world);
});

test('a status whose transition demands a field is tried again once the configuration gives it', async () => {
  const world = await refusedDone({
    transitions: [{ id: '41', name: 'Done', from: 'any', to: 'Done', screen: { resolution: { required: true } } }],
    resolutions: ['Accepted', 'Rejected'],
  });
  world.configureAs({ transitionFields: { done: { resolution: 'Accepted' } } });
  await world.sync();
  expect(world.site.jira.person.see('OPS-1')).toMatchObject({ status: 'Done' });
  expect(await refusals(world)).toEqual([]);
  await rests(world);
});

test('a refusal is over once there is nothing left to cross', async () => {
  const world = await refusedDone({ transitions: [] });
  const [item] = await world.items();
  if (item === undefined) throw new Error('no item');
  await world.edit(item, { state: { status: 'open' } });
  await world.sync();
  expect(await refusals(world)).toEqual([]);
});
