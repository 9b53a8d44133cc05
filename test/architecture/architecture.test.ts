import { expect, test } from 'vitest';
import { againstTheFlow, borderCrossings, carelessModules, eagerAdapters, heavyIndex, idleDependencies, impureCore } from './rules.ts';
import { machinePaths, silencedChecks } from './texts.ts';
import { manifests, sourceModules, trackedTexts, workspacePackages } from './workspace.ts';

const modules = sourceModules('packages/*/src/**/*.ts');
const packages = workspacePackages();

test('the rules see the sources', () => {
  expect(modules.length).toBeGreaterThan(10);
  expect(packages.map(({ name }) => name)).toContain('closeout');
});

test('pure folders of core read no clock, no chance, no process, no network, and import neither node: nor a database', () => {
  expect(impureCore(modules)).toEqual([]);
});

test('folders of core follow the flow', () => {
  expect(againstTheFlow(modules)).toEqual([]);
});

test('packages reach each other by name, through what is exported and declared', () => {
  expect(borderCrossings(modules, packages)).toEqual([]);
});

test('every dependency is imported by the package that declares it', () => {
  expect(idleDependencies(modules, packages)).toEqual([]);
});

test('the index of core loads no database, no scheduler and no suite', () => {
  expect(heavyIndex(modules, packages)).toEqual([]);
});

test('the command line loads adapters and emulations only when a command needs them', () => {
  expect(eagerAdapters(modules, packages)).toEqual([]);
});

test('named exports only, date-fns function by function, chance by a seed, file names that say something', () => {
  const everything = [...modules, ...sourceModules('{test,bench,examples,scripts}/**/*.ts', '*.ts')];
  expect(carelessModules(everything)).toEqual([]);
});

test('what is published is what the workspace exports, without the sources', () => {
  const published = manifests().filter(({ manifest }) => !manifest.private);
  for (const { manifest } of published) {
    const built = Object.entries(manifest.exports).map(([subpath, { types, default: code }]) => [subpath, { types, default: code }]);
    expect(manifest.publishConfig?.exports).toEqual(Object.fromEntries(built));
  }
});

test('no file names a place on one machine or a registry', () => {
  expect(machinePaths(trackedTexts())).toEqual([]);
});

test('no check is silenced', () => {
  expect(silencedChecks(trackedTexts())).toEqual([]);
});
