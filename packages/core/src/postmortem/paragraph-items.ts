import { asksOfWriter } from './brief-words.ts';
import { type Candidate, type Found, lineHolding, type Stated, type Surroundings } from './candidate.ts';
import { markedPromise } from './marked-promise.ts';
import { isClosing, isHint, isNothing } from './no-promise.ts';
import { isTitle, phraseForm } from './phrase-form.ts';
import { doneIn } from './promise-fields.ts';
import { promisesIn } from './prose-promises.ts';
import { sectionClassOf } from './section-class.ts';
import { sentencesOf, splitLabel } from './sentences.ts';
import { statedIn } from './stated-field.ts';
import type { TextLine } from './text-line.ts';
import { type Unit, unitsOf } from './text-units.ts';

/** Reads text without list markers below a heading that promises: one promise a line, or promises within prose. */
export function readParagraph(lines: readonly TextLine[], surroundings: Surroundings, found: Found): void {
  const units = unitsOf(lines);
  const before = found.candidates.length;
  const skipped = found.skipped.length;
  const opened = units.findIndex(({ text }) => OPENS_LIST.test(text.slice(-LONGEST_END)));
  const listed = opened < 0 ? [] : units.slice(opened + 1).filter(isListed);
  const own = listed.length < ALIKE ? new Set<Unit>() : new Set(listed);
  const done = own.size > 0 && isDoneBy(units[opened]?.text ?? '') ? { ...surroundings, done: true } : surroundings;
  for (const unit of units) readUnit(unit, { surroundings: own.has(unit) ? done : surroundings, isListed: own.has(unit) }, found);
  const taken = found.candidates.slice(before);
  if (taken.length < ALIKE || taken.some((each) => each.form !== 'line')) return;
  // Among lines that are one promise each, a title is one as well: `More alerts on full disks.`
  for (const { line, code } of found.skipped.splice(skipped)) {
    const unit = units.find((each) => each.line === line);
    if (unit === undefined || code !== 'no-promise' || !isPlainTitle(unit.text)) found.skipped.push({ line, code, text: unit?.text ?? '' });
    else
      taken.push({
        ...(taken[0] as Candidate),
        label: null,
        text: unit.text,
        line,
        urls: unit.urls,
        anchor: unit.anchor,
        struck: isStruck(unit),
      });
  }
  found.candidates.splice(before, Number.POSITIVE_INFINITY, ...taken.sort((a, b) => a.line - b.line));
}

/** `We have taken the following measures:` over lines that are a list without bullets. */
const OPENS_LIST = /\b(?:measures|actions|steps|improvements|changes|tasks|fixes|following)\b[^.!?:：]*[:：]$/i;
const LONGEST_END = 200;

/** One line with one sentence, which says nothing of the list. */
function isListed({ text, lines }: Unit): boolean {
  return lines.length === 1 && text.split(/\s+/, 31).length <= 30 && !/[.!?]\s|[:：]$/.test(text) && !isClosing(text) && !isNothing(text);
}

/** "The following are already completed:" says of the list below what its entries do not. */
export function isDoneBy(introduction: string): boolean {
  return (
    /[:：]$/.test(introduction) &&
    /\balready\b.*\b(?:completed?|done|implemented)\b|\bhave (?:been )?(?:completed|implemented)\b/i.test(introduction.slice(-LONGEST_END))
  );
}

/** So many lines of one promise each make a list without bullets. */
const ALIKE = 3;

/** A title of few words, which tells of nothing that happened. */
function isPlainTitle(text: string): boolean {
  return text.split(/\s+/, 16).length <= 15 && !/[.!?]\s|\b(?:was|were|had|is|are|has|have|did)\b/i.test(text);
}

