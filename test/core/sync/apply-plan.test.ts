import { expect, test } from 'vitest';
import { openTwoTrackers } from './two-trackers.ts';

/** A plan of three creates and an update, looked at by somebody. */
async function looked() {
  const world = openTwoTrackers();
  const known = await world.add({ title: 'Mend the gate' });
  await world.sync();
  world.sims.payments.tick(60_000);
  await world.edit(known.uid, { title: 'Mend both gates' });
  const added = [await world.add(), await world.add(), await world.add()];
  const expected = await world.plan();
  expect(expected.map(({ kind }) => kind)).toEqual(['update', 'create', 'create', 'create']);
  return { world, known, added, expected };
}

test('what a plan does not name keeps nobody from carrying it out, and is not carried out', async () => {
  const { world, added, expected } = await looked();
  const later = await world.add({ title: 'Paint the fence' });
  const { stop, trackers } = await world.sync({ expected });
  expect({ stop, created: trackers[0]?.created, updated: trackers[0]?.updated }).toEqual({ stop: null, created: 3, updated: 1 });
  expect(added.map(({ uid }) => world.openOf(uid).length)).toEqual([1, 1, 1]);
  expect(world.openOf(later.uid)).toEqual([]);
});

test('a plan that was carried out in part goes on where it stopped', async () => {
  const { world, added, expected } = await looked();
  await world.sync({ expected, limit: 2 });
  world.sims.payments.tick(60_000);
  const { stop, trackers } = await world.sync({ expected });
  expect({ stop, created: trackers[0]?.created, updated: trackers[0]?.updated }).toEqual({ stop: null, created: 2, updated: 0 });
  expect(added.map(({ uid }) => world.openOf(uid).length)).toEqual([1, 1, 1]);
  const again = await world.sync({ expected });
  expect({ stop: again.stop, created: again.trackers[0]?.created }).toEqual({ stop: null, created: 0 });
});

test.each([
  ['an item that is to be updated was changed again', { of: 'known', title: 'Mend all gates' }],
  ['an item that is to get an issue was changed', { of: 'added', title: 'Mend the roof' }],
] as const)('%s: the plan is stale, and nothing is done', async (_, { of, title }) => {
  const { world, known, added, expected } = await looked();
  await world.edit(of === 'known' ? known.uid : (added[0]?.uid ?? known.uid), { title });
  const { stop, trackers } = await world.sync({ expected });
  expect({ code: stop?.code, created: trackers[0]?.created, updated: trackers[0]?.updated }).toEqual({
    code: 'stale',
    created: 0,
    updated: 0,
  });
});

test('an item that is to get an issue was cancelled: the plan is stale', async () => {
  const { world, added, expected } = await looked();
  const [first] = added;
  if (first === undefined) throw new Error('nothing added');
  const state = {
    status: 'cancelled',
    resolution: 'obsolete',
    reason: 'the gate is gone',
    on: first.createdOn,
    until: null,
    into: null,
    by: 'maria',
  };
  await world.edit(first.uid, { state } as Partial<typeof first>);
  expect((await world.sync({ expected })).stop?.code).toBe('stale');
});
