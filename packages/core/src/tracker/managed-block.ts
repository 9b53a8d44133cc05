import type { Marker } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { cut } from './cut.ts';
import { findMarkers, isSameMarker, markerText } from './marker.ts';

/*
 * The part of an issue's body that is ours:
 *
 *   text of people                                     before
 *   <!-- closeout:begin closeout/<workspace>/<item> --> markers
 *   Due: 2026-03-31                                    due line: always the first line of the block
 *
 *   what the item says                                 details
 *   <!-- closeout:end -->
 *   text of people                                     after
 */

const BEGIN = /<!--[ \t]*closeout:begin\b([^\r\n>]*?)(?:-->|(?=[\r\n>]|$))/;
const END = /<!--[ \t]*closeout:end[ \t]*-->/;
const DUE = /^[ \t]*(?:[*_]{2})?due(?::[*_]{0,2}|[*_]{2}:)[ \t]*([^\r\n]*)(?:\r\n|\n|\r|$)/i;
const NO_DATE = 'none';

/** What a block says. */
export interface BlockContent {
  readonly marker: Marker;
  readonly dueOn: PlainDate | null;
  /** What stands behind `Due:` instead of the date alone. */
  readonly dueLine?: string;
  readonly details: string;
}

/** A body taken apart: `before`, the block and `after` make up the whole body, byte for byte. */
export interface ParsedBody {
  readonly before: string;
  /** The block's own marker; `null` when somebody took it out. */
  readonly marker: Marker | null;
  /** Every marker in the body, also of blocks that somebody pasted. */
  readonly markers: readonly Marker[];
  /** What stands behind `Due:`, as a person left it; `null` when the line is gone. */
  readonly dueLine: string | null;
  /** In the form of {@link blockDetails}. */
  readonly details: string;
  readonly after: string;
  /** False when the end is missing: nobody can tell our text from theirs any more, so a rewrite keeps all of it in `after`. */
  readonly whole: boolean;
}

/** The one form in which details go into a block and come out of it: `\n` at line ends, no blank edges, no comment of ours inside. */
export function blockDetails(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/<!--(?=[ \t]*closeout:)/gi, '<!\u200b--')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** The block as Markdown. Details longer than `room` UTF-16 units allows are cut; marker and due date never are. */
export function renderBlock(content: BlockContent, room = Number.POSITIVE_INFINITY): string {
  const head = `<!-- closeout:begin ${markerText(content.marker)} -->\nDue: ${content.dueLine ?? content.dueOn ?? NO_DATE}\n`;
  const tail = '<!-- closeout:end -->';
  const details = blockDetails(content.details);
  if (details === '') return `${head}${tail}`;
  const fitting = cut(details, Math.max(0, room - head.length - tail.length - 2)).trimEnd();
  return fitting === '' ? `${head}${tail}` : `${head}\n${fitting}\n${tail}`;
}

/**
 * Takes a body apart at the block of `own`, or else at one whose marker somebody took out, or else at the first; `null` when it holds
 * none.
 */
export function parseBlock(body: string, own: Marker | null = null): ParsedBody | null {
  const begins = beginsIn(body);
  const begin =
    begins.find((each) => own !== null && isOf(each, own)) ?? begins.find((each) => own !== null && isOf(each, null)) ?? begins[0];
  return begin === undefined ? null : takenApart(body, begin);
}

/** A body taken apart at each of its blocks. */
export function parseBlocks(body: string): readonly ParsedBody[] {
  return beginsIn(body).map((begin) => takenApart(body, begin));
}

function takenApart(body: string, begin: RegExpExecArray): ParsedBody {
  const start = begin.index + begin[0].length;
  const rest = body.slice(start);
  const end = END.exec(rest);
  const next = BEGIN.exec(rest);
  const whole = end !== null && (next === null || end.index < next.index);
  const inside = whole ? rest.slice(0, end.index) : next === null ? rest : rest.slice(0, next.index);
  const opening = /^[ \t]*(?:\r\n|\n|\r)?/.exec(inside)?.[0] ?? '';
  const due = DUE.exec(inside.slice(opening.length));
  const text = inside.slice(opening.length + (due?.[0].length ?? 0));
  return {
    before: body.slice(0, begin.index),
    marker: findMarkers(begin[0])[0] ?? null,
    markers: markersIn(body),
    dueLine: due?.[1]?.trim() ?? null,
    details: blockDetails(text),
    after: whole ? rest.slice(end.index + end[0].length) : rest.slice(inside.length - text.length),
    whole,
  };
}

/** The body with its block rewritten, or with a block at its end when it had none; text outside stays byte for byte. */
export function rewriteBlock(body: string, content: BlockContent, limit = Number.POSITIVE_INFINITY): string {
  const parsed = parseBlock(body, content.marker);
  const before = parsed?.before ?? (body === '' ? '' : `${body}\n\n`);
  const after = parsed === null ? '' : parsed.whole ? parsed.after : `\n${parsed.after}`;
  return `${before}${renderBlock(content, limit - before.length - after.length)}${after}`;
}

function beginsIn(body: string): readonly RegExpExecArray[] {
  return [...body.matchAll(new RegExp(BEGIN, 'g'))];
}

function isOf([comment]: RegExpExecArray, own: Marker | null): boolean {
  const marker = findMarkers(comment)[0] ?? null;
  return own === null || marker === null ? own === marker : isSameMarker(marker, own);
}

function markersIn(body: string): readonly Marker[] {
  return findMarkers(
    beginsIn(body)
      .map(([comment]) => comment)
      .join('\n'),
  );
}
