import { type PlainDate, parsePlainDate } from '../model/plain-date.ts';

/** The first date on a due line that exists, also where a person left out a zero (`2026-4-1`). */
export function dueOnOf(dueLine: string | null): PlainDate | null {
  return firstDate(dueLine ?? '')?.date ?? null;
}

/** What a person wrote on a due line besides a date or `none`: other text inside the block. Without letters and digits it is nothing. */
export function dueTextOf(dueLine: string | null): string {
  const line = dueLine ?? '';
  const found = firstDate(line);
  const text = found === null ? line.replace(/^none(?![\p{L}\p{N}])/iu, '') : `${line.slice(0, found.from)}${line.slice(found.to)}`;
  return /[\p{L}\p{N}\p{So}]/u.test(text) ? text.trim() : '';
}

function firstDate(line: string): { readonly date: PlainDate; readonly from: number; readonly to: number } | null {
  for (const match of line.matchAll(/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g)) {
    const [whole, year, month = '', day = ''] = match;
    const date = parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    if (date !== null) return { date, from: match.index, to: match.index + whole.length };
  }
  return null;
}
