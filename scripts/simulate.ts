import { parseArgs } from 'node:util';
import { play } from '../test/simulation/play.ts';
import { StoreFiles } from '../test/simulation/store-file.ts';
import { drawStory } from '../test/simulation/story.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '500' }, from: { type: 'string', default: '1' }, seed: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const files = new StoreFiles();
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const begun = performance.now();
const laws = new Map<string, number[]>();
try {
  for (let seed = first; seed < first + count; seed += 1) {
    let broken: readonly { law: number; message: string }[];
    let told: readonly string[] = [];
    try {
      ({ broken, told } = await play(drawStory(seed), files));
    } catch (error) {
      broken = [{ law: 0, message: String((error as Error).stack).slice(0, 600) }];
    }
    if (values.verbose) console.log(told.join('\n'));
    if (broken[0]) {
      const key = `law ${broken[0].law}: ${broken[0].message.replace(/\d+/g, 'N').slice(0, 90)}`;
      laws.set(key, [...(laws.get(key) ?? []), seed]);
      if (values.seed !== undefined) console.log(broken);
    }
  }
} finally {
  files.remove();
}
for (const [key, seeds] of [...laws].sort((a, b) => b[1].length - a[1].length)) console.log(seeds.length, key, seeds.slice(0, 5).join());
console.log(`${(count / ((performance.now() - begun) / 1000)).toFixed(1)} seeds/s`);
