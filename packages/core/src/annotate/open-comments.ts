/** What ends a text of Markdown, so that no comment goes on beyond it: an empty line, an entry of a list, a heading (CommonMark 5.2). */
const ENDS_TEXT = /^(?:[ \t]*$| {0,3}(?:[-*+]|1[.)])[ \t]+\S| {0,3}#{1,6}[ \t])/;

/**
 * For each of `lines`, whether a comment (`<!--`) that began in its text above is still open where it begins. Up to the end of its
 * text such an opening is nothing but characters; a comment written behind it would end it and hide what stands between.
 */
export function openComments(lines: readonly string[]): readonly boolean[] {
  let open = false;
  return lines.map((line) => {
    const before = open && !ENDS_TEXT.test(line);
    open = isOpenAfter(line, before);
    return before;
  });
}

/** Whether a comment is open behind `text`, when one is or is not before it. */
export function isOpenAfter(text: string, before: boolean): boolean {
  if (before && !text.includes('-->')) return true;
  const open = text.lastIndexOf('<!--');
  return open >= 0 && !text.includes('-->', open);
}
