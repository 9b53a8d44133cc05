import type { Block, Entry } from './block.ts';
import { markedPromise } from './marked-promise.ts';
import { bareHeading, hasHeadingForm, isSectionName, sectionClassOf } from './section-class.ts';
import type { SectionClass } from './section-words.ts';
import type { TextLine } from './text-line.ts';

/** A heading, marked as one or only looking like one. */
export interface Heading {
  /** Without markup, numbering and closing colon. */
  readonly text: string;
  readonly line: number;
  /** Its last line: an underlined heading may take two. */
  readonly end: number;
  /** 1 to 6 for Markdown headings, 7 to 9 for lines that serve as headings. */
  readonly level: number;
  readonly says: SectionClass | null;
  /** It is one of a numbered series: `### 2) Larger disks`. */
  readonly numbered: boolean;
}

const NUMBERED = /^\W{0,3}\d{1,2}(?:\.\d{1,2})*[.):]/;

/** Levels of lines that serve as headings: a known section, a known part of one, any other label. */
const LEVEL = { section: 7, part: 8, label: 9 } as const;

/** `- **Review actions**:` at the end of its list, over text or another list: a heading that got a bullet. */
export function headingEntry(entry: Entry | undefined, next: Block | undefined): Heading | null {
  const [line, ...others] = entry?.lines ?? [];
  if (line === undefined || others.length > 0 || entry?.blocks.length !== 0) return null;
  if (next?.type !== 'paragraph' && next?.type !== 'list' && next?.type !== 'table') return null;
  const labelled = line.stressed === 'bold' || /[:：]$/.test(line.text);
  const names = isSectionName(line.text) || (hasHeadingForm(line.text) && sectionClassOf(line.text) === 'action');
  return labelled && names ? knownHeading(line.text, line.line) : null;
}

/** Of a paragraph. */
export type Part = { readonly heading: Heading } | { readonly lines: readonly TextLine[] };

/** A Markdown heading may carry text after its name (`### Duration: 17:30 – 18:00`) or be a whole sentence by mistake. */
export function headingParts(lines: readonly TextLine[], level: number): { heading: Heading | null; rest: readonly TextLine[] } {
  const [first, ...others] = lines;
  if (first === undefined) return { heading: null, rest: [] };
  const named = splitName(first);
  if (named !== null) return { heading: { ...named.heading, level }, rest: [named.rest, ...others] };
  const words = first.text.split(/\s+/, 25).length;
  if (words > 24 || (words > 12 && /[.!?]$/.test(first.text)) || others.length > 1) return { heading: null, rest: lines };
  const text = lines.map((line) => line.text).join(' ');
  return {
    heading: {
      text: bareHeading(text) || text,
      line: first.line,
      end: lines.at(-1)?.line ?? first.line,
      level,
      says: sectionClassOf(text),
      numbered: NUMBERED.test(text),
    },
    rest: [],
  };
}

/** Splits a paragraph at the lines that serve as headings. */
export function paragraphParts(lines: readonly TextLine[]): readonly Part[] {
  const parts: Part[] = [];
  let open: TextLine[] = [];
  const flush = () => {
    if (open.length > 0) parts.push({ lines: open });
    open = [];
  };
  for (const [at, line] of lines.entries()) {
    const named = splitName(line);
    const heading = named?.heading ?? headingLine(line, { alone: lines.length === 1, continues: at > 0 && !endsLine(lines[at - 1]) });
    if (heading === null) {
      open.push(line);
      continue;
    }
    flush();
    parts.push({ heading });
    if (named !== null) open.push(named.rest);
  }
  flush();
  return parts;
}

function endsLine(line: TextLine | undefined): boolean {
  return line === undefined || line.broken || /[.!?:;)"”]$/.test(line.text) || line.text.length < 60;
}

function headingLine(line: TextLine, place: { readonly alone: boolean; readonly continues: boolean }): Heading | null {
  const { text } = line;
  if (place.continues || !hasHeadingForm(text) || !/^(?::[a-z0-9_+-]{2,40}:\s*)?[\p{Lu}\p{N}\p{Extended_Pictographic}]/u.test(text))
    return null;
  if (isSectionName(text)) return knownHeading(text, line.line);
  const labelled = line.stressed === 'bold' || (/[:：]$/.test(text) && !isIntroduction(text));
  if (!labelled) return null;
  const says = sectionClassOf(text);
  if (says !== null && line.stressed === 'bold') return knownHeading(text, line.line);
  return {
    text: bareHeading(text),
    line: line.line,
    end: line.line,
    level: LEVEL.label,
    says: says === 'action' ? says : null,
    numbered: NUMBERED.test(text),
  };
}

/** "Specific tasks to address this issue include:" introduces what follows; it names nothing. */
function isIntroduction(text: string): boolean {
  return (
    text.split(/\s+/).length > 8 ||
    /\b(?:include|includes|following|follows|are|is|we|will|was|were|as)\b/i.test(text) ||
    text.includes(',')
  );
}

function knownHeading(text: string, line: number): Heading {
  const says = sectionClassOf(text);
  return {
    text: bareHeading(text),
    line,
    end: line,
    level: says === 'action' && !MAJOR.test(text) ? LEVEL.part : LEVEL.section,
    says,
    numbered: NUMBERED.test(text),
  };
}

/** Names that open a part of the document wherever they stand. */
export const MAJOR =
  /correcti|preventi|preventa|action (?:items?|plan)|follow[- ]?up|remediation|(?:future|planned|resulting|review|remaining) (?:actions?|measures?)|next steps|recommendation|lessons/i;

/** `Impact: everything was slow`: a known section's name and its text on one line. */
function splitName(line: TextLine): { readonly heading: Heading; readonly rest: TextLine } | null {
  const found = /^([^:：]{3,70})[:：]\s*(\S.*)$/.exec(line.text);
  const name = found?.[1] ?? '';
  const rest = found?.[2] ?? '';
  if (rest === '' || !/^\p{Lu}/u.test(name) || !isSectionName(name) || markedPromise(line.text) !== null) return null;
  const heading = knownHeading(name, line.line);
  return { heading, rest: { ...line, text: rest, lead: null, stressed: null } };
}
