import { STOP_WORDS, WEAK_WORDS } from './similarity-words.ts';

/** From here on two promises probably say the same. */
export const PROBABLY_SAME = 0.6;

/** Texts are compared by their beginning: a promise that needs more characters than this is told apart before. */
const READ_CHARACTERS = 1_000;

/** Whole numbers, so that sums do not depend on their order. */
const WEIGHT = { telling: 10, weak: 3 } as const;

/** One text contained in another says little when it weighs less than this: two words that name things. */
const TELLING_ENOUGH = 20;

/** How many texts of an index are looked at for one question: what keeps 100,000 items linear. */
const CANDIDATES = 200;

/** What a text is about: stemmed words and what each weighs. */
type Words = ReadonlyMap<string, number>;

/**
 * How much two texts say the same, from 0 to 1, by the words they share; order, endings and filler words do not matter.
 * Symmetric; 1 for texts with the same words. {@link PROBABLY_SAME} is where a person should be asked.
 */
export function similarityOf(a: string, b: string): number {
  return compare(wordsOf(a), wordsOf(b));
}

/** What {@link indexBySimilarity} finds: where in the list, and how similar. */
export interface Similar {
  readonly position: number;
  readonly similarity: number;
}

/** Finds similar texts among many without comparing with each. */
export interface SimilarityIndex {
  /**
   * The most similar of the indexed texts (the first of equals) that is at least `atLeast` similar, or `null`.
   * `before` restricts it to the texts at lower positions.
   */
  nearest(text: string, options: { readonly atLeast: number; readonly before?: number }): Similar | null;
}

/**
 * Indexes `texts` by their words. A question looks at the texts that share its rarest words, a bounded number of them,
 * so asking once for each of n texts stays linear in n.
 */
export function indexBySimilarity(texts: readonly string[]): SimilarityIndex {
  const indexed = texts.map(wordsOf);
  const postings = new Map<string, number[]>();
  for (const [position, words] of indexed.entries()) {
    for (const word of words.keys()) {
      const list = postings.get(word);
      if (list) list.push(position);
      else postings.set(word, [position]);
    }
  }
  return {
    nearest(text, { atLeast, before = indexed.length }) {
      const words = wordsOf(text);
      let best: Similar | null = null;
      for (const position of candidates(rarestFirst(words, postings), before)) {
        const similarity = compare(words, indexed[position] ?? new Map());
        if (similarity < atLeast) continue;
        if (!best || similarity > best.similarity || (similarity === best.similarity && position < best.position)) {
          best = { position, similarity };
        }
      }
      return best;
    },
  };
}

function rarestFirst(words: Words, postings: ReadonlyMap<string, readonly number[]>): readonly (readonly number[])[] {
  return [...words.keys()]
    .map((word) => postings.get(word) ?? [])
    .filter((list) => list.length > 0)
    .sort((a, b) => a.length - b.length);
}

function candidates(lists: readonly (readonly number[])[], before: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const list of lists) {
    for (const position of list) {
      if (position >= before) break;
      if (found.size >= CANDIDATES) return found;
      found.add(position);
    }
  }
  return found;
}

function compare(a: Words, b: Words): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, weight] of small) if (large.has(word)) shared += weight;
  if (shared === 0) return 0;
  const weightOfA = sum(a);
  const weightOfB = sum(b);
  const jaccard = shared / (weightOfA + weightOfB - shared);
  const lesser = Math.min(weightOfA, weightOfB);
  const contained = (shared / lesser) * Math.min(1, lesser / TELLING_ENOUGH);
  return Math.min(1, Math.max(jaccard, (jaccard + contained) / 2));
}

function sum(words: Words): number {
  let total = 0;
  for (const weight of words.values()) total += weight;
  return total;
}

function wordsOf(text: string): Words {
  const words = new Map<string, number>();
  const found = text
    .slice(0, READ_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu);
  for (const word of found ?? []) {
    if (STOP_WORDS.has(word)) continue;
    const stem = stemOf(word);
    words.set(stem, WEAK_WORDS.has(word) || WEAK_WORDS.has(stem) ? WEIGHT.weak : WEIGHT.telling);
  }
  return words;
}

/** `audits`, `auditing` and `audit` are one word; nothing finer is needed to compare titles. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/ly$/, '')
    .replace(/(?:ies|y)$/, 'i')
    .replace(/(?:ations?|ements?)$/, '')
    .replace(/(?:ings?|ed|es|e|s)$/, '')
    .replace(/(.)\1$/, '$1');
}
