import { type Drift, type Json, plainText } from '@closeout/core';
import type { RefusedChange, SyncResult } from '@closeout/core/sync';

/** A raw value of either side, on one line. */
export function valueText(value: Json): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return plainText(String(value));
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((member) => plainText(String(member))).join(', ');
  const { status, name, resolution } = value as { readonly status?: string; readonly name?: string; readonly resolution?: string | null };
  return plainText([status ?? name ?? '', ...(resolution ? [`(${resolution})`] : [])].join(' '));
}

/** What a tracker refused, a line each; what it does for want of permission has one cause and is said once. */
function refusedLines(refused: readonly RefusedChange[]): readonly string[] {
  const { missing = [], others = [] } = Object.groupBy(refused, ({ code }) => (code === 'no-permission' ? 'missing' : 'others'));
  const lines = others.map((one) => `  ${one.item} ${one.field} refused: ${plainText(one.message)}`);
  if (missing.length === 0) return lines;
  const fields = [...new Set(missing.map(({ field }) => (field === 'create' ? 'new issues' : field)))].join(', ');
  const items = [...new Set(missing.map(({ item }) => item))];
  const named = items.length > 5 ? `${items.slice(0, 5).join(', ')} and ${items.length - 5} more` : items.join(', ');
  return [
    ...lines,
    `  no permission: it does not take ${fields} from this account (${named})`,
    `    ${plainText(missing[0]?.message ?? '')}`,
    '    to do: give the account write access there, then: closeout sync --retry; closeout doctor says what is missing',
  ];
}

/** Drift with the id that people use. */
export type NamedDrift = Pick<Drift, 'code' | 'message'> & { readonly item: string | null };

/** What a sync did, a line a tracker. */
export function syncText(
  result: Omit<SyncResult, 'drift'> & { readonly drift: readonly NamedDrift[] },
  requests: ReadonlyMap<string, number>,
): string {
  const lines = result.trackers.map(({ name, created, adopted, updated, pulled, inDoubt, refused, resumeAt, limitedBy, error }) => {
    const did = [
      ...(created > 0 ? [`${created} created`] : []),
      ...(adopted > 0 ? [`${adopted} adopted`] : []),
      ...(updated > 0 ? [`${updated} updated there`] : []),
      ...(pulled > 0 ? [`${pulled} taken over here`] : []),
      ...(inDoubt > 0 ? [`${inDoubt} in doubt`] : []),
    ];
    const sent = requests.get(name) ?? 0;
    const head = `${plainText(name)}: ${did.length > 0 ? did.join(', ') : error === null && limitedBy === null ? 'nothing to do' : 'nothing was done'} (${sent} ${sent === 1 ? 'request' : 'requests'})`;
    return [
      head,
      ...refusedLines(refused),
      ...(error === null ? [] : [`  failed: ${plainText(error.message)}`]),
      ...(resumeAt === null
        ? []
        : [`  goes on at ${resumeAt}${limitedBy === null ? '' : ` (${plainText(limitedBy)})`}; run sync again then`]),
    ].join('\n');
  });
  if (result.conflicts.length > 0) lines.push(`${result.conflicts.length} in conflict; see: closeout conflicts`);
  if (result.drift.length > 0)
    lines.push(...result.drift.map(({ item, code, message }) => `${item ?? 'drift'}  ${plainText(message)} (${code})`));
  if (result.waiting > 0)
    lines.push(`${result.waiting} ${result.waiting === 1 ? 'proposal waits' : 'proposals wait'} for triage; see: closeout triage`);
  return lines.join('\n');
}
