import { expect, it } from 'vitest';
import { fc } from '../../support/property.ts';
import { Death, type Fault } from './simulated-tracker.ts';
import { openTwoTrackers, type Place, type TwoTrackers, urlOf } from './two-trackers.ts';

const PLACES = ['payments', 'platform'] as const satisfies readonly Place[];
const place = fc.constantFrom(...PLACES);
const fault = fc.constantFrom<Fault>('die-before', 'die-after', 'none');

type Step =
  | { readonly does: 'link'; readonly place: Place; readonly key: string }
  | { readonly does: 'unlink' | 'create' | 'edit here' | 'edit there' }
  | { readonly does: 'move'; readonly place: Place }
  | { readonly does: 'sync'; readonly only: Place | undefined; readonly fault: Fault; readonly nth: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('link' as const), place, key: fc.constantFrom('1', '2') }),
  fc.record({ does: fc.constantFrom('unlink' as const, 'create' as const, 'edit here' as const, 'edit there' as const) }),
  fc.record({ does: fc.constant('move' as const), place }),
  fc.record({
    does: fc.constant('sync' as const),
    only: fc.option(place, { nil: undefined }),
    fault,
    nth: fc.integer({ min: 0, max: 4 }),
  }),
);

it('whatever people say of a mirror, and wherever a sync dies, there are never two open issues of ours, and in the end the one they said', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const world = openTwoTrackers();
      for (const name of PLACES) for (const title of ['One', 'Two']) world.sims[name].open(`${title} by hand`);
      const { uid } = await world.add();
      world.accidents.changed = () => expect(world.openOf(uid).length).toBeLessThan(2);
      let wanted = true;
      for (const [at, one] of steps.entries()) {
        const hadLink = (await world.links(uid)).length > 0;
        const refused = await taken(world, { uid, one, at });
        if (refused !== null) continue;
        // Before there was any link, it only takes a wish back.
        if (one.does === 'unlink') wanted = !hadLink;
        if (one.does === 'link' || one.does === 'create' || one.does === 'move') wanted = true;
      }
      await untilQuiet(world);
      const live = (await world.links(uid)).filter(({ state }) => state === 'live');
      expect(live).toHaveLength(wanted ? 1 : 0);
      const [link] = live;
      if (link === undefined) return;
      const [mirror] = world.sims[link.tracker.endsWith('payments') ? 'payments' : 'platform']
        .all()
        .filter(({ id }) => id === link.issue.id);
      expect([mirror?.status.category, mirror?.title]).toEqual(['new', (await world.item(uid)).title.slice(0, 40)]);
      const ours = link.now.author === 'somebody' ? [] : [`${link.tracker.split('/')[1]}#${link.issue.key}`];
      expect(world.openOf(uid)).toEqual(ours);
    }),
    { numRuns: 150 },
  );
});

/** `null` when it was done. */
async function taken(
  world: TwoTrackers,
  { uid, one, at }: { readonly uid: Awaited<ReturnType<TwoTrackers['add']>>['uid']; readonly one: Step; readonly at: number },
): Promise<string | null> {
  switch (one.does) {
    case 'link':
      return world.link(uid, urlOf(one.place, one.key));
    case 'unlink':
      return world.unlink(uid);
    case 'create':
      return world.create(uid);
    case 'move':
      return world.move(uid, one.place);
    case 'edit here':
      await world.edit(uid, { title: `Said here, step ${at}` });
      return null;
    case 'edit there':
      for (const sim of Object.values(world.sims)) {
        for (const { id, status } of sim.mirrorsOf(uid))
          if (status.category !== 'done') sim.edit(id, () => ({ title: `Said there, step ${at}` }));
      }
      return null;
    case 'sync': {
      let left = one.nth;
      for (const sim of Object.values(world.sims)) {
        sim.tick(60_000);
        sim.fault = () => {
          left -= 1;
          return left === -1 ? one.fault : 'none';
        };
      }
      await world.sync(one.only === undefined ? {} : { only: one.only }).catch((error: unknown) => expect(error).toBeInstanceOf(Death));
      for (const sim of Object.values(world.sims)) sim.fault = () => 'none';
      return null;
    }
  }
}

async function untilQuiet(world: TwoTrackers): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    for (const sim of Object.values(world.sims)) {
      sim.tick(30 * 60_000);
      sim.requests.length = 0;
    }
    await world.sync();
    if (Object.values(world.sims).every(({ requests }) => requests.join() === 'pull')) return;
  }
  throw new Error('never quiet');
}
