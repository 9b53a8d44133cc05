import { describe, expect, it } from 'vitest';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { fc } from '../../support/property.ts';
import { Death, type Fault } from './simulated-tracker.ts';
import { openWorld, type World } from './sync-world.ts';

const MINUTE = 60_000;
const LAG = 2 * MINUTE;

type Step =
  | { readonly do: 'add' }
  | { readonly do: 'here' | 'there'; readonly nth: number; readonly edit: number }
  | { readonly do: 'sync'; readonly faults: readonly Fault[] }
  | { readonly do: 'wait'; readonly minutes: number };

const fault = fc.constantFrom<Fault>('none', 'none', 'none', 'lose-answer', 'die-before', 'die-after');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ do: 'add' } as const),
  fc.record({ do: fc.constantFrom('here' as const, 'there' as const), nth: fc.nat(9), edit: fc.nat(9) }),
  fc.record({ do: fc.constant('sync' as const), faults: fc.array(fault, { maxLength: 6 }) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(4) }),
);

async function play(world: World, steps: readonly Step[]): Promise<readonly string[]> {
  const typed: string[] = [];
  let edits = 0;
  for (const one of steps) {
    world.tracker.tick(1000);
    const { items } = await world.store.snapshot();
    switch (one.do) {
      case 'add':
        await world.add({ title: `Item ${items.length}` });
        break;
      case 'here': {
        const item = items[one.nth % Math.max(1, items.length)];
        edits += 1;
        if (item !== undefined) await world.edit(item.uid, () => EDITS_HERE[one.edit % EDITS_HERE.length]?.(item, edits, typed) ?? {});
        break;
      }
      case 'there': {
        const issue = world.tracker.all()[one.nth % Math.max(1, world.tracker.all().length)];
        edits += 1;
        if (issue !== undefined)
          world.tracker.edit(issue.id, (before) => EDITS_THERE[one.edit % EDITS_THERE.length]?.(before, edits, typed) ?? {});
        // What a list does not show yet is overwritten unseen: the one window that is left open. It is closed here.
        world.tracker.tick(LAG);
        break;
      }
      case 'sync': {
        const faults = [...one.faults];
        world.tracker.fault = () => faults.shift() ?? 'none';
        await world.sync().catch((error: unknown) => {
          if (!(error instanceof Death)) throw error;
        });
        world.tracker.fault = () => 'none';
        break;
      }
      case 'wait':
        world.tracker.tick(one.minutes * MINUTE);
        break;
    }
  }
  return typed;
}

const EDITS_HERE: readonly ((item: ActionItem, n: number, typed: string[]) => Partial<ActionItem>)[] = [
  (_, n, typed) => {
    typed.push(`ours ${n}`);
    return { title: `ours ${n}` };
  },
  ({ due }, n) => ({ due: due && { ...due, on: plainDate(`2026-04-${String((n % 28) + 1).padStart(2, '0')}`) } }),
  (_, n) => ({ labels: [`l${n % 3}`] }),
  (item) => (item.state.status === 'done' ? { state: { status: 'open' } } : { state: { status: 'in-progress' } }),
  () => ({ owner: 'raj' }),
];

const EDITS_THERE: readonly ((issue: ReturnType<World['tracker']['all']>[number], n: number, typed: string[]) => object)[] = [
  (_, n, typed) => {
    typed.push(`theirs ${n}`);
    return { title: `theirs ${n}` };
  },
  () => ({ status: { name: 'closed', category: 'done', resolution: 'completed' } }),
  () => ({ status: { name: 'open', category: 'new', resolution: null } }),
  ({ labels }, n) => ({ labels: [...new Set([...labels, `foreign${n % 2}`, `closeout/t${n % 2}`])] }),
  () => ({ assignees: ['visitor'] }),
  (_, n) => ({ dueOn: plainDate(`2026-05-${String((n % 28) + 1).padStart(2, '0')}`) }),
];

async function untilQuiet(world: World): Promise<void> {
  for (let run = 0; run < 40; run += 1) {
    world.tracker.tick(MINUTE);
    world.tracker.requests.length = 0;
    await world.sync();
  }
}

describe('a random story of two people, lagging lists, lost answers and sudden deaths', () => {
  it.each([1, 3])('ends in step (creates at once: %i)', async (createsAtOnce) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = openWorld({ lagMs: LAG, settleSeconds: 600, createsAtOnce });
        const typed = await play(world, steps);
        await untilQuiet(world);
        const { items } = await world.store.snapshot();
        const { links, conflicts } = await world.store.mirrors({ of: 'all' });

        expect(world.tracker.requests, 'a quiet sync sends nothing but the pull').toEqual(['pull']);
        for (const item of items) {
          const mirrors = world.tracker.mirrorsOf(item.uid);
          expect(mirrors.length, `one issue for ${item.title}`).toBe(item.state.status === 'done' && mirrors.length === 0 ? 0 : 1);
          const [issue] = mirrors;
          if (issue === undefined) continue;
          expect(issue.title).toBe(item.title);
          expect(issue.dueOn).toBe(item.due?.on);
          expect(issue.labels.filter((label) => label.startsWith('closeout/')).sort()).toEqual(
            item.labels.map((label) => `closeout/${label}`).sort(),
          );
          expect(issue.status.category === 'done').toBe(item.state.status === 'done');
          expect(links.find((link) => link.item === item.uid)).toMatchObject({ issue: { id: issue.id }, pending: false });
        }
        const standing = [...items.map(({ title }) => title), ...conflicts.flatMap(({ ours, theirs }) => [ours, theirs])];
        for (const title of typed.slice(-1)) expect(standing, 'what was typed last stands, or is on record as a conflict').toContain(title);
      }),
      { numRuns: 150 },
    );
  });
});
