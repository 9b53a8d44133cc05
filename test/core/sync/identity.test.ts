import { describe, expect, it } from 'vitest';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Issue } from '../../../packages/core/src/model/mirror.ts';
import { ROBOT } from './simulated-tracker.ts';
import { openTwoTrackers, type TwoTrackers, urlOf } from './two-trackers.ts';

const CLOSED: Issue['status'] = { name: 'closed', category: 'done', resolution: 'not_planned' };
const MINUTE = 60_000;

/** An item with its mirror in `payments`. */
async function mirrored(): Promise<{ readonly world: TwoTrackers; readonly uid: ItemUid }> {
  const world = openTwoTrackers();
  const { uid } = await world.add();
  await world.sync();
  tick(world);
  return { world, uid };
}

const tick = ({ sims }: TwoTrackers, ms = MINUTE) => {
  for (const sim of Object.values(sims)) sim.tick(ms);
};

const standing = async (world: TwoTrackers, uid: ItemUid) =>
  (await world.links(uid)).map(({ tracker, issue, state }) => `${tracker.split('/')[1]}#${issue.key} ${state}`);

const driftOf = async (world: TwoTrackers) =>
  (await world.drift()).drift.map(({ code, issue }) => `${code} ${issue?.url.split('/').slice(-3).join('/')}`);
const recorded = async (world: TwoTrackers) => (await world.store.mirrors({ of: 'all' })).drifts.map(({ code }) => code);

/** What a sync asks besides its two pulls. */
async function sent(world: TwoTrackers): Promise<readonly string[]> {
  for (const { requests } of Object.values(world.sims)) requests.length = 0;
  expect((await world.sync()).trackers.map(({ error }) => error)).toEqual([null, null]);
  tick(world);
  return Object.values(world.sims).flatMap(({ requests }) => requests.filter((one) => one !== 'pull'));
}

/** Another issue with the item's marker. */
const second = (world: TwoTrackers, { uid, in: place, ...more }: { uid: ItemUid; in: 'payments' | 'platform' } & Partial<Issue>): Issue =>
  world.sims[place].open('Second', { author: ROBOT, markers: [{ workspace: world.store.workspace.id, item: uid }], ...more });

describe('a repository under another name', () => {
  it('is the same one: links follow their issues, and nothing is closed or created', async () => {
    const { world, uid } = await mirrored();
    const [before] = await world.links(uid);
    world.sims.payments.edit('1', () => ({ title: 'Typed there meanwhile' }));
    world.rename('payments', 'acme/pay2');
    expect((await world.plan()).map(({ kind }) => kind)).toEqual(['pull']);
    expect(await sent(world)).toEqual([]);
    expect(await standing(world, uid)).toEqual(['pay2#1 live', 'payments#1 tombstone']);
    const [after] = await world.links(uid);
    expect([after?.issue.id, Object.keys(after?.pasts ?? {}), after?.issue.url]).toEqual([
      before?.issue.id,
      Object.keys(before?.pasts ?? {}),
      'https://github.com/acme/pay2/issues/1',
    ]);
    expect((await world.item(uid)).title).toBe('Typed there meanwhile');
    expect(world.openOf(uid)).toEqual(['payments#1']);
    expect(await sent(world)).toEqual([]);
    expect(await driftOf(world)).toEqual([]);
  });

  it('keeps what was in conflict, refused and found wrong', async () => {
    const { world, uid } = await mirrored();
    world.sims.payments.edit('1', () => ({ dueOn: null }));
    await world.sync({ mode: 'create-only' });
    const before = await world.store.mirrors({ of: 'all' });
    expect(before.drifts.map(({ code }) => code)).toEqual(['unmappable']);
    const [link] = before.links;
    if (link === undefined) throw new Error('no link');
    const common = { item: uid, tracker: link.tracker };
    await world.store.commit(
      [
        { op: 'conflict', conflict: { ...common, field: 'title', ours: 'a', theirs: 'b', since: link.seenAt, won: 'theirs' } },
        { op: 'refusal', refusal: { ...common, field: 'create', code: 'no-permission', message: 'not for you', digest: 'd' } },
      ],
      { actor: 'test' },
    );
    world.rename('payments', 'acme/pay2');
    await world.sync({ mode: 'create-only' });
    const { conflicts, refusals, drifts } = await world.store.mirrors({ of: 'all' });
    const places = [...conflicts, ...refusals, ...drifts].map(({ tracker }) => tracker);
    expect(places).toEqual(['github:acme/pay2', 'github:acme/pay2', 'github:acme/pay2']);
  });

  it('still has the issue that a person unlinked, which is no second one', async () => {
    const { world, uid } = await mirrored();
    await world.unlink(uid);
    world.rename('payments', 'acme/pay2');
    expect(await sent(world)).toEqual([]);
    expect(await standing(world, uid)).toEqual(['pay2#1 tombstone', 'payments#1 tombstone']);
    expect([world.openOf(uid), await driftOf(world)]).toEqual([['payments#1'], []]);
  });

  it('closes no second issue whose item has its mirror in a tracker that is configured no more, and says so once', async () => {
    const { world, uid } = await mirrored();
    second(world, { uid, in: 'platform' });
    world.sims.payments.vanish('1');
    world.rename('payments', 'acme/empty');
    expect((await world.plan()).map(({ kind }) => kind)).toEqual([]);
    expect(await sent(world)).toEqual([]);
    expect(world.openOf(uid)).toEqual(['platform#1']);
    expect(await recorded(world)).toEqual(['rival']);
    expect(await driftOf(world)).toEqual(['unreached payments/issues/1', 'rival platform/issues/1']);
    expect(await sent(world)).toEqual([]);
  });
});

