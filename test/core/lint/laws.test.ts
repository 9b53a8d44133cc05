import { LINT_RULES, type LintOptions, plainDate } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { fc } from '../../support/property.ts';
import { lint, SOUND } from './written.ts';

const PIECES = [
  ...SOUND.split('\n'),
  '- Improve monitoring if needed',
  '- [x] Reverted the release',
  '> quoted',
  '```',
  '| Action | Owner |',
  '|---|---|',
  '| Pin it | jon |',
  'Duration: 14:00 – 13:00 (3 hours)',
  'End: 2026-02-30 25:00',
  '<!-- closeout-lint-disable due-date-missing nonsense -->',
  '<!-- closeout-lint-disable',
  '\u0000\u202e',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((lines) => lines.join('\n')),
  fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 30 })), { maxLength: 30 }).map((lines) => lines.join('\r\n')),
);
const options: LintOptions = { today: plainDate('2026-03-05') };

describe('for any text at all', () => {
  test('nothing is thrown, and every finding stands on a line of the text, under a rule that there is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const last = text.split(/\r\n|\n|\r/).length;
        for (const { line, code, message } of lint(text, options)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(last);
          expect(LINT_RULES.some((rule) => rule.code === code)).toBe(true);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('findings come in the order of lines', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = lint(text, options).map(({ line }) => line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      }),
    );
  });

  test('switching rules off takes away their findings and no others', () => {
    fc.assert(
      fc.property(hostile, fc.subarray(LINT_RULES.map(({ code }) => code)), (text, disabled) => {
        const kept = lint(text, options).filter(({ code }) => !disabled.includes(code));
        expect(lint(text, { ...options, disabled })).toEqual(kept);
      }),
    );
  });
});

test('a promise asks no more of its writer once it is done', () => {
  fc.assert(
    // A time is no promise.
    fc.property(fc.constantFrom(...PIECES.filter((piece) => /^- (?!(?:Start|End|Detected):)[A-Z]/.test(piece))), (item) => {
      const ticked = lint(`${SOUND}${item.replace(/^- /, '- [x] ')}\n`, options);
      expect(ticked).toEqual(lint(SOUND, options));
    }),
  );
});
