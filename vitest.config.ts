import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@closeout/source', 'node', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['@closeout/source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores on the machines that judge: more workers only make each slower.
    maxWorkers: 2,
  },
});
