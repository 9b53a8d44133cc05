import type { ActionItem, Priority } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { Draft, Patch, TargetStatus } from '../tracker/port.ts';
import { oursRaw } from './field.ts';
import type { FieldChange } from './plan.ts';
import type { Terms } from './terms.ts';

/** The status an accepted item's issue shall have. */
export function targetOf(item: ActionItem): TargetStatus {
  const { state } = item;
  switch (state.status) {
    case 'proposed':
      throw new RangeError(`${item.uid} is a proposal and has no mirror`);
    case 'open':
    case 'in-progress':
    case 'blocked':
    case 'done':
      return { status: state.status, resolution: null };
    case 'cancelled':
      return { status: 'cancelled', resolution: state.resolution };
  }
}

/** What `update` is told: the fields that cross, in the tracker's words, and nothing else. */
export function patchOf(item: ActionItem, { pushes, terms }: { readonly pushes: readonly FieldChange[]; readonly terms: Terms }): Patch {
  let patch: Patch = {};
  for (const { field, from, to } of pushes) {
    switch (field) {
      case 'title':
        patch = { ...patch, title: item.title };
        break;
      case 'details':
        patch = { ...patch, details: to as string };
        break;
      case 'status':
        patch = { ...patch, status: targetOf(item) };
        break;
      case 'assignee':
        patch = { ...patch, assignee: { from: from as string | null, to: item.owner === null ? null : terms.accountOf(item.owner) } };
        break;
      case 'dueOn':
        patch = { ...patch, dueOn: to as PlainDate | null };
        break;
      case 'priority':
        patch = { ...patch, priority: to as Priority | null };
        break;
      case 'labels': {
        const had = from as readonly string[];
        const shall = to as readonly string[];
        patch = {
          ...patch,
          labels: { add: shall.filter((label) => !had.includes(label)), remove: had.filter((label) => !shall.includes(label)) },
        };
        break;
      }
    }
  }
  return patch;
}

/** The issue an item without a mirror shall get. */
export function draftOf(
  item: ActionItem,
  { marker, details, terms }: { readonly marker: Draft['marker']; readonly details: string; readonly terms: Terms },
): Draft {
  return {
    marker,
    title: item.title,
    details,
    assignee: item.owner === null ? null : terms.accountOf(item.owner),
    dueOn: item.due?.on ?? null,
    priority: item.priority,
    labels: oursRaw('labels', item, { terms, details }) as readonly string[],
    status: targetOf(item),
  };
}
