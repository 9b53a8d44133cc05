import { expect } from 'vitest';
import { play } from './play.ts';
import { StoreFiles } from './store-file.ts';
import { drawStory, type PlaceName } from './story.ts';

/** Plays those stories, one after the other, until one breaks a law. */
export async function storiesHold({ from, to, on }: { readonly from: number; readonly to: number; readonly on: PlaceName }): Promise<void> {
  const files = new StoreFiles();
  try {
    for (let seed = from; seed <= to; seed += 1) {
      const { broken } = await play(drawStory(seed, { on }), files);
      expect(broken, `to see it: pnpm simulate --tracker ${on} --seed ${seed} --verbose`).toEqual([]);
    }
  } finally {
    files.remove();
  }
}
