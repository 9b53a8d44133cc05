/** Markup characters that one paragraph may hold; a parser's time grows with their square. */
const BUDGET = 1_500;

const MARKUP = /[[\]*_`<!&~\\]/g;

/** What {@link MarkupBudget.spend} makes of a line. */
export interface Spent {
  readonly line: string;
  /** True on the first line of a paragraph whose markup is no longer read. */
  readonly firstRefusal: boolean;
}

/** Counts markup over the lines of a paragraph and turns what is too much into plain characters. */
export interface MarkupBudget {
  spend(line: string): Spent;
}

/** A budget that starts anew wherever a blank line, a list item, a heading or a table row starts a new text. */
export function createMarkupBudget(): MarkupBudget {
  let left = BUDGET;
  let rowsLeft = 0;
  return {
    spend(line) {
      if (line === '' || STARTS_ANEW.test(line)) {
        left = BUDGET;
        if (line === '') rowsLeft = 0;
      }
      if (DELIMITER_ROW.test(line)) rowsLeft = ROWS;
      else if (rowsLeft > 0 && line.includes('|')) {
        rowsLeft -= 1;
        left = BUDGET;
      }
      const count = line.length < 8 ? line.length : (line.match(MARKUP)?.length ?? 0);
      if (count <= left) {
        left -= count;
        return { line, firstRefusal: false };
      }
      const firstRefusal = left > 0;
      left = 0;
      return { line: escapeMarkup(line), firstRefusal };
    },
  };
}

/** Rows of one table whose cells count as texts of their own. */
const ROWS = 20_000;
const DELIMITER_ROW = /^ {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *$/;
const STARTS_ANEW = /^\s*(?:[-*+]|#{1,6}) +\S/;

/** Keeps the marker that makes the line a list item. */
function escapeMarkup(line: string): string {
  const marker = /^\s*(?:[-*+] )?/.exec(line)?.[0] ?? '';
  return marker + line.slice(marker.length).replace(MARKUP, '\\$&');
}
