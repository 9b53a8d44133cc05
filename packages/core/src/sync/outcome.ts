import type { Json } from '../model/brand.ts';
import type { ItemUid } from '../model/id.ts';
import type { Instant } from '../model/instant.ts';
import type { ActionItem } from '../model/item.ts';
import type { Conflict, Link, Past, Refusal, SyncField } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { asMirrorOf } from '../tracker/own-block.ts';
import type { Updated } from '../tracker/port.ts';
import { theirsRaw } from './field.ts';
import { distinctLabels, hasLabel, labelsWithin, labelsWithout } from './label-set.ts';
import type { FieldChange } from './plan.ts';
import { refusalDigest } from './refused.ts';
import type { Terms } from './terms.ts';
import { heardOf } from './unheard.ts';

/** The link while an update of these fields is on its way. What is sent once more stays in doubt over all that happened since the first time. */
export function sending(link: Link, fields: readonly FieldChange[]): Link {
  const sent = Object.fromEntries(
    fields.map(({ field, to }) => [field, { ours: to, known: link.sent?.[field]?.known ?? link.now.updatedAt }]),
  );
  return { ...link, sent: { ...link.sent, ...sent } };
}

/** What an update's answer means for the store: pasts take what the tracker returned, refusals are remembered. */
export function afterUpdate(
  link: Link,
  {
    item,
    fields,
    terms,
    updated,
    at,
  }: {
    readonly item: ActionItem;
    readonly fields: readonly FieldChange[];
    readonly terms: Terms;
    readonly updated: Updated;
    readonly at: Instant;
  },
): { readonly link: Link; readonly changes: readonly Change[] } {
  const refused = new Set([...updated.refused.filter(isLeftOut).map(({ field }) => field), ...(updated.outdated ?? [])]);
  const pasts: Partial<Record<SyncField, Past>> = { ...link.pasts };
  const changes: Change[] = [];
  const seen = asMirrorOf(updated.issue, item.uid);
  for (const { field, from, to } of fields) {
    if (refused.has(field)) continue;
    const theirs = theirsRaw(field, seen, { terms, past: { ours: null, theirs: accountOf(item, terms) } });
    // What was sent: by now the item may say more, an owner in its details for one, that was pulled in the same round.
    pasts[field] = field === 'labels' ? labelsAfter(link.pasts.labels ?? null, { from, to, held: theirs }) : { ours: to, theirs };
    changes.push({ op: 'refusal.end', item: item.uid, tracker: link.tracker, field });
  }
  for (const refusal of updated.refused) {
    const sent = fields.find(({ field }) => field === refusal.field)?.to ?? null;
    const digest = refusalDigest(refusal.field, { sent, terms, status: updated.issue.status });
    changes.push({ op: 'refusal', refusal: { ...refusal, item: item.uid, tracker: link.tracker, digest } });
  }
  const { id, key, url } = updated.issue;
  const heard = heardOf(
    link,
    fields.map(({ field }) => field),
  );
  const { formerLabels, ...rest } = heard;
  const isLeft = formerLabels !== undefined && (refused.has('labels') || !fields.some(({ field }) => field === 'labels'));
  const left = isLeft ? { ...rest, formerLabels } : rest;
  const next: Link = { ...left, issue: { id, key, url }, pasts, now: updated.issue, seenAt: at, pending: true };
  return { link: next, changes: [{ op: 'link', link: next }, ...changes] };
}

/** Member by member: what crossed is in step now; what else moved on either side meanwhile has still to cross. */
function labelsAfter(past: Past | null, change: Readonly<Record<'from' | 'to' | 'held', Json>>): Past {
  const { from, to, held } = change as Readonly<Record<'from' | 'to' | 'held', readonly string[]>>;
  const added = labelsWithin(labelsWithout(to, from), held);
  const isGone = (label: string) => hasLabel(from, label) && !hasLabel(to, label) && !hasLabel(held, label);
  const advanced = (labels: Json, news: readonly string[]) =>
    [...distinctLabels([...(labels as readonly string[]), ...news])].filter((label) => !isGone(label)).sort();
  return { ours: advanced(past?.ours ?? [], added), theirs: advanced(past?.theirs ?? [], labelsWithin(held, added)) };
}

/** The open conflicts that crossing these fields decides, with their winner. */
export function decided(
  conflicts: readonly Conflict[],
  {
    item,
    tracker,
    fields,
    won,
  }: { readonly item: ItemUid; readonly tracker: string; readonly fields: readonly SyncField[]; readonly won: 'ours' | 'theirs' },
): readonly Change[] {
  return conflicts
    .filter(
      (conflict) => conflict.item === item && conflict.tracker === tracker && conflict.won === null && fields.includes(conflict.field),
    )
    .map((conflict) => ({ op: 'conflict', conflict: { ...conflict, won } }));
}

/** A text that was too long was written all the same, cut: it crossed. */
export function isLeftOut({ field, code }: Pick<Refusal, 'field' | 'code'>): boolean {
  return !(code === 'too-long' && (field === 'title' || field === 'details'));
}

/** Of several assignees there, the one we asked for is ours. */
function accountOf(item: ActionItem, terms: Terms): string | null {
  return item.owner === null ? null : terms.accountOf(item.owner);
}
