import type { Block, Entry } from './block.ts';
import { asksOfWriter } from './brief-words.ts';
import { type Candidate, type Found, joined, type Surroundings } from './candidate.ts';
import { isAbsence, isClosing, isNothing } from './no-promise.ts';
import { type OwnText, ownText } from './own-text.ts';
import { readParagraph } from './paragraph-items.ts';
import { isTitle, mayBeNoun, phraseForm } from './phrase-form.ts';
import { isSectionName, sectionClassOf } from './section-class.ts';
import { statedByAll, statedIn } from './stated-field.ts';
import { readTable } from './table-items.ts';

/** Reads a list of promises; a label among the entries names what follows it. */
export function readList(entries: readonly Entry[], surroundings: Surroundings, found: Found): void {
  let around = surroundings;
  for (const [at, entry] of entries.entries()) {
    const label = groupLabel(entry, at < entries.length - 1);
    if (label !== null && entry.blocks.length === 0) {
      around = within(surroundings, label);
      continue;
    }
    readEntry(entry, around, found);
  }
}

/** `- A list of tasks:` with the tasks beside it rather than below. */
function groupLabel(entry: Entry, followed: boolean): string | null {
  const { text } = joined(entry.lines);
  if (!followed || !/[:：]$/.test(text) || !isTitle(text)) return null;
  return sectionClassOf(text) === 'action' ? text.replace(/\s*[:：]$/, '') : null;
}

export function within(surroundings: Surroundings, name: string): Surroundings {
  return { section: [...surroundings.section, name], done: doneByHeading(name) ?? surroundings.done };
}

/** `Immediate (completed)`: what a heading says about everything below it. */
export function doneByHeading(name: string): boolean | null {
  return /[([](?:completed|done|finished)[)\]]|^(?:completed|done)\b|\balready (?:completed|done|implemented)\b/i.test(name) ? true : null;
}

function readEntry(entry: Entry, surroundings: Surroundings, found: Found): void {
  const own = ownText(entry);
  const nested = entry.blocks.filter((block) => block.type === 'list');
  const children = nested.flatMap((list) => list.entries);
  const area = areaName(entry, own, children);
  if (area !== null) {
    readBlocksBelow(entry.blocks, within(surroundings, area), found);
    return;
  }
  if (own.text === '' && own.label === null && own.urls.length === 0) {
    readBlocksBelow(entry.blocks, surroundings, found);
    return;
  }
  if (isNothing(own.text) || (own.label === null && (isClosing(own.text) || isAbsence(own.text)))) {
    found.skipped.push({ line: entry.line, code: 'not-an-item', text: own.text });
    return;
  }
  if (own.urls.length === 0 && own.checked === null && (asksOfWriter(own.text) || namesPart(own.label))) {
    found.skipped.push({ line: entry.line, code: 'template-hint', text: own.text });
    return;
  }
  found.candidates.push(candidateOf(entry, own, surroundings));
}

/** `Timeline: give a short list`: what a part of the document is for. */
function namesPart(label: string | null): boolean {
  if (label === null || !isSectionName(label)) return false;
  const says = sectionClassOf(label);
  return says === 'timeline' || says === 'summary';
}

/**
 * The name of the area that an entry opens, or `null` when it is an item itself. A known part ("Tasks:") always opens one;
 * a noun phrase over several entries does; an order ("Improve alerting:") is one item, and what stands below are its details.
 */
function areaName(entry: Entry, own: OwnText, children: readonly Entry[]): string | null {
  const name = own.label ?? own.text;
  if (own.text !== '' && own.label !== null) return null;
  if (children.length === 0 && !entry.blocks.some((block) => block.type === 'table')) return null;
  if (own.checked !== null) return null;
  if (sectionClassOf(name) === 'action' && isTitle(name)) return name.replace(/\s*[:：]$/, '');
  if (children.length < 2) return null;
  if (/[:：]$/.test(joined(entry.lines).text) && !isTitle(name)) return name.replace(/\s*[:：]$/, '');
  if (!isTitle(name) || (phraseForm(name) !== 'other' && !(mayBeNoun(name) && children.every(isOrder)))) return null;
  const titled = own.label !== null || name.split(/\s+/).length <= 5;
  return titled && children.every((child) => statedIn(joined(child.lines).text) === null) ? name : null;
}

function isOrder(entry: Entry): boolean {
  return phraseForm(joined(entry.lines).text) === 'imperative';
}

/** What is no promise by its form. */
export function unread(block: Block & { type: 'quote' | 'code' | 'html' }): Found['skipped'][number] {
  return { line: block.line, code: `${block.type}-not-read`, text: '' };
}

export function readBlocksBelow(blocks: readonly Block[], surroundings: Surroundings, found: Found): void {
  for (const block of blocks) {
    if (block.type === 'list') readList(block.entries, surroundings, found);
    else if (block.type === 'table') readTable(block.rows, surroundings, found);
    else if (block.type === 'paragraph') readParagraph(block.lines, surroundings, found);
    else if (block.type === 'quote' || block.type === 'code' || block.type === 'html') found.skipped.push(unread(block));
  }
}

function candidateOf(entry: Entry, own: OwnText, surroundings: Surroundings): Candidate {
  const below = textsBelow(entry.blocks);
  const stated = { ...statedByAll(below), ...own.stated };
  const urls = [...own.urls, ...below.flatMap((line) => line.urls)];
  const details = [...own.beside, ...below.flatMap(({ text }) => statedIn(text)?.rest ?? [text])];
  const anchor = own.anchor ?? anchorBelow(entry.blocks);
  const common = { urls, anchor, form: 'list', checked: own.checked, struck: own.struck, stated, surroundings } as const;
  if (own.text === '' && own.label !== null) {
    const isText = entry.blocks.every((block) => block.type !== 'code' && block.type !== 'html');
    const only = isText && details.length === 1 && phraseForm(own.label) === 'other' ? details[0] : undefined;
    if (only !== undefined) return { ...common, label: own.label, text: only, details: [], line: entry.line };
    return { ...common, label: null, text: own.label, details, line: entry.line };
  }
  const { text } = own;
  const label = own.label !== null && sectionClassOf(own.label) === 'action' ? null : own.label;
  const line = label !== null || text === '' ? entry.line : own.label === null ? own.line : lineHolding(entry, text);
  return { ...common, label, text, details, line };
}

/** Where a text stands whose label is left out: the label may fill the lines before it. */
function lineHolding(entry: Entry, text: string): number {
  const [first = ''] = text.split(/\s/);
  return entry.lines.find((line) => line.text.includes(first))?.line ?? entry.line;
}

interface TextBelow {
  readonly text: string;
  readonly urls: readonly string[];
}

/** Everything that stands nested below an entry, one text a paragraph. */
function textsBelow(blocks: readonly Block[]): readonly TextBelow[] {
  return blocks.flatMap(textsOf);
}

function textsOf(block: Block): readonly TextBelow[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return [joined(block.lines)];
    case 'list':
      return block.entries.flatMap((entry) => [joined(entry.lines), ...textsBelow(entry.blocks)]).filter((each) => each.text !== '');
    case 'table':
      return block.rows.map((row) => joined(row.cells));
    case 'code':
    case 'html':
      return [{ text: block.text, urls: [] }];
    case 'anchor':
    case 'rule':
      return [];
  }
}

function anchorBelow(blocks: readonly Block[]): string | null {
  const found = blocks.find((block) => block.type === 'anchor');
  return found?.type === 'anchor' ? found.uid : null;
}
