import { parseArgs } from 'node:util';
import { play } from '../test/simulation/play.ts';
import { shrink } from '../test/simulation/shrink.ts';
import { StoreFiles } from '../test/simulation/store-file.ts';
import { BEYOND, drawStory, PLACES } from '../test/simulation/story.ts';

/*
 * pnpm simulate --seeds 10000          that many stories, from seed 1 on (or --from S)
 * pnpm simulate --seed 42 --verbose    one story (or several: 42,43), with all that happens in it
 * pnpm simulate --seeds 900 --first    up to the first seed that breaks a law, and no search for a shorter story
 * pnpm simulate --tracker jira         only on Jira (or github, or both); otherwise each seed is played on all three
 * pnpm simulate --beyond lag --seed 42 a story that leaves the bounds of the promise (docs/guarantee.md)
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    beyond: { type: 'string' },
    tracker: { type: 'string' },
    first: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const begin = Number(values.from);
const asked = values.seed?.split(',').map(Number) ?? Array.from({ length: Number(values.seeds) }, (_, index) => begin + index);
if (asked.length === 0 || !asked.every(Number.isSafeInteger)) throw new RangeError('seeds are whole numbers');
const beyond = BEYOND.find((one) => one === values.beyond) ?? null;
if (beyond === null && values.beyond !== undefined) throw new RangeError(`--beyond is one of ${BEYOND.join(', ')}`);
const places = PLACES.filter((one) => one === (values.tracker ?? one));
if (places.length === 0) throw new RangeError(`--tracker is one of ${PLACES.join(', ')}`);

function* seeds() {
  for (const seed of asked) for (const on of places) yield { on, seed };
}

const files = new StoreFiles();
const begun = performance.now();
let played = 0;
let failed = 0;
const holes = new Map<string, number[]>();
try {
  for (const { on, seed } of seeds()) {
    if (values.first && failed > 0) break;
    const story = drawStory(seed, { beyond, on });
    const { broken, holes: found, told } = await play(story, files);
    played += 1;
    if (values.verbose) console.log(told.join('\n'));
    for (const kind of new Set(found.map((hole) => `${hole.kind} on ${on}`))) holes.set(kind, [...(holes.get(kind) ?? []), story.seed]);
    const [first] = broken;
    if (first === undefined) continue;
    failed += 1;
    console.log(`Seed ${story.seed} on ${on} breaks law ${first.law}: ${first.message}`);
    if (values.first) continue;
    const short = await shrink(story, files);
    console.log(`\nThe shortest story found (${short.story.steps.length} steps):\n`);
    console.log(short.played.told.join('\n'));
  }
} finally {
  files.remove();
}
const seconds = (performance.now() - begun) / 1000;
for (const [kind, seeds] of holes)
  console.log(`outside the promise (docs/guarantee.md), ${kind}: ${seeds.length} seeds, the first ${seeds.slice(0, 5).join(', ')}`);
console.log(`${played} stories, ${failed} broken, ${(played / seconds).toFixed(1)} stories/s`);
process.exitCode = failed === 0 ? 0 : 1;
