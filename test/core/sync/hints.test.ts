import { describe, expect, it } from 'vitest';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Issue } from '../../../packages/core/src/model/mirror.ts';
import { openWorld, START, type World } from './sync-world.ts';

const MINUTE = 60_000;

/** A mirror in step, past all overlaps, with nothing asked yet. */
async function mirrored(): Promise<{ readonly world: World; readonly uid: ItemUid; readonly issue: Issue }> {
  const world = openWorld();
  const { uid } = await world.add();
  await world.sync();
  world.tracker.tick(30 * MINUTE);
  await world.sync();
  const [issue] = world.tracker.mirrorsOf(uid);
  if (issue === undefined) throw new Error('no issue');
  world.tracker.requests.length = 0;
  return { world, uid, issue };
}

const cursor = async ({ store, tracker }: World) => (await store.mirrors({ of: 'moved' })).cursors[tracker.name];

describe('a hint', () => {
  it('takes over what moved there by one read, and the cursor stays where it was', async () => {
    const { world, uid, issue } = await mirrored();
    const before = await cursor(world);
    world.tracker.edit(issue.id, () => ({ title: 'Renamed there' }));
    const { trackers } = await world.hint([issue.id]);
    expect(world.tracker.requests).toEqual(['read']);
    expect(trackers).toMatchObject([{ pulled: 1, updated: 0, error: null }]);
    expect((await world.item(uid)).title).toBe('Renamed there');
    expect(await cursor(world)).toEqual(before);
  });

  it('is believed to name an issue, and nothing else: what has not moved stays', async () => {
    const { world, uid, issue } = await mirrored();
    const before = await world.item(uid);
    const { trackers } = await world.hint([issue.id, issue.id]);
    expect(world.tracker.requests).toEqual(['read']);
    expect([trackers, await world.item(uid)]).toEqual([[expect.objectContaining({ pulled: 0, updated: 0 })], before]);
  });

  it('leaves what else moved to the next sync, which sees it as if there had been no hint', async () => {
    const { world, uid, issue } = await mirrored();
    const { uid: other } = await world.add({ title: 'Another promise' });
    await world.sync();
    const [second] = world.tracker.mirrorsOf(other);
    world.tracker.tick(30 * MINUTE);
    await world.sync();
    world.tracker.edit(issue.id, () => ({ title: 'First' }));
    world.tracker.edit(second?.id ?? '', () => ({ title: 'Second' }));
    await world.hint([issue.id]);
    expect([(await world.item(uid)).title, (await world.item(other)).title]).toEqual(['First', 'Another promise']);
    await world.sync();
    expect((await world.item(other)).title).toBe('Second');
  });

  it('of an issue that is nobody’s mirror reads nothing', async () => {
    const { world } = await mirrored();
    const foreign = world.tracker.open('A bug report');
    await world.hint([foreign.id, '999']);
    expect(world.tracker.requests).toEqual([]);
  });

  it('may be what a create in doubt has made: then it is read and linked', async () => {
    const { world } = await mirrored();
    const { uid } = await world.add({ title: 'In doubt' });
    world.tracker.fault = () => 'lose-answer';
    await world.sync();
    world.tracker.fault = () => 'none';
    const [made] = world.tracker.mirrorsOf(uid);
    world.tracker.requests.length = 0;
    const foreign = world.tracker.open('A bug report');
    await world.hint([foreign.id]);
    expect((await world.store.mirrors({ of: 'moved' })).intents).toHaveLength(1);
    await world.hint([made?.id ?? '']);
    const { intents, links } = await world.store.mirrors({ of: 'items', items: [uid] });
    expect([intents, links.map(({ issue }) => issue.id)]).toEqual([[], [made?.id]]);
    expect(world.tracker.requests.filter((request) => request === 'create')).toEqual([]);
  });

  it('before the first pull reads nothing, not even of links that a restore brought along', async () => {
    const world = openWorld();
    const { uid } = await world.add();
    const { id, key, url, ...rest } = world.tracker.open('Restored');
    const link = { item: uid, tracker: world.tracker.name, issue: { id, key, url }, pasts: {}, now: { id, key, url, ...rest } };
    const known = { seenAt: START, state: 'live', pending: false, itemSeq: 0 } as const;
    await world.store.commit([{ op: 'link', link: { ...link, ...known } }], { actor: 'restore' });
    await world.hint([id]);
    expect(world.tracker.requests).toEqual([]);
  });

  it('carries out nothing that is about other items', async () => {
    const { world, issue } = await mirrored();
    const { uid } = await world.add({ title: 'New here' });
    world.tracker.edit(issue.id, () => ({ title: 'Renamed there' }));
    await world.hint([issue.id]);
    expect([world.tracker.mirrorsOf(uid), world.tracker.requests]).toEqual([[], ['read']]);
  });

  it('tells an edit that has the same stamp as what is known', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue.id, () => ({ title: 'Renamed within the same second' }), issue.updatedAt);
    await world.hint([issue.id]);
    expect((await world.item(uid)).title).toBe('Renamed within the same second');
  });

  it('of an issue that is gone says so, and makes no other', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.vanish(issue.id);
    const { drift } = await world.hint([issue.id]);
    expect(drift.map(({ code, item }) => [code, item])).toEqual([['hidden', uid]]);
    expect((await world.store.mirrors({ of: 'items', items: [uid] })).links.map(({ state }) => state)).toEqual(['hidden']);
    await world.sync();
    expect(world.tracker.all()).toEqual([]);
  });

  it('keeps to the mode: nothing is pulled where only pushes are wanted, and the next sync that may knows it', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue.id, () => ({ title: 'Renamed there' }));
    await world.hint([issue.id], 'push-only');
    expect((await world.item(uid)).title).toBe('Rotate the signing keys');
    await world.sync();
    expect((await world.item(uid)).title).toBe('Renamed there');
  });

  it('records a conflict like any pull', async () => {
    const { world, uid, issue } = await mirrored();
    await world.edit(uid, () => ({ priority: 'P0' }));
    world.tracker.edit(issue.id, () => ({ priority: 'P3' }));
    await world.hint([issue.id]);
    const { conflicts } = await world.store.mirrors({ of: 'items', items: [uid] });
    expect(conflicts.map(({ field, won }) => [field, won])).toEqual([['priority', 'ours']]);
    expect(world.tracker.mirrorsOf(uid)[0]?.priority).toBe('P0');
  });

  it('gives way to a sync that is writing', async () => {
    const { world, issue } = await mirrored();
    const lease = await world.store.coordination.acquire(`sync ${world.tracker.name}`, { holder: 'another process', ttlMs: MINUTE });
    expect(lease).not.toBe(null);
    const { stop } = await world.hint([issue.id]);
    expect([stop?.code, world.tracker.requests]).toEqual(['busy', []]);
  });
});
