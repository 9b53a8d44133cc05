import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { Death, type SimulatedTracker } from './simulated-tracker.ts';
import { openWorld, type World } from './sync-world.ts';

const MINUTE = 60_000;

async function mirrored(options?: Parameters<typeof openWorld>[0]) {
  const world = openWorld(options);
  const { uid } = await world.add();
  await world.sync();
  world.tracker.tick(5 * MINUTE);
  await world.sync();
  return { world, uid, issue: () => only(world, uid) };
}

function only(world: World, uid: Parameters<SimulatedTracker['mirrorsOf']>[0]) {
  const [issue, ...more] = world.tracker.mirrorsOf(uid);
  if (issue === undefined || more.length > 0) throw new Error(`${more.length + 1} issues`);
  return issue;
}

async function quietly(world: World): Promise<readonly string[]> {
  world.tracker.requests.length = 0;
  await world.sync();
  return world.tracker.requests;
}

describe('sync', () => {
  it('gives each accepted item one issue that says what the item says', async () => {
    const { world, uid, issue } = await mirrored();
    expect(issue()).toMatchObject({
      title: 'Rotate the signing keys',
      assignees: ['maria'],
      dueOn: '2026-04-01',
      priority: 'P2',
      labels: ['closeout/keys'],
      markers: [{ workspace: world.store.workspace.id, item: uid }],
    });
    expect(issue().details).toContain('All three of them.');
  });

  it('has nothing to do a second time, and asks once to know it', async () => {
    const { world } = await mirrored();
    expect(await quietly(world)).toEqual(['pull']);
    expect((await world.store.mirrors({ of: 'moved' })).items).toEqual([]);
  });

  it('leaves proposals alone and counts them', async () => {
    const world = openWorld();
    await world.add({ state: { status: 'proposed' }, acceptedOn: null, due: null });
    const { waiting, trackers } = await world.sync();
    expect({ waiting, created: trackers[0]?.created, issues: world.tracker.all() }).toEqual({ waiting: 1, created: 0, issues: [] });
  });

  it('carries edits of either side to the other, field by field', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, () => ({
      title: 'Rotate all signing keys',
      status: { name: 'closed', category: 'done', resolution: 'completed' },
    }));
    await world.edit(uid, ({ due }) => ({ priority: 'P0', due: due && { ...due, on: plainDate('2026-05-01') } }));
    const { trackers } = await world.sync();
    expect(await world.item(uid)).toMatchObject({
      title: 'Rotate all signing keys',
      state: { status: 'done', by: 'sim:team/board' },
      priority: 'P0',
    });
    expect(issue()).toMatchObject({ title: 'Rotate all signing keys', priority: 'P0', dueOn: '2026-05-01' });
    expect(trackers[0]).toMatchObject({ pulled: 1, updated: 1, created: 0 });
    world.tracker.tick(5 * MINUTE);
    await world.sync();
    expect(await quietly(world)).toEqual(['pull']);
  });

  it('never fights over what the tracker makes of a text', async () => {
    const world = openWorld();
    const { uid } = await world.add({ title: `  ${'a very long title '.repeat(5)}` });
    await world.sync();
    expect(await quietly(world)).toEqual(['pull']);
    expect((await world.item(uid)).title.length).toBeGreaterThan(40);
    expect(only(world, uid).title.length).toBe(40);
  });

  it('closed as not planned is cancelled, closed as duplicate is cancelled as duplicate', async () => {
    for (const [resolution, expected] of [
      ['not_planned', 'wont-do'],
      ['duplicate', 'duplicate'],
    ]) {
      const { world, uid, issue } = await mirrored();
      world.tracker.edit(issue().id, () => ({ status: { name: 'closed', category: 'done', resolution: resolution ?? null } }));
      await world.sync();
      expect((await world.item(uid)).state).toMatchObject({ status: 'cancelled', resolution: expected });
    }
  });

  it('records a conflict when both sides moved the same field apart, lets the rule decide, and keeps the record', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, () => ({ title: 'Theirs' }));
    await world.edit(uid, () => ({ title: 'Ours' }));
    await world.sync();
    expect((await world.item(uid)).title).toBe('Theirs');
    const { conflicts } = await world.store.mirrors({ of: 'items', items: [uid] });
    expect(conflicts).toMatchObject([{ field: 'title', ours: 'Ours', theirs: 'Theirs', won: 'theirs' }]);
    const { mirrors } = await world.store.snapshot({ items: [uid] });
    expect(mirrors).toMatchObject([{ conflicts: ['title'] }]);
  });

  it('never opens again what a person closed there, even when the item was started here meanwhile', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, () => ({ status: { name: 'closed', category: 'done', resolution: 'completed' } }));
    await world.edit(uid, () => ({ state: { status: 'in-progress' } }));
    await world.sync();
    expect(issue().status.category).toBe('done');
    expect((await world.item(uid)).state.status).toBe('done');
  });

  it('keeps what was typed there when it is killed between any two commits that take it over', async () => {
    for (let died = true, commits = 0; died; commits += 1) {
      const { world, uid, issue } = await mirrored();
      world.tracker.edit(issue().id, () => ({ title: 'Rotate all signing keys' }));
      const { commit } = world.store;
      let left = commits;
      world.store.commit = async (...change) => {
        if (left === 0) throw new Death();
        left -= 1;
        return commit(...change);
      };
      died = await world.sync().then(
        () => false,
        () => true,
      );
      world.store.commit = commit;
      await world.sync();
      expect([(await world.item(uid)).title, issue().title]).toEqual(['Rotate all signing keys', 'Rotate all signing keys']);
    }
  });

  it('reads an issue once more that has the stamp it had and says something else', async () => {
    const { world, uid, issue } = await mirrored();
    const pull = world.tracker.pull.bind(world.tracker);
    world.tracker.tick(MINUTE);
    world.tracker.pull = async (cursor) => ({ ...(await pull(cursor)), issues: [{ ...issue(), title: 'As it was a moment before' }] });
    expect(await quietly(world)).toEqual(['pull', 'read']);
    expect((await world.item(uid)).title).toBe('Rotate the signing keys');
  });

  it('leaves foreign labels and assignees where they are', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, ({ labels, assignees }) => ({ labels: [...labels, 'team-x'], assignees: [...assignees, 'visitor'] }));
    await world.edit(uid, () => ({ labels: ['rotation'], owner: 'raj' }));
    await world.sync();
    expect([...issue().labels].sort()).toEqual(['closeout/rotation', 'team-x']);
    expect([...issue().assignees].sort()).toEqual(['raj', 'visitor']);
    expect((await world.item(uid)).owner).toBe('raj');
  });

  it('takes over a label that was put on there before a run that only pushed labels of ours', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, ({ labels }) => ({ labels: [...labels, 'closeout/drill'] }));
    await world.edit(uid, () => ({ labels: ['keys', 'rotation'] }));
    await world.sync({ mode: 'push-only' });
    await world.sync();
    expect([...issue().labels].sort()).toEqual(['closeout/drill', 'closeout/keys', 'closeout/rotation']);
    expect([...(await world.item(uid)).labels].sort()).toEqual(['drill', 'keys', 'rotation']);
  });

  it('takes over that a label was taken off there while another of ours was on its way', async () => {
    const { world, uid, issue } = await mirrored();
    await world.edit(uid, () => ({ labels: ['keys', 'rotation'] }));
    const update = world.tracker.update.bind(world.tracker);
    world.tracker.update = async (key, patch) => {
      world.tracker.edit(key.id, ({ labels }) => ({ labels: labels.filter((label) => label !== 'closeout/keys') }));
      return update(key, patch);
    };
    await world.sync();
    expect(issue().labels).toEqual(['closeout/rotation']);
    expect((await world.item(uid)).labels).toEqual(['rotation']);
  });

  it('saves what somebody wrote into the managed block, once, and does not take it over', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, ({ details }) => ({ details: `${details} scribble` }));
    for (let run = 0; run < 2; run += 1) await world.sync();
    const { drifts } = await world.store.mirrors({ of: 'items', items: [uid] });
    expect(drifts).toMatchObject([{ code: 'block-edited', field: 'details', saved: [issue().details] }]);
    expect((await world.item(uid)).details).toBe('All three of them.');
  });

  it('says who has no account there instead of sending nobody in silence', async () => {
    const world = openWorld();
    const { uid } = await world.add({ owner: 'a stranger' });
    await world.sync();
    await world.sync();
    expect((await world.store.mirrors({ of: 'items', items: [uid] })).drifts).toMatchObject([
      { code: 'unmappable', field: 'assignee', saved: 'a stranger' },
    ]);
    expect(await quietly(world)).toEqual(['pull']);
  });

  it('stops before it creates more than a person would expect, until the number is repeated', async () => {
    const world = openWorld({ guard: { share: 1, count: 10, creates: 2 } });
    for (let n = 0; n < 3; n += 1) await world.add({ title: `Item ${n}` });
    const { stop } = await world.sync();
    expect([stop?.code, world.tracker.all().length]).toEqual(['guard', 0]);
    expect((await world.sync({ confirm: 2 })).stop?.code).toBe('guard');
    expect([(await world.sync({ confirm: 3 })).stop, world.tracker.all().length]).toEqual([null, 3]);
  });

  it('stops before it closes more here than a person would expect', async () => {
    const world = openWorld({ guard: { share: 0.2, count: 1, creates: 50 } });
    for (let n = 0; n < 4; n += 1) await world.add({ title: `Item ${n}` });
    await world.sync();
    for (const { id } of world.tracker.all().slice(0, 2))
      world.tracker.edit(id, () => ({ status: { name: 'closed', category: 'done', resolution: null } }));
    expect((await world.sync()).stop).toMatchObject({ code: 'guard', count: 2 });
    expect((await world.store.snapshot({ statuses: ['done'] })).items).toEqual([]);
    await world.sync({ confirm: 2 });
    expect((await world.store.snapshot({ statuses: ['done'] })).items).toHaveLength(2);
  });

  it('sends again what was refused when asked, and only then', async () => {
    const { world, uid, issue } = await mirrored();
    const { update } = world.tracker;
    world.tracker.update = async (key) => {
      const [seen] = await world.tracker.read([key]);
      if (seen?.state !== 'present') throw new Error('not there');
      return { issue: seen.issue, refused: [{ field: 'title', code: 'no-permission', message: 'not for you' }] };
    };
    await world.edit(uid, () => ({ title: 'Rotate them all' }));
    for (let run = 0; run < 2; run += 1) await world.sync();
    world.tracker.update = update;
    await world.sync();
    expect(issue().title).toBe('Rotate the signing keys');
    await world.sync({ retry: true });
    expect(issue().title).toBe('Rotate them all');
  });

  it('filters a plan by mode and never turns a pull into a push', async () => {
    const { world, uid, issue } = await mirrored();
    world.tracker.edit(issue().id, () => ({ title: 'Theirs' }));
    await world.edit(uid, () => ({ priority: 'P0' }));
    await world.sync({ mode: 'push-only' });
    expect((await world.item(uid)).title).toBe('Rotate the signing keys');
    expect(issue()).toMatchObject({ title: 'Theirs', priority: 'P0' });
    await world.sync({ mode: 'pull-only' });
    expect((await world.item(uid)).title).toBe('Theirs');
    const { uid: second } = await world.add({ title: 'Another' });
    await world.sync({ mode: 'pull-only' });
    expect(world.tracker.mirrorsOf(second)).toEqual([]);
    await world.sync({ mode: 'create-only' });
    expect(world.tracker.mirrorsOf(second)).toHaveLength(1);
  });
});

