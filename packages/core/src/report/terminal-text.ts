const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const CONTROLS = /\p{Cc}/gu;
/** Marks that turn the direction of what follows, and tags that nobody sees (UTR #36 §3.1). */
const DECEPTIVE = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/**
 * `text` from outside on one line of a terminal: it can neither move the cursor, nor colour, nor turn the direction of
 * what stands beside it. What would have done so stays visible (`␛[31m`), so that nothing hides.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ').replace(CONTROLS, pictureOf).replace(DECEPTIVE, '\ufffd');
}

/** The picture of a control character (U+2400 …), or U+FFFD where there is none. */
function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
