import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './documents.ts';

const rows = readFileSync(join(ROOT, 'docs/failure-modes.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('all 24 ways are answered, in order', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
});

test.each(rows.map(([, number = '', , , shownBy = '']) => [number, shownBy]))('%s is shown by a test that is there', (_, shownBy) => {
  const named = [...shownBy.matchAll(/`([^`]+)`(?:: ([^`]*?))?(?=, `|$)/g)];
  expect(named.length).toBeGreaterThan(0);
  for (const [, file = '', words] of named) {
    expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    if (words !== undefined) expect(readFileSync(join(ROOT, file), 'utf8')).toContain(words);
  }
});
