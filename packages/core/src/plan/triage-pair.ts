import { type ActionItem, isUnfinished } from '../model/item.ts';
import { vocabulary } from '../postmortem/vocabulary.ts';
import { becameSeries } from './triage-merge.ts';

/** Two items that probably promise the same: how they would be merged. */
export interface TriagePair {
  readonly stays: ActionItem;
  readonly goes: ActionItem;
  /** Whose text is the title afterwards. */
  readonly titleOf: 'into' | 'merged';
}

/** How much a title says: this many telling words are as good as more. */
const TELLING_WORDS = 12;
/** Longer than this it is no title but a paragraph. */
const TITLE_LENGTH = 160;

const WORTH = { word: 1, name: 1, owner: 3, dueOn: 3, paragraph: -8, vague: -3 } as const;

/** Numbers, dates, `code`, ABBREVIATIONS, parts.of.names and camelCase: what can be pointed at. */
const NAMES = /`[^`]+`|\b(?:\w*\d\w*|[A-Z]{2,}|\w+[._/-]\w+[._/-]?\w*|[a-z]+[A-Z]\w*)\b/g;
const MOST_NAMES = 4;
/** Wishes: nobody can tell when they are fulfilled. */
const VAGUE = /\b(?:better|more|improve|enhance|strengthen|consider|investigate|look into|try|various|robust|etc)\b/i;

/** How concrete a promise is: what it names, who does it and when; the higher the more. */
export function concretenessOf({
  title,
  owner,
  proposedDueOn,
  due,
}: Pick<ActionItem, 'title' | 'owner' | 'proposedDueOn' | 'due'>): number {
  const words = vocabulary();
  const telling = Math.min(TELLING_WORDS, words.of(title).weight / 10);
  const names = Math.min(MOST_NAMES, new Set(title.match(NAMES)).size);
  return (
    telling * WORTH.word +
    names * WORTH.name +
    (owner === null ? 0 : WORTH.owner) +
    (proposedDueOn === null && due === null ? 0 : WORTH.dueOn) +
    (title.length > TITLE_LENGTH ? WORTH.paragraph : 0) +
    (VAGUE.test(title) ? WORTH.vague : 0)
  );
}

/**
 * How a proposal and what it is like would be merged, or `null` where they cannot be.
 *
 * | the other one              | stays                        | title                        |
 * |----------------------------|------------------------------|------------------------------|
 * | is proposed too            | the more concrete            | its own                      |
 * | is accepted                | the other                    | the more concrete            |
 * | is an occurrence           | the other                    | its own                      |
 * | became a series            | the other, as it is          | its own                      |
 * | is done or cancelled       | `null`                       |                              |
 *
 * Of two that are as concrete the earlier one counts.
 */
export function pairOf(proposal: ActionItem, other: ActionItem): TriagePair | null {
  if (becameSeries(other)) return { stays: other, goes: proposal, titleOf: 'into' };
  const [mine, theirs] = [concretenessOf(proposal), concretenessOf(other)];
  if (isUnfinished(other)) {
    return { stays: other, goes: proposal, titleOf: other.series === null && mine > theirs ? 'merged' : 'into' };
  }
  if (other.state.status !== 'proposed') return null;
  const isMine = mine === theirs ? proposal.number < other.number : mine > theirs;
  return isMine ? { stays: proposal, goes: other, titleOf: 'into' } : { stays: other, goes: proposal, titleOf: 'into' };
}

/** The same two with the other text as title. */
export function swapped({ stays, goes, titleOf }: TriagePair): TriagePair {
  if (stays.state.status === 'proposed') return { stays: goes, goes: stays, titleOf: 'into' };
  return { stays, goes, titleOf: titleOf === 'into' ? 'merged' : 'into' };
}
