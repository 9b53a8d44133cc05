import { describe, expect, it } from 'vitest';
import { Death } from './simulated-tracker.ts';
import { openTwoTrackers, type TwoTrackers, urlOf } from './two-trackers.ts';

const CLOSED = { name: 'closed', category: 'done', resolution: 'completed' } as const;

/** An item with its mirror in `payments`. */
async function mirrored(): Promise<{ readonly world: TwoTrackers; readonly uid: Awaited<ReturnType<TwoTrackers['add']>>['uid'] }> {
  const world = openTwoTrackers();
  const { uid } = await world.add();
  await world.sync();
  return { world, uid };
}

/** Syncs until a sync sends nothing but its two pulls. */
async function quiet(world: TwoTrackers): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    for (const sim of Object.values(world.sims)) sim.requests.length = 0;
    await world.sync();
    if (Object.values(world.sims).every(({ requests }) => requests.join() === 'pull')) return;
  }
  throw new Error('never quiet');
}

const standing = async (world: TwoTrackers, uid: Parameters<TwoTrackers['links']>[0]) =>
  (await world.links(uid)).map(({ tracker, issue, state }) => `${tracker.split('/')[1]}#${issue.key} ${state}`);

describe('a link that a person makes', () => {
  it('lets the item adopt the issue with the next sync, instead of creating one', async () => {
    const world = openTwoTrackers();
    const { uid } = await world.add();
    const issue = world.sims.platform.open('Opened by hand');
    expect(await world.link(uid, urlOf('platform', issue.key))).toBe(null);
    expect((await world.plan()).map(({ kind }) => kind)).toEqual(['adopt']);
    await quiet(world);
    expect(await standing(world, uid)).toEqual(['platform#1 live']);
    expect(world.sims.payments.all()).toEqual([]);
    expect(await world.item(uid)).toMatchObject({ title: 'Opened by hand', references: [urlOf('platform', issue.key)] });
    expect((await world.store.mirrors({ of: 'items', items: [uid] })).wishes).toEqual([]);
    const said = (await world.store.events()).find(({ reason }) => reason === `linked to ${urlOf('platform', issue.key)}`);
    expect(said).toMatchObject({ actor: 'maria', uid });
  });

  it('is refused where the item has a mirror, where the issue is that of another item, and where nobody would find it', async () => {
    const { world, uid } = await mirrored();
    const { uid: other } = await world.add();
    const { uid: proposal } = await world.add({ state: { status: 'proposed' }, acceptedOn: null, due: null });
    world.sims.payments.open('By hand');
    expect(await world.link(uid, urlOf('payments', '2'))).toBe('has-mirror');
    expect(await world.link(uid, urlOf('payments', '1'))).toBe(null);
    expect((await world.store.mirrors({ of: 'items', items: [uid] })).wishes).toEqual([]);
    expect(await world.link(other, urlOf('payments', '1'))).toBe('already-mirrored');
    expect(await world.link(other, 'https://github.com/acme/elsewhere/issues/1')).toBe('no-such-tracker');
    expect(await world.link(proposal, urlOf('payments', '2'))).toBe('not-accepted');
  });

  it('goes to one of two items that want the same issue; the other is told so until it wants another', async () => {
    const world = openTwoTrackers();
    const [first, second] = [await world.add(), await world.add()];
    for (const title of ['One', 'Two']) world.sims.payments.open(title);
    await world.link(first.uid, urlOf('payments', '1'));
    await world.link(second.uid, urlOf('payments', '1'));
    await quiet(world);
    expect(await world.plan()).toMatchObject([{ kind: 'wait', uid: second.uid, code: 'already-mirrored' }]);
    expect(await world.link(second.uid, urlOf('payments', '2'))).toBe(null);
    await quiet(world);
    expect([await standing(world, first.uid), await standing(world, second.uid)]).toEqual([['payments#1 live'], ['payments#2 live']]);
    expect((await world.store.mirrors({ of: 'all' })).drifts).toEqual([]);
  });

  it('waits while a create of the item is in doubt', async () => {
    const world = openTwoTrackers();
    const { uid } = await world.add();
    world.sims.payments.fault = () => 'lose-answer';
    await world.sync();
    expect(await world.link(uid, urlOf('platform', '1'))).toBe('in-doubt');
    expect(await world.unlink(uid)).toBe('in-doubt');
  });
});

