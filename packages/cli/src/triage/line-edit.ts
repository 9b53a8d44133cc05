import { cutToWidth, displayWidth, plainText } from '@closeout/core';
import type { Key } from './keys.ts';

/** A line that is being typed, with the cursor between both parts. */
export interface TypedLine {
  readonly before: string;
  readonly after: string;
}

/** What a key makes of a line. */
export type Typed = { readonly line: TypedLine } | { readonly end: 'entered' | 'cancelled' | 'left' };

export function typed({ before, after }: TypedLine, key: Key): Typed {
  switch (key.key) {
    case 'text':
      return { line: { before: before + key.text, after } };
    case 'paste':
      return { line: { before: before + key.text.trim().replace(/\s+/g, ' '), after } };
    case 'enter':
      return { end: 'entered' };
    case 'escape':
      return { end: 'cancelled' };
    case 'interrupt':
      return { end: 'left' };
    case 'end-of-input':
      return before + after === '' ? { end: 'left' } : { line: { before, after: withoutFirst(after) } };
    case 'backspace':
      return { line: { before: withoutLast(before), after } };
    case 'delete':
      return { line: { before, after: withoutFirst(after) } };
    case 'left':
      return { line: { before: withoutLast(before), after: before.slice(withoutLast(before).length) + after } };
    case 'right':
      return { line: { before: before + after.slice(0, after.length - withoutFirst(after).length), after: withoutFirst(after) } };
    case 'home':
      return { line: { before: '', after: before + after } };
    case 'end':
      return { line: { before: before + after, after: '' } };
    case 'clear':
      return { line: { before: '', after } };
    case 'kill-word':
      return { line: { before: before.replace(/\S*\s*$/, ''), after } };
    case 'kill-end':
      return { line: { before, after: '' } };
    case 'up':
    case 'down':
      return { line: { before, after } };
  }
}

/** So much of a line is always seen, however narrow the terminal. */
const SEEN = 12;

/** The line as far as it fits behind `prompt`, on one row, and how far the cursor stands left of its end. */
export function shownLine(
  { before, after }: TypedLine,
  { prompt, columns }: { readonly prompt: string; readonly columns: number },
): { readonly text: string; readonly back: number } {
  // The last column stays free: some terminals wrap as soon as it is written.
  const asked = displayWidth(prompt) + SEEN < columns ? prompt : `${cutToWidth(prompt, Math.max(0, columns - SEEN - 2))} `;
  const room = columns - displayWidth(asked) - 1;
  const behind = cutToWidth(plainText(after), Math.max(0, Math.min(displayWidth(plainText(after)), Math.floor(room / 3))));
  const front = lastColumns(plainText(before), room - displayWidth(behind));
  return { text: `${asked}${front}${behind}`, back: displayWidth(behind) };
}

function lastColumns(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const graphemes = graphemesOf(text);
  let kept = '';
  let width = 1;
  for (const grapheme of graphemes.reverse()) {
    width += displayWidth(grapheme);
    if (width > columns) break;
    kept = grapheme + kept;
  }
  return `…${kept}`;
}

const segmenter = new Intl.Segmenter();

function graphemesOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function withoutLast(text: string): string {
  return graphemesOf(text).slice(0, -1).join('');
}

function withoutFirst(text: string): string {
  return graphemesOf(text).slice(1).join('');
}
