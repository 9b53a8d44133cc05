import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FUZZ_SEED } from '../test/support/property.ts';
import { ROOT } from './workspace.ts';

/*
 * pnpm fuzz --seeds 50                  the property tests with that many other seeds, from a new one on (or --from S)
 * pnpm fuzz test/core/annotate          only those of a folder
 *
 * A law that breaks is printed with its case. Ends with 1 when one did.
 */

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, from: { type: 'string', default: String(Date.now() % 1_000_000_000) } },
  allowPositionals: true,
});
const from = Number(values.from);
const count = Number(values.seeds);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1) throw new RangeError('seeds are whole numbers');

const files = globSync('test/**/*.test.ts', { cwd: ROOT })
  .filter((path) => positionals.length === 0 || positionals.some((part) => path.startsWith(part)))
  .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('support/property.ts'));
if (files.length === 0) throw new RangeError(`no property tests below ${positionals.join(', ')}`);

const broken: number[] = [];
for (let seed = from; seed < from + count; seed += 1) {
  const env = { ...process.env, [FUZZ_SEED]: String(seed) };
  const { status, signal } = spawnSync('vitest', ['run', '--reporter=agent', ...files], { cwd: ROOT, env, stdio: 'inherit' });
  if (signal !== null) process.exit(130);
  if (status !== 0) broken.push(seed);
}
process.stdout.write(
  `${files.length} files, ${count} seeds from ${from}: ${broken.length === 0 ? 'all laws hold' : `broken with ${broken.join(', ')}`}\n`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
