import { STOP_WORDS, WEAK_WORDS } from './similarity-words.ts';

/** Texts are compared by their beginning: a promise that needs more characters than this is told apart before. */
const READ_CHARACTERS = 1_000;

/** Whole numbers, so that sums do not depend on their order. */
const WEIGHT = { telling: 10, weak: 3 } as const;

/** What a text is about: its stemmed words by number, each once and ascending, and what they weigh together. */
export interface Words {
  readonly numbers: readonly number[];
  readonly weight: number;
}

/** Gives each word a number when it is first met, so that each is stemmed once and texts are compared by numbers. */
export interface Vocabulary {
  of(text: string): Words;
  /** What each word weighs, by its number. */
  readonly weights: readonly number[];
}

export function vocabulary(): Vocabulary {
  const numberOfWord = new Map<string, number | null>();
  const numberOfStem = new Map<string, number>();
  const weights: number[] = [];
  const known = new Map<string, Words>();

  const numberOf = (word: string): number | null => {
    const met = numberOfWord.get(word);
    if (met !== undefined) return met;
    const number = STOP_WORDS.has(word) ? null : numbered(stemOf(word));
    numberOfWord.set(word, number);
    return number;
  };
  const numbered = (stem: string): number => {
    const met = numberOfStem.get(stem);
    if (met !== undefined) return met;
    numberOfStem.set(stem, weights.length);
    return weights.push(WEAK_STEMS.has(stem) ? WEIGHT.weak : WEIGHT.telling) - 1;
  };
  const read = (text: string): Words => {
    const numbers = [...new Set(wordsIn(text).flatMap((word) => numberOf(word) ?? []))].sort((a, b) => a - b);
    return { numbers, weight: numbers.reduce((sum, number) => sum + (weights[number] ?? 0), 0) };
  };
  return {
    of(text) {
      const words = known.get(text) ?? read(text);
      known.set(text, words);
      return words;
    },
    weights,
  };
}

/** One word each: two addresses of one site share most of their words, and say nothing alike. */
const ADDRESS = /https?:\/\/\S+/gi;

function wordsIn(text: string): readonly string[] {
  return (
    text
      .slice(0, READ_CHARACTERS)
      .replace(ADDRESS, (address) => address.replace(/[^\p{L}\p{N}]+/gu, ''))
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []
  );
}

/** `audits`, `auditing` and `audit` are one word; nothing finer is needed to compare titles. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/ly$/, '')
    .replace(/(?:ies|ys?)$/, 'i')
    .replace(/(?:ations?|ements?)$/, '')
    .replace(/(?:ings?|ed|es|e|s)$/, '')
    .replace(/(.)\1$/, '$1');
}

const WEAK_STEMS: ReadonlySet<string> = new Set([...WEAK_WORDS, ...[...WEAK_WORDS].map(stemOf)]);
