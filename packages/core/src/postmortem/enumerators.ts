import { isSectionName } from './section-class.ts';

/** Ways to number lines that Markdown does not know, each with its indentation and what it counts with. */
const STYLES: readonly (readonly [RegExp, (count: string) => number])[] = [
  // `a.`, `b)`, `(c)`
  [/^(\s*)\(?([a-z])[.)]\s+(?=\S)/, letterNumber],
  [/^(\s*)\(?([A-Z])[.)]\s+(?=\S)/, letterNumber],
  [/^(\s*)\(?([ivx]{1,5})[.)]\s+(?=\S)/, romanNumber],
  [/^(\s*)\((\d{1,3})\)\s+(?=\S)/, Number],
  // `1 - Add an alert`
  [/^(\s*)(\d{1,3})\s+[-–—]\s+(?=\S)/, Number],
  // `#1 Add an alert`, `#1: Add an alert`
  [/^(\s*)#(\d{1,3})(?:[:.)]|\s+[-–—])?\s+(?=\S)/, Number],
];

/** Between two lines that count on stand at most so many that belong to the first. */
const LINES_BETWEEN = 4;

/**
 * Reads the lines of a text in order and gives each line that counts with the bullet it stands for. One line that begins with
 * `a.` or `#1` says nothing; it takes the next of its kind below it, or the one before it above.
 */
export function enumeratedLines(lines: readonly string[]): (line: string, at: number) => string {
  let last: { readonly style: number; readonly count: number; readonly at: number } | null = null;
  return (line, at) => {
    if (!BEGINS.test(line)) return line;
    for (const [style, [pattern, numberOf]] of STYLES.entries()) {
      const found = pattern.exec(line);
      if (found === null) continue;
      const [head, indent = '', counted = ''] = found;
      const count = numberOf(counted);
      const rest = line.slice(head.length);
      const goesOn = last !== null && last.style === style && last.count === count - 1 && at - last.at <= LINES_BETWEEN + 1;
      if (isSectionName(rest) || !(goesOn || (count === 1 && isFollowed(lines, { at, style })))) continue;
      last = { style, count, at };
      return `${indent}- ${rest}`;
    }
    return line;
  };
}

const BEGINS = /^\s*(?:[#(]?\d|\(?[a-z]{1,5}[.)]\s)/i;

function isFollowed(lines: readonly string[], { at, style }: { readonly at: number; readonly style: number }): boolean {
  const [pattern, numberOf] = STYLES[style] as (typeof STYLES)[number];
  return lines.slice(at + 1, at + 2 + LINES_BETWEEN).some((line) => {
    const counted = pattern.exec(line)?.[2];
    return counted !== undefined && numberOf(counted) === 2;
  });
}

function letterNumber(letter: string): number {
  return letter.toLowerCase().charCodeAt(0) - 96;
}

const ROMAN: readonly string[] = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');

/** 0 for letters that are no number. */
function romanNumber(letters: string): number {
  return ROMAN.indexOf(letters) + 1;
}
