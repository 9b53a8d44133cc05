/** Elements that end with a line's text; what stands behind them is no longer within it. */
const CLOSER = /^<\/?(?:li|p|div|td|dd|dt|ul|ol|tr|center|section|article|details|summary|font|span|h[1-6]|br)\s{0,3}\/?>$/i;
/** A line that is HTML, in which Markdown is not read. */
const HTML_LINE = /^\s*<\/?(?:li|p|div|td|dd|dt|ul|ol|tr|table|center|section|article|details|summary|h[1-6])\b/i;

export function isHtmlLine(line: string): boolean {
  return HTML_LINE.test(line);
}

/** Where the text of `line` ends between `from` and `to`: before blanks, a mark that breaks the line, and what closes an element. */
export function endOfText(line: string, from = 0, to = line.length): number {
  const end = withoutClosers(line, from, withoutBlanks(line, from, to));
  const heading = /^ {0,3}#{1,6}\s/.test(line) ? end - (/#*$/.exec(line.slice(Math.max(from, end - 20), end))?.[0].length ?? 0) : end;
  if (heading < end && isBlank(line[heading - 1])) return withoutBlanks(line, from, heading);
  let slashes = 0;
  while (line[end - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1 && to === line.length ? end - 1 : end;
}

function withoutBlanks(line: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(line[end - 1])) end -= 1;
  return end;
}

function withoutClosers(line: string, from: number, to: number): number {
  let end = to;
  while (line[end - 1] === '>') {
    const open = line.lastIndexOf('<', end - 1);
    if (open <= from || end - open > 20 || !CLOSER.test(line.slice(open, end))) break;
    end = withoutBlanks(line, from, open);
  }
  // A line of nothing but elements has no text to stand behind.
  return end > from ? end : to;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** The cells of a table row, each from its border to the next (GitHub Flavored Markdown 4.10: only an escaped `|` is no border). */
export function cellsOf(line: string): readonly { readonly from: number; readonly to: number }[] {
  const borders: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\' && (line[at + 1] === '|' || line[at + 1] === '\\')) at += 1;
    else if (line[at] === '|') borders.push(at);
  }
  const starts = line.trimStart().startsWith('|') ? [] : [-1];
  const ends = line.trimEnd().endsWith('|') && borders.at(-1) === line.trimEnd().length - 1 ? [] : [line.length];
  const edges = [...starts, ...borders, ...ends];
  return edges.slice(1).map((to, index) => ({ from: (edges[index] ?? -1) + 1, to }));
}
