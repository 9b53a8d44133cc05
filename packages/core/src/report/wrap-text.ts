import { cutToWidth, displayWidth } from './display-width.ts';

/** `text` broken between words into lines of at most `width` columns; a word that is longer is cut. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = cutToWidth(word, width);
    }
  }
  return [...lines, line];
}
