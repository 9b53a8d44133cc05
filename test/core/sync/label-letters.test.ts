import { expect, it } from 'vitest';
import { mergeSets } from '../../../packages/core/src/sync/merge.ts';
import { openWorld, type World } from './sync-world.ts';

const labelsThere = ({ tracker }: World, item: Awaited<ReturnType<World['add']>>) => tracker.mirrorsOf(item.uid)[0]?.labels;

async function rests(world: World): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    world.tracker.tick(30 * 60_000);
    world.tracker.requests.length = 0;
    expect((await world.sync()).trackers).toMatchObject([{ updated: 0, pulled: 0 }]);
    expect(world.tracker.requests).toEqual(['pull']);
  }
}

it('a label that the tracker has in other letters is the one we mean, and rests', async () => {
  const world = openWorld();
  world.tracker.open('Theirs', { labels: ['Closeout/Zookeeper'] });
  const item = await world.add({ labels: ['keys'] });
  await world.sync();
  await world.edit(item.uid, () => ({ labels: ['keys', 'zookeeper'] }));
  await world.sync();
  expect(labelsThere(world, item)).toEqual(['closeout/keys', 'Closeout/Zookeeper']);
  await rests(world);
  expect((await world.item(item.uid)).labels).toEqual(['keys', 'zookeeper']);
});

it('a label in other letters crosses when it is put on there, and goes when it is taken off on either side', async () => {
  const world = openWorld();
  const item = await world.add({ labels: ['keys'] });
  await world.sync();
  const id = world.tracker.mirrorsOf(item.uid)[0]?.id ?? '';
  world.tracker.edit(id, ({ labels }) => ({ labels: [...labels, 'CLOSEOUT/Oncall', 'Closeout/KEYS'] }));
  await world.sync();
  expect((await world.item(item.uid)).labels).toEqual(['Oncall', 'keys']);
  await world.edit(item.uid, () => ({ labels: ['KEYS'] }));
  await world.sync();
  expect(labelsThere(world, item)).toEqual(['closeout/keys']);
  await rests(world);
  world.tracker.edit(id, () => ({ labels: [] }));
  await world.sync();
  expect((await world.item(item.uid)).labels).toEqual([]);
});

it('where a tracker tells letters apart, either label stands for ours, and the one that is there goes with it', () => {
  const past = { ours: ['closeout/a'], theirs: ['closeout/A', 'closeout/a'] };
  expect(mergeSets({ ours: ['closeout/a'], theirs: ['closeout/A'], past })).toEqual(mergeSets({ ours: [], theirs: [], past: null }));
  expect(mergeSets({ ours: [], theirs: ['closeout/A'], past }).push).toEqual({ add: [], remove: ['closeout/A'] });
  expect(mergeSets({ ours: [], theirs: ['closeout/B', 'closeout/b'], past: null }).pull.add).toEqual(['closeout/B']);
});
