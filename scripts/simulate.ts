import { parseArgs } from 'node:util';
import { play } from '../test/simulation/play.ts';
import { shrink } from '../test/simulation/shrink.ts';
import { StoreFiles } from '../test/simulation/store-file.ts';
import { drawStory } from '../test/simulation/story.ts';

/*
 * pnpm simulate --seeds 10000          that many stories, from seed 1 on (or --from S)
 * pnpm simulate --seed 42 --verbose    one story, with all that happens in it
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) throw new RangeError('seeds are whole numbers');

const files = new StoreFiles();
const begun = performance.now();
let failed = 0;
try {
  for (let seed = first; seed < first + count; seed += 1) {
    const story = drawStory(seed);
    const { broken, told } = await play(story, files);
    if (values.verbose) console.log(told.join('\n'));
    if (broken.length === 0) continue;
    failed += 1;
    const short = await shrink(story, files);
    console.log(`\nSeed ${seed} breaks law ${broken[0]?.law}. The shortest story found (${short.story.steps.length} steps):\n`);
    console.log(short.played.told.join('\n'));
  }
} finally {
  files.remove();
}
const seconds = (performance.now() - begun) / 1000;
console.log(`${count} seeds, ${failed} broken, ${(count / seconds).toFixed(1)} seeds/s`);
process.exitCode = failed === 0 ? 0 : 1;
