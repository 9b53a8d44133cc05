import { asksOfWriter } from './brief-words.ts';
import { beginsMarked, markedPromise } from './marked-promise.ts';
import { phraseForm } from './phrase-form.ts';
import { statedIn } from './stated-field.ts';
import type { TextLine } from './text-line.ts';

/** One text of a paragraph. */
export interface Unit {
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
    if (
      above === undefined ||
      line.opensEntry !== null ||
      beginsMarked(line.text) ||
      (startsUnit(line, above) && (!marked || markedPromise(line.text) !== null))
    )
      units.push([line]);
    else units.at(-1)?.push(line);
  }
  return units;
}

/** The texts of a paragraph. */
export function unitsOf(lines: readonly TextLine[]): readonly Unit[] {
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
  if (asksOfWriter(line.text) || asksOfWriter(above.text)) return true;
  if (!/^[\p{Lu}\p{N}"'“([\p{Lo}]/u.test(line.text)) return false;
  if (statedIn(line.text) !== null || (/^[^:：]{2,20}[:：]/.test(line.text) && markedPromise(line.text) !== null)) return true;
  if (above.broken || /[.!?:;)]$/.test(above.text)) return true;
  return phraseForm(line.text) !== 'other' && phraseForm(above.text) !== 'other' && above.text.length < 100;
}
