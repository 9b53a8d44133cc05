import { afterAll, describe, expect, test } from 'vitest';
import { play } from './play.ts';
import { StoreFiles } from './store-file.ts';
import { BEYOND, drawStory } from './story.ts';

const files = new StoreFiles();
afterAll(() => files.remove());

describe.each(BEYOND)('beyond the settle window by %s', (beyond) => {
  test('a twin shows in some of 40 stories, and when it is quiet again every twin is closed', async () => {
    const kinds: string[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const { broken, holes } = await play(drawStory(seed, { beyond }), files);
      expect(broken, `to see it: pnpm simulate --tracker github --beyond ${beyond} --seed ${seed} --verbose`).toEqual([]);
      kinds.push(...holes.map(({ kind }) => kind));
    }
    expect(kinds).toContain('twin');
  }, 120_000);
});
