/** Whether `held` is what a tracker makes of the title `sent`: blanks go, and what is too long is cut. */
export function isFormOf(held: string, sent: string): boolean {
  const [short = '', long = ''] = [held, sent].map((title) => title.replace(/\s+/g, ' ').trim());
  return short === long || (short.endsWith('…') && long.startsWith(short.slice(0, -1).trimEnd()));
}
