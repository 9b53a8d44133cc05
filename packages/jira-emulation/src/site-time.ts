/** One of these takes longer to make than to use a hundred times. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** How far `timeZone` is ahead of UTC at `epochMs`. */
function offsetMs(epochMs: number, timeZone: string): number {
  const format = FORMATS.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  FORMATS.set(timeZone, format);
  const parts = format.formatToParts(epochMs);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** `2026-03-31T10:00:00.000+0200`: as Jira writes it, an offset without a colon. */
export function timestamp(epochMs: number, timeZone: string): string {
  const offset = offsetMs(epochMs, timeZone);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(value).padStart(2, '0');
  const wall = new Date(epochMs + offset).toISOString().slice(0, -1);
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** The moment that `2026-03-31` or `2026-03-31 10:00` names on a clock in `timeZone`, or `null`. */
export function epochMsInZone(text: string, timeZone: string): number | null {
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: (\d{2}):(\d{2}))?$/.exec(text);
  if (!match) return null;
  const wall = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4] ?? '00'}:${match[5] ?? '00'}:00Z`);
  if (Number.isNaN(wall)) return null;
  const guess = wall - offsetMs(wall, timeZone);
  return wall - offsetMs(guess, timeZone);
}
