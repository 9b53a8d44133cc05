import { afterAll, expect, test } from 'vitest';
import { play } from '../play.ts';
import { StoreFiles } from '../store-file.ts';
import { drawStory } from '../story.ts';

const SEEDS = 150;

const files = new StoreFiles();
afterAll(() => files.remove());

/** More seeds: `pnpm simulate --tracker jira --seeds 10000`. */
test(`the laws of sync hold over ${SEEDS} stories on a Jira whose search is up to ten minutes behind`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { broken } = await play(drawStory(seed, { on: 'jira' }), files);
    expect(broken, `to see it: pnpm simulate --tracker jira --seed ${seed} --verbose`).toEqual([]);
  }
}, 600_000);
