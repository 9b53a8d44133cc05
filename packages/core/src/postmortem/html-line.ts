/** What HTML tags that people write into Markdown stand for; each applies within one line. */
const STANDS_FOR: readonly (readonly [RegExp, string])[] = [
  [/^\s*<h([1-6])\b[^<>]*>(.{0,300}?)<\/h\1>$/i, '#HEADING$1 $2'],
  [/^\s*<li\b[^<>]*>\s*/i, '- '],
  [/<\/?(?:b|strong)>/gi, '**'],
  [/<\/?(?:i|em)>/gi, '_'],
  [/<\/?code>/gi, '`'],
  [/<\/?(?:del|s|strike)>/gi, '~~'],
  [/<summary>(.{0,300}?)<\/summary>/gi, '**$1**'],
  [/<a\b[^<>]{0,40}\bhref=["']?([^"'\s<>]{1,500})["']?[^<>]{0,100}>(.{0,300}?)<\/a>/gi, '[$2]($1)'],
  [/<\/?(?:ul|ol|li|p|div|center|span|details|summary|section|article|font|u|small|hr|img|h[1-6]|input)\b[^<>]{0,500}>/gi, ''],
  [/(?:<br\s?\/?>\s?)+$/i, '  '],
];

const KNOWN_TAG =
  /<\/?(?:h[1-6]|li|b|strong|i|em|code|del|s|strike|summary|a|ul|ol|p|div|center|span|details|section|article|font|u|small|hr|img|input|br)\b/i;

/** The line with the HTML that stands for Markdown written as Markdown; other tags and comments stay. */
export function markdownOfHtmlLine(line: string): string {
  if (!KNOWN_TAG.test(line)) return line;
  let text = line.trimEnd();
  for (const [pattern, by] of STANDS_FOR) text = text.replace(pattern, by);
  text = text.replace(/^#HEADING([1-6]) /, (_, level: string) => `${'#'.repeat(Number(level))} `);
  return text.trim() === '' ? '' : text;
}
