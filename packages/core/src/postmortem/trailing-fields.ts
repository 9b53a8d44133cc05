import { type Apart, bareField, nameBeforeDue } from './bare-field.ts';
import { isCalledOff } from './called-off.ts';
import type { Stated } from './candidate.ts';
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
 * 2026-02-01`, `…, @maria, by 2026-02-01`, `… | Status: open`, `… [P2]`. A part is taken only when all of it is a field; so is the
 * key of an issue that one of `urls` leads to.
 */
export function withoutTrailingFields(text: string, urls: readonly string[] = []): Trailed {
  let rest = text.trimEnd();
  let stated: Stated = {};
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    const taken = lastParts(rest).flatMap((part) => {
      const fields = fieldsOf(part, { stated, urls });
      return fields === null ? [] : [{ fields, before: part.before.replace(/[\s,;|–—-]+$/, '') }];
    })[0];
    if (taken === undefined) break;
    stated = { ...taken.fields, ...stated };
    rest = taken.before;
  }
  return rest === '' ? { text, stated: {} } : { text: rest, stated };
}

interface Part {
  readonly before: string;
  readonly inner: string;
  readonly apart: Apart;
}

/** What may be the last part of a text, in the order in which to look at it. */
function lastParts(text: string): readonly Part[] {
  const from = Math.max(0, text.length - LONGEST_PART);
  const tail = text.slice(from);
  const part = (end: number, inner: string, apart: Apart): Part => ({ before: text.slice(0, from + end), inner, apart });
  const bracketed = /(?:\(([^()]*)\)|\[([^[\]]*)\])\.?$/.exec(tail);
  if (bracketed !== null) return [part(bracketed.index, bracketed[1] ?? bracketed[2] ?? '', 'plainly')];
  // `due: Feb 3, 2026`: the year belongs to what stands before the comma.
  const separated =
    /^(.*\S)\s*( [|–—-] | -- |;|,|\.)\s*(\S[^,;|]*,\s*\d{4})\.?$/s.exec(tail) ??
    /^(.*\S)\s*( [|–—-] | -- |;|,|\.)\s*(\S.*?)\.?$/s.exec(tail);
  const glued = /^(.*\S)\s+((?:by|due|eta|before)\s.*?|#\p{L}+|@\S+)\.?$/isu.exec(tail);
  const [, head = '', separator = '', inner = ''] = separated ?? [];
  const end = tail.indexOf(separator, head.length) + (separator === '.' ? 1 : 0);
  const apart = /[|–—-]/.test(separator) ? 'plainly' : separator === '.' ? 'sentence' : 'listed';
  return [
    ...(separated === null ? [] : [part(end, inner, apart)]),
    ...(glued === null ? [] : [part((glued[1] ?? '').length, glued[2] ?? '', 'glued' as const)]),
  ];
}

interface Around {
  /** What was taken off behind it. */
  readonly stated: Stated;
  readonly urls: readonly string[];
}

function fieldsOf({ before, inner, apart }: Part, { stated, urls }: Around): Stated | null {
  if (isCalledOff(inner) && REMOVES.test(before)) return null;
  let all: Stated = {};
  for (const each of inner.split(/\s*[;|]\s*|,\s+(?!\d{4}(?![\d-]))/).toReversed()) {
    const piece = each.trim();
    const behind = { ...all, ...stated };
    const field =
      namedField(piece) ??
      bareField(piece, apart) ??
      (apart === 'listed' || apart === 'plainly' ? beside(piece, { apart, behind, urls }) : null);
    if (field === null) return null;
    all = { ...field, ...all };
  }
  return all;
}

/** `Delete the old job (obsolete)`: what is to go is called so, not the promise. */
const REMOVES =
  /^\W*(?:remove|delete|drop|retire|clean|purge|decommission|deprecate|archive|disable|uninstall|revoke|close|merge|deduplicate|stop|turn off)\b/i;

function beside(
  piece: string,
  { apart, behind, urls }: { readonly apart: Apart; readonly behind: Stated; readonly urls: readonly string[] },
) {
  const key = apart === 'plainly' ? /^#?([A-Z][A-Z0-9]{1,9}-\d{1,7}|\d{1,7})$/.exec(piece)?.[1] : undefined;
  if (key !== undefined) return urls.some((url) => url.endsWith(`/${key}`)) ? {} : null;
  return behind.due !== undefined && behind.owner === undefined ? nameBeforeDue(piece) : null;
}

/** `Owner: maria`, `due=2026-02-01`, `ETA 2 weeks`. */
function namedField(piece: string): Stated | null {
  const found = /^[\s*_]*(\p{L}[\p{L} ]{1,24}?)[\s*_]*[:=][\s*_]*(\S.*?)[\s*_]*$/u.exec(piece);
  const field = found === null ? null : fieldOf(found[1] ?? '');
  const value = found?.[2] ?? '';
  if (field === null || value.length > 80 || /^(?:done|timeline|when|who|lead|progress)$/i.test(found?.[1] ?? '')) return null;
  return { [field]: value };
}
