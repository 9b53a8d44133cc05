import type { Block } from './block.ts';
import { datesIn } from './civil-dates.ts';
import { incidentKeyIn } from './incident-names.ts';
import { momentsIn } from './moments.ts';
import { hasHeadingForm } from './section-class.ts';
import { splitLabel } from './sentences.ts';
import type { TextLine } from './text-line.ts';
import { DATE, DETECTED, END, START } from './time-words.ts';

/**
 * Plain lines that open an incident are headings of the document: `INCIDENT 2: Mail down` above `Start: …`. Without the
 * time below, such a line may as well be a title among the promises, and stays what it is.
 */
export function withIncidentHeadings(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, at) => (block.type === 'paragraph' ? parted(block.lines, blocks[at + 1]) : [block]));
}

function parted(lines: readonly TextLine[], next: Block | undefined): readonly Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const [at, line] of lines.entries()) {
    if (!opensIncident(line, lines[at + 1] ?? firstLine(next))) continue;
    if (at > from) blocks.push({ type: 'paragraph', lines: lines.slice(from, at) });
    blocks.push({ type: 'heading', level: 1, lines: [line] });
    from = at + 1;
  }
  if (from < lines.length) blocks.push({ type: 'paragraph', lines: from === 0 ? lines : lines.slice(from) });
  return blocks;
}

function opensIncident(line: TextLine, below: TextLine | undefined): boolean {
  return below !== undefined && isIncidentLine(line) && statesTime(below.text);
}

/** A line that has nothing but the number of an incident and what it is called. A ticket's key alone may be a promise's. */
export function isIncidentLine({ text }: TextLine): boolean {
  return (
    /^(?:inc-|(?:major |service )?(?:incident|outage|disruption|post-?mortem)\b)/i.test(text) &&
    incidentKeyIn(text) !== null &&
    hasHeadingForm(text)
  );
}

function firstLine(block: Block | undefined): TextLine | undefined {
  if (block?.type === 'paragraph') return block.lines[0];
  return block?.type === 'list' ? block.entries[0]?.lines[0] : undefined;
}

/** `End: 2026-11-03 15:05 UTC`: when it happened, under a name of that; never a promise. */
export function statesTime(text: string): boolean {
  const { label, rest } = splitLabel(text) ?? { label: '', rest: '' };
  if (!NAMES.some((name) => name.test(label))) return false;
  const head = rest.slice(0, 60);
  return [...momentsIn(head), ...datesIn(head)].some(({ from }) => from <= BEFORE_TIME);
}

const NAMES = [START, END, DETECTED, DATE];

/** Room for "about", a weekday, markup: what stands behind more words is a sentence. */
const BEFORE_TIME = 16;
