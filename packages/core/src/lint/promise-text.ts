import type { ItemDraft } from '../postmortem/draft.ts';
import { phraseForm } from '../postmortem/phrase-form.ts';
import { NOUN_VERBS, PLAIN_VERBS } from '../postmortem/verb-words.ts';

/** `Load testing: Conduct a load test` names a subject and then promises; the promise is what stands behind the colon. */
export function promiseOf(item: Pick<ItemDraft, 'title'>): string {
  const title = item.title.replace(ISSUE_KEY, '');
  const [, label = '', rest = ''] = /^([^:]{2,80}):\s+(\S.*)$/s.exec(title) ?? [];
  if (phraseForm(rest) !== 'other') return rest;
  return isSubject(label) && rest.split(/\s+/, 3).length === 3 ? rest : title;
}

/** `OPS-312 Validate …`, `#40: Validate …`: which issue it is, before what to do. */
const ISSUE_KEY = /^[[(]?(?:\p{Lu}[\p{Lu}\d]{1,9}-\d{1,7}|#\d{1,7})[\])]?\s*[:–—-]?\s+(?=\S)/u;

/** A few words that are no order: `Monitor madness`. */
function isSubject(label: string): boolean {
  return label !== '' && label.split(/\s+/, 6).length <= 5 && !label.includes(',') && phraseForm(label) === 'other';
}

/** True where somebody is told to do something, in whatever form: an order, "the team will …", "X should be …". */
export function tellsToAct(item: Pick<ItemDraft, 'title' | 'details' | 'owner'>): boolean {
  const promise = withoutOwner(promiseOf(item).slice(0, LONGEST_READ), item.owner);
  const parts = promise.replace(DAY, '').split(/,\s+|[;:]\s+|\s+[-–—]\s+|\.\s+/, MOST_PARTS);
  return parts.some(beginsWithVerb) || DUTY.test(promise) || beginsWithVerb(item.details.slice(0, LONGEST_READ));
}

const LONGEST_READ = 400;
/** `by 2026-04-01` at the end says when, not what. */
const DAY = /\s+(?:by|before|until|due)\s+\S*\d[^:;]*$/i;
/** "Until it is safer, disable …", "New rule - check …": the verb may stand at the beginning of a later part. */
const MOST_PARTS = 6;

/** `ICL check …`, `(Longer-term) Switch …`, `OR deploy …`: who, when and how it follows, before what to do. */
function withoutOwner(promise: string, owner: string | null): string {
  const bare = promise.replace(/^\s*\([^)]{1,40}\)\s*/, '').replace(/^(?:OR|AND|Or|And|Also|Then)\s+/, '');
  if (owner !== null && bare.toLowerCase().startsWith(`${owner.toLowerCase()} `)) return bare.slice(owner.length).trimStart();
  return bare.replace(/^\p{Lu}{2,12}\s+(?=\p{Ll})/u, '');
}

const DUTY =
  /\b(?:should|must|shall|will|ought to|needs? to|has to|have to|(?:is|are) (?:to|going to)|(?:is|are|be) (?:\w+ed|done|made|set|built|sent|kept|run))\b|^(?:(?:the )?\S+ )?(?:team )?to (?!the\b|an?\b|our\b)\p{Ll}+/iu;

function beginsWithVerb(text: string): boolean {
  const bare = text.replace(/^[^\p{L}]+/u, '');
  const unhurried = bare.replace(/^\p{L}+ly\s+/u, '');
  return [bare, unhurried].some((each) => phraseForm(each) !== 'other' || isVerb(each));
}

/** More generous than the reader, who has to tell items from headings: of three words the first may well be a verb. */
function isVerb(text: string): boolean {
  const [first = '', second, third] = text.toLowerCase().split(/\s+/, 3);
  if (first === 'be' || VERB_ENDING.test(first) || PLAIN_VERBS.has(first.replace(/e?s$/, '')) || PLAIN_VERBS.has(first.replace(/s$/, '')))
    return true;
  if (second !== undefined && DETERMINER.test(second) && !NO_VERB.test(first)) return true;
  return NOUN_VERBS.has(first) && third !== undefined && !/^(?:of|for|in|on|and|with)$/.test(second ?? '');
}

/** Before "the", "every" and the like a first word is a verb, known or not: "Drain the queue", "Let one person …". */
const DETERMINER = /^(?:the|an?|all|any|every|each|our|your|its|their|this|these|those|one|two|three|no)$/;
const NO_VERB =
  /^(?:all|both|half|some|only|not|no|just|even|more|we|i|it|they|there|this|that|who|what|when|if|as|of|to|in|on|at|for|from|by|with|without|during|after|before|until|under|over|since|because|while|and|or|but|is|are|was|were|has|had|\p{L}+ed)$/u;

/** Verbs that no list holds: "Sanitise", "Parameterize", "Dockerify". */
const VERB_ENDING = /^[\p{L}-]{3,}(?:i[sz]e|ify)$/u;

/** "We added …", "Reverted the change": told as done, although nothing marks it so. */
export function readsAsDone({ title }: Pick<ItemDraft, 'title'>): boolean {
  return TOLD_OF_SOMEBODY.test(title) || TOLD.test(title) || ONLY_TOLD.test(title);
}

const DONE =
  'added|fixed|removed|created|deployed|implemented|documented|tested|verified|patched|rotated|replaced|disabled|enabled|moved|built|introduced|changed|updated|upgraded|migrated|merged|released|configured|restored|reverted|rolled back|sent|issued|wrote';
const TOLD_OF_SOMEBODY = new RegExp(
  `^(?:[\\p{L}\\p{N}-]+ ){1,3}(?:have |has )?(?:already |now |since )?(?:${DONE}) (?:the|an?|all|our|to|it|this|that|more|new)\\b`,
  'iu',
);
const TOLD = new RegExp(`^(?:${DONE}) (?:the|an?|all|our|it|this|that)\\b`, 'i');
/** Of these no adjective is made at the beginning of a promise. */
const ONLY_TOLD = /^(?:sent|issued|wrote|reverted|rolled back)\b/i;