describe('a create whose answer never came', () => {
  it.each(['lose-answer', 'die-after', 'die-before'] as const)(
    '%s: is looked for, and exactly one issue stands in the end',
    async (fault) => {
      const world = openWorld({ lagMs: 2 * MINUTE });
      const { uid } = await world.add();
      world.tracker.fault = () => fault;
      await world.sync().catch((error: unknown) => expect(error).toBeInstanceOf(Death));
      world.tracker.fault = () => 'none';
      for (let minute = 0; minute < 30; minute += 1) {
        world.tracker.tick(MINUTE);
        await world.sync();
      }
      expect(world.tracker.mirrorsOf(uid)).toHaveLength(1);
      expect(await quietly(world)).toEqual(['pull']);
    },
  );

  it('makes a twin when lists lag longer than the settle window, and closes it when it shows', async () => {
    const world = openWorld({ lagMs: 20 * MINUTE, settleSeconds: 60 });
    const { uid } = await world.add();
    world.tracker.fault = () => 'die-after';
    await world.sync().catch(() => {});
    world.tracker.fault = () => 'none';
    for (let minute = 0; minute < 60; minute += 1) {
      world.tracker.tick(MINUTE);
      await world.sync();
    }
    const open = world.tracker.mirrorsOf(uid).filter(({ status }) => status.category !== 'done');
    expect([world.tracker.mirrorsOf(uid).length, open.length]).toEqual([2, 1]);
  });

  it('says that a marker is gone, or there twice, for as long as it is', async () => {
    const { world, uid, issue } = await mirrored();
    const codes = async () => (await world.sync()).drift.map(({ code }) => code);
    const { id, markers } = issue();
    const other = { workspace: world.store.workspace.id, item: '0193a1b2-0000-7000-8000-00000000000b' as typeof uid };
    for (const [now, code] of [
      [[], 'marker-gone'],
      [[...markers, other], 'marker-twice'],
    ] as const) {
      world.tracker.edit(id, () => ({ markers: now }));
      expect(await codes()).toEqual([code]);
      world.tracker.tick(MINUTE);
      world.tracker.edit(id, () => ({ markers }));
      expect(await codes()).toEqual([]);
      world.tracker.tick(MINUTE);
    }
  });

  it('does not believe a marker that a stranger pasted', async () => {
    const world = openWorld();
    const { uid } = await world.add();
    world.tracker.open('Trap', { markers: [{ workspace: world.store.workspace.id, item: uid }] });
    await world.sync();
    expect(world.tracker.mirrorsOf(uid).filter(({ author }) => author !== 'somebody')).toHaveLength(1);
    expect((await world.store.mirrors({ of: 'items', items: [uid] })).drifts).toMatchObject([{ code: 'stranger' }]);
  });
});
