import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Each benchmark is a program of its own, so that none warms up another.
for (const benchmark of ['import.ts', 'scaling.ts', 'memory.ts', 'plan.ts', 'requests.ts', 'cold-start.ts']) {
  const path = fileURLToPath(new URL(benchmark, import.meta.url));
  execFileSync(process.execPath, ['--conditions=@closeout/source', path], { stdio: 'inherit' });
}
