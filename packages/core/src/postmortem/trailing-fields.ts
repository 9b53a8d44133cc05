import type { Stated } from './candidate.ts';
import { datesIn } from './civil-dates.ts';
import { fieldOf } from './stated-field.ts';

/** What stands behind a promise about it, and the promise without that. */
export interface Trailed {
  readonly text: string;
  readonly stated: Stated;
}

/** More parts than this are not taken off one text, and none that is longer. */
const MOST_PARTS = 12;
const LONGEST_PART = 120;

/**
 * Takes fields off the end of a text, from the last to the first: `Add an alert (Owner: @maria, due: 2026-02-01)`, `… — @maria —
 * 2026-02-01`, `… | Status: open`, `… [P2]`. A part is taken only when all of it is a field.
 */
export function withoutTrailingFields(text: string): Trailed {
  let rest = text.trimEnd();
  let stated: Stated = {};
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    const part = lastPart(rest);
    if (part === null) break;
    const fields = fieldsOf(part);
    if (fields === null) break;
    stated = { ...fields, ...stated };
    rest = part.before.replace(/[\s,;|–—-]+$/, '');
  }
  return rest === '' ? { text, stated: {} } : { text: rest, stated };
}

interface Part {
  readonly before: string;
  readonly inner: string;
  /** Set apart by more than a comma or full stop, so that it need not name its fields. */
  readonly apart: boolean;
}

function lastPart(text: string): Part | null {
  const from = Math.max(0, text.length - LONGEST_PART);
  const tail = text.slice(from);
  const bracketed = /(?:\(([^()]*)\)|\[([^[\]]*)\])\.?$/.exec(tail);
  if (bracketed !== null) return { before: text.slice(0, from + bracketed.index), inner: bracketed[1] ?? bracketed[2] ?? '', apart: true };
  const separated = /^(.*\S)\s*( [|–—-] | -- |;|,|\.)\s*(\S.*?)\.?$/s.exec(tail);
  if (separated === null) return null;
  const [, head = '', separator = '', inner = ''] = separated;
  const end = from + tail.indexOf(separator, head.length) + (separator === '.' ? 1 : 0);
  const before = text.slice(0, end);
  // `due: Feb 3, 2026`: the year belongs to what stands before the comma.
  if (separator === ',' && /^\d{4}$/.test(inner)) return withYear(text, from);
  return { before, inner, apart: /[|–—-]/.test(separator) };
}

function withYear(text: string, from: number): Part | null {
  const found = /^(.*\S)\s*( [|–—-] | -- |;|,|\.)\s*(\S[^,;|]*,\s*\d{4})\.?$/s.exec(text.slice(from));
  if (found === null) return null;
  const [, before = '', separator = '', inner = ''] = found;
  return { before: text.slice(0, from) + before, inner, apart: /[|–—-]/.test(separator) };
}

function fieldsOf({ inner, apart }: Part): Stated | null {
  let all: Stated = {};
  for (const piece of inner.split(/\s*[;|]\s*|,\s+(?!\d{4}\b)/)) {
    const field = namedField(piece) ?? (apart ? bareField(piece.trim()) : null);
    if (field === null) return null;
    all = { ...all, ...field };
  }
  return all;
}

/** `Owner: maria`, `due=2026-02-01`, `ETA 2 weeks`. */
function namedField(piece: string): Stated | null {
  const found = /^[\s*_]*(\p{L}[\p{L} ]{1,24}?)[\s*_]*[:=][\s*_]*(\S.*?)[\s*_]*$/u.exec(piece);
  const field = found === null ? null : fieldOf(found[1] ?? '');
  const value = found?.[2] ?? '';
  if (field === null || value.length > 80 || /^(?:done|timeline|when|who|lead|progress)$/i.test(found?.[1] ?? '')) return null;
  return { [field]: value };
}

/** What needs no name: `@maria`, `2026-02-01`, `due March 3`, `P1`. */
function bareField(piece: string): Stated | null {
  if (/^@[\w.-]{1,40}$/.test(piece)) return { owner: piece };
  if (/^P[0-4]$/.test(piece)) return { priority: piece };
  const due = /^(?:(?:due|by|eta|deadline)(?: on| by)?\s+)?(\S.*)$/i.exec(piece)?.[1] ?? '';
  const [date] = datesIn(due);
  return date !== undefined && date.from === 0 && date.to === due.length ? { due } : null;
}
