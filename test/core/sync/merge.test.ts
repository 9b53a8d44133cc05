import { describe, expect, it } from 'vitest';
import { mergeField, mergeSets, type Verdict } from '../../../packages/core/src/sync/merge.ts';
import { fc } from '../../support/property.ts';

const isEmpty = (value: string) => value === '';

describe('a field merges each side against its own past', () => {
  const rows: readonly [string, { ours: string; theirs: string; past: [string, string] | null }, Verdict][] = [
    ['nobody moved', { ours: 'a', theirs: 'A', past: ['a', 'A'] }, 'still'],
    ['we moved', { ours: 'b', theirs: 'A', past: ['a', 'A'] }, 'push'],
    ['they moved', { ours: 'a', theirs: 'B', past: ['a', 'A'] }, 'pull'],
    ['both moved to the same', { ours: 'b', theirs: 'b', past: ['a', 'A'] }, 'met'],
    ['both moved apart', { ours: 'b', theirs: 'C', past: ['a', 'A'] }, 'conflict'],
    ['sides that differ since ever are in step', { ours: 'long title', theirs: 'long ti', past: ['long title', 'long ti'] }, 'still'],
    ['never in step but equal', { ours: 'a', theirs: 'a', past: null }, 'met'],
    ['never in step, ours says nothing', { ours: '', theirs: 'a', past: null }, 'pull'],
    ['never in step, theirs says nothing', { ours: 'a', theirs: '', past: null }, 'push'],
    ['never in step and different', { ours: 'a', theirs: 'b', past: null }, 'conflict'],
  ];
  it.each(rows)('%s', (_, { ours, theirs, past }, verdict) => {
    expect(mergeField({ ours, theirs, past: past && { ours: past[0], theirs: past[1] }, isEmpty })).toBe(verdict);
  });

  it('one side that moves always crosses, whatever the other side made of the last value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, held, now) => {
        fc.pre(before !== now);
        expect(mergeField({ ours: now, theirs: held, past: { ours: before, theirs: held }, isEmpty })).toBe('push');
        expect(mergeField({ ours: held, theirs: now, past: { ours: held, theirs: before }, isEmpty })).toBe('pull');
      }),
    );
  });
});

describe('sets merge member by member', () => {
  const labels = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  it('carrying out both halves leaves both sides with what each added and without what each removed', () => {
    fc.assert(
      fc.property(labels, labels, labels, (past, ours, theirs) => {
        const { push, pull } = mergeSets({ ours, theirs, past: { ours: past, theirs: past } });
        const apply = (set: readonly string[], change: { add: readonly string[]; remove: readonly string[] }) =>
          [...set.filter((label) => !change.remove.includes(label)), ...change.add].sort();
        const here = apply(ours, pull);
        const there = apply(theirs, push);
        expect(here).toEqual(there);
        for (const label of ['a', 'b', 'c', 'd', 'e'] as const) {
          const added = !past.includes(label) && (ours.includes(label) || theirs.includes(label));
          const kept = past.includes(label) && ours.includes(label) && theirs.includes(label);
          expect(here.includes(label)).toBe(added || kept);
        }
      }),
    );
  });
});
