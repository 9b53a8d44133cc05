import type { Recurrence } from '../model/item.ts';
import { CADENCES, EVERY_N, EVERY_WEEKDAY, NO_CADENCE, RECURRING_WORK } from './recurrence-words.ts';

/** How many words may stand between "quarterly" and what is done quarterly. */
const REACH = 7;

/** What `text` says of recurrence in its own words, or `null` when it describes something done once. */
export function recurrenceOf(text: string): Recurrence | null {
  const stated = cadenceIn(text);
  if (stated !== null && isWork(text, stated.text, stated.at)) return { text: stated.text, rrule: stated.rrule, needsCadence: false };
  const vague = NO_CADENCE.exec(text);
  if (vague !== null && isWork(text, vague[0], vague.index)) return { text: vague[0].toLowerCase(), rrule: null, needsCadence: true };
  return null;
}

interface Cadence {
  readonly text: string;
  readonly rrule: string;
  readonly at: number;
}

const NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };
const FREQ: Readonly<Record<string, string>> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', quarter: 'MONTHLY', year: 'YEARLY' };

function cadenceIn(text: string): Cadence | null {
  const weekday = EVERY_WEEKDAY.exec(text);
  if (weekday) return found(weekday, `FREQ=WEEKLY;BYDAY=${(weekday[1] ?? '').slice(0, 2).toUpperCase()}`);
  for (const [pattern, rrule] of CADENCES) {
    const match = pattern.exec(text);
    if (match) return found(match, rrule);
  }
  const every = EVERY_N.exec(text);
  if (every === null) return null;
  const unit = (every[2] ?? '').toLowerCase();
  const count = (NUMBERS[(every[1] ?? '').toLowerCase()] ?? Number(every[1])) * (unit === 'quarter' ? 3 : 1);
  return count < 1 ? null : found(every, `FREQ=${FREQ[unit]}${count === 1 ? '' : `;INTERVAL=${count}`}`);
}

function found(match: RegExpExecArray, rrule: string): Cadence {
  return { text: match[0].toLowerCase(), rrule, at: match.index };
}

/** Repairs of something that happens to recur: "Fix the nightly build". */
const REPAIR =
  /^\W*(?:fix|repair|restore|patch|remove|replace|debug|investigate|disable|move|rename|speed up|stop|correct|unblock|enhance|improve|update|extend|monitor|upgrade|refactor|migrate|make (?:the|our))\b/i;

/** "a plan for routine maintenance": what the work is about is routine, not the work. */
const OBJECT = /\b(?:for|during|of|in|after|before|from)(?: (?:the|our|all|any))? $/i;

/**
 * True when the cadence word is about the work itself: work stands close behind it ("quarterly failover drills"), or it ends
 * the clause as an adverb ("test restores monthly").
 */
function isWork(text: string, word: string, at: number): boolean {
  if (/^routine$/i.test(word) && OBJECT.test(text.slice(Math.max(0, at - 24), at))) return false;
  if (REPAIR.test(text) && !/\b(?:drill|audit|training)/i.test(text)) return false;
  const after = text.slice(at + word.length);
  const near =
    after
      .split(/[.;!?]/, 1)[0]
      ?.trim()
      .split(/\s+/, REACH)
      .join(' ') ?? '';
  if (RECURRING_WORK.test(near)) return true;
  const adverb = /ly$|^(?:every|each|once|twice|per|at|on) |fortnight/i.test(word);
  if (!adverb) return false;
  const before = text.slice(0, at);
  const endsClause = /^\s*(?:$|[.;,)!]|(?:and|to|with|for|by|in|on|starting|from|until|using)\b)/i.test(after);
  return (
    (endsClause && before.trim().split(/\s+/).length >= 2) || (/ly$/i.test(word) && !ADJECTIVE.test(word) && /^\s+\p{Ll}+/u.test(after))
  );
}

/** In -ly, but adjectives: before a thing that is no work they describe the thing ("the weekly newsletter"). */
const ADJECTIVE = /^(?:daily|weekly|monthly|quarterly|yearly|nightly|bi-?weekly|fortnightly|half-?yearly|bi-?monthly|annually)$/i;
