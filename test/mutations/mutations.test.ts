import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../docs/documents.ts';
import { mutations, mutationTable } from './mutations.ts';

const all = mutations();

test('there are more than a few', () => {
  expect(all.length).toBeGreaterThanOrEqual(15);
});

describe.each(all)('$name', ({ path, killers }) => {
  test('applies to the packages as they are', () => {
    const { status, stderr } = spawnSync('git', ['apply', '--check', '--include=packages/*', path], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('is killed by something that is there', () => {
    for (const killer of killers)
      if (killer.by === 'law') expect(killer.seed).toBeGreaterThan(0);
      else expect(readFileSync(join(ROOT, killer.file), 'utf8')).toContain(`'${killer.name}'`);
  });
});

test('docs/mutations.md has the table of these patches; pnpm mutate --write writes it', () => {
  expect(readFileSync(join(ROOT, 'docs/mutations.md'), 'utf8')).toContain(`\n${mutationTable(all)}\n`);
});
