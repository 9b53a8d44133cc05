/** Something to write in place of `text.slice(from, to)`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What closeout owns in a text that it wrote, and what stood there before. */
export interface OwnedSpan {
  readonly from: number;
  readonly to: number;
  readonly was: string;
}

/** Carries out edits that do not overlap; at one place they stand in the order given. */
export function edited(text: string, edits: readonly Edit[]): { readonly text: string; readonly owned: readonly OwnedSpan[] } {
  const parts: string[] = [];
  const owned: OwnedSpan[] = [];
  let at = 0;
  let length = 0;
  for (const { from, to, insert } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const kept = text.slice(at, from);
    parts.push(kept, insert);
    length += kept.length;
    owned.push({ from: length, to: length + insert.length, was: text.slice(from, to) });
    length += insert.length;
    at = to;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), owned };
}