describe('a second issue', () => {
  it('is closed once a read shows that the first is there', async () => {
    const { world, uid } = await mirrored();
    second(world, { uid, in: 'payments' });
    second(world, { uid, in: 'platform' });
    expect((await world.plan()).map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate']);
    expect(await driftOf(world)).toEqual(['twin payments/issues/2', 'twin platform/issues/1']);
    await world.sync();
    expect([world.openOf(uid), await recorded(world)]).toEqual([['payments#1'], []]);
  });

  it('is left to people while the first is hidden: deleted or not, nothing is made or closed for it', async () => {
    const { world, uid } = await mirrored();
    second(world, { uid, in: 'payments' });
    world.sims.payments.vanish('1');
    expect(await driftOf(world)).toEqual(['hidden payments/issues/1', 'rival payments/issues/2']);
    expect((await world.plan()).map(({ kind }) => kind)).toEqual([]);
    expect(await sent(world)).toEqual([]);
    expect([world.openOf(uid), await standing(world, uid)]).toEqual([['payments#2'], ['payments#1 hidden']]);
    expect(await recorded(world)).toEqual(['hidden', 'rival']);
    expect(await sent(world)).toEqual([]);
  });

  it('that was left to people is taken up, or gives way, as they say', async () => {
    for (const isTaken of [true, false]) {
      const { world, uid } = await mirrored();
      second(world, { uid, in: 'payments' });
      world.sims.payments.vanish('1');
      await world.sync();
      if (isTaken) expect(await world.link(uid, urlOf('payments', '2'))).toBeNull();
      else expect(await world.create(uid)).toBeNull();
      for (let turn = 0; turn < 3; turn += 1) await sent(world);
      expect(world.openOf(uid)).toEqual([isTaken ? 'payments#2' : 'payments#3']);
      expect(await recorded(world)).toEqual([]);
    }
  });

  it('is left to people while the first carries our marker no more, and is closed when it does again', async () => {
    const { world, uid } = await mirrored();
    const { markers, details } = world.sims.payments.all()[0] ?? { markers: [], details: null };
    world.sims.payments.edit('1', () => ({ markers: [], details: null }));
    second(world, { uid, in: 'platform' });
    expect(await driftOf(world)).toContain('rival platform/issues/1');
    await sent(world);
    expect(world.openOf(uid)).toEqual(['platform#1']);
    world.sims.payments.edit('1', () => ({ markers, details }));
    await sent(world);
    expect([world.openOf(uid), await standing(world, uid)]).toEqual([['payments#1'], ['payments#1 live']]);
  });

  it('costs nothing in a run that cannot see the first, and stays as it is', async () => {
    const { world, uid } = await mirrored();
    second(world, { uid, in: 'platform' });
    await world.sync({ only: 'platform' });
    expect([world.openOf(uid), await recorded(world)]).toEqual([['payments#1', 'platform#1'], ['twin']]);
    await world.sync();
    expect(world.openOf(uid)).toEqual(['payments#1']);
  });
});

describe('an issue that a person transfers', () => {
  it('to another configured repository stays the mirror, and what moved on either side meanwhile crosses', async () => {
    const { world, uid } = await mirrored();
    await world.edit(uid, { priority: 'P0' });
    const { id: _, key: __, url: ___, ...body } = world.sims.payments.transfer('1');
    world.sims.platform.open('', { ...body, title: 'Changed after the transfer' });
    expect(await driftOf(world)).toEqual(['moved payments/issues/1', 'rival platform/issues/1']);
    expect((await world.plan()).map(({ kind, tracker }) => `${kind} ${tracker}`)).toEqual([
      'pull github:acme/platform',
      'update github:acme/platform',
    ]);
    await sent(world);
    expect(await standing(world, uid)).toEqual(['payments#1 tombstone', 'platform#1 live']);
    expect([world.openOf(uid), (await world.item(uid)).title]).toEqual([['platform#1'], 'Changed after the transfer']);
    expect(world.sims.platform.all()[0]?.priority).toBe('P0');
    expect([await sent(world), await recorded(world)]).toEqual([[], []]);
  });

  it('is followed when it shows up after its old address was found empty', async () => {
    const { world, uid } = await mirrored();
    const { id: _, key: __, url: ___, ...body } = world.sims.payments.transfer('1');
    await world.edit(uid, { priority: 'P0' });
    tick(world);
    await world.sync();
    expect(await standing(world, uid)).toEqual(['payments#1 moved']);
    world.sims.platform.open('', body);
    await sent(world);
    expect([await standing(world, uid), world.openOf(uid)]).toEqual([['payments#1 tombstone', 'platform#1 live'], ['platform#1']]);
  });
});

describe('a mirror that a move closed', () => {
  it('and that a person opens again is said to be open, until it is closed', async () => {
    const { world, uid } = await mirrored();
    await world.move(uid, 'platform');
    await world.sync();
    tick(world);
    expect(await driftOf(world)).toEqual([]);
    world.sims.payments.edit('1', () => ({ status: { name: 'open', category: 'new', resolution: null } }));
    expect(await driftOf(world)).toEqual(['open-again payments/issues/1']);
    expect(await sent(world)).toEqual([]);
    expect(await recorded(world)).toEqual(['open-again']);
    world.sims.payments.edit('1', () => ({ status: CLOSED }));
    expect([await sent(world), await recorded(world), await driftOf(world)]).toEqual([[], [], []]);
  });
});
