const MARKS =
  /^\**(TODO|DOING|DONE|ACTION(?: ITEM)?|Action [Ii]tem|Action|AI|FOLLOW[- ]?UP|Follow-up)\**(?: ?#?\d{1,2}(?=\**\s*[:：]))?\**\s*(?:[:：]|[-–—]\s|(?=\s))\**\s*(\S.*)$/s;

/** A text that its writer marked as something to do: `TODO: …`, `**Action item:** …`, `Action 2: …`; and whether it is done. */
export function markedPromise(text: string): { readonly text: string; readonly done: boolean | null } | null {
  const found = MARKS.exec(text);
  const mark = found?.[1] ?? '';
  const rest = found?.[2] ?? '';
  if (rest === '') return null;
  if (!/^[A-Z -]+$/.test(mark) && !/[:：]/.test(text.slice(mark.length, mark.length + 6))) return null;
  return { text: rest, done: mark === 'DONE' ? true : mark === 'TODO' || mark === 'DOING' ? false : null };
}
