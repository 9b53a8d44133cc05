import { markdownOfHtmlLine } from './html-line.ts';

/** Headings and list items whose marker lacks its space or is a typographic bullet, and HTML that stands for Markdown. */
export function withMarkers(line: string): string {
  let text = line.includes('<') ? markdownOfHtmlLine(line) : line;
  text = withoutWikiHeading(text)
    .replace(/^( {0,3})(#{2,6})(?=[^\s#])/, '$1$2 ')
    .replace(/^( {0,3})#(?=[\p{Lu}\p{Extended_Pictographic}*_])/u, '$1# ');
  if (text.includes(':')) text = text.replace(SHORTCODE_MARK, '✅').replace(SHORTCODE_BOX, '⬜').replace(SHORTCODE_BULLET, '$1- ');
  text = text.replace(BULLET, '$1- ').replace(/^(\s*)(?:[–—]|\.{1,5})\s+(?=\S)/, '$1- ');
  text = text.replace(/^(\s*)(?=[☐☑☒⬜🔲✅✔❌]|\[[ xX-]\] +[^|\s][^|]*$)/u, '$1- ');
  text = text.replace(/^(\s*)-(?=[\p{L}\p{N}"'“‘`[*])/u, '$1- ');
  text = text.replace(/^(\s*)\*(?=\p{L}[^*]*$)/u, '$1* ');
  return text.replace(/^(\s*\d{1,3}[.)])(?=[\p{Lu}*"“[])/u, '$1 ');
}

/** `== Timeline ==` of MediaWiki, `== Timeline` of AsciiDoc, `h2. Timeline` of Confluence and Jira. */
function withoutWikiHeading(line: string): string {
  const named = /^h([1-6])\. +(?=\S)/.exec(line);
  if (named !== null) return `${'#'.repeat(Number(named[1]))} ${line.slice(named[0].length)}`;
  const opened = line.length > LONGEST_HEADING ? null : /^(={2,6}[ \t]*|= +)(?=[^=\s])/.exec(line);
  if (opened === null) return line;
  let end = line.length;
  while (end > 0 && /[=\s]/.test(line[end - 1] ?? '')) end -= 1;
  return `${'#'.repeat(opened[0].trim().length)} ${line.slice(opened[0].length, end)}`;
}

const LONGEST_HEADING = 200;

/** Characters that people use as bullets, with what makes a picture of them. */
const BULLET = /^(\s*)[•●▪◦‣·○■□◆◇▶➢➤►➜➔→👉➡◾◽🔹🔸🔷🔶🔘]\ufe0f?\s*(?=\S)/u;
/** The same as their names between colons. */
const SHORTCODE_BULLET =
  /^(\s*):(?:(?:small|large|black|white|blue|orange|red|green|yellow)_)*(?:diamond|circle|square|point_right|arrow_right|arrow_forward|radio_button)(?:_with_a_dot_inside)?:\s*(?=\S)/;
const SHORTCODE_MARK = /:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/g;
const SHORTCODE_BOX = /:(?:white_large_square|black_square_button|white_square_button):/g;