describe('a link that a person ended', () => {
  it('leaves the issue alone for good, and no sync makes another', async () => {
    const { world, uid } = await mirrored();
    expect(await world.unlink(uid)).toBe(null);
    await world.edit(uid, { title: 'Changed here' });
    world.sims.payments.edit('1', () => ({ status: CLOSED }));
    await quiet(world);
    expect(world.sims.payments.all()).toMatchObject([{ title: 'Alert before disk 1 is full' }]);
    expect((await world.item(uid)).state.status).toBe('open');
    expect(await standing(world, uid)).toEqual(['payments#1 tombstone']);
    expect((await world.store.mirrors({ of: 'moved' })).items).toEqual([]);
    const { mirrors } = await world.store.snapshot({ items: [uid] });
    expect(mirrors).toMatchObject([{ state: 'tombstone', conflicts: [] }]);
    expect((await world.store.events()).at(-2)).toMatchObject({ actor: 'maria', reason: 'unlinked', value: { type: 'mirror' } });
    expect(await world.unlink(uid)).toBe(null);
    expect(await world.unlink((await world.add()).uid)).toBe('no-mirror');
  });

  it('can be made again: what either side changed meanwhile crosses', async () => {
    const { world, uid } = await mirrored();
    await world.unlink(uid);
    await world.edit(uid, { priority: 'P0' });
    world.sims.payments.edit('1', () => ({ title: 'Changed there' }));
    await quiet(world);
    expect(await world.link(uid, urlOf('payments', '1'))).toBe(null);
    await quiet(world);
    expect(await world.item(uid)).toMatchObject({ title: 'Changed there', priority: 'P0' });
    expect(world.sims.payments.all()).toMatchObject([{ title: 'Changed there', priority: 'P0' }]);
  });

  it('makes room for another issue: ours is closed as a duplicate before the other becomes the mirror', async () => {
    const { world, uid } = await mirrored();
    const { key } = world.sims.payments.open('Better kept');
    await world.unlink(uid);
    expect(await world.link(uid, urlOf('payments', key))).toBe(null);
    const seen: (readonly string[])[] = [];
    world.accidents.changed = () => seen.push(world.openOf(uid));
    await quiet(world);
    expect(await standing(world, uid)).toEqual([`payments#${key} live`]);
    expect(world.sims.payments.all()[0]?.status.resolution).toBe('duplicate');
    expect(seen[0]).toEqual([]);
  });

  it('leaves an issue that people opened as it is when the item gets another', async () => {
    const world = openTwoTrackers();
    const { uid } = await world.add();
    for (const title of ['The wrong one', 'The right one']) world.sims.payments.open(title);
    await world.link(uid, urlOf('payments', '1'));
    await quiet(world);
    await world.unlink(uid);
    await world.link(uid, urlOf('payments', '2'));
    await quiet(world);
    expect(await standing(world, uid)).toEqual(['payments#2 live']);
    expect(world.sims.payments.all()[0]?.status.category).toBe('new');
  });

  it('is followed by a new issue when a person asks for one, in the same tracker too', async () => {
    const { world, uid } = await mirrored();
    expect(await world.create(uid)).toBe('has-mirror');
    await world.unlink(uid);
    expect(await world.create(uid)).toBe(null);
    await quiet(world);
    expect(await standing(world, uid)).toEqual(['payments#2 live']);
    expect(world.openOf(uid)).toEqual(['payments#2']);
    expect((await world.store.snapshot({ items: [uid] })).mirrors).toMatchObject([{ key: '2', state: 'live' }]);
  });

  it('is followed by nothing where no route leads, and for what is finished', async () => {
    const world = openTwoTrackers();
    const [unrouted, finished] = [await world.add({ labels: ['private'] }), await world.add()];
    await world.edit(finished.uid, { state: { status: 'done', on: finished.createdOn, by: 'maria', evidence: null, outcome: null } });
    expect([await world.create(unrouted.uid), await world.create(finished.uid)]).toEqual(['no-route', 'closed']);
    expect(await world.move(unrouted.uid, 'platform')).toBe(null);
    await quiet(world);
    expect(await standing(world, unrouted.uid)).toEqual(['platform#1 live']);
  });
});

