import { nearest } from '../config/nearest.ts';
import { ITEM_RULES } from './item-rules.ts';
import { type LintHit, type LintRule, type LintSubject, quoted } from './lint-rule.ts';
import { READING_RULES } from './reading-rules.ts';
import { SECTION_RULES } from './section-rules.ts';
import { TIME_RULES } from './time-rules.ts';

/** Every rule, in the order in which findings of one line are told. */
export const LINT_RULES: readonly LintRule[] = [
  ...SECTION_RULES,
  ...TIME_RULES,
  ...ITEM_RULES,
  ...READING_RULES,
  {
    code: 'unknown-rule',
    severity: 'warning',
    wants: 'comments that switch off rules there are',
    why: 'A slip in its name switches nothing off.',
    remedy: 'write a code of closeout lint --help',
    find: unknownRule,
  },
];

function unknownRule({ switchedOff }: LintSubject): readonly LintHit[] {
  const codes = LINT_RULES.map(({ code }) => code);
  return switchedOff
    .filter(({ code }) => !codes.includes(code))
    .map(({ line, code }) => {
      const meant = nearest(code, codes);
      return { line, message: `there is no rule ${quoted(code)}${meant === null ? '' : `; did you mean ${quoted(meant)}?`}` };
    });
}
