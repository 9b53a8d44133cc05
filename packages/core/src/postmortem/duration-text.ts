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

/** The length of time that `text` states in words (`3.5 hours`, `1h50m`, `2 hours and 30 minutes`), in minutes; the first if several. */
export function durationIn(text: string): number | null {
  let total: number | null = null;
  let end = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const match of text
    .slice(0, 2_000)
    .replace(/(\d)h(\d)/gi, '$1h $2')
    .matchAll(PART)) {
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
