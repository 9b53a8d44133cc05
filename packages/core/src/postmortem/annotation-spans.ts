/** What closeout wrote into a document beside an item: offsets into the text, the one space before it included. */
export interface AnnotationSpan {
  /** The uid in its opening comment. */
  readonly anchor: string;
  readonly from: number;
  readonly to: number;
}

/** An anchor in a document, and its line from 1. */
export interface LineAnchor {
  readonly anchor: string;
  readonly line: number;
}

/** The comments that a span begins and ends with. */
export const OPENING = '<!--\\s{0,9}closeout:(?:item=)?([\\w-]{1,64})\\s{0,9}-->';
const CLOSING = '<!--\\s{0,9}/closeout\\s{0,9}-->';
const NEWLINE = '(?:\\r\\n|\\n|\\r(?!\\n))';
/** What begins a text of its own on the next line, or nothing on it. */
const ANEW = `[ \\t]*(?:${NEWLINE}|[-*+#>|•]|\\d{1,9}[.)])`;
/** No comment begins in it and no text ends in it, so that each character is looked at for one opening only. */
const WORDS = `(?:(?!<!--|${NEWLINE}${ANEW})[^]){0,2000}`;
/** An opening comment alone: nothing but another comment or the end of a line, a cell or an element follows. */
const ALONE = '(?=[ \\t]*(?:$|[\\r\\n|]|</|<!--))';

/**
 * Every span in `text`, in order: `<!-- closeout:UID --> AI-7 · open <!-- /closeout -->`, also where an editor wrapped it over
 * lines, and an anchor that stands alone, `<!-- closeout:UID -->`. Whatever stands between the two comments belongs to closeout.
 */
export function annotationSpans(text: string): readonly AnnotationSpan[] {
  if (!text.includes('closeout:')) return [];
  const span = new RegExp(`[ \\t]?${OPENING}(?:${WORDS}${CLOSING}|${ALONE})`, 'g');
  return [...text.matchAll(span)].map(({ 0: whole, 1: anchor = '', index }) => ({ anchor, from: index, to: index + whole.length }));
}

/**
 * `text` as people wrote it, without what closeout wrote into it, line for line, and the anchors that stood there. Of a span with
 * a line to itself the anchor stays, since an empty line would part what stands above it from what stands below.
 */
export function withoutAnnotations(text: string): { readonly text: string; readonly anchors: readonly LineAnchor[] } {
  const anchors: LineAnchor[] = [];
  const parts: string[] = [];
  let at = 0;
  let line = 1;
  for (const { anchor, from, to } of annotationSpans(text)) {
    const before = text.slice(at, from);
    const newlines = newlinesIn(text.slice(from, to));
    line += newlinesIn(before).length;
    parts.push(before);
    if (hasLineToItself(text, from, to)) parts.push(`${/^[ \t]?/.exec(text.slice(from, from + 1))?.[0]}<!-- closeout:${anchor} -->`);
    else anchors.push({ anchor, line });
    parts.push(...newlines);
    line += newlines.length;
    at = to;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), anchors };
}

function newlinesIn(text: string): readonly string[] {
  return text.match(/\r\n|\n|\r/g) ?? [];
}

/** Looks at the characters beside the span only as far as they are blank. */
function hasLineToItself(text: string, from: number, to: number): boolean {
  let [start, end] = [from, to];
  while (/[ \t]/.test(text[start - 1] ?? '')) start -= 1;
  while (/[ \t]/.test(text[end] ?? '')) end += 1;
  return /^[\r\n]?$/.test(text[start - 1] ?? '') && /^[\r\n]?$/.test(text[end] ?? '');
}
