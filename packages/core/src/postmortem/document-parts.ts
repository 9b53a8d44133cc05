/** Consecutive lines of a document that a parser can read by themselves. */
export interface DocumentPart {
  /** Index of its first line, and of the first behind it. */
  readonly from: number;
  readonly to: number;
  /** It begins with the next item of the list that the part before it ends with. */
  readonly continuesList: boolean;
}

/** A document cut into parts, and what one part says about all others. */
export interface DividedDocument {
  readonly parts: readonly DocumentPart[];
  /** Lines that say where reference links lead, by their label as {@link labelKey} writes it; the first one counts. */
  readonly definitions: ReadonlyMap<string, string>;
}

/**
 * Cuts a document of more than `linesAtOnce` lines where a parser's reading of what follows cannot depend on what stands above:
 * at text at the margin below an empty line, at headings, and between the items of a list at the margin. Where it is not certain
 * that something is closed — HTML that ends nowhere, a fence set off from the margin — it cuts no more. A parser takes memory for
 * each character until it is done, and for each table time for everything above it.
 */
export function divided(lines: readonly string[], linesAtOnce: number): DividedDocument {
  const parts: DocumentPart[] = [];
  const definitions = new Map<string, string>();
  const reading = marginReading();
  let from = 0;
  let continuesList = false;
  for (const [at, line] of lines.entries()) {
    const { cut, definition } = reading(line);
    if (definition !== null && !definitions.has(definition)) definitions.set(definition, line);
    if (cut === null || at - from < linesAtOnce) continue;
    parts.push({ from, to: at, continuesList });
    from = at;
    continuesList = cut === 'list';
  }
  parts.push({ from, to: lines.length, continuesList });
  return { parts, definitions };
}

interface MarginLine {
  /** Whether a part may begin here, and within what. */
  readonly cut: 'text' | 'list' | null;
  /** The label that the line defines. */
  readonly definition: string | null;
}

/** A list whose items begin at the margin; lines set off by `indent` columns belong to its last item. */
interface MarginList {
  readonly marker: string;
  readonly indent: number;
}

const NOWHERE: MarginLine = { cut: null, definition: null };
const LIST_LIKE = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const ITEM = /^(?:([-*+])|\d{1,9}([.)])) (?=\S)/;
const ONLY_MARKERS = /^[-*+ \t]+$/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^(`{3,})[^`]*$|^(~{3,})/;
const CLOSING_FENCE = /^ {0,3}(`+|~+)[ \t]*$/;
const DEFINITION = /^\[([^[\]\\]{1,200})\]:[ \t]*[^\s<]\S*[ \t]*$/;
/** HTML that ends only where its own end stands. */
const ENDLESS_HTML = /^<(?:\?|![A-Z[]|(?:script|pre|style|textarea)\b)/i;
const OPENS_SOMETHING = /^(?:[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:`{3}|~{3}|<)/;

/** Reads line after line as far as it takes to know what is open at the margin. */
function marginReading(): (line: string) => MarginLine {
  let isUncertain = false;
  let fence: string | null = null;
  let inComment = false;
  /** HTML that ends with an empty line. */
  let inHtml = false;
  let list: MarginList | null = null;
  /** Whatever stood above has ended. */
  let isClosed = true;
  let isDefinable = true;
  return (line) => {
    if (isUncertain) return NOWHERE;
    if (fence !== null) {
      const marks = CLOSING_FENCE.exec(line)?.[1];
      if (marks?.startsWith(fence)) fence = null;
    } else if (inComment) inComment = !line.includes('-->');
    else if (line.trim() === '') {
      inHtml = false;
      isClosed = true;
      isDefinable = true;
    } else if (/^[ \t]/.test(line)) {
      isClosed = false;
      isDefinable = false;
      if (list !== null && indentOf(line) >= list.indent) return NOWHERE;
      isUncertain = OPENS_SOMETHING.test(line);
      list = null;
    } else return atMargin(line);
    return NOWHERE;
  };

  function atMargin(line: string): MarginLine {
    const above = { list, isClosed, isDefinable };
    list = null;
    isClosed = false;
    isDefinable = false;
    if (inHtml) {
      isUncertain = OPENS_SOMETHING.test(line);
      return NOWHERE;
    }
    const text: MarginLine = { cut: above.isClosed ? 'text' : null, definition: null };
    const fenced = FENCE.exec(line);
    if (fenced) {
      fence = fenced[1] ?? fenced[2] ?? null;
      return text;
    }
    if (line.startsWith('<')) {
      inComment = line.startsWith('<!--') && !line.includes('-->');
      inHtml = !line.startsWith('<!--');
      isUncertain = ENDLESS_HTML.test(line);
      return text;
    }
    if (HEADING.test(line)) {
      isClosed = true;
      isDefinable = true;
      return { cut: 'text', definition: null };
    }
    const label = above.isDefinable ? DEFINITION.exec(line)?.[1] : undefined;
    if (label !== undefined) {
      isDefinable = true;
      return { ...text, definition: labelKey(label) };
    }
    if (!LIST_LIKE.test(line)) return text;
    const item = ONLY_MARKERS.test(line) ? null : ITEM.exec(line);
    if (item === null) return NOWHERE;
    const marker = item[1] ?? item[2] ?? '';
    const goesOn = above.list?.marker === marker;
    // A number within a paragraph begins no list.
    if (goesOn || item[1] !== undefined || above.isClosed) list = { marker, indent: item[0].length };
    return goesOn ? { cut: 'list', definition: null } : NOWHERE;
  }
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

/** A label as references are compared: without regard to case and spacing. */
function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** For what the shortest part refers to, in characters. */
const ENOUGH = 4_000;

/** What to put above `lines`: the definitions that they refer to, as far as that costs no more than the lines themselves. */
export function definitionsFor(lines: readonly string[], definitions: ReadonlyMap<string, string>): readonly string[] {
  if (definitions.size === 0) return [];
  const used = new Set<string>();
  let left = lines.reduce((sum, line) => sum + line.length, ENOUGH);
  for (const line of lines) {
    for (const [, label = ''] of line.matchAll(/\[([^[\]]{1,200})\]/g)) {
      const definition = definitions.get(labelKey(label));
      if (definition === undefined || used.has(definition) || definition.length > left) continue;
      used.add(definition);
      left -= definition.length;
    }
  }
  return used.size === 0 ? [] : [...used, ''];
}
