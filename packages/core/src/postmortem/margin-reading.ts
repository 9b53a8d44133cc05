/** What a part of a document begins in the middle of: its first block goes on with the last one of the part before. */
export type Continued = 'list' | 'text' | 'table';

/** Where a parser reads what follows in the same way when it begins there. */
export interface Cut {
  readonly continues: Continued | null;
  /** Lines to put above for that: the head of the table whose rows go on. */
  readonly head: readonly string[];
}

/** Reads line after line as far as it takes to know what is open at the margin. */
export interface MarginReading {
  /** Whether a part may begin with `line`; `null` where that is not certain. */
  read(line: string, next: string | undefined): Cut | null;
  /** What opened that which ends nowhere so far: the marks of a fence, a tag. */
  open(): readonly string[];
}

/** A list whose items begin at the margin; lines set off by `indent` columns belong to its last item. */
interface MarginList {
  readonly marker: string;
  readonly indent: number;
}

/** HTML that ends where `end` stands, or with an empty line. */
interface OpenHtml {
  readonly line: string;
  readonly end: RegExp | null;
}

/** Lines of one paragraph so far; `isPlain`: no markup in them can reach into the next line. */
interface OpenText {
  readonly lines: number;
  readonly last: string;
  readonly isPlain: boolean;
}

const ANEW: Cut = { continues: null, head: [] };

