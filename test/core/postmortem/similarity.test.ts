import { describe, expect, test } from 'vitest';
import { indexBySimilarity, PROBABLY_SAME, similarityOf } from '../../../packages/core/src/postmortem/similarity.ts';
import { fc } from '../../support/property.ts';

test('an address is one word: two of one site have nothing in common', () => {
  expect(similarityOf('Merge https://acme.test/tunnel/lib/pull/7', 'Bump https://acme.test/tunnel/lib')).toBe(0);
  expect(similarityOf('Close https://acme.test/tunnel/1', 'Close https://acme.test/tunnel/2')).toBeLessThan(PROBABLY_SAME);
  expect(similarityOf('Close https://acme.test/tunnel/1', 'Close this: https://acme.test/tunnel/1')).toBe(1);
});

describe('similarityOf', () => {
  test.each([
    ['Stress Testing: Regularly perform stress tests on servers and the entire system', 'Conduct Regular Stress Tests'],
    ['Implement automated tests for router configuration', 'Develop and implement automated testing of router configurations'],
    ['Review the failover runbook', 'Review and update the failover runbooks'],
    ['Improves the alerts', 'Improvement of the alert'],
  ])('%j and %j are probably the same promise', (a, b) => {
    expect(similarityOf(a, b)).toBeGreaterThanOrEqual(PROBABLY_SAME);
  });

  test.each([
    ['Add an alert on queue depth', 'Train the on-call engineers'],
    ['Implement automated rollback', 'Implement a communication plan'],
    ['Run quarterly incident drills', 'Run quarterly access reviews'],
    ['', ''],
  ])('%j and %j are not', (a, b) => {
    expect(similarityOf(a, b)).toBeLessThan(PROBABLY_SAME);
  });

  test('it is symmetric and stays between 0 and 1; a text with words is wholly similar to itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const similarity = similarityOf(a, b);
        expect(similarityOf(b, a)).toBe(similarity);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(similarityOf(`${a} certificates`, `${a} certificates`)).toBe(1);
      }),
    );
  });
});

describe('indexBySimilarity', () => {
  const texts = ['Rotate the TLS certificates', 'Document the failover', 'Rotate TLS certificates monthly', 'Rotate the TLS certificates'];

  test('nearest finds the most similar text, the first of equals', () => {
    expect(indexBySimilarity(texts).nearest('Rotate the TLS certificates', { atLeast: 0.6 })).toEqual({ position: 0, similarity: 1 });
  });

  test('nearest with before looks only at earlier texts', () => {
    const index = indexBySimilarity(texts);
    expect(index.nearest('Document the failover', { atLeast: 0.6, before: 1 })).toBeNull();
    expect(index.nearest('Rotate the TLS certificates', { atLeast: 0.6, before: 3 })?.position).toBe(0);
  });

  test('nearest answers null when nothing reaches the bound', () => {
    expect(indexBySimilarity(texts).nearest('Buy more coffee', { atLeast: 0.1 })).toBeNull();
  });

  test('nearest finds the text with the same words among thousands that share its rarest', () => {
    const alike = Array.from({ length: 5_000 }, (_, n) => `Rotate the certificates of gateway ${n} before they expire`);
    const index = indexBySimilarity([...alike, 'Rotate the certificates of gateways']);
    expect(index.nearest('Rotate certificates of the gateway', { atLeast: 0.6 })).toEqual({ position: 5_000, similarity: 1 });
  });
});
