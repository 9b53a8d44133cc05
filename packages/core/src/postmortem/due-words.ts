import { FOREIGN_MONTH } from './month-names.ts';

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';

/** A word that makes the date behind it a due date. */
export const DUE =
  /\b(?:by|due(?: date| on| by)?|deadline|before|no later than|eta|target(?:ed)?(?: date)?|complete[d]? by|first session by|for (?=mon|tues|wednes|thurs|fri))\b\s*:?\s*(?:(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?/gi;

/** A word that makes the date behind it the first day of what comes again. */
export const STARTING = /\b(?:start(?:ing|s)?|beginning|from)(?: on)?:?\s+/gi;

/** Before a date or period: what is meant is not its last day. */
export const NOT_BY_THEN =
  /\b(?:after|since|not before|no earlier than|early|mid|late|start of|beginning of|middle of|nach|ab|seit|mitte|anfang|après|mi|début|después de|mediados de|principios de|depois de|meados de|início de|dopo|metà|inizio|na|vanaf|medio|begin)[\s-]*(?:the )?$/i;

/**
 * A part of the calendar that has a last day, and what may join two: half, quarter or month, and its year; or a year that ends;
 * or a month in another language, which needs its year: alone it may be a word.
 */
export const PERIOD = new RegExp(
  `\\b(?:(?:end of (?:the )?|eo)?(?:h([12])|q([1-4])|(${MONTH})\\.?)(?:[ ,/-]{1,2}(\\d{4}))?|end of (?:the year )?(\\d{4})|${FOREIGN_MONTH} (?:del? )?(\\d{4}))(?!\\w|\\s+\\d)`,
  'gi',
);
export const JOINS_PERIODS = /^\s*(?:[-–—/&]|to|or|and|until|through)\s*(?:the )?$/i;

const SPAN = '(?:day|week|month|quarter|half|year|sprint|iteration|cycle|release|milestone)';
const COUNT = '(?:an?|one|two|three|four|five|six|eight|ten|\\d{1,3}(?:\\s?[-–]\\s?\\d{1,3})?)';
const TIME = [
  `(?:the )?(?:end|beginning|start|middle) of (?:the |this |next |each )?(?:${SPAN}|[hq][1-4]|${MONTH}|\\d{4})`,
  `(?:the )?(?:this|next|coming|following|current|upcoming) (?:${SPAN}|${WEEKDAY}|(?:few|${COUNT}) ${SPAN}s?)`,
  `(?:within|in) (?:the )?(?:next |coming )?${COUNT} (?:business |working )?${SPAN}s?`,
  `(?:early|mid|late)[- ](?:[hq][1-4]|${MONTH}|next ${SPAN}|\\d{4})`,
  `[hq][1-4]|${WEEKDAY}|eo[dwmqy]|cob|asap|today|tomorrow|tonight|immediately|as soon as possible`,
].join('|');

/** A heading that is a time in words, with or without a year: `this week`, `end of next sprint`, `mid June`, `1–2 weeks`. */
export const TIME_IN_WORDS = new RegExp(`^[<≤~\\s]*(?:${TIME}|${COUNT} (?:business |working )?${SPAN}s?)(?: \\d{4})?$`, 'i');

/** "Fix the login by next Friday": such a time up to the end of the clause. */
export const BY_TIME_IN_WORDS = new RegExp(
  `\\b(?:by|before|due|eta:?|target:?|deadline:?)\\s+((?:${TIME})(?: \\d{4})?)(?=\\s*(?:$|[.,;:)\\]]|[-–—]\\s))`,
  'i',
);

/** `Due: after the freeze` where a clause begins; whatever it says. */
export const LABELLED_DUE = /(?:^|[.;,|([]|\s[-–—]\s)\s*(?:due(?: date| on| by)?|deadline|eta)\s*[:=]\s*([^\s()[\];|][^()[\];|]{0,79})/i;

/** `(due after the freeze)`, but not `(due to the freeze)`. */
export const BRACKETED_DUE = /[([]\s*(?:due(?: on| by)?|deadline|eta)\s+(?!to\b)([^()[\]]{1,80})[)\]]/i;

/** What people write where they name no date. */
export const NO_DUE =
  /^\W*(?:tb[dac]|n\/?a|none|unknown|unclear|unscheduled|undecided|not (?:set|known|decided|scheduled|yet)\b.*|no (?:date|due date|deadline|eta)\b.*|to be \w+)?\W*$/i;
