import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Each benchmark is a program of its own, so that none warms up another.
// `scaling.ts` goes up to 10 MB by itself, which takes the better part of an hour.
for (const [benchmark, ...args] of [
  ['import.ts'],
  ['scaling.ts', '1.6'],
  ['plan-import.ts'],
  ['memory.ts'],
  ['plan.ts'],
  ['requests.ts'],
  ['cold-start.ts'],
] as const) {
  const path = fileURLToPath(new URL(benchmark, import.meta.url));
  execFileSync(process.execPath, ['--conditions=@closeout/source', path, ...args], { stdio: 'inherit' });
}