/** `See [issue 12](…).`: of the item above. */
const POINTER = /^\(?(?:see|tracked in|ticket|issue)(?: (?:also|the))?(?: (?:issue|ticket|pr|pull request))?:? ?#?[\w-]{0,20}\)?\.?$/i;

/** A page of nothing but pointers is no item's details. */
const MOST_POINTERS = 20;

interface UnitPlace {
  readonly surroundings: Surroundings;
  /** It stands in a list without bullets. */
  readonly isListed: boolean;
}

function readUnit(unit: Unit, { surroundings, isListed: inList }: UnitPlace, found: Found): void {
  const above = found.candidates.at(-1);
  if (above !== undefined && above.details.length < MOST_POINTERS && unit.urls.length > 0 && POINTER.test(unit.text)) {
    found.candidates[found.candidates.length - 1] = {
      ...above,
      urls: [...above.urls, ...unit.urls],
      details: [...above.details, unit.text],
    };
    return;
  }
  const read = readingOf(unit, found.candidates.at(-1)?.form ?? null);
  const reading = inList && read.type === 'skipped' && read.code === 'no-promise' ? promise(unit.text, 'line') : read;
  switch (reading.type) {
    case 'skipped':
      found.skipped.push({ line: unit.line, code: reading.code, text: unit.text });
      break;
    case 'field': {
      const last = found.candidates.pop();
      if (last === undefined) break;
      // Said a second time it is kept, but as it stands.
      const isNew = Object.keys(reading.stated).every((field) => !(field in last.stated));
      found.candidates.push(
        isNew
          ? { ...last, stated: { ...last.stated, ...reading.stated }, details: [...last.details, ...reading.rest] }
          : { ...last, details: [...last.details, unit.text] },
      );
      break;
    }
    case 'promises': {
      const { urls } = unit;
      const { form, checked, label } = reading;
      // Of several promises in one text nothing says which one an anchor belongs to.
      const anchor = reading.texts.length === 1 ? unit.anchor : null;
      for (const text of reading.texts) {
        const line = form === 'prose' ? lineHolding(text, unit.lines) : unit.line;
        const struck = isStruck(unit);
        found.candidates.push({ label, text, details: [], line, urls, anchor, form, checked, struck, stated: {}, surroundings });
      }
      break;
    }
  }
}

function isStruck({ lines }: Unit): boolean {
  return lines.every((line) => line.struck);
}

type Reading =
  | { readonly type: 'skipped'; readonly code: string }
  /** It states a field of the item above: `Owner: maria`. */
  | { readonly type: 'field'; readonly stated: Stated; readonly rest: readonly string[] }
  | {
      readonly type: 'promises';
      readonly texts: readonly string[];
      readonly label: string | null;
      readonly form: Candidate['form'];
      readonly checked: boolean | null;
    };

/** What a text is; `above` is the form of the item before it. */
function readingOf(unit: Unit, above: Candidate['form'] | null): Reading {
  const { text } = unit;
  if (text === '' || /^https?:\/\/\S+$/.test(text)) return { type: 'skipped', code: 'link-alone' };
  if (unit.italic && isHint(text)) return { type: 'skipped', code: 'template-hint' };
  if (unit.urls.length === 0 && asksOfWriter(text)) return { type: 'skipped', code: 'template-hint' };
  if (isNothing(text) || isClosing(text)) return { type: 'skipped', code: 'not-an-item' };
  const marked = markedPromise(text);
  if (marked !== null) return { ...promise(marked.text, 'marked'), checked: marked.done };
  if (/[:：]$/.test(text)) return { type: 'skipped', code: 'introduction' };
  const stated = statedIn(text);
  if (stated !== null && above !== null && above !== 'table') return { type: 'field', ...stated };
  const labelled = splitLabel(text);
  if (labelled !== null && labelled.rest !== '' && isTitle(labelled.label) && sentencesOf(labelled.rest).length <= 3) {
    return { ...promise(labelled.rest, 'line'), label: sectionClassOf(labelled.label) === 'action' ? null : labelled.label };
  }
  // `[OPS-12](…) - the queue is full`, `[OPS-12](…)`: a ticket, with or without what it is about.
  if (unit.urls.length > 0 && /^(?:[A-Z][A-Z0-9]{1,9}-?\d+|#\d+)(?:\s*[-–—:]\s*\S|$)/.test(text)) return promise(text, 'line');
  // `We have moved to short-lived tokens. (Done)`: what is ticked off is a promise that was kept.
  if (doneIn(text).text !== text) return promise(text, 'line');
  const sentences = sentencesOf(text);
  const [first = '', second = ''] = sentences;
  const form = phraseForm(first);
  // `Patch the disk. Add an alert. Write it down.`: with three or more, none explains another.
  if (!unit.oneOfLines && sentences.length >= ALIKE && sentences.every((sentence) => phraseForm(sentence) === 'imperative'))
    return { ...promise('', 'line'), texts: sentences };
  if (form === 'imperative' || (form === 'gerund' && unit.oneOfLines)) return promise(text, 'line');
  if (first.split(/\s+/).length <= 4 && phraseForm(second) === 'imperative') return promise(text, 'line');
  const texts = promisesIn(sentences);
  return texts.length === 0 ? { type: 'skipped', code: 'no-promise' } : { ...promise('', 'prose'), texts };
}

function promise(text: string, form: Candidate['form']): Reading & { readonly type: 'promises' } {
  return { type: 'promises', texts: [text], label: null, form, checked: null };
}
