import { type Found, joined, lineHolding } from './candidate.ts';
import type { Heading } from './headings.ts';
import type { Section } from './outline.ts';
import { isPast } from './past-work.ts';
import { isVerb } from './phrase-form.ts';
import { isVague } from './prose-promises.ts';
import { isSectionName } from './section-class.ts';
import { sentencesOf } from './sentences.ts';

/** A text that tells of something that broke. */
const TELLS_OF_INCIDENT =
  /\b(?:outages?|incidents?|downtime|post-?mortems?|went (?:down|offline)|(?:was|were) (?:\p{L}+ly )?(?:down|unavailable|offline|inaccessible)|(?:operational|service) (?:disruption|interruption|event|issue)s?|degraded performance)\b/iu;

/** So much of a text, in characters, says what it is about. */
const BEGINNING = 3_000;

/** True for a text of paragraphs alone: no heading of it names a part that postmortems have. */
export function isUntitled(sections: readonly Section[]): boolean {
  const [title] = sections.find(({ path }) => path.length > 0)?.path ?? [];
  const names = (heading: Heading) => heading.says !== null && (heading !== title || isSectionName(heading.text));
  if (sections.some(({ path }) => path.some(names))) return false;
  let beginning = '';
  for (const { path, blocks } of sections) {
    beginning += ` ${path.at(-1)?.text ?? ''}`;
    for (const block of blocks) if (block.type === 'paragraph') beginning += ` ${joined(block.lines).text}`;
    if (beginning.length > BEGINNING) break;
  }
  return TELLS_OF_INCIDENT.test(beginning.slice(0, BEGINNING));
}

/** Of such a text, the sentences in which somebody says what they will do; the reader is not sure of any. */
export function readUntitled(sections: readonly Section[], found: Found): void {
  for (const { path, blocks } of sections) {
    const surroundings = { section: path.map(({ text }) => text), done: null };
    for (const block of blocks) {
      if (block.type !== 'paragraph') continue;
      const { urls, text: whole } = joined(block.lines);
      for (const sentence of sentencesOf(whole)) {
        const text = isVague(sentence) ? null : planIn(sentence.slice(0, LONGEST));
        if (text === null) continue;
        const line = lineHolding(text, block.lines);
        found.candidates.push({
          label: null,
          text,
          details: [],
          line,
          urls,
          anchor: null,
          form: 'prose',
          checked: null,
          struck: false,
          stated: {},
          surroundings,
        });
      }
    }
  }
}

const LONGEST = 600;

/** "we will …" and "… will be done", but not what is only said to readers. */
function planIn(sentence: string): string | null {
  const own =
    /\b(?:we|i)(?:['’]ll| will| plan to| intend to| have plans to| are (?:going|planning) to)(?: also| now| soon)?(?: be(?= \p{L}+ing\b))? ((?:\p{L}+ly )?(\p{L}+)(?: \S+){2,})$/iu.exec(
      sentence,
    );
  const verb = own?.[2]?.toLowerCase() ?? '';
  if (own?.[1] !== undefined && isWork(verb)) return own[1];
  const passive =
    /^(?!(?:you|users?|customers?|it|this|that|they|if|when)\b)(?:[\p{L}\p{N}'’,()/-]+ ){1,14}will be (?:\p{L}+ly )?(\p{L}+)\b/iu.exec(
      sentence,
    );
  const participle = passive?.[1]?.toLowerCase() ?? '';
  return isPast(participle) && !TO_READERS.test(participle) ? sentence : null;
}

const TO_READERS =
  /^(?:continu|keep|see|shar|post|tell|let|publish|discuss|be|have|get|need|know|learn|remain|updat|notif|send|sent|provid|affect|requir|ask|announc|inform|answer|apolog|follow|look|try|do|go|find|give|given|includ|show|explain|call|come|receiv|start)/i;

function isWork(verb: string): boolean {
  if (TO_READERS.test(verb)) return false;
  const base = verb.replace(/ing$/, '');
  return isVerb(verb) || (base !== verb && [base, `${base}e`, base.replace(/(.)\1$/, '$1')].some(isVerb));
}
