import { saysNone } from '../postmortem/no-promise.ts';
import { sectionClassOf } from '../postmortem/section-class.ts';
import type { SectionClass } from '../postmortem/section-words.ts';
import type { StatedLine } from '../postmortem/stated-lines.ts';
import { type LintedIncident, type LintHit, type LintRule, type LintSubject, lineOf } from './lint-rule.ts';

/** What is wanted of the document as a whole. */
export const SECTION_RULES: readonly LintRule[] = [
  {
    code: 'no-incident',
    severity: 'note',
    wants: 'an incident in every document',
    why: 'Nothing in it reads as a postmortem, so nothing of it will be recorded.',
    remedy: 'leave the file out, or write <!-- closeout-lint-disable --> into it',
    find: noIncident,
  },
  {
    code: 'summary-missing',
    severity: 'warning',
    wants: 'what happened and who felt it',
    why: 'Whoever reads only the first lines should know what it was about.',
    remedy: 'add a section "Summary" or "Impact"',
    find: summaryMissing,
  },
  {
    code: 'timeline-missing',
    severity: 'warning',
    wants: 'a timeline',
    why: 'Without times nobody can see where time was lost.',
    remedy: 'add a section "Timeline", a time and an event on each line',
    find: timelineMissing,
  },
  {
    code: 'root-cause-missing',
    severity: 'warning',
    wants: 'the cause',
    why: 'Nobody can judge whether the promises keep it from happening again.',
    remedy: 'add a section "Root cause"',
    find: rootCauseMissing,
  },
  {
    code: 'promises-missing',
    severity: 'warning',
    wants: 'action items, or the word that there are none',
    why: 'An incident that changes nothing happens again.',
    remedy: 'add a section "Action items", or write "None" into it',
    find: promisesMissing,
  },
];

function noIncident({ draft }: LintSubject): readonly LintHit[] {
  return draft.incidents.length > 0 ? [] : [{ line: 1, message: 'nothing here reads as an incident' }];
}

function* missing({ incidents }: LintSubject, told: (linted: LintedIncident) => boolean, message: string): Iterable<LintHit> {
  for (const linted of incidents) if (!told(linted)) yield { line: lineOf(linted), message };
}

function hasSection({ place }: LintedIncident, ...names: readonly SectionClass[]): boolean {
  return names.some((name) => place?.sections.has(name));
}

function summaryMissing(subject: LintSubject): Iterable<LintHit> {
  return missing(
    subject,
    (linted) => linted.incident.impact !== null || hasSection(linted, 'summary', 'impact') || hasIntroduction(linted),
    'no section says what happened and who felt it',
  );
}

/** Prose below the title does as well as a section called "Summary". */
function hasIntroduction({ place }: LintedIncident): boolean {
  return (
    place === null || place.lines.some(({ path, form, whole }) => path.length <= 1 && form === 'text' && whole.split(/\s+/, 9).length > 8)
  );
}

function timelineMissing(subject: LintSubject): Iterable<LintHit> {
  return missing(
    subject,
    (linted) => linted.incident.timeline.length > 0 || hasSection(linted, 'timeline') || hasTimelineEntry(linted),
    'there is no timeline',
  );
}

/** `- **Key events**` above a list does as well as a heading. */
function hasTimelineEntry({ place }: LintedIncident): boolean {
  return place?.lines.some(({ name, within }) => [name ?? '', ...within].some((each) => sectionClassOf(each) === 'timeline')) === true;
}

const CAUSE =
  /\b(?:root[- ]?cause|caused|causing|(?:the|a) cause|because|due to|as a result of|turned out|led to|resulted (?:in|from)|triggered by|reason (?:was|is|for|that|why))\b/i;

function rootCauseMissing(subject: LintSubject): Iterable<LintHit> {
  return missing(
    subject,
    (linted) =>
      linted.incident.rootCause !== null ||
      hasSection(linted, 'root-cause') ||
      linted.place === null ||
      linted.place.lines.some(({ whole }) => CAUSE.test(whole)),
    'nothing says why it happened',
  );
}

function promisesMissing(subject: LintSubject): Iterable<LintHit> {
  return missing(subject, (linted) => linted.incident.items.length > 0 || isToldNone(linted), 'it promises nothing');
}

function isToldNone({ place }: LintedIncident): boolean {
  return place?.lines.some(isSaidNone) === true;
}

/** True for "None" among the action items: somebody has thought, and there are none. */
export function isSaidNone({ path, whole }: Pick<StatedLine, 'path' | 'whole'>): boolean {
  return path.some(({ says }) => says === 'action') && saysNone(whole);
}
