/** What HTML tags that people write into Markdown stand for; each applies within one line. */
const STANDS_FOR: readonly (readonly [RegExp, string | ((tag: string) => string)])[] = [
  [/^\s*<h([1-6])\b[^<>]*>(.{0,300}?)<\/h\1>$/i, '#HEADING$1 $2'],
  [/<input\b[^<>]{0,200}\btype=["']?checkbox\b[^<>]{0,200}>/gi, (tag: string) => (/\schecked\b/i.test(tag) ? '[x] ' : '[ ] ')],
  [/^\s*(?:<[uo]l\b[^<>]{0,200}>\s*)*(?:<li\b[^<>]{0,200}>\s*(?:<(?:[uo]l|p)\b[^<>]{0,200}>\s*)*)+/i, '- '],
  [/<\/?(?:b|strong)>/gi, '**'],
  [/<\/?(?:i|em)>/gi, '_'],
  [/<\/?code>/gi, '`'],
  [/<\/?(?:del|s|strike)>/gi, '~~'],
  [/<summary>(.{0,300}?)<\/summary>/gi, '**$1**'],
  [/<a\b[^<>]{0,40}\bhref=["']?([^"'\s<>]{1,500})["']?[^<>]{0,100}>(.{0,300}?)<\/a>/gi, '[$2]($1)'],
  // Within a line `<li>` stays, since there the next entry begins, and `<ul>`, since it says below which.
  [/<\/li\s*>/gi, ' '],
  [/^\s*(?:<\/?[uo]l\b[^<>]{0,200}>\s*)+/i, ''],
  [/<\/?(?:p|div|center|span|details|summary|section|article|font|u|small|hr|img|h[1-6]|input)\b[^<>]{0,500}>/gi, ''],
  [/(?:<br\s?\/?>\s?)+$/i, '  '],
];

const KNOWN_TAG =
  /<\/?(?:h[1-6]|li|b|strong|i|em|code|del|s|strike|summary|a|ul|ol|p|div|center|span|details|section|article|font|u|small|hr|img|input|br)\b/i;

/** The line with the HTML that stands for Markdown written as Markdown; other tags and comments stay. */
export function markdownOfHtmlLine(line: string): string {
  if (!KNOWN_TAG.test(line)) return line;
  let text = withoutListsAtEnd(line.trimEnd());
  for (const [pattern, by] of STANDS_FOR) text = typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
  text = text.replace(/^#HEADING([1-6]) /, (_, level: string) => `${'#'.repeat(Number(level))} `);
  return text.trim() === '' ? '' : text;
}

/** Tag by tag from the end: a pattern would begin anew at each of them. */
function withoutListsAtEnd(line: string): string {
  let text = line;
  while (text.endsWith('>') && /^<(?:\/?[uo]l|\/li)\b[^<>]*>$/i.test(text.slice(text.lastIndexOf('<')))) {
    text = text.slice(0, text.lastIndexOf('<')).trimEnd();
  }
  return text;
}
