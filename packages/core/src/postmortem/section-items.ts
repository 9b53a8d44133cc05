import type { Block, Entry } from './block.ts';
import { asksOfWriter } from './brief-words.ts';
import { type Candidate, type Found, joined, type Surroundings } from './candidate.ts';
import type { Heading } from './headings.ts';
import { statesTime } from './incident-lines.ts';
import { doneByHeading, readBlocksBelow, readList, unread, within } from './list-items.ts';
import { markedPromise } from './marked-promise.ts';
import { isPromised, type Section, saidBy } from './outline.ts';
import { ownText } from './own-text.ts';
import { isDoneBy, readParagraph } from './paragraph-items.ts';
import { isTitle, phraseForm } from './phrase-form.ts';
import { bareHeading, isSectionName, sectionClassOf } from './section-class.ts';
import { isActionTable, readTable } from './table-items.ts';
import { isUntitled, readUntitled } from './untitled-promises.ts';

/** Candidates and skipped text of every section that promises something, in the order of the document. */
export function candidatesIn(sections: readonly Section[]): Found {
  const found: Found = { candidates: [], skipped: [] };
  for (const [at, section] of sections.entries()) {
    if (!isPromised(section.path)) readElsewhere(section, found);
    else if (section.blocks.length > 0) readPromising(section, found);
    else readBareHeading(section, sections[at + 1], found);
  }
  if (found.candidates.length === 0 && isUntitled(sections)) readUntitled(sections, found);
  return found;
}

function surroundingsOf(path: readonly Heading[]): Surroundings {
  const from = path.findIndex((heading) => heading.says === 'action');
  const names = path.slice(Math.max(0, from)).map((heading) => heading.text);
  return { section: names, done: names.reduce<boolean | null>((done, name) => doneByHeading(name) ?? done, null) };
}

/** `**Add an alert**` on a line of its own with nothing below it. */
function readBareHeading(section: Section, next: Section | undefined, found: Found): void {
  const heading = section.path.at(-1);
  if (heading === undefined || !isTitleOfItem(section, heading) || next?.path.includes(heading)) return;
  const { text, line } = heading;
  if (asksOfWriter(text)) found.skipped.push({ line, code: 'template-hint', text });
  else if (phraseForm(text) === 'other' && !heading.numbered) found.skipped.push({ line, code: 'heading-alone', text });
  else found.candidates.push({ ...itemOf(heading, []), surroundings: surroundingsOf(section.path.slice(0, -1)) });
}

function itemOf({ text, line }: Heading, below: readonly ReturnType<typeof joined>[]): Omit<Candidate, 'surroundings'> {
  const urls = below.flatMap((each) => each.urls);
  const anchor = below.find((each) => each.anchor !== null)?.anchor ?? null;
  return {
    label: null,
    text,
    details: below.map((each) => each.text),
    line,
    urls,
    anchor,
    form: 'line',
    checked: null,
    struck: false,
    stated: {},
  };
}

function readPromising(section: Section, found: Found): void {
  const own: Found = { candidates: [], skipped: [] };
  let around = surroundingsOf(section.path);
  for (const block of section.blocks) {
    switch (block.type) {
      case 'paragraph':
        readParagraph(block.lines, around, own);
        if (isDoneBy(joined(block.lines).text)) around = { ...around, done: true };
        break;
      case 'list':
        readList(block.entries, around, own);
        break;
      case 'table':
        readTable(block.rows, around, own);
        break;
      case 'quote':
      case 'code':
      case 'html':
        own.skipped.push(unread(block));
        break;
      case 'anchor':
      case 'heading':
      case 'rule':
        break;
    }
  }
  withoutTimes(own);
  const heading = section.path.at(-1);
  if (heading !== undefined && isTitleOfItem(section, heading)) nameByHeading(section, heading, own);
  for (const candidate of own.candidates) found.candidates.push(candidate);
  for (const skipped of own.skipped) found.skipped.push(skipped);
}

/** A line that states when it happened promises nothing, wherever it stands. */
function withoutTimes(own: Found): void {
  const kept = own.candidates.filter(({ label, text, line }) => {
    const whole = label === null ? text : `${label}: ${text}`;
    const isTime = statesTime(whole);
    if (isTime) own.skipped.push({ line, code: 'not-an-item', text: whole });
    return !isTime;
  });
  own.candidates.splice(0, Number.POSITIVE_INFINITY, ...kept);
}

/** Below a heading that promises, one that names no section is a title; a known word in it needs more words around it. */
function isTitleOfItem({ path }: Section, { text, says, numbered }: Heading): boolean {
  if (isSectionName(text) || !isPromised(path.slice(0, -1))) return false;
  return says === null || numbered || text.split(/\s+/, 3).length > 2;
}

