import { type LineAnchor, withoutAnnotations } from './annotation-spans.ts';
import type { Problem } from './draft.ts';
import { enumeratedLines } from './enumerators.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { withMarkers } from './line-markers.ts';
import { type BoundedLines, boundMarkup } from './markup-budget.ts';

/** A line is read up to this many characters. */
const LONGEST_LINE = 20_000;

/** Deeper indentation than this (in characters) says nothing more: twelve levels of nested lists. */
const DEEPEST_INDENT = 48;

/** More list markers than this on one line nest no further. */
const MOST_MARKERS = 12;

/** A text as lines that a Markdown parser understands as their writer meant them; line n here is line n there. */
export interface SourceLines extends BoundedLines {
  /** Read from the lines that are blank here. */
  readonly matter: FrontMatter;
  readonly problems: readonly Problem[];
  /** The text without the annotations that closeout wrote. */
  readonly own: string;
  /** Of those annotations. */
  readonly anchors: readonly LineAnchor[];
}

/**
 * Puts the quirks of real documents right, line by line: `##Heading`, `-item`, `•`, underlined headings, non-breaking spaces,
 * control characters, HTML that stands for Markdown. Lines are never added or removed. What a parser would take more than
 * linear time for (endless nesting, dense markup, a line of megabytes) is bounded here, with a problem.
 */
export function sourceLines(text: string): SourceLines {
  const problems: Problem[] = [];
  const { text: own, anchors } = withoutAnnotations(text);
  const clean = splitLines(own).map((raw, at) => (raw === '' ? '' : cutLine(cleanLine(raw), at + 1, problems)));
  const matter = readFrontMatter(clean);
  const lines: string[] = [];
  const ragged = raggedLists();
  const enumerated = enumeratedLines(clean);
  let fence: string | null = null;
  for (const [at, line] of clean.entries()) {
    if (line === '' || at < matter.lines) {
      lines.push('');
      continue;
    }
    const marker = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (marker?.startsWith(fence) && line.trim() === marker) fence = null;
      lines.push(line);
    } else if (marker !== undefined) {
      fence = marker;
      lines.push(line);
    } else if (UNDERLINE.test(line) && lines[at - 1]?.trim()) {
      if (isUnderlined(lines, at - 1)) lines[at - 1] = `${line.includes('=') ? '#' : '##'} ${lines[at - 1]?.trim()}`;
      lines.push('');
    } else lines.push(boundNesting(ragged(withMarkers(enumerated(line, at))), at + 1, problems));
  }
  return { ...boundMarkup(lines, problems), matter, problems, own, anchors };
}

function cutLine(line: string, number: number, problems: Problem[]): string {
  if (line.length <= LONGEST_LINE) return line;
  const message = `only the first ${LONGEST_LINE} of ${line.length} characters of this line were read; break it into lines`;
  problems.push({ line: number, code: 'line-too-long', message });
  return line.slice(0, LONGEST_LINE);
}

const UNDERLINE = /^ {0,3}(?:-{2,}|={2,})\s*$/;

/** A line that stands alone above a row of dashes is a heading; under a longer text the row is a rule. */
function isUnderlined(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? '';
  return !lines[at - 1]?.trim() && !/^(?:[#>|*+-]|\d+[.)])|[.;,]$/.test(line) && line.split(/\s+/, 13).length <= 12;
}

const FENCE = /^ {0,3}(?:[-*+] {1,3})?(`{3,}|~{3,})/;

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Characters that print nothing or not what they seem: controls, joiners, direction marks, private characters; the tab is none. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}]/gu;
/** Spaces that are no space to a parser. */
const SPACES = /[\p{Zs}\p{Zl}\p{Zp}\v\f]|&(?:nbsp|ensp|emsp|thinsp);|&#(?:x20|32|160);/gu;
const PRINTABLE_ASCII = /^[\t\x20-\x25\x27-\x7e]*$/;

/** What a person sees of a line: spaces of every kind as spaces, and nothing that prints nothing. */
export function seenText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(SPACES, ' ').replace(UNSEEN, (character) => (character === '\t' ? character : ''));
}

function cleanLine(raw: string): string {
  const line = seenText(raw);
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  if (indent === line.length) return '';
  return indent > DEEPEST_INDENT ? line.slice(indent - DEEPEST_INDENT) : line;
}

/**
 * A list that begins further to the right than it goes on is one list: its first indentation is taken off all its lines.
 * Without this, an item at the margin would swallow the following items as its own details.
 */
function raggedLists(): (line: string) => string {
  let base = 0;
  let inList = false;
  return (line) => {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const isItem = LIST_ITEM.test(line);
    if (isItem && !inList) base = indent;
    inList = isItem || (inList && indent > 0);
    return inList && base > 0 ? line.slice(Math.min(indent, base)) : line;
  };
}

const LIST_ITEM = /^ *(?:[-*+]|\d{1,3}[.)]) +\S/;

function boundNesting(line: string, number: number, problems: Problem[]): string {
  let at = 0;
  for (let markers = 0; at < line.length; markers += 1) {
    const found = MARKER.exec(line.slice(at, at + 64));
    if (!found) return line;
    if (markers === MOST_MARKERS) {
      problems.push({ line: number, code: 'nested-too-deep', message: 'nested too deep to be read as a list' });
      return `${line.slice(0, at)}${found[1]}\\${line.slice(at + (found[1]?.length ?? 0))}`;
    }
    at += found[0].length;
  }
  return line;
}

const MARKER = /^([ \t]*)(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/;
