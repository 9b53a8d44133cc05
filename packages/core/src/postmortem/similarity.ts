import { type Vocabulary, vocabulary, type Words } from './vocabulary.ts';

/** From here on two promises probably say the same. */
export const PROBABLY_SAME = 0.6;

/** One text contained in another says little when it weighs less than this: two words that name things. */
const TELLING_ENOUGH = 20;

/** How many texts of an index are looked at for one question: what keeps 100,000 items linear. */
const CANDIDATES = 200;

/**
 * How much two texts say the same, from 0 to 1, by the words they share; order, endings and filler words do not matter.
 * Symmetric; 1 for texts with the same words. {@link PROBABLY_SAME} is where a person should be asked.
 */
export function similarityOf(a: string, b: string): number {
  return similarities()(a, b);
}

/** {@link similarityOf} for many texts: each word is looked at once. */
export function similarities(): (a: string, b: string) => number {
  const words = vocabulary();
  return (a, b) => compare(words, words.of(a), words.of(b));
}

/** What {@link indexBySimilarity} finds: where in the list, and how similar. */
export interface Similar {
  readonly position: number;
  readonly similarity: number;
}

export interface Nearest {
  readonly atLeast: number;
  /** Only the texts at lower positions. */
  readonly before?: number;
  /** None of the texts from `from` on that come before `to`. */
  readonly except?: { readonly from: number; readonly to: number };
}

/** Finds similar texts among many without comparing with each. */
export interface SimilarityIndex {
  /** The most similar of the indexed texts (the first of equals) that is at least `atLeast` similar, or `null`. */
  nearest(text: string, options: Nearest): Similar | null;
}

/**
 * Indexes `texts` by their words. A question looks at the texts with the same words, then at those that share its rarest
 * words, a bounded number of them, so asking once for each of n texts stays linear in n.
 */
export function indexBySimilarity(texts: readonly string[]): SimilarityIndex {
  const words = vocabulary();
  const indexed = texts.map(words.of);
  const twins = new Map<string, number[]>();
  const postings: number[][] = [];
  for (const [position, { numbers }] of indexed.entries()) {
    const key = numbers.join();
    const alike = twins.get(key);
    if (alike) alike.push(position);
    else twins.set(key, [position]);
    for (const number of numbers) {
      postings[number] ??= [];
      postings[number].push(position);
    }
  }
  // Which question has looked at a text last: a set for each question would be most of the work.
  const lookedAt = new Uint32Array(texts.length);
  let question = 0;
  return {
    nearest(text, { atLeast, before = texts.length, except = NOTHING }) {
      const asked = words.of(text);
      if (asked.numbers.length === 0) return null;
      const alike = twins.get(asked.numbers.join()) ?? [];
      const twin = alike[skipping(alike, 0, except)];
      if (twin !== undefined && twin < before) return { position: twin, similarity: 1 };
      question += 1;
      let best: Similar | null = null;
      let left = CANDIDATES;
      for (const list of rarestFirst(asked, postings)) {
        for (let at = skipping(list, 0, except); at < list.length && left > 0; at = skipping(list, at + 1, except)) {
          const position = list[at] ?? before;
          if (position >= before) break;
          if (lookedAt[position] === question) continue;
          lookedAt[position] = question;
          left -= 1;
          const candidate = indexed[position];
          const similarity = candidate === undefined ? 0 : compare(words, asked, candidate);
          if (similarity < atLeast) continue;
          if (!best || similarity > best.similarity || (similarity === best.similarity && position < best.position)) {
            best = { position, similarity };
          }
        }
      }
      return best;
    },
  };
}

const NOTHING = { from: 0, to: 0 };

/** Where in an ascending list to go on from `at` when some positions are left out. */
function skipping(list: readonly number[], at: number, { from, to }: { readonly from: number; readonly to: number }): number {
  const position = list[at];
  if (position === undefined || position < from || position >= to) return at;
  let [low, high] = [at, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? to) < to) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rarestFirst({ numbers }: Words, postings: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return numbers.flatMap((number) => (postings[number] === undefined ? [] : [postings[number]])).sort((a, b) => a.length - b.length);
}

function compare({ weights }: Vocabulary, a: Words, b: Words): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.numbers.length && j < b.numbers.length; ) {
    const one = a.numbers[i] ?? 0;
    const other = b.numbers[j] ?? 0;
    if (one === other) shared += weights[one] ?? 0;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  if (shared === 0) return 0;
  const jaccard = shared / (a.weight + b.weight - shared);
  const lesser = Math.min(a.weight, b.weight);
  const contained = (shared / lesser) * Math.min(1, lesser / TELLING_ENOUGH);
  return Math.min(1, Math.max(jaccard, (jaccard + contained) / 2));
}