/** `Task: …` under a title of its own names nothing. */
const NAMES_ANY = /^(?:tasks?|actions?|items?|what|descriptions?|details?)$/i;

/** A heading over a single text is that item's title: `### Load testing` above one sentence. */
function nameByHeading(section: Section, heading: Heading, own: Found): void {
  if (
    section.blocks.some((block) => block.type === 'list' || block.type === 'table') ||
    !isTitle(heading.text) ||
    asksOfWriter(heading.text)
  )
    return;
  const [only, ...others] = own.candidates;
  if (only !== undefined && others.length === 0 && only.form !== 'marked') {
    const text = only.label === null || NAMES_ANY.test(only.label) ? only.text : `${only.label}: ${only.text}`;
    own.candidates[0] = { ...only, label: heading.text, text, line: heading.line, form: 'line' };
    return;
  }
  const texts = section.blocks.flatMap((block) => (block.type === 'paragraph' ? [joined(block.lines)] : []));
  const isItem = heading.numbered || (own.candidates.length === 0 && phraseForm(heading.text) === 'imperative');
  if (texts.length === 0 || !isItem) return;
  // Its paragraphs are its details; what was not read of it is still none.
  own.skipped.splice(0, own.skipped.length, ...own.skipped.filter(({ code }) => code.endsWith('-not-read')));
  own.candidates.length = 0;
  own.candidates.push({ ...itemOf(heading, texts), surroundings: surroundingsOf(section.path.slice(0, -1)) });
}

/** Elsewhere only what says of itself that it is to be done: a table of action items, `TODO: …`, an entry called "Actions". */
function readElsewhere(section: Section, found: Found): void {
  const around = surroundingsOf(section.path);
  const says = saidBy(section.path);
  const isTimeline = says === 'timeline';
  let announced = false;
  for (const block of section.blocks) {
    if (announced && block.type === 'list') readList(block.entries, around, found);
    else if (block.type === 'table' && isActionTable(block.rows)) readTable(block.rows, around, found);
    else if (block.type === 'paragraph' && !isTimeline) readMarked(block, around, found);
    else if (block.type === 'list' && !isTimeline) readNamedEntries(block.entries, around, found);
    announced = block.type === 'paragraph' && (says === null || says === 'lessons' || says === 'conclusion') && announces(block);
  }
}

/** "Here is what we are doing to prevent this:" over a list. */
function announces(block: Block & { type: 'paragraph' }): boolean {
  const { text } = joined(block.lines);
  return ANNOUNCES.test(text.slice(-LONGEST_SENTENCE));
}

const LONGEST_SENTENCE = 160;
const ANNOUNCES =
  /(?:\bwhat (?:we|i)(?:['’](?:re|ll|m)| are| am| will| plan to)\b|\b(?:we|i)(?:['’]ll| will| plan to| are going to| intend to)\b|\b(?:steps|measures|actions|improvements|changes) (?:we|i)(?:['’](?:re|ll)| will| are| plan)\b)[^.!?]{0,80}\b(?:prevent|avoid|stop|improve|address|reduce|mitigate)\b[^.!?:]*[:：]$/i;

function readMarked(block: Block & { type: 'paragraph' }, around: Surroundings, found: Found): void {
  const { text } = joined(block.lines);
  if (markedPromise(text) !== null) readParagraph(block.lines, around, found);
}

/** `- **Review actions**:` within a document that is one long list, with what is promised behind or below it. */
function readNamedEntries(entries: readonly Entry[], around: Surroundings, found: Found): void {
  for (const entry of entries) {
    const { text } = joined(entry.lines);
    const own = ownText(entry);
    const name = bareHeading(own.label ?? text);
    const promises = isTitle(name) && sectionClassOf(name) === 'action';
    if (promises && (own.label === null || own.text === '') && entry.blocks.some((block) => block.type === 'list')) {
      readBlocksBelow(entry.blocks, within(around, name), found);
    } else if (promises && own.label !== null && own.text !== '' && isSectionName(name)) {
      const [first, ...others] = entry.lines;
      const at = first?.text.indexOf(own.text.slice(0, 20)) ?? -1;
      const lines =
        first === undefined || at < 0 ? others : [{ ...first, text: first.text.slice(at), lead: null, stressed: null }, ...others];
      readParagraph(lines, within(around, name), found);
      readBlocksBelow(entry.blocks, within(around, name), found);
    } else if (markedPromise(text) !== null && !/^(?:AI|Action|DONE)\b/.test(text)) {
      readParagraph(entry.lines, around, found);
    }
  }
}
