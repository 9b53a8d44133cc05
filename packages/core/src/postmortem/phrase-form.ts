import { NOUN_HEADS, NOUN_VERBS, PLAIN_VERBS } from './verb-words.ts';

/**
 * How a text begins: with an order ("Add an alert"), with its gerund ("Adding an alert"), or with anything else
 * ("Alert coverage").
 */
export type PhraseForm = 'imperative' | 'gerund' | 'other';

const FIRST =
  /^[\s"'“‘([*_-]*(?:(?:please|also|then|next|first|finally|further|\d{1,2}[.)])[\s,]+)*([\p{L}’'-]+)(?:[\s/,]+([\p{L}’'-]+))?/iu;

/** Nouns that look like the gerund of a verb. */
const NOUN_GERUNDS =
  /^(?:training|monitoring|logging|testing|engineering|tooling|onboarding|caching|alerting|billing|hosting|networking|programming|planning|scheduling|clustering|indexing|processing|nothing|something|during|following|regarding|according|existing|missing|misleading|ongoing|upcoming)$/i;

/** Reads the first words of `text`; titles in capitals count like any other. */
export function phraseForm(text: string): PhraseForm {
  const found = FIRST.exec(text.slice(0, 160));
  const first = found?.[1]?.toLowerCase().replace(/’/g, "'") ?? '';
  if (first === '') return 'other';
  const verb = first.split('-')[0] ?? first;
  if (PLAIN_VERBS.has(first) || /^(?:re|de|un|co|pre|auto|double)$/.test(verb) || (first.includes('-') && PLAIN_VERBS.has(verb)))
    return 'imperative';
  if (NOUN_VERBS.has(first)) return isNounPhrase(text) ? 'other' : 'imperative';
  if (/ing$/.test(first) && !NOUN_GERUNDS.test(first)) return 'gerund';
  return 'other';
}

/** True for the base form of a verb that promises begin with. */
export function isVerb(word: string): boolean {
  return PLAIN_VERBS.has(word) || NOUN_VERBS.has(word);
}

/** For a text that begins with a word that may be noun or verb. */
function isNounPhrase(text: string): boolean {
  const words = text
    .replace(/[:.]\s*$/, '')
    .trim()
    .split(/\s+/, 8);
  if (words.length > 4 || /[.;]\s*$/.test(text)) return false;
  if (
    /^(?:the|a|an|all|any|our|for|on|in|to|of|and|with|whether|how|that|this|each|every|existing|new|regular|quarterly|monthly|weekly|annual|more|additional)$/i.test(
      words[1] ?? '',
    )
  ) {
    return /^(?:of|for|in|on|and|with)$/i.test(words[1] ?? '');
  }
  return words.length === 1 || NOUN_HEADS.test(words.at(-1) ?? '');
}

/** True for a title of few words whose first is as often a noun as a verb: "Deploy safety" names an area or gives an order. */
export function mayBeNoun(title: string): boolean {
  const words = title
    .replace(/[\s:]+$/, '')
    .trim()
    .toLowerCase()
    .split(/\s+/, 5);
  return (
    words.length <= 4 &&
    NOUN_VERBS.has(words[0] ?? '') &&
    !/^(?:the|a|an|all|any|our|every|each|this|that|whether|how)$/.test(words[1] ?? '')
  );
}

/** A title rather than a sentence: few words, no full stop, no verb of saying in it. */
export function isTitle(text: string): boolean {
  const bare = text.replace(/\s*:$/, '').trim();
  return bare !== '' && bare.length <= 90 && bare.split(/\s+/, 11).length <= 10 && !/[.!?;]$/.test(bare) && !/[.!?]\s/.test(bare);
}
