import type { PhrasingContent } from 'mdast';
import { withAside } from './markup-budget.ts';
import { type Definitions, labelKey } from './reference-definitions.ts';

/** One line of text without its markup: what a person reads, with what the markup said. */
export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** The bold words it begins with, without the colon after them. */
  readonly lead: string | null;
  /** It is bold or italic from end to end. */
  readonly stressed: 'bold' | 'italic' | null;
  /** Where its links lead, in order. */
  readonly urls: readonly string[];
  /** The uid of an anchor comment on it. */
  readonly anchor: string | null;
  /** It is struck out from end to end, but for what says why behind it. */
  readonly struck: boolean;
  /** An entry of a list begins with it within a line, by `<li>`: beside the one before or below it. */
  readonly opensEntry: 'beside' | 'below' | null;
  /** It ends a line that the writer broke on purpose. */
  readonly broken: boolean;
}

/** What a text's markup refers to beyond the text itself. */
export interface References {
  readonly definitions: Definitions;
  /** Lines that the parser did not see. */
  readonly aside: ReadonlyMap<number, string>;
  /** How many lines of the document stand above the part that the parser saw. */
  readonly above: number;
}

const ANCHOR = /<!--\s*closeout:(?:item=)?([\w-]{1,64})\s*-->/;

/** The uid that an anchor comment (`<!-- closeout:… -->`) in `html` carries. */
export function anchorIn(html: string): string | null {
  return ANCHOR.exec(html)?.[1] ?? null;
}

interface Draft {
  text: string;
  line: number;
  urls: string[];
  anchor: string | null;
  broken: boolean;
  opensEntry: TextLine['opensEntry'];
  /** Characters that are not within bold, within italic. */
  plain: number;
  bold: number;
  italic: number;
  lead: string | null;
}

function draftAt(line: number): Draft {
  return { text: '', line, urls: [], anchor: null, broken: false, opensEntry: null, plain: 0, bold: 0, italic: 0, lead: null };
}

/** The lines of a heading, paragraph or cell; empty ones are left out. */
export function textLines(nodes: readonly PhrasingContent[], line: number, references: References): readonly TextLine[] {
  const drafts: Draft[] = [draftAt(line)];
  walk(nodes, { drafts, references, style: 'plain', depth: 0, lists: { open: 0 } });
  return drafts.flatMap((draft) => finish(draft, references) ?? []);
}

interface Walk {
  readonly drafts: Draft[];
  readonly references: References;
  readonly style: 'plain' | 'bold' | 'italic';
  readonly depth: number;
  /** How many lists of HTML are open at this place. */
  readonly lists: { open: number };
}

/** Comments and tags that a page has; anything else between angle brackets is text: `Map<String>`, `<your action>`. */
const TAG =
  /^<(?:[!?]|\/?(?:a|abbr|audio|b|big|blockquote|button|center|cite|code|del|details|div|em|embed|figure|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|mark|meta|object|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|tr|tt|u|ul|var|video)\b)/i;

/** Emphasis nested deeper than this is nobody's intention. */
const DEEPEST = 40;

function walk(nodes: readonly PhrasingContent[], to: Walk): void {
  for (const node of nodes) {
    const last = to.drafts.at(-1) as Draft;
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        append(node.value, lineAt(node.position?.start, to) ?? last.line, to);
        break;
      case 'break':
        last.broken = true;
        to.drafts.push(draftAt((lineAt(node.position?.end, to) ?? last.line + 1) + (node.position?.end.column === 1 ? 0 : 1)));
        break;
      case 'strong':
      case 'emphasis': {
        if (to.depth > DEEPEST) break;
        const style = node.type === 'strong' || to.style === 'bold' ? 'bold' : 'italic';
        const opensLine = last.text.trim() === '';
        walk(node.children, { ...to, style, depth: to.depth + 1 });
        if (style === 'bold' && opensLine && to.drafts.at(-1) === last) last.lead ??= last.text.trim();
        break;
      }
      case 'link':
        last.urls.push(node.url);
        if (to.depth <= DEEPEST) walk(node.children, { ...to, depth: to.depth + 1 });
        break;
      case 'linkReference': {
        const url = to.references.definitions.get(labelKey(node.identifier));
        if (url !== undefined) last.urls.push(url);
        if (to.depth <= DEEPEST) walk(node.children, { ...to, depth: to.depth + 1 });
        break;
      }
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) {
          last.broken = true;
          to.drafts.push(draftAt(lineAt(node.position?.end, to) ?? last.line));
        } else if (/^<li\b/i.test(node.value)) {
          const opensEntry = to.lists.open > 0 ? 'below' : 'beside';
          to.drafts.push({ ...draftAt(lineAt(node.position?.start, to) ?? last.line), opensEntry });
        } else if (/^<\/?[uo]l\b/i.test(node.value)) {
          to.lists.open = Math.max(0, to.lists.open + (node.value[1] === '/' ? -1 : 1));
        } else if (TAG.test(node.value)) last.anchor ??= anchorIn(node.value);
        else append(node.value, lineAt(node.position?.start, to) ?? last.line, to);
        break;
      case 'delete':
        if (to.depth > DEEPEST) break;
        append('~~', last.line, to);
        walk(node.children, { ...to, depth: to.depth + 1 });
        append('~~', to.drafts.at(-1)?.line ?? last.line, to);
        break;
      case 'image':
      case 'imageReference':
      case 'footnoteReference':
        break;
    }
  }
}

function lineAt(point: { readonly line: number } | undefined, { references }: Walk): number | null {
  return point === undefined ? null : references.above + point.line;
}

function append(value: string, line: number, to: Walk): void {
  for (const [index, piece] of value.split('\n').entries()) {
    if (index > 0) to.drafts.push(draftAt(line + index));
    const draft = to.drafts.at(-1) as Draft;
    draft.text += piece;
    draft[to.style] += piece.trim().replace(/^[:.]$/, '').length;
  }
}

/** `[ ] ~~Add an index~~ (too slow)` */
const STRUCK = /^(?:\[.?\]\s*)?~~[^~]*~~\s*(?:$|[.,;:(@[–—-]|(?:by|due)\s)/;

function finish(draft: Draft, { aside }: References): TextLine | null {
  const text = withAside(draft.text, aside).replace(/~~/g, '').replace(/\s+/g, ' ').trim();
  if (text === '' && draft.anchor === null && draft.urls.length === 0) return null;
  const stressed = draft.plain > 0 || text === '' ? null : draft.bold > 0 ? 'bold' : draft.italic > 0 ? 'italic' : null;
  const lead = draft.lead === null ? null : draft.lead.replace(/\s+/g, ' ').replace(/\s*[:：]$/, '');
  return {
    text,
    line: draft.line,
    lead: lead === '' ? null : lead,
    stressed,
    urls: draft.urls,
    anchor: draft.anchor,
    struck: STRUCK.test(draft.text.trim()),
    opensEntry: draft.opensEntry,
    broken: draft.broken,
  };
}
