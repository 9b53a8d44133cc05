import { afterAll, describe, expect, test } from 'vitest';
import { play } from './play.ts';
import { StoreFiles } from './store-file.ts';
import { BEYOND, drawStory } from './story.ts';

const files = new StoreFiles();
afterAll(() => files.remove());

const EACH = BEYOND.flatMap((beyond) => [{ beyond, tracker: 'github' } as const, { beyond, tracker: 'jira' } as const]);

describe.each(EACH)('beyond the settle window by $beyond on $tracker', ({ beyond, tracker }) => {
  test('a twin shows in some of 24 stories, and when it is quiet again every twin is closed', async () => {
    const kinds: string[] = [];
    for (let seed = 1; seed <= 24; seed += 1) {
      const { broken, holes } = await play(drawStory(seed, { beyond, on: tracker }), files);
      expect(broken, `to see it: pnpm simulate --tracker ${tracker} --beyond ${beyond} --seed ${seed} --verbose`).toEqual([]);
      kinds.push(...holes.map(({ kind }) => kind));
    }
    expect(kinds).toContain('twin');
  }, 120_000);
});
