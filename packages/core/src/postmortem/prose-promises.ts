import { isClosing } from './no-promise.ts';
import { isVerb, phraseForm } from './phrase-form.ts';

/** Forms in which people promise in running text; what is promised comes first in the group. */
const PROMISES: readonly RegExp[] = [
  /\bthis (?:includes|involves|means|requires|will include)\s+((?:\p{L}+ly )?\p{L}+ing\b.*)$/iu,
  /\b(?:we|i|they|the [\p{L}\s-]{1,40}?team|our [\p{L}\s-]{1,40}?) (?:are|am|is) (?:also |now |currently )?(?:going to|planning to|about to)\s+(.*)$/iu,
  /\b(?:we|i|they)(?: also)? (?:will|shall|must|plan to|intend to|aim to|need to|have to|want to|should|could attempt to)(?: also| now)?(?: be(?= \p{L}+ing\b))?\s+(.*)$/iu,
  /\b(?:we|i)['’]ll(?: also)?(?: be(?= \p{L}+ing\b))?\s+(.*)$/iu,
  /\b(?:we|i) (?:are|am) (?:also |now |currently )?((?:add|call|build|chang|creat|implement|introduc|improv|review|updat|writ|roll|work|plan|mov|migrat|instal|deploy|fix|investigat|train|test)\p{L}*ing\b.*)$/iu,
  /^(?:going forward,? )?.{0,60}?\b(?:team|engineers|operations|developers) (?:is|are) going to\s+(.*)$/iu,
  /^((?!if\b|when\b|users?\b|customers?\b|you\b|it\b).{3,120}? (?:will|shall|should|must|needs? to|has to|have to) be (?:\p{L}+ly )?(?:\p{L}+ed|built|rewritten|written|put|set up)\b.*)$/iu,
  /^((?!(?:this|these|those|that|it|they|there|such|which|users?|customers?|you|your|if|when|once|until|as|in|on|by|with|the (?:issue|incident|outage|problem|impact))\b)(?:[\p{L}\p{N}'’.-]+ ){1,6}will (?:also )?(?:re-?iterate|re-?view|review|add|create|write|build|implement|introduce|replace|migrate|move|remove|enable|disable|deploy|test|run|schedule|hold|investigate|define|document|set up|publish|rotate|upgrade|patch|automate|configure|contact|discuss|work with|conduct|perform)\b.*)$/iu,
];

/** What a sentence may begin with before it says who will do what. */
const LEAD =
  '(?:(?:additionally|also|furthermore|moreover|finally|in addition|(?:going|moving) forward|in (?:the )?future|next|(?:in order )?to (?:prevent|avoid|address|reduce|fix|stop|ensure|help) [^,]{3,120}),? )?';

const LED_IN = new RegExp(`^${LEAD}`, 'i');

/** People who promise: `the storage team will …`, with their verb in the second group. */
const PEOPLE_WILL = new RegExp(
  `^(${LEAD}(?:the |our |all |both )?(?:[\\p{L}-]+ ){0,3}(?:teams?|engineers?|developers?|staff|squad|department|administrators?|admins?|operators?|sres?) (?:will|shall|must|plans? to|intends? to)(?: also| now)? (\\p{L}+)\\b.*)$`,
  'iu',
);

/** Promises in general terms: kept only when no neighbour says it more concretely. */
const VAGUE =
  /\b(?:(?:several|some|a number of) (?:changes|steps|measures)|(?:prevent|avoid) (?:a )?similar|prevent such|avoid such|ensure that this|learn from|do better|be more careful|continue to|have confidence|keep you|improve our .{0,40}practices)\b/i;

export function isVague(sentence: string): boolean {
  return VAGUE.test(sentence);
}

/** What running text promises, sentence by sentence; "this includes …" takes the place of the sentence it explains. */
export function promisesIn(sentences: readonly string[]): readonly string[] {
  const found: { text: string; vague: boolean }[] = [];
  for (const sentence of sentences) {
    if (isClosing(sentence) || /[:：?]$/.test(sentence)) continue;
    const promised = promiseOf(sentence);
    if (promised === null) continue;
    if (/^this (?:includes|involves|means|requires|will include)\b/i.test(sentence)) {
      if (found.length > 0) found.pop();
      found.push({ text: promised, vague: false });
    } else found.push({ text: promised, vague: isVague(sentence.replace(LED_IN, '')) });
  }
  const concrete = found.filter((each) => !each.vague);
  return concrete.map((each) => each.text);
}

/** Whoever promises says so at the beginning. */
const LONGEST = 600;

function promiseOf(sentence: string): string | null {
  if (phraseForm(sentence) === 'imperative') return sentence;
  for (const pattern of PROMISES) {
    const promised = pattern.exec(sentence)?.[1]?.trim();
    if (promised !== undefined && promised.split(/\s+/, 4).length >= 3) return promised;
  }
  const people = PEOPLE_WILL.exec(sentence.slice(0, LONGEST));
  if (people !== null && isVerb(people[2]?.toLowerCase() ?? '')) return sentence;
  return /\bthere (?:should|must|needs? to) be (?!no\b)/i.test(sentence.slice(0, LONGEST)) ? sentence : null;
}
