import { isClosing } from '../postmortem/no-promise.ts';
import type { StatedLine } from '../postmortem/stated-lines.ts';
import type { LintSeverity } from './lint-finding.ts';
import type { LintHit, LintRule, LintSubject } from './lint-rule.ts';
import { isSaidNone } from './section-rules.ts';

interface Told extends Pick<LintRule, 'code' | 'wants' | 'why' | 'remedy'> {
  readonly severity: LintSeverity;
}

const NOT_READ = {
  severity: 'note',
  why: 'Whoever wrote a promise there should know that closeout does not see it.',
  remedy: 'leave it as it is when nothing is promised there, or make it an entry of the list',
} as const;

/** What the reader noticed, by its codes. */
const TOLD: readonly Told[] = [
  {
    code: 'no-start',
    severity: 'warning',
    wants: 'the time at which it started',
    why: 'Due dates, durations and the order of incidents begin there.',
    remedy: 'write it near the top: Start: 2026-03-02 09:00 UTC',
  },
  {
    code: 'start-without-date',
    severity: 'warning',
    wants: 'a date for the times',
    why: 'Nobody can tell on which day it happened.',
    remedy: 'write the date once, above the timeline or beside the start: 2026-03-02',
  },
  {
    code: 'start-without-zone',
    severity: 'note',
    wants: 'a time zone',
    why: 'Readers elsewhere will be off by hours.',
    remedy: 'name the zone behind a time or above the timeline: UTC',
  },
  {
    code: 'due-without-day',
    severity: 'warning',
    wants: 'due dates that name a day',
    why: 'Nothing is ever late for “next sprint”.',
    remedy: 'write the day behind the item: by 2026-03-31',
  },
  {
    code: 'template-hint',
    severity: 'warning',
    wants: 'nothing that is left of a template',
    why: 'It tells how to fill in what is still empty.',
    remedy: 'replace it with what it asks for, or delete it',
  },
  {
    code: 'line-too-long',
    severity: 'warning',
    wants: 'lines that a person can read',
    why: 'Only its beginning was read.',
    remedy: 'break the line',
  },
  {
    code: 'nested-too-deep',
    severity: 'warning',
    wants: 'lists that a person can follow',
    why: 'So deep in it is read as text.',
    remedy: 'move it further out',
  },
  {
    code: 'too-much-markup',
    severity: 'warning',
    wants: 'more text than markup',
    why: 'It was read as plain text.',
    remedy: 'take out markup that nobody needs',
  },
  {
    code: 'called-off',
    severity: 'note',
    wants: 'nothing that will not be done',
    why: 'It is kept as a proposal and accepted with no others, until somebody drops it.',
    remedy: 'leave it as it is, or move it to a section on what was decided against',
  },
  { ...NOT_READ, code: 'no-promise', wants: 'promises that say what will be done' },
  { ...NOT_READ, code: 'link-alone', wants: 'words beside a link' },
  { ...NOT_READ, code: 'heading-alone', wants: 'a promise below each title' },
  { ...NOT_READ, code: 'row-without-action', wants: 'an action in every row' },
  { ...NOT_READ, code: 'code-not-read', wants: 'no promises within code' },
  { ...NOT_READ, code: 'quote-not-read', wants: 'no promises within quotations' },
  { ...NOT_READ, code: 'html-not-read', wants: 'no promises within raw HTML' },
];

/** Told by rules that know more; and that a sentence introduces a list needs nobody’s attention. */
const ELSEWHERE: ReadonlySet<string> = new Set(['ends-before-start', 'not-an-item', 'introduction']);

/** What the reader noticed and no rule above knows: nothing is lost on the way. */
const OTHER: LintRule = {
  ...NOT_READ,
  code: 'other-problem',
  wants: 'nothing else that is hard to read',
  why: 'Something there is read in another way than it may be meant.',
  remedy: 'see what the line says',
  find: ({ draft }) => draft.problems.filter(({ code }) => !ELSEWHERE.has(code) && TOLD.every((told) => told.code !== code)),
};

const NOT_AN_ITEM: LintRule = {
  ...NOT_READ,
  code: 'not-an-item',
  wants: 'nothing but promises among the action items',
  find: (subject) => {
    const plain = subject.incidents.flatMap(({ place }) => place?.lines.filter(isPlainlyNone) ?? []);
    const lines = new Set(plain.map(({ line }) => line));
    return withCode(subject, 'not-an-item').filter(({ line }) => !lines.has(line));
  },
};

/** Who writes "None" has done what `promises-missing` asks for, and the last sentence of a document promises nothing new. */
function isPlainlyNone(line: StatedLine): boolean {
  return isSaidNone(line) || isClosing(line.whole);
}

/** The reader's problems as findings. */
export const READING_RULES: readonly LintRule[] = [
  ...TOLD.map((told) => ({ ...told, find: (subject: LintSubject) => withCode(subject, told.code) })),
  NOT_AN_ITEM,
  OTHER,
];

function withCode({ draft }: LintSubject, code: string): readonly LintHit[] {
  return draft.problems.filter((problem) => problem.code === code);
}
