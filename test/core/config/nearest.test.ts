import { expect, test } from 'vitest';
import { nearest } from '../../../packages/core/src/config/nearest.ts';

test.each([
  ['imprt', 'import'],
  ['overdeu', 'overdue'],
  ['LIST', 'list'],
  ['xyzzy', null],
  ['', null],
])('%j is meant as %j', (word, meant) => {
  expect(nearest(word, ['import', 'list', 'overdue'])).toBe(meant);
});
