import { foreignSection } from './foreign-words.ts';
import { SECTION_WORDS, type SectionClass } from './section-words.ts';

/** Longer than this (in words) a line is a sentence, not a heading. */
const LONGEST_HEADING = 12;

/** What a heading says stands below it; `null` when it says nothing known. Emoji, numbering and a closing colon do not matter. */
export function sectionClassOf(heading: string): SectionClass | null {
  const words = bareHeading(heading);
  if (words === '' || words.length > 120) return null;
  const found = SECTION_WORDS.find(([, pattern]) => pattern.test(HORIZON.test(words) ? words.replace(/\([^()]*\)/g, ' ') : words))?.[0];
  if (found === undefined) return foreignSection(words);
  // `Postmortem: the debugging outage` names the document, whatever words are in it.
  return found !== 'action' && found !== 'timeline' && DOCUMENT.test(words) ? null : found;
}

/** `Long-term (best practices)`: what stands in parentheses only comments on it. */
const HORIZON = /^(?:immediate|short|medium|mid|long)(?:[- ]term)?\b/i;
const DOCUMENT = /^(?:post-?mortem|incident)(?: (?:report|analysis|review))?\s*[:–—-]\s+\S+ \S/i;

/** The heading's words: without `:emoji:`, pictures, numbering and closing colon. */
export function bareHeading(heading: string): string {
  return heading
    .replace(/:[a-z][a-z0-9_+-]*:/g, ' ')
    .replace(/[\p{Extended_Pictographic}☐]|\u{fe0f}/gu, ' ')
    .replace(/^\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[IVX]{1,4}[.)]|[-–—#*]+)\s+/, '')
    .replace(/[\s:：*_]+$/, '')
    .trim();
}

/** True for a line that has the form of a heading: few words, no sentence. */
export function hasHeadingForm(text: string): boolean {
  const bare = bareHeading(text);
  if (bare === '' || bare.split(/\s+/, LONGEST_HEADING + 1).length > LONGEST_HEADING) return false;
  return !/[.!?;,]$/.test(bare) && !/[.!?]\s+\p{Lu}/u.test(bare);
}

/**
 * True for a line that is the name of a known section and hardly anything else, so that it needs no markup to be a
 * heading: `Timeline`, `Root Cause and Resolution`, `TODO List:`.
 */
export function isSectionName(text: string): boolean {
  if (!hasHeadingForm(text)) return false;
  const bare = bareHeading(text)
    .replace(/\(.*?\)/g, ' ')
    .trim();
  return bare.split(/\s+/).length <= 6 && PLAIN_NAMES.test(bare);
}

const NAME = `(?:issue |incident |executive |outage )?summary|(?:incident )?overview|time ?line(?: of events)?|chronology|
impact|customer impact|business impact|root causes?|root cause analysis|root causes? (?:and|&) (?:resolution|remediation)|resolution|
detection|detection method|duration(?: of (?:the )?(?:outage|disruption|incident))?|conclusion|escalation|background|trigger|
(?:corrective|preventati?ve|preventive)(?:,? ?(?:and|&|\\/) ?(?:corrective|preventati?ve|preventive))? (?:measures|actions)|
prevention|preventions?|action items?|actions|follow[- ]?ups?(?: items| tasks| actions)?|(?:specific |follow-up )?tasks(?: to [a-z ]+)?|
to[- ]?do(?: list| items)?s?|next steps|improvements?(?: ?(?:and|&|\\/|,) ?fixes)?(?: needed)?|fixes|remediations?|recommendations?|
lessons learn(?:ed|t)|what went (?:well|wrong|poorly)|where we got lucky|contributing factors|supporting information|
misleading (?:investigation )?paths?|issue detection|a list of tasks(?: to [a-z ]+)?`;

const PLAIN_NAMES = new RegExp(`^(?:${NAME.replace(/\n/g, '')})$`, 'i');
