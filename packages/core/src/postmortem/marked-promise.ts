const WORDS = 'TODO|DOING|DONE|ACTION(?: ITEM)?|Action [Ii]tem|Action|AI|FOLLOW[- ]?UP|Follow-up';
/** `AI-1:`, `Action item #2:` */
const NUMBER = '(?:[ -]?#?\\d{1,3}(?=\\**\\s*[:：]))?';
const MARKS = new RegExp(`^\\**(${WORDS})${NUMBER}\\**\\s*(?:[:：]|[-–—]\\s|(?=\\s))\\**\\s*(\\S.*)$`, 's');
const BEGINS = new RegExp(`^\\**(?:${WORDS})${NUMBER}\\**\\s*[:：]`);

/** True for a line that begins with such a mark and a colon: another promise begins there. */
export function beginsMarked(line: string): boolean {
  return BEGINS.test(line);
}

/** A text that its writer marked as something to do: `TODO: …`, `**Action item:** …`, `Action 2: …`; and whether it is done. */
export function markedPromise(text: string): { readonly text: string; readonly done: boolean | null } | null {
  const found = MARKS.exec(text);
  const mark = found?.[1] ?? '';
  const rest = found?.[2] ?? '';
  if (rest === '') return null;
  if (!/^[A-Z -]+$/.test(mark) && !beginsMarked(text)) return null;
  return { text: rest, done: mark === 'DONE' ? true : mark === 'TODO' || mark === 'DOING' ? false : null };
}
