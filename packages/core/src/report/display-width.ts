/** Wide and fullwidth ranges of UAX #11, by block, and what is drawn as an emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\ufe0f|\p{Emoji_Presentation}/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** Latin, Greek, Cyrillic, dashes, quotes and `…`: a column each, and no need to look for graphemes. */
const NARROW = /^[\x20-\x7e\u00a1-\u02ff\u0370-\u0482\u2010-\u2027]*$/;

let segmenter: Intl.Segmenter | undefined;

/** How many columns of a terminal `text` takes. It must hold no control characters. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

/** `text`, cut between graphemes so that it takes at most `width` columns, with `…` in place of what is gone. */
export function cutToWidth(text: string, width: number): string {
  if (text.length <= width && displayWidth(text) <= width) return text;
  if (NARROW.test(text)) return `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
  let kept = '';
  let taken = 0;
  // A grapheme is seldom longer than a few code units: what lies far beyond the cut is not looked at.
  for (const { segment } of graphemesOf(text.slice(0, width * 32 + 64))) {
    const next = graphemeWidth(segment);
    if (taken + next > width - 1) return `${kept.trimEnd()}…`;
    kept += segment;
    taken += next;
  }
  return kept.length === text.length && taken <= width ? kept : `${kept.trimEnd()}…`;
}

/** `text` with spaces after it, up to `width` columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Made at first need: most texts are plain, and cron pays for what is loaded. */
function graphemesOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
