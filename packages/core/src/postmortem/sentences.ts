import { fieldOf } from './stated-field.ts';

/** An abbreviation's full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nr|dr|mr|mrs|st|dept|inc|min|max|resp|a\.m|p\.m)\.$/i;

/** The sentences of a text, in order, each with its full stop. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const found of text.matchAll(/[.!?。]["'”’)\]]*\s+(?=[\p{Lu}\p{N}"'“([\p{Lo}])/gu)) {
    const end = found.index + found[0].length;
    const sentence = text.slice(from, end).trim();
    if (ABBREVIATION.test(sentence)) continue;
    sentences.push(sentence);
    from = end;
  }
  const last = text.slice(from).trim();
  return last === '' ? sentences : [...sentences, last];
}

/** A label of at most eight words and the text after it: `Load testing: run one each month`. */
export function splitLabel(text: string): { readonly label: string; readonly rest: string } | null {
  const found = /^([^:：.!?]{2,90}?)\s*[:：](?!\/\/)\s*(.*)$/s.exec(text);
  const label = found?.[1]?.trim() ?? '';
  if (label === '' || label.split(/\s+/, 10).length > 9 || /\bhttps?$/.test(label)) return null;
  if (/\d$/.test(label) && /^\d/.test(found?.[2] ?? '')) return null;
  // A colon within parentheses names what stands there: `Pin the image (owner: maria)`.
  if (/\([^)]*$/.test(label)) return null;
  // `Pin the image | Owner: maria`, `Pin the image - ETA: 2 weeks`: a field behind the text is not its label.
  const parts = label.split(/\s*[|;[]\s*|,?\s+[–—-]+\s+|,\s+/);
  if (parts.length > 1 && fieldOf(parts.at(-1) ?? '') !== null) return null;
  return { label, rest: found?.[2]?.trim() ?? '' };
}
