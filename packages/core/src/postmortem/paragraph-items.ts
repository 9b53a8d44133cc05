import { type Candidate, type Found, lineHolding, type Stated, type Surroundings } from './candidate.ts';
import { isClosing, isHint, isNothing } from './no-promise.ts';
import { isTitle, phraseForm } from './phrase-form.ts';
import { doneIn } from './promise-fields.ts';
import { promisesIn } from './prose-promises.ts';
import { sectionClassOf } from './section-class.ts';
import { sentencesOf, splitLabel } from './sentences.ts';
import { statedIn } from './stated-field.ts';
import type { TextLine } from './text-line.ts';

/** Reads text without list markers below a heading that promises: one promise a line, or promises within prose. */
export function readParagraph(lines: readonly TextLine[], surroundings: Surroundings, found: Found): void {
  for (const unit of unitsOf(lines)) readUnit(unit, surroundings, found);
}

interface Unit {
  readonly text: string;
  readonly line: number;
  readonly lines: readonly TextLine[];
  readonly urls: readonly string[];
  readonly anchor: string | null;
  readonly lead: string | null;
  readonly italic: boolean;
  /** It is one of several lines that each stand for themselves. */
  readonly oneOfLines: boolean;
}

/** Lines that each begin and end a text of their own stay apart; lines of one wrapped text are together. */
export function textUnits(lines: readonly TextLine[]): readonly (readonly TextLine[])[] {
  const units: TextLine[][] = [];
  const marked = markedPromise(lines[0]?.text ?? '') !== null;
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    if (above === undefined || (startsUnit(line, above) && (!marked || markedPromise(line.text) !== null))) units.push([line]);
    else units.at(-1)?.push(line);
  }
  return units;
}

function unitsOf(lines: readonly TextLine[]): readonly Unit[] {
  const units = textUnits(lines);
  return units.map((unit): Unit => {
    const [first] = unit as [TextLine, ...TextLine[]];
    return {
      text: unit
        .map((line) => line.text)
        .join(' ')
        .trim(),
      line: first.line,
      lines: unit,
      urls: unit.flatMap((line) => line.urls),
      anchor: unit.find((line) => line.anchor !== null)?.anchor ?? null,
      lead: first.lead,
      italic: first.stressed === 'italic',
      oneOfLines: units.length > 1,
    };
  });
}

function startsUnit(line: TextLine, above: TextLine): boolean {
  if (!/^[\p{Lu}\p{N}"'“([\p{Lo}]/u.test(line.text)) return false;
  if (statedIn(line.text) !== null) return true;
  if (above.broken || /[.!?:;)]$/.test(above.text)) return true;
  return phraseForm(line.text) !== 'other' && phraseForm(above.text) !== 'other' && above.text.length < 100;
}

function readUnit(unit: Unit, surroundings: Surroundings, found: Found): void {
  const reading = readingOf(unit, found.candidates.at(-1)?.form ?? null);
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
        isNew ? { ...last, stated: { ...last.stated, ...reading.stated } } : { ...last, details: [...last.details, unit.text] },
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
        found.candidates.push({ label, text, details: [], line, urls, anchor, form, checked, stated: {}, surroundings });
      }
      break;
    }
  }
}

type Reading =
  | { readonly type: 'skipped'; readonly code: string }
  /** It states a field of the item above: `Owner: maria`. */
  | { readonly type: 'field'; readonly stated: Stated }
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
  if (isNothing(text) || isClosing(text)) return { type: 'skipped', code: 'not-an-item' };
  const marked = markedPromise(text);
  if (marked !== null) return { ...promise(marked.text, 'marked'), checked: marked.done };
  if (/[:：]$/.test(text)) return { type: 'skipped', code: 'introduction' };
  const stated = statedIn(text);
  if (stated !== null && above !== null && above !== 'table') return { type: 'field', stated: stated.stated };
  const labelled = splitLabel(text);
  if (labelled !== null && labelled.rest !== '' && isTitle(labelled.label) && sentencesOf(labelled.rest).length <= 3) {
    return { ...promise(labelled.rest, 'line'), label: sectionClassOf(labelled.label) === 'action' ? null : labelled.label };
  }
  // `We have moved to short-lived tokens. (Done)`: what is ticked off is a promise that was kept.
  if (doneIn(text).text !== text) return promise(text, 'line');
  const sentences = sentencesOf(text);
  const [first = '', second = ''] = sentences;
  const form = phraseForm(first);
  if (form === 'imperative' || (form === 'gerund' && unit.oneOfLines)) return promise(text, 'line');
  if (first.split(/\s+/).length <= 4 && phraseForm(second) === 'imperative') return promise(text, 'line');
  const texts = promisesIn(sentences);
  return texts.length === 0 ? { type: 'skipped', code: 'no-promise' } : { ...promise('', 'prose'), texts };
}

function promise(text: string, form: Candidate['form']): Reading & { readonly type: 'promises' } {
  return { type: 'promises', texts: [text], label: null, form, checked: null };
}

const MARKS =
  /^\**(TODO|DOING|DONE|ACTION(?: ITEM)?|Action [Ii]tem|Action|AI|FOLLOW[- ]?UP|Follow-up)\**\s*(?:[:：]|[-–—]\s|(?=\s))\**\s*(\S.*)$/s;

/** A text that its writer marked as something to do: `TODO: …`, `**Action item:** …`; and whether it is done. */
export function markedPromise(text: string): { readonly text: string; readonly done: boolean | null } | null {
  const found = MARKS.exec(text);
  const mark = found?.[1] ?? '';
  const rest = found?.[2] ?? '';
  if (rest === '') return null;
  if (!/^[A-Z -]+$/.test(mark) && !/[:：]/.test(text.slice(mark.length, mark.length + 4))) return null;
  return { text: rest, done: mark === 'DONE' ? true : mark === 'TODO' || mark === 'DOING' ? false : null };
}
