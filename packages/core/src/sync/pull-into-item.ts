import type { ActionItem, ItemState } from '../model/item.ts';
import type { Link, Past, RemoteStatus, SyncField } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { movedDue } from '../plan/item-due.ts';
import { asMirrorOf } from '../tracker/own-block.ts';
import { oursRaw, type RawStatus, theirsRaw } from './field.ts';
import { distinctLabels, hasLabel, labelsWithout } from './label-set.ts';
import type { FieldChange } from './plan.ts';
import type { Terms } from './terms.ts';
import { heardOf } from './unheard.ts';

/**
 * The item after what moved in the tracker moved here. Never refused for lack of a reason or evidence: it is
 * recorded as "in `<tracker>`", and what is owed stays visible on the item.
 */
export function pullIntoItem(
  item: ActionItem,
  { fields, terms, today }: { readonly fields: readonly FieldChange[]; readonly terms: Terms; readonly today: PlainDate },
): ActionItem {
  let next = item;
  for (const { field, to } of fields) {
    switch (field) {
      case 'title':
        next = { ...next, title: to as string };
        break;
      case 'status':
        next = { ...next, state: stateFrom(to as RawStatus, { terms, today }) };
        break;
      case 'assignee':
        next = { ...next, owner: to === null ? null : terms.personOf(to as string) };
        break;
      case 'dueOn':
        next = movedDue(next, { to: to as PlainDate, reason: `in ${terms.tracker}`, by: terms.tracker, today });
        break;
      case 'priority':
        next = { ...next, priority: to === null ? null : (terms.priorityOf(to as string) ?? next.priority) };
        break;
      case 'labels':
        next = { ...next, labels: (to as readonly string[]).map((label) => label.slice(terms.labelPrefix.length)) };
        break;
      case 'details':
        break;
    }
  }
  return next;
}

/** The link after these fields were pulled into `item`. */
export function linkAfterPull(
  link: Link,
  {
    fields,
    item,
    details,
    terms,
  }: { readonly fields: readonly FieldChange[]; readonly item: ActionItem; readonly details: string; readonly terms: Terms },
): Link {
  const pasts: Partial<Record<SyncField, Past>> = { ...link.pasts };
  for (const { field, from, to } of fields) {
    const past = link.pasts[field] ?? null;
    const theirs = theirsRaw(field, asMirrorOf(link.now, link.item), { terms, past });
    pasts[field] = {
      ours:
        field === 'labels'
          ? labelsPast(past, from as readonly string[], to as readonly string[])
          : oursRaw(field, item, { terms, details }),
      theirs,
    };
  }
  return heardOf(
    { ...link, pasts },
    fields.map(({ field }) => field),
  );
}

/** Our past takes what crossed and nothing else: labels that we added ourselves are still to be pushed. */
function labelsPast(past: Past | null, from: readonly string[], to: readonly string[]): readonly string[] {
  const before = (past?.ours ?? []) as readonly string[];
  const kept = before.filter((label) => hasLabel(to, label) || !hasLabel(from, label));
  return [...distinctLabels([...kept, ...labelsWithout(to, from)])].sort();
}

function stateFrom(raw: RemoteStatus, { terms, today }: { readonly terms: Terms; readonly today: PlainDate }): ItemState {
  const by = terms.tracker;
  const status = terms.statusOf(raw);
  switch (status) {
    case 'open':
    case 'in-progress':
      return { status };
    case 'blocked':
      return { status, reason: null };
    case 'done':
      return { status, on: today, by, evidence: null, outcome: null };
    case 'cancelled':
    case 'duplicate':
      return { status: 'cancelled', on: today, by, resolution: terms.resolutionOf(raw), reason: null, until: null, into: null };
  }
}
