import { defineConfig } from 'vitest/config';

const conditions = ['@closeout/source', 'node', 'import', 'module', 'default'];

// What nothing but a function's answer is judged by shares its modules with the next file: reading them anew took a fifth of the time.
const PURE = ['test/core/{annotate,config,due,lint,model,plan,postmortem,report,sync,tracker}/**/*.test.ts'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores on the machines that judge: more workers only make each slower.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
