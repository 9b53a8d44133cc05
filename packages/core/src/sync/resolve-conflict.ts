import type { Json } from '../model/brand.ts';
import type { ActionItem, ItemState, Priority, Resolution, Status } from '../model/item.ts';
import type { Conflict, Link, SyncField } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { movedDue } from '../plan/item-due.ts';
import type { Change } from '../store/port.ts';
import { asMirrorOf } from '../tracker/own-block.ts';
import { oursRaw, theirsRaw } from './field.ts';
import { mirrorChange } from './mirror-entity.ts';
import { pullIntoItem } from './pull-into-item.ts';
import type { Terms } from './terms.ts';
import { heardOf } from './unheard.ts';

/**
 * What a person's word on a conflict changes: the item takes the chosen value, the other side's value counts as seen, and
 * the next sync carries the choice over. Works on a conflict that a rule has decided already, too.
 */
export function resolveConflict(
  conflict: Conflict,
  {
    item,
    link,
    details,
    take,
    others,
    terms,
    by,
    today,
  }: {
    readonly item: ActionItem;
    readonly link: Link;
    readonly details: string;
    readonly take: 'ours' | 'theirs';
    /** Fields of the same mirror that stay in conflict. */
    readonly others: readonly SyncField[];
    readonly terms: Terms;
    readonly by: string;
    readonly today: PlainDate;
  },
): readonly Change[] {
  const { field } = conflict;
  const chosen =
    take === 'ours' && field !== 'labels'
      ? withOurs(item, { field, value: conflict.ours, by, today })
      : pullIntoItem(item, { fields: [{ field, from: conflict.ours, to: conflict[take] }], terms, today });
  const past = link.pasts[field] ?? null;
  const theirs = theirsRaw(field, asMirrorOf(link.now, link.item), { terms, past });
  const isThere = take === 'theirs' && JSON.stringify(theirs) === JSON.stringify(conflict.theirs);
  const ours = isThere ? oursRaw(field, chosen, { terms, details }) : (past?.ours ?? null);
  const next: Link = { ...heardOf(link, [field]), pasts: { ...link.pasts, [field]: { ours, theirs } }, pending: true };
  return [
    { op: 'update', entity: chosen, reason: `conflict over ${field}: ${take} taken` },
    { op: 'link', link: next },
    { op: 'conflict.end', item: item.uid, tracker: link.tracker, field },
    // Said by a person, it is asked for: what was refused before is tried again.
    ...(take === 'ours' ? [{ op: 'refusal.end', item: item.uid, tracker: link.tracker, field } as const] : []),
    mirrorChange(next, { conflicts: others, isNew: false }),
  ];
}

function withOurs(
  item: ActionItem,
  { field, value, by, today }: { readonly field: SyncField; readonly value: Json; readonly by: string; readonly today: PlainDate },
): ActionItem {
  switch (field) {
    case 'title':
      return { ...item, title: value as string };
    case 'assignee':
      return { ...item, owner: value as string | null };
    case 'priority':
      return { ...item, priority: value as Priority | null };
    case 'dueOn':
      return value === null || value === item.due?.on
        ? item
        : movedDue(item, { to: value as PlainDate, reason: 'conflict resolved', by, today });
    case 'status': {
      const { status, resolution } = value as { readonly status: Exclude<Status, 'proposed'>; readonly resolution: Resolution | null };
      return status === item.state.status ? item : { ...item, state: stateOf(status, { resolution, by, today }) };
    }
    case 'labels':
    case 'details':
      return item;
  }
}

function stateOf(
  status: Exclude<Status, 'proposed'>,
  { resolution, by, today }: { readonly resolution: Resolution | null; readonly by: string; readonly today: PlainDate },
): ItemState {
  switch (status) {
    case 'open':
    case 'in-progress':
      return { status };
    case 'blocked':
      return { status, reason: null };
    case 'done':
      return { status, on: today, by, evidence: null, outcome: null };
    case 'cancelled':
      return { status, on: today, by, resolution: resolution ?? 'wont-do', reason: null, until: null, into: null };
  }
}