const LIST_LIKE = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const ITEM = /^(?:([-*+])|\d{1,9}([.)])) (?=\S)/;
const ONLY_MARKERS = /^[-*+ \t]+$/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^(`{3,})[^`]*$|^(~{3,})/;
const CLOSING_FENCE = /^[ \t]*(`+|~+)[ \t]*$/;
const OPENS_SOMETHING = /^(?:[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:`{3}|~{3}|<)/;
/** Lines that are text wherever text may stand; placeholders for lines that were put aside are. */
const TEXT = /^(?!\d{1,9}[.)](?:[ \t]|$))[\p{L}\p{N}\ue000"'(>]/u;
/** Rows that nothing else begins like. */
const ROW = /^(?!\d{1,9}[.)](?:[ \t]|$))(?:[|[\p{L}\p{N}\ue000"'(>:@]|\*{1,2}[\p{L}\p{N}])/u;
const DELIMITER_ROW = /^\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$/;
const MAY_CROSS_LINES = /[[*_`<\\]| {2}$/;
const MAY_BE_DELIMITERS = /^[ \t]*[-:|]/;

/** HTML whatever stands above it: that which ends where its own end stands, from `from` on, and that which ends with an empty line. */
const HTML: readonly { readonly begin: RegExp; readonly from: number; readonly end: RegExp | null }[] = [
  { begin: /^<(?:script|pre|style|textarea)(?=[ \t>]|$)/i, from: 1, end: /<\/(?:script|pre|style|textarea)>/i },
  { begin: /^<!--/, from: 2, end: /-->/ },
  { begin: /^<\?/, from: 1, end: /\?>/ },
  { begin: /^<![a-z]/i, from: 3, end: />/ },
  { begin: /^<!\[CDATA\[/, from: 9, end: /\]\]>/ },
  {
    begin: /^<\/?(?:table|thead|tbody|tfoot|tr|td|th|div|dl|dt|dd|blockquote|body|form|head|html|iframe)(?:[ \t]|\/?>|$)/i,
    from: 0,
    end: null,
  },
];

export function marginReading(): MarginReading {
  let isUncertain = false;
  let fence: string | null = null;
  let html: OpenHtml | null = null;
  /** Perhaps HTML that ends with an empty line, perhaps text. */
  let mayBeHtml = false;
  let list: MarginList | null = null;
  let text: OpenText | null = null;
  /** The head of an open table. */
  let table: readonly string[] | null = null;
  /** Whatever stood above has ended. */
  let isClosed = true;
  /** What stood last may hold what is set off below it. */
  let mayHold = false;
  let wasEmpty = true;
  return { read, open: () => (fence !== null ? [fence] : html?.end ? [html.line] : []) };

  function read(line: string, next: string | undefined): Cut | null {
    if (isUncertain) return null;
    const isEmpty = line.trim() === '';
    const isEmptyAgain = isEmpty && wasEmpty;
    wasEmpty = false;
    if (fence !== null) {
      const marks = CLOSING_FENCE.exec(line)?.[1];
      if (marks?.startsWith(fence)) [fence, isClosed] = [null, true];
    } else if (html?.end) {
      if (html.end.test(line)) [html, isClosed] = [null, true];
    } else if (isEmpty) {
      [html, mayBeHtml, text, table] = [null, false, null, null];
      [isClosed, wasEmpty] = [true, true];
      return isEmptyAgain && !mayHold ? ANEW : null;
    } else if (/^[ \t]/.test(line)) {
      [isClosed, text, table, mayHold] = [false, null, null, true];
      if (list !== null && indentOf(line) >= list.indent) return null;
      isUncertain = OPENS_SOMETHING.test(line);
      list = null;
    } else return atMargin(line, next);
    return null;
  }

  function atMargin(line: string, next: string | undefined): Cut | null {
    const above = { list, isClosed, text, table, mayHold };
    [list, text, table, isClosed, mayHold] = [null, null, null, false, false];
    if (html !== null) return null;
    if (mayBeHtml) {
      isUncertain = OPENS_SOMETHING.test(line);
      return null;
    }
    const anew = above.isClosed ? ANEW : null;
    const fenced = FENCE.exec(line);
    if (fenced) {
      fence = fenced[1] ?? fenced[2] ?? '';
      return anew;
    }
    if (line.startsWith('<')) {
      opensHtml(line);
      return anew;
    }
    if (HEADING.test(line)) {
      isClosed = true;
      return ANEW;
    }
    if (LIST_LIKE.test(line)) return inList(line, above);
    if (above.table !== null) {
      if (!ROW.test(line)) return null;
      table = above.table;
      return { continues: 'table', head: table };
    }
    if (above.text?.lines === 1 && isHeadOf(above.text.last, line)) {
      table = [above.text.last, line];
      return null;
    }
    // It may go on with what stands last in a list.
    mayHold = above.mayHold && !above.isClosed;
    return inText(line, next, above);
  }

  function opensHtml(line: string): void {
    const found = HTML.find(({ begin }) => begin.test(line));
    if (found === undefined) mayBeHtml = true;
    else if (found.end?.test(line.slice(found.from))) isClosed = true;
    else html = { line, end: found.end };
  }

  function inText(
    line: string,
    next: string | undefined,
    above: { readonly text: OpenText | null; readonly isClosed: boolean },
  ): Cut | null {
    const isPlain = TEXT.test(line) && !MAY_CROSS_LINES.test(line);
    if (above.isClosed) {
      text = { lines: 1, last: line, isPlain };
      return ANEW;
    }
    if (above.text === null || !TEXT.test(line)) return null;
    text = { lines: above.text.lines + 1, last: line, isPlain: isPlain && above.text.isPlain };
    return above.text.isPlain && !MAY_BE_DELIMITERS.test(next ?? '') ? { continues: 'text', head: [] } : null;
  }

  function inList(line: string, above: { readonly list: MarginList | null; readonly isClosed: boolean }): Cut | null {
    mayHold = true;
    const item = ONLY_MARKERS.test(line) ? null : ITEM.exec(line);
    if (item === null) return null;
    const marker = item[1] ?? item[2] ?? '';
    const goesOn = above.list?.marker === marker;
    // A number within a paragraph begins no list.
    if (goesOn || item[1] !== undefined || above.isClosed) list = { marker, indent: item[0].length };
    return goesOn ? { continues: 'list', head: [] } : null;
  }
}

/** Whether `delimiters` make the line above them the head of a table. */
function isHeadOf(line: string, delimiters: string): boolean {
  if (!line.includes('|') || line.includes('\\') || !DELIMITER_ROW.test(delimiters)) return false;
  return line.trim().length > 2 && columnsOf(line) === columnsOf(delimiters);
}

function columnsOf(row: string): number {
  return row.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').length;
}

function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}
