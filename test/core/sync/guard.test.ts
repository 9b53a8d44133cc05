import { describe, expect, it } from 'vitest';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import { ROBOT } from './simulated-tracker.ts';
import { openTwoTrackers, urlOf } from './two-trackers.ts';

const CLOSED = { name: 'closed', category: 'done', resolution: 'not_planned' } as const;

describe('the guard', () => {
  it('asks before a later round cancels what an earlier one adopted; the number covers the run', async () => {
    const world = openTwoTrackers({ guard: { share: 0.2, count: 10, creates: 50 } });
    for (let n = 1; n <= 12; n += 1) {
      world.sims.payments.open(`Old ${n}`, { status: CLOSED });
      const { uid } = await world.add();
      await world.link(uid, urlOf('payments', String(n)));
    }
    const { stop } = await world.sync();
    expect(stop).toMatchObject({ code: 'guard', count: 12 });
    expect((await world.store.snapshot({ statuses: ['cancelled'] })).items).toEqual([]);
    expect((await world.sync({ confirm: 12 })).stop).toBeNull();
    expect((await world.store.snapshot({ statuses: ['cancelled'] })).items).toHaveLength(12);
  });

  it('counts second issues, but not those that a move closes', async () => {
    const world = openTwoTrackers({ guard: { share: 0.2, count: 2, creates: 50 } });
    const uids: ItemUid[] = [];
    for (let n = 0; n < 3; n += 1) uids.push((await world.add()).uid);
    await world.sync();
    const { id: workspace } = world.store.workspace;
    for (const uid of uids) world.sims.platform.open('Second', { author: ROBOT, markers: [{ workspace, item: uid }] });
    expect((await world.sync()).stop).toMatchObject({ code: 'guard', count: 3 });
    expect((await world.sync({ confirm: 3 })).stop).toBeNull();
    for (const uid of uids) await world.move(uid, 'platform');
    expect((await world.sync()).stop).toBeNull();
    expect(uids.flatMap((uid) => world.openOf(uid))).toEqual(['platform#4', 'platform#5', 'platform#6']);
  });
});