describe('a move to another tracker', () => {
  it('closes the old issue as a duplicate, then makes the next one: at no moment are there two', async () => {
    const { world, uid } = await mirrored();
    expect(await world.move(uid, 'platform')).toBe(null);
    expect(await world.plan()).toMatchObject([
      { kind: 'duplicate', issue: { key: '1' } },
      { kind: 'wait', code: 'old-issue-open' },
    ]);
    const seen: (readonly string[])[] = [];
    world.accidents.changed = () => seen.push(world.openOf(uid));
    await world.sync();
    expect(seen).toEqual([[], ['platform#1']]);
    expect(await standing(world, uid)).toEqual(['payments#1 tombstone', 'platform#1 live']);
    await quiet(world);
    expect((await world.item(uid)).state.status).toBe('open');
    expect(world.sims.payments.all()[0]?.status).toEqual({ name: 'closed', category: 'done', resolution: 'duplicate' });
    const reasons = (await world.store.events()).filter(({ value }) => value.type === 'mirror').map(({ actor, reason }) => [actor, reason]);
    expect(reasons).toEqual([
      ['github:acme/payments', null],
      ['maria', 'to move to platform'],
      ['github:acme/payments', 'moved'],
      ['github:acme/platform', null],
    ]);
  });

  it('takes over first what people changed in the old issue', async () => {
    const { world, uid } = await mirrored();
    world.sims.payments.edit('1', () => ({ title: 'Changed before the move', labels: ['closeout/drill'] }));
    await world.move(uid, 'platform');
    await world.sync();
    expect(world.sims.platform.all()).toMatchObject([{ title: 'Changed before the move', labels: ['closeout/drill'] }]);
  });

  it('is no longer needed once somebody closed the old issue', async () => {
    const { world, uid } = await mirrored();
    await world.move(uid, 'platform');
    world.sims.payments.edit('1', () => ({ status: CLOSED }));
    await quiet(world);
    expect((await world.item(uid)).state.status).toBe('done');
    expect(await standing(world, uid)).toEqual(['payments#1 live']);
    expect(world.sims.platform.all()).toEqual([]);
  });

  it('does nothing in a run without the other tracker, nor where it leads back', async () => {
    const { world, uid } = await mirrored();
    await world.move(uid, 'platform');
    await world.sync({ only: 'payments' });
    expect(world.openOf(uid)).toEqual(['payments#1']);
    expect(await world.move(uid, 'payments')).toBe(null);
    await quiet(world);
    expect(await standing(world, uid)).toEqual(['payments#1 live']);
    expect(await world.move(uid, 'nowhere')).toBe('unknown-tracker');
  });

  it('goes back and forth, each time to a new issue', async () => {
    const { world, uid } = await mirrored();
    for (const to of ['platform', 'payments', 'platform']) {
      await world.move(uid, to);
      await quiet(world);
      expect(world.openOf(uid)).toHaveLength(1);
    }
    expect(await standing(world, uid)).toEqual(['payments#2 tombstone', 'platform#2 live']);
    expect(await world.item(uid)).toMatchObject({ state: { status: 'open' } });
  });

  it('waits where the old issue cannot be closed, says so, and goes on when asked again', async () => {
    const { world, uid } = await mirrored();
    world.accidents.refuse = () => 'no-permission';
    await world.move(uid, 'platform');
    const { trackers } = await world.sync();
    expect(trackers[0]?.refused).toMatchObject([{ field: 'status', code: 'no-permission' }]);
    await quiet(world);
    expect(world.sims.platform.all()).toEqual([]);
    expect(await world.plan()).toMatchObject([{ kind: 'wait', code: 'old-issue-open' }]);
    world.accidents.refuse = () => null;
    world.sims.payments.edit('1', () => ({ status: CLOSED }));
    expect(await world.unlink(uid)).toBe(null);
    expect(await world.move(uid, 'platform')).toBe(null);
    await quiet(world);
    expect(world.openOf(uid)).toEqual(['platform#1']);
  });

  it.each(['die-before', 'die-after'] as const)('ends with one open issue when the process dies at any write (%s)', async (fault) => {
    for (let nth = 0; nth < 3; nth += 1) {
      const { world, uid } = await mirrored();
      await world.move(uid, 'platform');
      let left = nth;
      for (const sim of Object.values(world.sims)) {
        sim.fault = () => {
          left -= 1;
          return left === -1 ? fault : 'none';
        };
      }
      await world.sync().catch((error: unknown) => expect(error).toBeInstanceOf(Death));
      for (const sim of Object.values(world.sims)) {
        sim.fault = () => 'none';
        sim.tick(30 * 60_000);
      }
      for (let turn = 0; turn < 3; turn += 1) {
        await world.sync();
        for (const sim of Object.values(world.sims)) sim.tick(30 * 60_000);
      }
      expect([nth, world.openOf(uid)]).toEqual([nth, [expect.stringContaining('platform#')]]);
      expect((await world.item(uid)).state.status).toBe('open');
    }
  });
});
