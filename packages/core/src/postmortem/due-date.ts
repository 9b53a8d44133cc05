import type { PlainDate } from '../model/plain-date.ts';
import { type DateText, datesIn, plainDateOf } from './civil-dates.ts';
import { BRACKETED_DUE, BY_TIME_IN_WORDS, DUE, LABELLED_DUE, NO_DUE, NOT_BY_THEN, STARTING, TIME_IN_WORDS } from './due-words.ts';
import { type DueHabits, nextSuch, periodsIn } from './period-end.ts';

/** When something is due, as a text states it. */
export interface StatedDue {
  /** The text's own words: `June 5`, `Q4 2025 - Q1 2026`, `after the freeze`. */
  readonly text: string;
  /** The day they name; of a period or range the last, because until then the promise can be kept. `null` where they name none. */
  readonly on: PlainDate | null;
}

/** The due date within a text about other things: a date or time behind "by", "due" and the like; "until" makes none. */
export function dueWithin(text: string, habits: DueHabits): StatedDue | null {
  return dayBehind(DUE, text, habits) ?? dueInWords(text);
}

/** The first day of what recurs, which is when it is due first: `starting June 1, 2023`. */
export function firstDueWithin(text: string, habits: DueHabits): StatedDue | null {
  return dayBehind(STARTING, text, habits);
}

/** What a cell or field about nothing but the due date says; `null` where it says that there is none. */
export function dueInField(field: string, habits: DueHabits): StatedDue | null {
  const text = field.trim();
  return NO_DUE.test(text) ? null : { text, on: lastDayIn(text.replace(OUTDATED, ' '), habits) };
}

/** `2026-04-01 (was 2026-03-01)`. */
const OUTDATED = /[([]\s*(?:was|were|originally|previously|moved from|instead of)\b[^)\]]*[)\]]/gi;

/** `Mid term (before end of June)`, `Immediate (this week)`, `Q3 2026`: what a heading says holds for everything below it. */
export function dueInHeading(name: string, habits: DueHabits): StatedDue | null {
  const bracketed =
    /[([]\s*((?:target(?: date)?|due(?: date| by| on)?|deadline|eta|by|before)\b(?! to\b)[:\s]*)?([^()[\]]{2,80}?)\s*[)\]]/i;
  const [, cue = '', text = name] = bracketed.exec(name) ?? [];
  if (NO_DUE.test(text)) return null;
  const on = cue !== '' || WHOLE_PERIOD.test(text) ? lastDayIn(text, habits) : null;
  return on !== null || TIME_IN_WORDS.test(text) || /^(?:due|deadline|eta)/i.test(cue) ? { text, on } : null;
}

/** Not a month: that may be when the document was written. */
const WHOLE_PERIOD = /^(?:end of \w+|[hq][1-4])(?: \d{4})?(?:\s*(?:[-–—/]|to|or)\s*(?:end of \w+|[hq][1-4])(?: \d{4})?)?$/i;

/** The first date behind a cue; behind a word that makes a due date also the period. */
function dayBehind(cue: RegExp, text: string, habits: DueHabits): StatedDue | null {
  const dates = datesIn(text);
  let unclear: StatedDue | null = null;
  for (const match of text.matchAll(cue)) {
    const end = match.index + match[0].length;
    const date = dates.find((each) => each.from >= end - 1 && each.from <= end + 1);
    if (date !== undefined) {
      const stated = { text: text.slice(date.from, date.to).trim(), on: dayOf(date, habits) };
      if (stated.on !== null) return stated;
      unclear ??= stated;
    } else if (cue === DUE) {
      const behind = text.slice(end, end + LONGEST_PERIOD);
      const period = periodsIn(behind, habits)[0];
      if (period !== undefined && period.from <= THE) return { text: behind.slice(period.from, period.to), on: period.on };
    }
  }
  return unclear;
}

const LONGEST_PERIOD = 60;
/** Room for "the". */
const THE = 4;

function dueInWords(text: string): StatedDue | null {
  const words = (BRACKETED_DUE.exec(text) ?? LABELLED_DUE.exec(text) ?? BY_TIME_IN_WORDS.exec(text))?.[1];
  const clause = words?.split(/[.!?]\s|\s[-–—]\s|,\s*(?=\p{L}+:)/u, 1)[0]?.replace(/[\s.,:!?]+$/, '') ?? '';
  return NO_DUE.test(clause) ? null : { text: clause, on: null };
}

function lastDayIn(text: string, habits: DueHabits): PlainDate | null {
  const date = datesIn(text).at(-1);
  if (date !== undefined) return NOT_BY_THEN.test(text.slice(0, date.from)) ? null : dayOf(date, habits);
  return periodsIn(text, habits).at(-1)?.on ?? null;
}

function dayOf(date: DateText, habits: DueHabits): PlainDate | null {
  const { year } = date;
  if (year !== null || habits.year === null) return plainDateOf(date, habits);
  return nextSuch((of) => plainDateOf(date, { ...habits, year: of }), { year: habits.year, since: habits.since });
}
