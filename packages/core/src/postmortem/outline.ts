import type { Block } from './block.ts';
import { type Heading, headingEntry, headingParts, MAJOR, type Part, paragraphParts } from './headings.ts';
import { withIncidentHeadings } from './incident-lines.ts';
import type { SectionClass } from './section-words.ts';

/** What stands below one heading and above the next. */
export interface Section {
  /** From the outermost heading to its own; empty above the first heading. */
  readonly path: readonly Heading[];
  readonly blocks: readonly Block[];
}

/** The document's sections in order; every block but headings is in exactly one. */
export function outlineOf(read: readonly Block[]): readonly Section[] {
  const blocks = withIncidentHeadings(read);
  const sections: { path: readonly Heading[]; blocks: Block[] }[] = [{ path: [], blocks: [] }];
  const add = (block: Block) => sections.at(-1)?.blocks.push(block);
  const open = (heading: Heading) => {
    const above = sections.at(-1)?.path.filter((each) => each.level < heading.level) ?? [];
    sections.push({ path: [...above, heading], blocks: [] });
  };
  for (const [at, block] of blocks.entries()) {
    if (block.type === 'heading') {
      const parts = headingParts(block.lines, block.level);
      if (parts.heading) open(parts.heading);
      if (parts.rest.length > 0) for (const part of paragraphParts(parts.rest)) place(part, open, add);
    } else if (block.type === 'paragraph') {
      for (const part of paragraphParts(block.lines)) place(part, open, add);
    } else if (block.type === 'list') {
      const heading = headingEntry(block.entries.at(-1), blocks[at + 1]);
      const entries = heading === null ? block.entries : block.entries.slice(0, -1);
      if (entries.length > 0) add({ ...block, entries });
      if (heading !== null) open(heading);
    } else add(block);
  }
  return sections.filter((section) => section.path.length > 0 || section.blocks.length > 0);
}

function place(part: Part, open: (heading: Heading) => void, add: (block: Block) => void): void {
  if ('heading' in part) open(part.heading);
  else add({ type: 'paragraph', lines: part.lines });
}

/** True where what stands below this path of headings is promised. */
export function isPromised(path: readonly Heading[]): boolean {
  let promised = false;
  for (const [at, { says, text }] of path.entries()) {
    if (says === 'action') promised = (MAJOR.test(text) || !path.slice(0, at).some(tellsOfThePast)) && !STARTS_WITH_TIME.test(text);
    else if (!promised || (says !== null && ENDS_PROMISES.has(says))) promised = false;
  }
  return promised;
}

/** "Process improvements" within the timeline or the success metrics were made, not promised. */
function tellsOfThePast({ says, text }: Heading): boolean {
  return says === 'timeline' || (says === 'other' && /\bmetrics\b/i.test(text));
}

/** `14:09: next steps agreed` is an entry of a timeline. */
const STARTS_WITH_TIME = /^\W*\d{1,2}:\d{2}/;

const ENDS_PROMISES: ReadonlySet<SectionClass> = new Set(['lessons', 'timeline', 'root-cause', 'conclusion', 'summary']);

/** The innermost known name on the path. */
export function saidBy(path: readonly Heading[]): SectionClass | null {
  return path.findLast((heading) => heading.says !== null)?.says ?? null;
}
