import { expect, test } from 'vitest';
import { openTwoTrackers } from './two-trackers.ts';

test('a tracker whose limit is spent is left until it has passed; the other one is synced', async () => {
  const world = openTwoTrackers();
  const { uid } = await world.add();
  world.accidents.limit = (place) => (place === 'platform' ? 600_000 : null);
  const { trackers, stop } = await world.sync();
  expect(stop).toBeNull();
  expect(trackers).toMatchObject([
    { name: 'payments', created: 1, error: null, resumeAt: null },
    { name: 'platform', error: null, resumeAt: '2026-03-02T09:10:00.000Z', limitedBy: 'the hourly limit is spent' },
  ]);
  expect(world.openOf(uid)).toEqual(['payments#1']);
  expect((await world.planResult()).failed).toEqual([
    { name: 'platform', code: 'limited', message: expect.stringMatching(/^the hourly limit is spent; it goes on at 2026-03-02T09:10/) },
  ]);
});
