import type { Block } from './blocks.ts';
import { markedPromise } from './paragraph-items.ts';
import { bareHeading, hasHeadingForm, isSectionName, sectionClassOf } from './section-class.ts';
import type { SectionClass } from './section-words.ts';
import type { TextLine } from './text-line.ts';

/** A heading, marked as one or only looking like one. */
export interface Heading {
  /** Without markup, numbering and closing colon. */
  readonly text: string;
  readonly line: number;
  /** 1 to 6 for Markdown headings, 7 to 9 for lines that serve as headings. */
  readonly level: number;
  readonly says: SectionClass | null;
}

/** What stands below one heading and above the next. */
export interface Section {
  /** From the outermost heading to its own; empty above the first heading. */
  readonly path: readonly Heading[];
  readonly blocks: readonly Block[];
}

/** Levels of lines that serve as headings: a known section, a known part of one, any other label. */
const LEVEL = { section: 7, part: 8, label: 9 } as const;

/** The document's sections in order; every block but headings is in exactly one. */
export function outlineOf(blocks: readonly Block[]): readonly Section[] {
  const sections: { path: readonly Heading[]; blocks: Block[] }[] = [{ path: [], blocks: [] }];
  const add = (block: Block) => sections.at(-1)?.blocks.push(block);
  const open = (heading: Heading) => {
    const above = sections.at(-1)?.path.filter((each) => each.level < heading.level) ?? [];
    sections.push({ path: [...above, heading], blocks: [] });
  };
  for (const block of blocks) {
    if (block.type === 'heading') {
      const parts = headingParts(block.lines, block.level);
      if (parts.heading) open(parts.heading);
      if (parts.rest.length > 0) for (const part of paragraphParts(parts.rest)) place(part, open, add);
    } else if (block.type === 'paragraph') {
      for (const part of paragraphParts(block.lines)) place(part, open, add);
    } else add(block);
  }
  return sections.filter((section) => section.path.length > 0 || section.blocks.length > 0);
}

type Part = { readonly heading: Heading } | { readonly lines: readonly TextLine[] };

function place(part: Part, open: (heading: Heading) => void, add: (block: Block) => void): void {
  if ('heading' in part) open(part.heading);
  else add({ type: 'paragraph', lines: part.lines });
}

/** A Markdown heading may carry text after its name (`### Duration: 17:30 – 18:00`) or be a whole sentence by mistake. */
function headingParts(lines: readonly TextLine[], level: number): { heading: Heading | null; rest: readonly TextLine[] } {
  const [first, ...others] = lines;
  if (first === undefined) return { heading: null, rest: [] };
  const named = splitName(first);
  if (named !== null) return { heading: { ...named.heading, level }, rest: [named.rest, ...others] };
  const words = first.text.split(/\s+/, 25).length;
  if (words > 24 || (words > 12 && /[.!?]$/.test(first.text)) || others.length > 1) return { heading: null, rest: lines };
  const text = lines.map((line) => line.text).join(' ');
  return { heading: { text: bareHeading(text) || text, line: first.line, level, says: sectionClassOf(text) }, rest: [] };
}

/** Splits a paragraph at the lines that serve as headings. */
function paragraphParts(lines: readonly TextLine[]): readonly Part[] {
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
  if (place.continues || !hasHeadingForm(text) || !/^[\p{Lu}\p{N}\p{Extended_Pictographic}]/u.test(text)) return null;
  if (isSectionName(text)) return knownHeading(text, line.line);
  const labelled = line.stressed === 'bold' || (/[:：]$/.test(text) && !isIntroduction(text));
  if (!labelled) return null;
  const says = sectionClassOf(text);
  if (says !== null && line.stressed === 'bold') return knownHeading(text, line.line);
  return { text: bareHeading(text), line: line.line, level: LEVEL.label, says: says === 'action' ? says : null };
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
  return { text: bareHeading(text), line, level: says === 'action' && !MAJOR.test(text) ? LEVEL.part : LEVEL.section, says };
}

const MAJOR = /correcti|preventi|preventa|action (?:items?|plan)|follow[- ]?up|remediation|next steps|recommendation|lessons/i;

/** `Impact: everything was slow`: a known section's name and its text on one line. */
function splitName(line: TextLine): { readonly heading: Heading; readonly rest: TextLine } | null {
  const found = /^([^:：]{3,70})[:：]\s*(\S.*)$/.exec(line.text);
  const name = found?.[1] ?? '';
  const rest = found?.[2] ?? '';
  if (rest === '' || !/^\p{Lu}/u.test(name) || !isSectionName(name) || markedPromise(line.text) !== null) return null;
  const heading = knownHeading(name, line.line);
  return { heading, rest: { ...line, text: rest, lead: null, stressed: null } };
}

/** True where what stands below this path of headings is promised. */
export function isPromised(path: readonly Heading[]): boolean {
  let promised = false;
  for (const [at, { says, text }] of path.entries()) {
    if (says === 'action') promised = !path.slice(0, at).some((above) => above.says === 'timeline') && !STARTS_WITH_TIME.test(text);
    else if (!promised || (says !== null && ENDS_PROMISES.has(says))) promised = false;
  }
  return promised;
}

/** `14:09: next steps agreed` is an entry of a timeline. */
const STARTS_WITH_TIME = /^\W*\d{1,2}:\d{2}/;

const ENDS_PROMISES: ReadonlySet<SectionClass> = new Set(['lessons', 'timeline', 'root-cause', 'conclusion', 'summary']);

/** The innermost known name on the path. */
export function saidBy(path: readonly Heading[]): SectionClass | null {
  return path.findLast((heading) => heading.says !== null)?.says ?? null;
}
