import { type Played, play } from './play.ts';
import type { StoreFiles } from './store-file.ts';
import type { Story } from './story.ts';

/** The shortest story found, by leaving out steps, in which the same law still breaks. */
export async function shrink(story: Story, files: StoreFiles): Promise<{ readonly story: Story; readonly played: Played }> {
  let best = { story, played: await play(story, files) };
  const law = best.played.broken[0]?.law;
  for (let size = Math.ceil(story.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = best.story.steps.length - size; from >= 0; from -= size) {
      const steps = best.story.steps.toSpliced(from, size);
      const played = await play({ ...story, steps }, files);
      if (played.broken[0]?.law === law) best = { story: { ...story, steps }, played };
    }
  }
  return best;
}
