import { describe, expect, test } from 'vitest';
import {
  againstTheFlow,
  borderCrossings,
  carelessModules,
  eagerAdapters,
  heavyIndex,
  idleDependencies,
  impureCore,
  loadedBy,
  type WorkspacePackage,
} from './rules.ts';
import { readModule } from './source-module.ts';
import { machinePaths, silencedChecks } from './texts.ts';

const core: WorkspacePackage = {
  name: '@closeout/core',
  folder: 'packages/core',
  dependencies: ['zod', 'kysely'],
  sources: { '.': './src/index.ts', './sqlite': './src/sqlite.ts' },
};
const cli: WorkspacePackage = {
  name: 'closeout',
  folder: 'packages/cli',
  dependencies: ['@closeout/core', '@closeout/sync-github'],
  sources: { '.': './src/index.ts' },
};
const github: WorkspacePackage = {
  name: '@closeout/sync-github',
  folder: 'packages/sync-github',
  dependencies: ['@closeout/core', '@octokit/rest'],
  sources: { '.': './src/index.ts' },
};
const packages = [core, cli, github];

function inCore(path: string, text: string) {
  return readModule(`packages/core/src/${path}`, text);
}

describe('purity', () => {
  test.each([
    ['const at = Date.now();', 'reads Date.now'],
    ['const at = new Date();', 'reads new Date()'],
    ['const at = Date();', 'reads Date()'],
    ['const pick = Math.random();', 'reads Math.random'],
    ['const home = process.env.HOME;', 'reads process'],
    ['const got = fetch(url);', 'reads fetch()'],
    ['setTimeout(later, 5);', 'reads setTimeout()'],
    ["import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ["import { sql } from 'kysely';", 'imports kysely'],
    ["import { schedule } from 'node-cron';", 'imports node-cron'],
    ["const later = import('node:os');", 'imports node:os'],
  ])('%s is seen in a pure folder', (text, complaint) => {
    expect(impureCore([inCore('plan/a.ts', text)])).toEqual([`packages/core/src/plan/a.ts: ${complaint}`]);
  });

  test.each([
    'const at = new Date(instant);',
    '// Date.now() is not for us, nor is process.env',
    "const text = 'new Date() and Math.random()';",
    'const step = { process: true }.process;',
    'const got = tracker.fetch(url);',
    "import { z } from 'zod';",
  ])('%s is pure', (text) => {
    expect(impureCore([inCore('plan/a.ts', text)])).toEqual([]);
  });

  test('the embedded store and the running jobs may do what pure code may not', () => {
    const text = "import { DatabaseSync } from 'node:sqlite'; const at = Date.now();";
    expect(impureCore([inCore('store/sqlite/open.ts', text), inCore('run/loop.ts', text)])).toEqual([]);
  });
});

describe('flow', () => {
  test('a model that knows the planner is seen, also when it only takes a type', () => {
    expect(againstTheFlow([inCore('model/a.ts', "import type { Plan } from '../plan/plan.ts';")])).toEqual([
      'packages/core/src/model/a.ts: imports packages/core/src/plan/plan.ts, which comes later in the flow',
    ]);
  });

  test('a planner may name the store port, but not a store', () => {
    const port = inCore('plan/a.ts', "import type { Snapshot } from '../store/port.ts';");
    const store = inCore('plan/b.ts', "import { memoryStore } from '../store/memory/memory-store.ts';");
    expect(againstTheFlow([port, store])).toEqual([
      'packages/core/src/plan/b.ts: imports packages/core/src/store/memory/memory-store.ts, which comes later in the flow',
    ]);
  });

  test('a folder that the picture does not show is seen', () => {
    expect(againstTheFlow([inCore('misc/a.ts', '')])).toEqual(['packages/core/src/misc/a.ts: belongs to no stage of the flow']);
  });
});

describe('borders', () => {
  test('a relative path into another package is seen', () => {
    const module = readModule('packages/cli/src/a.ts', "import { x } from '../../core/src/index.ts';");
    expect(borderCrossings([module], packages)).toEqual(['packages/cli/src/a.ts: reaches into packages/core/src/index.ts']);
  });

  test('a subpath that is not exported is seen; one that is exported is fine', () => {
    const module = readModule('packages/cli/src/a.ts', "import '@closeout/core/model/item'; import '@closeout/core/sqlite';");
    expect(borderCrossings([module], packages)).toEqual(['packages/cli/src/a.ts: @closeout/core/model/item is not exported']);
  });

  test('a package that package.json does not name is seen', () => {
    const module = readModule('packages/cli/src/a.ts', "import { Octokit } from '@octokit/rest';");
    expect(borderCrossings([module], packages)).toEqual(['packages/cli/src/a.ts: packages/cli/package.json does not name @octokit/rest']);
  });

  test('a dependency that nothing imports is seen', () => {
    const sources = [readModule('packages/sync-github/src/index.ts', "import type { Issue } from '@closeout/core';")];
    expect(idleDependencies(sources, [github])).toEqual(['packages/sync-github/package.json: @octokit/rest is not imported']);
  });

  test('a database behind two re-exports of the index is seen; a type of it is not loaded', () => {
    const sources = [
      inCore('index.ts', "export { a } from './plan/a.ts'; export type { Database } from './store/sqlite/open.ts';"),
      inCore('plan/a.ts', "export { b as a } from './b.ts';"),
      inCore('plan/b.ts', "import { sql } from 'kysely'; export const b = sql;"),
    ];
    expect(heavyIndex(sources, packages)).toEqual(['packages/core/src/index.ts: loads kysely']);
  });

  test('an adapter that the command line imports at once is seen; one behind import() is not', () => {
    const eager = readModule('packages/cli/src/main.ts', "import { githubTracker } from '@closeout/sync-github';");
    const lazy = readModule('packages/cli/src/main.ts', "const loading = import('@closeout/sync-github');");
    expect(eagerAdapters([eager], packages)).toEqual(['packages/cli/src/main.ts: loads packages/sync-github/src/index.ts at once']);
    expect(eagerAdapters([lazy], packages)).toEqual([]);
  });

  test('what a module loads is followed through packages', () => {
    const sources = [
      readModule('packages/cli/src/main.ts', "import { x } from '@closeout/core/sqlite';"),
      inCore('sqlite.ts', "import { sql } from 'kysely'; export const x = sql;"),
    ];
    expect(loadedBy('packages/cli/src/main.ts', sources, packages)).toEqual(['kysely', 'packages/core/src/sqlite.ts']);
  });
});

describe('every file', () => {
  test.each([
    ['a.ts', "export * from './b.ts';", 'export *'],
    ['a.ts', 'export default 1;', 'default export'],
    ['a.ts', "import { addDays } from 'date-fns';", 'imports the date-fns index'],
    ['a.ts', "import fc from 'fast-check';", 'imports fast-check without a seed, not test/support/property.ts'],
    ['aB.ts', '', 'not kebab-case'],
    ['date-utils.ts', '', 'a name that says nothing'],
  ])('%s with `%s` is seen', (file, text, complaint) => {
    expect(carelessModules([inCore(`model/${file}`, text)])).toEqual([`packages/core/src/model/${file}: ${complaint}`]);
  });

  test('a configuration file may export by default, and date-fns comes function by function', () => {
    const sources = [
      readModule('vitest.config.ts', 'export default {};'),
      inCore('model/a.ts', "import { addDays } from 'date-fns/addDays';"),
    ];
    expect(carelessModules(sources)).toEqual([]);
  });

  test('a path of one machine is seen, an address is not', () => {
    const folder = ['', 'home', 'ann', 'x'].join('/');
    expect(machinePaths([{ path: 'a.md', text: `fine\nsee ${folder}` }])).toEqual(['a.md:2: /home/']);
    expect(machinePaths([{ path: 'a.md', text: 'https://example.com/home/ann' }])).toEqual([]);
  });

  test('a silenced check is seen', () => {
    const text = ['// biome', 'ignore lint: because'].join('-');
    expect(silencedChecks([{ path: 'packages/a.ts', text }])).toEqual([`packages/a.ts:1: ${text}`]);
  });
});
