import { afterAll, expect, test } from 'vitest';
import { play } from '../play.ts';
import { StoreFiles } from '../store-file.ts';
import { drawStory } from '../story.ts';

const files = new StoreFiles();
afterAll(() => files.remove());

/** More seeds: `pnpm simulate --tracker jira --seeds 10000`. */
test.each([
  { seeds: 150, on: 'jira', where: 'a Jira whose search is up to ten minutes behind' },
  { seeds: 40, on: 'both', where: 'GitHub and Jira in one workspace, each item by its route' },
] as const)(
  'the laws of sync hold over $seeds stories on $where',
  async ({ seeds, on }) => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { broken } = await play(drawStory(seed, { on }), files);
      expect(broken, `to see it: pnpm simulate --tracker ${on} --seed ${seed} --verbose`).toEqual([]);
    }
  },
  600_000,
);
