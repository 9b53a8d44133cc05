import { addDays, addMonths, type PlainDate, parsePlainDate } from '../model/plain-date.ts';
import { type DateHabits, datesIn, plainDateOf } from './civil-dates.ts';

/** A word that makes the date behind it a due date. */
const DUE =
  /\b(?:by|due(?: date| on| by)?|deadline|before|no later than|eta|target(?:ed)?(?: date)?|complete[d]? by|first session by|for (?=mon|tues|wednes|thurs|fri))\b\s*:?\s*(?:(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?/gi;

/** The due date that a text states, by a date behind "by", "due" and the like; "starting" is none. */
export function dueDateIn(text: string, habits: DateHabits): PlainDate | null {
  const dates = datesIn(text);
  for (const match of text.matchAll(DUE)) {
    const end = match.index + match[0].length;
    const date = dates.find((each) => each.from >= end - 1 && each.from <= end + 1);
    const day = date === undefined ? null : plainDateOf(date, habits);
    if (day !== null) return day;
    const period = periodEnd(text.slice(end, end + 40), habits);
    if (period !== null) return period;
  }
  return null;
}

/** The date in a cell or field that is about nothing but the due date. */
export function dueDateOf(field: string, habits: DateHabits): PlainDate | null {
  const date = datesIn(field).at(-1);
  const day = date === undefined ? null : plainDateOf(date, habits);
  if (day !== null) return day;
  const last = field.split(/\s+(?:[-–—]|to)\s+/).at(-1) ?? '';
  return periodEnd(last.replace(/^\W*(?:by|before|target:?|due:?|eta:?)\s+/i, ''), habits);
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const PERIOD =
  /^(?:the )?(?:end of |eo)?(?:(?:q([1-4])|m?(january|february|march|april|may|june|july|august|september|october|november|december))(?:[ ,]+(\d{4}))?)\b/i;

/** The last day of a month or quarter: `end of June`, `Q3 2026`. Without a year, the incident's. */
function periodEnd(text: string, habits: DateHabits): PlainDate | null {
  const found = PERIOD.exec(text.trim());
  const year = found?.[3] === undefined ? habits.year : Number(found[3]);
  if (found === null || year === null || year === undefined) return null;
  const month = found[1] ? Number(found[1]) * 3 : MONTHS.indexOf((found[2] ?? '').toLowerCase()) + 1;
  const first = parsePlainDate(`${year}-${String(month).padStart(2, '0')}-01`);
  return first === null ? null : addDays(addMonths(first, 1), -1);
}
