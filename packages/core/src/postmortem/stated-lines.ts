import type { Block, Entry } from './block.ts';
import { joined } from './candidate.ts';
import type { Heading } from './headings.ts';
import type { Section } from './outline.ts';
import { bareHeading } from './section-class.ts';
import { splitLabel } from './sentences.ts';

/** One line, list item or table row outside its markup, with the name that stands before it. */
export interface StatedLine {
  /** `Start Time` in `- **Start Time:** 14:00`; the first cell of a row; `null` when there is none. */
  readonly name: string | null;
  /** The text after the name. */
  readonly text: string;
  /** Name and text. */
  readonly whole: string;
  readonly line: number;
  readonly path: readonly Heading[];
  /** Names of the entries it is nested in. */
  readonly within: readonly string[];
  readonly form: 'text' | 'entry' | 'row' | 'code';
}

/** Every line of text of the document with its name, in order: what incident facts are looked up in. */
export function statedLines(sections: readonly Section[]): readonly StatedLine[] {
  const lines: StatedLine[] = [];
  for (const { path, blocks } of sections) collect(blocks, { path, within: [], to: lines });
  return lines;
}

interface Collecting {
  readonly path: readonly Heading[];
  readonly within: readonly string[];
  readonly to: StatedLine[];
}

function collect(blocks: readonly Block[], at: Collecting): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'paragraph':
        for (const { text, line } of wrapped(block)) for (const part of fieldsIn(text)) at.to.push(stated(part, line, 'text', at));
        break;
      case 'list':
        for (const entry of block.entries) collectEntry(entry, at);
        break;
      case 'table':
        for (const row of block.rows) {
          const texts = row.cells.map((cell) => cell.text);
          const name = texts.find((text) => text !== '') ?? null;
          const text = texts.slice(1).join(' | ');
          at.to.push({
            name,
            text,
            whole: texts.join(' | ').slice(0, LONGEST),
            line: row.line,
            path: at.path,
            within: at.within,
            form: 'row',
          });
        }
        break;
      case 'code':
        for (const [index, text] of block.text.split('\n').entries()) {
          if (text.trim() !== '')
            at.to.push({ name: null, text, whole: text, line: block.line + 1 + index, path: at.path, within: at.within, form: 'code' });
        }
        break;
      case 'quote':
      case 'heading':
      case 'html':
      case 'anchor':
      case 'rule':
        break;
    }
  }
}

/** A paragraph's texts: lines that stand for themselves, each with the lines it was wrapped over. */
function wrapped(block: Block & { type: 'paragraph' }): readonly { text: string; line: number }[] {
  const texts: { text: string; line: number }[] = [];
  let breaks = true;
  for (const line of block.lines) {
    const last = texts.at(-1);
    if (last !== undefined && !breaks && !/^(?:[\p{Lu}\p{N}]).{0,40}?[:–-]|^\d/u.test(line.text)) last.text += ` ${line.text}`;
    else texts.push({ text: line.text, line: line.line });
    breaks = line.broken || /[.:!?]$/.test(line.text) || line.text.length < 40;
  }
  return texts;
}

function collectEntry(entry: Entry, at: Collecting): void {
  const { text } = joined(entry.lines);
  const own = stated(text, entry.line, 'entry', at);
  at.to.push(own);
  const name = own.name ?? (text.length < 60 ? bareHeading(text) : null);
  collect(entry.blocks, { ...at, within: name === null ? at.within : [...at.within, name] });
}

/** `Date: 2026-03-17 | Severity: SEV2`: several fields on one line, or else the line as it is. */
function fieldsIn(text: string): readonly string[] {
  const parts = text.length > 400 ? [] : text.split(/\s+[|·•]\s+/);
  return parts.length > 1 && parts.every((part) => splitLabel(part) !== null) ? parts : [text];
}

/** Facts stand at the beginning; what a text says further on is not looked at. */
const LONGEST = 4_000;

function stated(full: string, line: number, form: StatedLine['form'], { path, within }: Collecting): StatedLine {
  const text = full.slice(0, LONGEST);
  const split = splitLabel(text);
  return { name: split?.label ?? null, text: split?.rest ?? text, whole: text, line, path, within, form };
}
