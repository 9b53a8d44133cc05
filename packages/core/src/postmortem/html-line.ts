/** What HTML tags that people write into Markdown stand for; each applies within one line. */
const STANDS_FOR: readonly (readonly [RegExp, string])[] = [
  [/^\s*<h([1-6])\b[^<>]*>(.*?)<\/h\1>\s*$/gi, '#HEADING$1 $2'],
  [/^\s*<li\b[^<>]*>\s*/gi, '- '],
  [/<\/?(?:b|strong)>/gi, '**'],
  [/<\/?(?:i|em)>/gi, '_'],
  [/<\/?code>/gi, '`'],
  [/<summary>(.*?)<\/summary>/gi, '**$1**'],
  [/<a\b[^<>]*\bhref=["']?([^"'\s<>]+)["']?[^<>]*>(.*?)<\/a>/gi, '[$2]($1)'],
  [/<\/?(?:ul|ol|li|p|div|center|span|details|summary|section|article|font|u|small|hr|img|h[1-6]|input)\b[^<>]*>/gi, ''],
  [/(?:\s*<br\s*\/?>\s*)+$/gi, '  '],
];

/** The line with the HTML that stands for Markdown written as Markdown; other tags and comments stay. */
export function markdownOfHtmlLine(line: string): string {
  if (!/<[/a-z]/i.test(line)) return line;
  let text = line;
  for (const [pattern, by] of STANDS_FOR) text = text.replace(pattern, by);
  text = text.replace(/^#HEADING([1-6]) /, (_, level: string) => `${'#'.repeat(Number(level))} `);
  return text.trim() === '' ? '' : text;
}
