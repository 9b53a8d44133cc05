const UNIT_MINUTES: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1, s: 1 / 60 };

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirty: 30,
  forty: 40,
  half: 0.5,
};

const PART =
  /(?<![\d.:])(\d{1,5}(?:[.,]\d{1,2})?|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|forty)(?=[\s-]))[\s-]*(days?|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b(?:\s+and\s+a\s+half)?/gi;

/** Fractions in words, as the numbers they are: `half an hour`, `three-quarters of an hour`, `two and a half hours`. */
function inNumbers(text: string): string {
  return text
    .replace(/(\d)h(\d)/gi, '$1h $2')
    .replace(FRACTION, (_, share: string, unit: string) => `${SHARES[share.toLowerCase()[0] ?? ''] ?? 0.5} ${unit}`)
    .replace(AND_A_HALF, (_, count: string, unit: string) => `${(WORDS[count.toLowerCase()] ?? Number(count)) + 0.5} ${unit}`);
}

const FRACTION = /\b(?:an? )?(half|quarter|three[- ]quarters)(?: of)?(?: an?)?[ -](hour|day|minute)\b/gi;
const SHARES: Readonly<Record<string, number>> = { h: 0.5, q: 0.25, t: 0.75 };
const AND_A_HALF = new RegExp(`\\b(\\d{1,3}|${Object.keys(WORDS).join('|')}) and a half (days?|hours?|minutes?)\\b`, 'gi');

/** `1:45 hours` and, with nothing behind it, `01:45:00`: a length where a clock would stand. Only at the beginning, as `to 14:05 hrs` is a time. */
const AS_CLOCK =
  /^\W*(?:about |around |approximately |approx\.? |roughly |nearly |over |total:? )?(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?:\s*(?:hours?|hrs?|h)\b|(?<=:\d\d:\d\d)\W*$)/i;

/** The length of time that `text` states in words (`3.5 hours`, `1h50m`, `2 hours and 30 minutes`), in minutes; the first if several. */
export function durationIn(text: string): number | null {
  const clock = AS_CLOCK.exec(text.slice(0, 80));
  if (clock !== null) return Math.round(Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60) || null;
  let total: number | null = null;
  let end = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const match of inNumbers(text.slice(0, 2_000)).matchAll(PART)) {
    const unit = UNIT_MINUTES[(match[2] ?? '')[0]?.toLowerCase() ?? ''] ?? 0;
    const word = (match[1] ?? '').toLowerCase();
    const amount = (WORDS[word] ?? Number(word.replace(',', '.'))) + (/half$/i.test(match[0]) ? 0.5 : 0);
    if (total !== null && (unit >= smallest || match.index - end > 6)) break;
    if (!Number.isFinite(amount)) continue;
    total = (total ?? 0) + amount * unit;
    smallest = unit;
    end = match.index + match[0].length;
  }
  return total === null || total === 0 ? null : Math.round(total);
}
