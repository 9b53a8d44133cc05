import { expect, onTestFinished, test } from 'vitest';
import { type CountedJira, openCountedJira } from '../../support/counted-jira.ts';

const OLD = { priorities: ['Blocker', 'Critical', 'Major', 'Minor', 'Trivial'] };
const OWN = { priorities: ['Nuclear', 'Soon', 'Whenever'] };

async function opened(...args: Parameters<typeof openCountedJira>): Promise<CountedJira> {
  const world = await openCountedJira(...args);
  onTestFinished(() => world.close());
  return world;
}

async function setThere(world: CountedJira, priority: string): Promise<void> {
  world.site.jira.person.setPriority('OPS-1', priority);
  world.site.clock.advance(60_000);
  await world.sync();
}

const drifts = async ({ store }: CountedJira) =>
  (await store.mirrors({ of: 'all' })).drifts.map(({ code, field, saved }) => [code, field, saved]);

test('a scheme from Blocker to Trivial crosses both ways without a word of configuration', async () => {
  const world = await opened(OLD);
  await world.add(1, { priority: 'P1' });
  expect((await world.sync()).trackers).toMatchObject([{ created: 1, refused: [] }]);
  expect(world.site.jira.person.see('OPS-1').priority).toBe('Critical');
  await setThere(world, 'Blocker');
  expect((await world.items())[0]?.priority).toBe('P0');
});

test('a scheme of its own crosses both ways by the names that the configuration explains', async () => {
  const world = await opened(OWN, { priorities: { nuclear: 'P0', Soon: 'P1' } });
  const [item] = await world.add(1, { priority: 'P1' });
  expect((await world.sync()).trackers).toMatchObject([{ created: 1, refused: [] }]);
  expect(world.site.jira.person.see('OPS-1').priority).toBe('Soon');
  await setThere(world, 'Nuclear');
  expect((await world.items())[0]?.priority).toBe('P0');
  if (item) await world.edit(item, { priority: 'P1' });
  await world.sync();
  expect(world.site.jira.person.see('OPS-1').priority).toBe('Soon');
});

test('a name that means nothing here is drift, whether we hold a priority or not, and is taken over once it is explained', async () => {
  for (const priority of ['P1', null] as const) {
    const world = await opened(OWN);
    await world.add(1, { priority });
    await world.sync();
    await setThere(world, 'Nuclear');
    expect(await drifts(world)).toEqual([['unmappable', 'priority', 'Nuclear']]);
    expect((await world.items())[0]?.priority).toBe(priority);
    world.configureAs({ priorities: { Nuclear: 'P0', Soon: 'P1' } });
    await world.sync();
    expect(await drifts(world)).toEqual([]);
    expect(world.site.jira.person.see('OPS-1').priority).toBe(priority === null ? 'Nuclear' : 'Soon');
    expect((await world.items())[0]?.priority).toBe(priority ?? 'P0');
  }
});
