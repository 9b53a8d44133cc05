import { isCalledOff } from './called-off.ts';
import type { Stated } from './candidate.ts';
import { datesIn } from './civil-dates.ts';
import { isNoName } from './owner-words.ts';
import { phraseForm } from './phrase-form.ts';

/** How plainly a part is set apart from the promise before it; the less, the more a part has to say of itself. */
export type Apart =
  /** By brackets, a dash or a bar: everything in it is about the promise. */
  | 'plainly'
  /** By a comma or semicolon. */
  | 'listed'
  /** By a full stop: another sentence. */
  | 'sentence'
  /** By nothing but a space. */
  | 'glued';

/** A part that names no field and is one: `@maria`, `2026-02-01`, `due March 3`, `P1`, `done`; `{}` where it says that there is none. */
export function bareField(part: string, apart: Apart): Stated | null {
  if (/^#(?:todo|done|wip)$/i.test(part)) return { status: part.slice(1) };
  if (/^@\w[\w.-]{0,39}$/.test(part)) return apart === 'sentence' || ADDRESS.test(part) ? null : { owner: part };
  const due = dueIn(part, apart);
  if (due !== null) return { due };
  if (apart === 'glued') return null;
  if (NOT_NAMED.test(part)) return /^(?:owner|assignee|dri|due|eta|deadline)\b/i.test(part) || apart === 'plainly' ? {} : null;
  if (apart === 'sentence') return null;
  if (/^(?:P[0-4]|(?:high|medium|low|critical|urgent) prio(?:rity)?)$/i.test(part)) return { priority: part };
  if (apart === 'plainly' && (STATUS.test(part) || isCalledOff(part))) return { status: part };
  const owner = /^(?:owner|assignee|dri)\s+(\p{L}[\p{L}'’. -]{0,39})$/iu.exec(part)?.[1];
  return owner === undefined ? null : { owner };
}

/** The end of an address that was broken apart: `security at @acme.com`. */
const ADDRESS = /\.(?:com|org|net|io|dev|gov|edu)$/i;

const NOT_NAMED =
  /^(?:(?:owner|assignee|dri|due|eta|deadline)\s+)?(?:tb[dac]|unassigned|n\/a|to be (?:decided|assigned|determined|confirmed))$/i;

const STATUS = /^(?:done|completed?|finished|closed|resolved|shipped|wip|doing|to-?do|in[- ]progress|open|pending|not started|blocked)$/i;

const CUE = /^(?:due(?: date)?|by|eta|deadline|before)(?: on| by)?\s+/i;

/** A date with a word before it that makes it a due date; without one only where it can be nothing else. */
function dueIn(part: string, apart: Apart): string | null {
  const cue = CUE.exec(part)?.[0] ?? '';
  if (cue === '' && apart !== 'plainly' && !(apart === 'listed' && ISO.test(part))) return null;
  const due = part.slice(cue.length);
  const [date] = datesIn(due);
  return date !== undefined && date.from === 0 && date.to === due.length ? due : null;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** `Bob` before a due date: somebody's name, and no order or thing. */
export function nameBeforeDue(part: string): Stated | null {
  const isName = /^\p{Lu}\p{Ll}{1,19}(?: \p{Lu}[\p{Ll}.]{0,19})?$/u.test(part) && !isNoName(part) && phraseForm(part) === 'other';
  return isName ? { owner: part } : null;
}
