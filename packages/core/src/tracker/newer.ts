import type { Issue, SyncField } from '../model/mirror.ts';
import type { Patch } from './port.ts';

/**
 * The fields of `patch` that somebody changed between `known` and `found`. Labels are not among them: they are added and removed one by
 * one, so that none of a person's is overwritten.
 */
export function changedSince(known: Issue | null, found: Issue, patch: Patch): readonly SyncField[] {
  if (known === null) return [];
  const changed = new Set<SyncField>();
  for (const field of ['title', 'status', 'dueOn', 'priority', 'details'] as const)
    if (patch[field] !== undefined && JSON.stringify(known[field]) !== JSON.stringify(found[field])) changed.add(field);
  const from = patch.assignee?.from ?? null;
  const isTheirs = ({ assignees }: Issue) => (from === null ? assignees.length > 0 : !assignees.includes(from));
  if (patch.assignee !== undefined && isTheirs(found) && !isTheirs(known)) changed.add('assignee');
  return [...changed];
}

/** `patch` without those fields. */
export function without(patch: Patch, fields: readonly SyncField[]): Patch {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !fields.some((field) => field === name)));
}
