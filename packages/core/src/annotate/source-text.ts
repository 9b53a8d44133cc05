import { annotationSpans, OPENING } from '../postmortem/annotation-spans.ts';
import { openComments } from './open-comments.ts';

/** An annotation as it stands in a document; `line` from 1. */
export interface StandingSpan {
  readonly anchor: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** An editor wrapped it over several lines. */
  readonly wrapped: boolean;
}

/** A line without its end: offsets into the document. */
export interface SourceLine {
  readonly text: string;
  readonly from: number;
  /** It begins within a comment that was never ended. */
  readonly withinComment: boolean;
}

/** A document's text, line by line, and what closeout wrote into it before. */
export interface SourceText {
  lineAt(number: number): SourceLine;
  readonly spans: readonly StandingSpan[];
  /** Opening comments that have lost their end. */
  readonly broken: readonly { readonly anchor: string; readonly line: number }[];
}

export function sourceText(text: string): SourceText {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ 0: end, index }) => index + end.length)];
  const lineOf = (offset: number) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  const spans = annotationSpans(text).map((span): StandingSpan => {
    const line = lineOf(span.from);
    return { ...span, line, wrapped: lineOf(span.to - 1) !== line };
  });
  const lineAt = (number: number) => {
    const from = starts[number - 1] ?? text.length;
    return { text: text.slice(from, starts[number] ?? text.length).replace(/[\r\n]+$/, ''), from };
  };
  const within = text.includes('<!--') ? openComments(starts.map((_, at) => lineAt(at + 1).text)) : [];
  return {
    lineAt: (number) => ({ ...lineAt(number), withinComment: within[number - 1] ?? false }),
    spans,
    broken: brokenOpenings(text, spans).map(({ anchor, at }) => ({ anchor, line: lineOf(at) })),
  };
}

function brokenOpenings(text: string, spans: readonly StandingSpan[]): readonly { readonly anchor: string; readonly at: number }[] {
  if (!text.includes('closeout:')) return [];
  const whole = new Set(spans.map(({ from }) => (/[ \t]/.test(text[from] ?? '') ? from + 1 : from)));
  return [...text.matchAll(new RegExp(OPENING, 'g'))].flatMap(({ 1: anchor = '', index }) =>
    whole.has(index) ? [] : [{ anchor, at: index }],
  );
}
