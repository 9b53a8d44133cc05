import type { Entry } from './block.ts';
import { joined, type Stated } from './candidate.ts';
import { isTitle, phraseForm } from './phrase-form.ts';
import { splitLabel } from './sentences.ts';
import { statedByAll, statedIn } from './stated-field.ts';
import type { TextLine } from './text-line.ts';

/** An entry's own words. */
export interface OwnText {
  /** A name for what follows: bold, or before a colon, or on a line of its own. */
  readonly label: string | null;
  readonly text: string;
  /** Where the text begins. */
  readonly line: number;
  readonly urls: readonly string[];
  readonly anchor: string | null;
  readonly checked: boolean | null;
  /** Struck out from end to end, or with `[-]` for its box: called off. */
  readonly struck: boolean;
  /** Fields on lines of their own: `Owner: maria`. */
  readonly stated: Stated;
  /** What else those lines say: `Ticket: OPS-44`. */
  readonly beside: readonly string[];
}

const CHECKBOX = /^\[([ xX✓✔~-]?)\]\s*/;

/** Takes an entry's own lines apart: checkbox, fields, label and text. */
export function ownText(entry: Entry): OwnText {
  const { urls, anchor } = joined(entry.lines);
  const box = CHECKBOX.exec(entry.lines[0]?.text ?? '');
  const isCrossed = /[~-]/.test(box?.[1] ?? '');
  const checked = box === null || isCrossed ? null : /[xX✓✔]/.test(box[1] ?? '');
  const fields = entry.lines.slice(1).map((line) => statedIn(line.text));
  const stated = statedByAll(entry.lines.slice(1));
  const beside = fields.flatMap((field) => field?.rest ?? []);
  const lines = entry.lines
    .filter((_, at) => at === 0 || fields[at - 1] === null)
    .map((line, at) => (at === 0 ? { ...line, text: line.text.replace(CHECKBOX, '') } : line));
  const struck = isCrossed || (lines.length > 0 && lines.every((line) => line.struck));
  return { ...labelledText(lines, { isLeaf: entry.blocks.length === 0 }), urls, anchor, checked, struck, stated, beside };
}

/** Finds the label of the lines, if they have one. */
function labelledText(lines: readonly TextLine[], { isLeaf }: { readonly isLeaf: boolean }): Pick<OwnText, 'label' | 'text' | 'line'> {
  const [first, ...others] = lines;
  const whole = joined(lines).text;
  const line = lines.find((each) => each.text !== '')?.line ?? 0;
  const plain = { label: null, text: whole, line };
  if (first === undefined) return plain;
  const onItsOwn = first.stressed === 'bold' || first.broken || /[:：]$/.test(first.text);
  if (others.length > 0 && onItsOwn && isTitle(first.text)) {
    return { label: first.text.replace(/\s*[:：]$/, ''), text: joined(others).text, line: others[0]?.line ?? line };
  }
  const lead = first.lead?.replace(CHECKBOX, '') ?? null;
  if (lead !== null && whole.startsWith(lead) && isTitle(lead)) {
    const after = whole.slice(lead.length);
    const separator = AFTER_LEAD.exec(after);
    const rest = after.slice(separator?.[0].length ?? 0);
    const isWhole = rest === '' && phraseForm(lead) !== 'other' && !/[:：]\s*$/.test(whole) && isLeaf;
    return separator === null || isWhole ? plain : { label: lead, text: rest, line };
  }
  const labelled = splitLabel(whole);
  if (labelled === null || !isTitle(labelled.label) || !/^[\p{Lu}\p{N}"'“]/u.test(labelled.label)) return plain;
  return { label: labelled.label, text: labelled.rest, line };
}

/** What parts a bold title from its text; without it, the bold words are the beginning of a sentence. */
const AFTER_LEAD = /^\s*(?:[:：]|[-–—](?=\s)|\.(?=\s|$)|(?=\p{Lu})|$)\s*/u;
