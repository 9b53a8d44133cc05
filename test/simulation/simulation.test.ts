import { afterAll, expect, test } from 'vitest';
import { play } from './play.ts';
import { StoreFiles } from './store-file.ts';
import { drawStory } from './story.ts';

const SEEDS = 150;

const files = new StoreFiles();
afterAll(() => files.remove());

/** More seeds: `pnpm simulate --seeds 10000`. */
test(`the laws of sync hold over ${SEEDS} stories of two people, two processes and a GitHub that lags, limits and loses answers`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { broken } = await play(drawStory(seed), files);
    expect(broken, `to see it: pnpm simulate --seed ${seed} --verbose`).toEqual([]);
  }
}, 180_000);
