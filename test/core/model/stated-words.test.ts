import { describe, expect, it } from 'vitest';
import { parsePriority } from '../../../packages/core/src/model/priority.ts';
import { isSameSeverity } from '../../../packages/core/src/model/severity.ts';

describe('severities', () => {
  it.each([
    ['SEV1', 'sev-1', true],
    ['S1', '1', true],
    ['Severity 2', 'sev_2', true],
    ['SEV1', 'SEV2', false],
    ['Critical', 'critical', true],
    ['P1', '1', false],
    ['sev', 'sev1', false],
    [null, null, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSameSeverity(a, b)).toBe(same);
  });
});

describe('priorities', () => {
  it.each([
    ['P0', 'P0'],
    ['p-2', 'P2'],
    ['Priority: 3', 'P3'],
    ['Prio 1', 'P1'],
    ['High', 'P1'],
    ['high priority', 'P1'],
    ['Urgent', 'P0'],
    ['P5', null],
    ['soon', null],
    ['', null],
    ['constructor', null],
  ])('%j is %j', (text, priority) => {
    expect(parsePriority(text)).toBe(priority);
  });
});
