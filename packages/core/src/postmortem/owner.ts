import { isNoName, NOBODY } from './owner-words.ts';
import { isVerb, phraseForm } from './phrase-form.ts';

/** An owner found in a text, and the text without the words that only named the owner. */
export interface OwnerFound {
  readonly owner: string | null;
  readonly text: string;
}

const HANDLE = '@[\\w](?:[\\w.-]*\\w)?';
const PERSON = `(?:${HANDLE}|\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]*){0,3})`;

/** `Owner: maria`, `(owner: @maria)`, `- assign to QA team by …`: what follows the name up to the end of the clause. */
const LABELLED =
  /\s*[([–—-]*\s*(?:\b(?:owner|assignee|responsible(?: person| party)?|dri)\s*[:=]\s*|(?<=[([]\s*)(?:owner|assignee|dri)\s+|\b(?:owned by|assign(?:ed)? to)\b\s*[:=]?\s*)([^()[\];,.|]{0,80}?)(?=\s*(?:[)\];,|]|\.(?:\s|$)|$|\s+by\s+\S*\d|\s+by (?:end|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\s+-\s|\s+\(?due\b))[)\]]?\.?/iu;
const TRAILING_HANDLE = new RegExp(`\\s*(?:[-–—(\\[]\\s*)?(${HANDLE})\\s*[)\\]]?\\s*[.,]?$`, 'u');
const LEADING_HANDLE = new RegExp(`^(${HANDLE})\\s*(?:[:,–—-]|to\\b|will\\b)\\s*`, 'u');
const ANY_HANDLE = new RegExp(`(?<![\\w/.@])(${HANDLE})(?![\\w/])`, 'u');
/** The end of an address that was broken apart: `security at @acme.com`. */
const HOST = /\.(?:com|org|net|io|dev|gov|edu)$/i;
const TRAILING_NAME = /\s*\((\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}*\.?){0,2}|[a-z]{2,}(?:-[a-z]+){0,2})\)\s*\.?$/u;
const SUBJECT = new RegExp(
  `^(${PERSON}|The \\p{L}+ team|\\p{Lu}[\\p{L}-]+ [Tt]eam) (?:to|will|is going to|needs to|should) (\\p{Ll}+)`,
  'u',
);

/** Pronouns and words that begin a sentence without being its owner. */
const NOT_A_SUBJECT =
  /^(?:we|it|this|that|these|those|they|there|all|any|each|every|our|the|a|an|in|on|if|when|to|for|changes?|users?|customers?|people|everyone|nobody|what|how|tests?|alerts?|code|monitoring|developers?|engineers?|manager)\b/i;

/** Who is named as owner within an item's own text: a label, a handle, a trailing `(name)`, or the one who is "to" do it. */
export function ownerIn(text: string): OwnerFound {
  const labelled = LABELLED.exec(text);
  const named = cleanOwner(labelled?.[1] ?? '');
  if (labelled !== null && named !== null) return { owner: named, text: without(text, labelled.index, labelled[0].length) };
  const trailing = TRAILING_HANDLE.exec(text);
  if (trailing !== null && !HOST.test(trailing[1] ?? ''))
    return { owner: cleanOwner(trailing[1] ?? ''), text: text.slice(0, trailing.index).trimEnd() };
  const leading = LEADING_HANDLE.exec(text);
  if (leading !== null) return { owner: cleanOwner(leading[1] ?? ''), text: text.slice(leading[0].length) };
  const name = TRAILING_NAME.exec(text);
  if (name !== null && !isNoName(name[1] ?? '')) return { owner: name[1] ?? null, text: text.slice(0, name.index).trimEnd() };
  const handle = ANY_HANDLE.exec(text)?.[1];
  if (handle !== undefined && !HOST.test(handle)) return { owner: cleanOwner(handle), text };
  const subject = SUBJECT.exec(text);
  if (subject !== null && isSubject(subject[1] ?? '', subject[2] ?? '')) return { owner: cleanOwner(subject[1] ?? ''), text };
  return { owner: null, text };
}

/** `ICL to subscribe` names who does it; `Revert to default` and `Used Dagster to complete` name nobody. */
function isSubject(name: string, verb: string): boolean {
  return isVerb(verb) && phraseForm(name) === 'other' && !/^\p{L}+ed\b/u.test(name) && !NOT_A_SUBJECT.test(name);
}

/** An owner as stated, without `@`; `null` for the words that say there is none. */
export function cleanOwner(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^@/, '')
    .replace(/^the (?=.* team$)/i, '')
    .replace(/[\s.:,;–—-]+$/, '');
  return bare === '' || bare.length > 80 || NOBODY.test(bare) ? null : bare;
}

function without(text: string, from: number, length: number): string {
  return `${text.slice(0, from)} ${text.slice(from + length)}`
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;])/g, '$1')
    .trim();
}
