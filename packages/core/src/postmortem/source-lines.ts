import type { Problem } from './draft.ts';
import { markdownOfHtmlLine } from './html-line.ts';
import { createMarkupBudget } from './markup-budget.ts';

/** A line is read up to this many characters. */
const LONGEST_LINE = 20_000;

/** Deeper indentation than this (in characters) says nothing more: twelve levels of nested lists. */
const DEEPEST_INDENT = 48;

/** More quote and list markers than this on one line nest no further. */
const MOST_MARKERS = 12;

/** A text as lines that a Markdown parser understands as their writer meant them; line n here is line n there. */
export interface SourceLines {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Puts the quirks of real documents right, line by line: `##Heading`, `-item`, `•`, non-breaking spaces, control characters,
 * HTML that stands for Markdown. Lines are never added or removed. What a parser would take more than linear time for
 * (endless nesting, dense markup, a line of megabytes) is bounded here, with a problem.
 */
export function sourceLines(text: string): SourceLines {
  const problems: Problem[] = [];
  const budget = createMarkupBudget();
  const lines: string[] = [];
  let fence: string | null = null;
  for (const [at, raw] of splitLines(text).entries()) {
    let line = clean(raw);
    if (line.length > LONGEST_LINE) {
      problems.push({
        line: at + 1,
        code: 'line-too-long',
        message: `only the first ${LONGEST_LINE} of ${line.length} characters of this line were read; break it into lines`,
      });
      line = line.slice(0, LONGEST_LINE);
    }
    const marker = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (marker?.startsWith(fence) && line.trim() === marker) fence = null;
      lines.push(line);
      continue;
    }
    if (marker !== undefined) {
      fence = marker;
      lines.push(line);
      continue;
    }
    line = quietUnderline(withMarkers(line), lines.at(-1));
    const bounded = boundNesting(line);
    if (bounded !== line) {
      problems.push({ line: at + 1, code: 'nested-too-deep', message: 'nested too deep to be read as a list or quote' });
    }
    const spent = budget.spend(bounded);
    if (spent.firstRefusal) {
      problems.push({
        line: at + 1,
        code: 'too-much-markup',
        message: 'too much markup in one paragraph: from here on it is read as plain text',
      });
    }
    lines.push(spent.line);
  }
  return { lines, problems };
}

const FENCE = /^ {0,3}(?:[-*+] {1,3})?(`{3,}|~{3,})/;

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Characters that print nothing or not what they seem: controls, joiners, direction marks; the tab is none. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
/** Spaces that are no space to a parser. */
const SPACES = /[\p{Zs}\p{Zl}\p{Zp}\v\f]|&nbsp;|&#x20;|&#32;|&#160;/gu;
const PRINTABLE_ASCII = /^[\t\x20-\x25\x27-\x7e]*$/;

function clean(raw: string): string {
  let line = raw;
  if (!PRINTABLE_ASCII.test(line)) line = line.replace(SPACES, ' ').replace(UNSEEN, (character) => (character === '\t' ? character : ''));
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  if (indent === line.length) return '';
  return indent > DEEPEST_INDENT ? line.slice(indent - DEEPEST_INDENT) : line;
}

/** Headings and list items whose marker lacks its space or is a typographic bullet, and HTML that stands for Markdown. */
function withMarkers(line: string): string {
  let text = line.includes('<') ? markdownOfHtmlLine(line) : line;
  text = text.replace(/^( {0,3})(#{2,6})(?=[^\s#])/, '$1$2 ').replace(/^( {0,3})#(?=[\p{Lu}\p{Extended_Pictographic}*_])/u, '$1# ');
  text = text.replace(/^(\s*)[•●▪◦‣·○■□➢➤►]\s*(?=\S)/u, '$1- ').replace(/^(\s*)[–—]\s+(?=\S)/, '$1- ');
  text = text.replace(/^(\s*)(?=[☐☑☒⬜🔲✅✔❌])/u, '$1- ');
  text = text.replace(/^(\s*)-(?=[\p{L}\p{N}"'“‘`[*])/u, '$1- ');
  text = text.replace(/^(\s*)\*(?=\p{L}[^*]*$)/u, '$1* ');
  return text.replace(/^(\s*\d{1,3}[.)])(?=[\p{Lu}*"“[])/u, '$1 ');
}

/** A row of dashes under a sentence is a rule, not the sign that the sentence is a heading. */
function quietUnderline(line: string, above: string | undefined): string {
  if (!/^ {0,3}(?:-{2,}|={2,})\s*$/.test(line) || above === undefined || above.trim() === '') return line;
  const words = above.trim().split(/\s+/).length;
  return words > 10 || /[.;,]$/.test(above.trim()) ? '' : line;
}

function boundNesting(line: string): string {
  let at = 0;
  let markers = 0;
  while (at < line.length) {
    const found = MARKER.exec(line.slice(at, at + 64));
    if (!found) return line;
    markers += 1;
    if (markers > MOST_MARKERS) return `${line.slice(0, at)}${found[1]}\\${line.slice(at + (found[1]?.length ?? 0))}`;
    at += found[0].length;
  }
  return line;
}

const MARKER = /^([ \t]*)(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/;
