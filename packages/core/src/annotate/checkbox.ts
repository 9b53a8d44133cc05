/** A checkbox in a line: the offsets of its mark, and whether that says done. */
export interface Checkbox {
  readonly from: number;
  readonly to: number;
  readonly ticked: boolean;
  readonly marks: { readonly ticked: string; readonly empty: string };
}

const BULLETS = '[\\s>]*(?:(?:[-*+•●▪◦‣·○■➢➤►–—]|\\d{1,9}[.)]|<li\\b[^<>]{0,200}>)\\s*)*';
const BRACKETS = new RegExp(`^${BULLETS}\\[([\\sxX✓✔-]?)\\](?![([:])`, 'u');
const BALLOT = new RegExp(`^${BULLETS}([☐☑])`, 'u');

/** The checkbox that `line` begins with behind its bullets, looked for between `from` and `to`, or `null`. */
export function checkboxIn(line: string, from = 0, to = line.length): Checkbox | null {
  // A box stands at the beginning: what follows is not looked at.
  const text = line.slice(from, Math.min(to, from + 400));
  const brackets = BRACKETS.exec(text);
  if (brackets !== null) {
    const [whole, mark = ''] = brackets;
    const end = from + whole.length - 1;
    return { from: end - mark.length, to: end, ticked: /[xX✓✔]/.test(mark), marks: { ticked: 'x', empty: ' ' } };
  }
  const ballot = BALLOT.exec(text);
  if (ballot === null) return null;
  const end = from + ballot[0].length;
  return { from: end - 1, to: end, ticked: ballot[1] === '☑', marks: { ticked: '☑', empty: '☐' } };
}
