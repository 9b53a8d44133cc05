/** What the comments of a document switch off. */
export interface SwitchedOff {
  /** A comment without codes: the whole document is left alone. */
  readonly all: boolean;
  /** The codes it names, each with its line. */
  readonly stated: readonly { readonly line: number; readonly code: string }[];
}

const COMMENT = /<!--[ \t]{0,9}closeout-lint-disable(?![\w-])([^>]{0,400}?)-->/g;
const FENCE = /^\s*(`{3,}|~{3,})/;

/**
 * Reads `<!-- closeout-lint-disable owner-missing, due-date-missing -->`, which holds for the whole document wherever it
 * stands. What stands in code is an example.
 */
export function switchedOff(text: string): SwitchedOff {
  const stated: { line: number; code: string }[] = [];
  let all = false;
  let fence: string | null = null;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const marker = FENCE.exec(line)?.[1];
    if (marker !== undefined && (fence === null || marker.startsWith(fence))) fence = fence === null ? marker : null;
    if (fence !== null || !line.includes('closeout-lint-disable')) continue;
    for (const [, codes = ''] of line.replace(/`[^`]*`/g, '').matchAll(COMMENT)) {
      const named = codes.split(/[\s,]+/).filter((code) => code !== '');
      all ||= named.length === 0;
      stated.push(...named.map((code) => ({ line: at + 1, code })));
    }
  }
  return { all, stated };
}
