import { describe, expect, it } from 'vitest';
import type { ItemState, Resolution } from '../../../packages/core/src/model/item.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { openWorld } from './sync-world.ts';

const on = plainDate('2026-03-02');
const cancelled = (resolution: Resolution): ItemState => ({
  status: 'cancelled',
  on,
  by: 'maria',
  resolution,
  reason: 'decided',
  until: resolution === 'risk-accepted' ? plainDate('2027-01-01') : null,
  into: null,
});

describe('a value that the tracker has fewer words for than we', () => {
  it.each<[string, ItemState]>([
    ...(['wont-do', 'superseded', 'obsolete', 'skipped', 'risk-accepted', 'duplicate'] as const).map((resolution): [string, ItemState] => [
      resolution,
      cancelled(resolution),
    ]),
    ['blocked', { status: 'blocked', reason: 'waits for parts' }],
    ['in progress', { status: 'in-progress' }],
  ])('%s crosses once, stays what it is here, and rests', async (_, state) => {
    const world = openWorld();
    const { uid } = await world.add();
    await world.sync();
    await world.edit(uid, () => ({ state }));
    await world.sync();
    const [issue] = world.tracker.mirrorsOf(uid);
    for (let turn = 0; turn < 2; turn += 1) {
      world.tracker.tick(30 * 60_000);
      world.tracker.requests.length = 0;
      await world.sync();
      expect(world.tracker.requests).toEqual(['pull']);
    }
    expect((await world.item(uid)).state).toEqual(state);
    expect(world.tracker.mirrorsOf(uid)).toEqual([issue]);
  });
});
