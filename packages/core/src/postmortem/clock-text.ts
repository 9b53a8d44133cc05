/** What a clock shows, without a day. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A time of day as a text writes it. */
export interface ClockText extends Clock {
  readonly from: number;
  readonly to: number;
  /** `17.05` may be any number: it is a time where a zone stands behind it. */
  readonly needsZone: boolean;
}

const HALF = '[ap]\\.?m\\b\\.?';

/** In this order; what is a time only beside something else has that in a lookahead. */
const TIME = new RegExp(
  [
    // 14:00, 2:00:10 PM, 9:03:XX, 14:05 Uhr; `T+0:26` counts from the beginning, and is no time of day
    `(?<![\\d:.+]|\\bT ?[-−+] ?)(\\d{1,2}):(\\d{2})(?::(\\d{2}|XX)(?:[.,]\\d+)?)?(?!\\d|:\\d)\\s*(?:(${HALF})|Uhr\\b)?`,
    // 2 pm, 3:AM
    `(?<![\\d:.])(\\d{1,2}):?\\s*(${HALF})`,
    // 10h47
    '(?<![\\d:.])(\\d{1,2})h(\\d{2})\\b',
    // 1936 UTC
    '(?<![\\d:./-])([01]\\d|2[0-3])([0-5]\\d)(?=\\s*(?:UTC|GMT|hrs\\b|hours\\b|Z\\b))',
    // 12 noon
    '(?<![\\d:.])(?:12\\s)?\\b(noon|midnight)\\b',
    // 9 to 11 pm
    `(?<![\\d:.,/-])(\\d{1,2})(?=\\s?(?:[-–—]|to|and|until|till)\\s?(\\d{1,2})(?::\\d{2})?\\s?([ap])\\.?m\\b)`,
    // 17.05 BST, 2.05 pm, 14.05 Uhr
    `(?<![\\d:.,/-])(\\d{1,2})\\.([0-5]\\d)(?![\\d:]|[.,]\\d)\\s?(?:(${HALF})|(Uhr\\b))?`,
    // 14 Uhr
    '(?<![\\d:.,/-])(\\d{1,2})\\sUhr\\b',
  ].join('|'),
  'gi',
);

/** Every time of day in `text`, in order. Seconds that are not written are 0. */
export function clocksIn(text: string): readonly ClockText[] {
  if (!/\d|noon|midnight/i.test(text)) return [];
  const clocks: ClockText[] = [];
  for (const match of text.matchAll(TIME)) {
    const clock = clockOf(match);
    if (clock === null || clock.hour > 23 || clock.minute > 59 || clock.second > 59) continue;
    clocks.push({ ...clock, from: match.index, to: match.index + match[0].trimEnd().length });
  }
  return clocks;
}

function clockOf(match: RegExpExecArray): (Clock & { readonly needsZone: boolean }) | null {
  const [, h1, m1, s1, half1, h2, half2, h3, m3, h4, m4, word, h5, until, half5, h6, m6, half6, uhr, h7] = match;
  const clock = (hour: number, minute = 0, second = 0, needsZone = false) => ({ hour, minute, second, needsZone });
  if (word) return clock(word.toLowerCase() === 'noon' ? 12 : 0);
  if (h5) return clock(before(Number(h5), onDay(Number(until), half5), half5));
  if (h6) return clock(onDay(Number(h6), half6), Number(m6), 0, half6 === undefined && uhr === undefined);
  const second = s1 === undefined || s1.toUpperCase() === 'XX' ? 0 : Number(s1);
  return clock(onDay(Number(h1 ?? h2 ?? h3 ?? h4 ?? h7), half1 ?? half2), Number(m1 ?? m3 ?? m4 ?? 0), second);
}

/** `12 AM` is midnight; in `17:30 PM` the afternoon is said twice. */
function onDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** An hour that takes its half of the day from the end: `9 to 11 pm` is within one half, `11 to 1 pm` is not. */
function before(hour: number, end: number, half: string | undefined): number {
  const same = onDay(hour, half);
  return hour > 12 || same <= end ? same : (same + 12) % 24;
}
