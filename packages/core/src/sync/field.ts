import type { Json } from '../model/brand.ts';
import type { ActionItem, Resolution, Status } from '../model/item.ts';
import type { Issue, Past, RemoteStatus, SyncField } from '../model/mirror.ts';
import { isOwnLabel } from './label-set.ts';
import { isClosed, type SharedStatus, sharedStatusOf, type Terms } from './terms.ts';

/** A {@link RemoteStatus} as it is kept in pasts and plans. */
export type RawStatus = Readonly<RemoteStatus>;

/** The fields that hold one value; labels are a set and merge by member. */
export type ScalarField = Exclude<SyncField, 'labels'>;
export const SCALAR_FIELDS = ['title', 'status', 'assignee', 'dueOn', 'priority', 'details'] as const satisfies readonly ScalarField[];

/** What our side holds, raw, in our words. `details` is the text of the managed block. */
export function oursRaw(field: SyncField, item: ActionItem, { terms, details }: { readonly terms: Terms; readonly details: string }): Json {
  switch (field) {
    case 'title':
      return item.title;
    case 'status':
      return { status: item.state.status, resolution: item.state.status === 'cancelled' ? item.state.resolution : null };
    case 'assignee':
      return item.owner;
    case 'dueOn':
      return item.due?.on ?? null;
    case 'priority':
      return item.priority;
    case 'labels':
      return item.labels.map((label) => `${terms.labelPrefix}${label}`).sort();
    case 'details':
      return details;
  }
}

/** What the issue holds, raw, in its tracker's words. Of several assignees the one that was in step, or else the first. */
export function theirsRaw(field: SyncField, issue: Issue, { terms, past }: { readonly terms: Terms; readonly past: Past | null }): Json {
  switch (field) {
    case 'title':
      return issue.title;
    case 'status':
      return { name: issue.status.name, category: issue.status.category, resolution: issue.status.resolution };
    case 'assignee': {
      const known = past?.theirs;
      return typeof known === 'string' && issue.assignees.includes(known) ? known : (issue.assignees[0] ?? null);
    }
    case 'dueOn':
      return issue.dueOn;
    case 'priority':
      return issue.priority;
    case 'labels':
      return issue.labels.filter((label) => isOwnLabel(label, terms.labelPrefix)).sort();
    case 'details':
      return issue.details;
  }
}

/** A raw value of ours in shared words. A person without an account there is `?name`: equal to no account. */
export function sharedOurs(field: ScalarField, raw: Json, terms: Terms): string {
  switch (field) {
    case 'status':
      return statusOfOurs(raw);
    case 'assignee':
      return typeof raw === 'string' ? (terms.accountOf(raw)?.toLowerCase() ?? `?${raw.toLowerCase()}`) : '';
    case 'title':
    case 'dueOn':
    case 'priority':
    case 'details':
      return text(raw);
  }
}

/** A raw value of theirs in shared words. A priority that means nothing here is `?word`. */
export function sharedTheirs(field: ScalarField, raw: Json, terms: Terms): string {
  switch (field) {
    case 'status':
      return terms.statusOf(raw as RawStatus);
    case 'assignee':
      return text(raw).toLowerCase();
    case 'priority':
      return raw === null ? '' : (terms.priorityOf(text(raw)) ?? `?${text(raw)}`);
    case 'title':
    case 'dueOn':
    case 'details':
      return text(raw);
  }
}

/** True for a shared value that stands for something the other side cannot hold. */
export function isUnmappable(field: ScalarField, shared: string): boolean {
  return (field === 'assignee' || field === 'priority') && shared.startsWith('?');
}

/**
 * Who wins when both sides moved apart: of a closing and anything else the closing, of two closings the
 * tracker's; the managed block is ours; the rest as configured.
 */
export function winnerOf(
  field: ScalarField,
  { ours, theirs, authority }: { readonly ours: string; readonly theirs: string; readonly authority: 'tracker' | 'closeout' },
): 'ours' | 'theirs' {
  if (field === 'details') return 'ours';
  if (field === 'status') {
    const theirsClosed = isClosed(theirs as SharedStatus);
    if (theirsClosed || isClosed(ours as SharedStatus)) return theirsClosed ? 'theirs' : 'ours';
  }
  return authority === 'tracker' ? 'theirs' : 'ours';
}

function statusOfOurs(raw: Json): SharedStatus {
  const { status, resolution } = raw as { readonly status: Exclude<Status, 'proposed'>; readonly resolution: Resolution | null };
  return sharedStatusOf(status, resolution);
}

function text(raw: Json): string {
  return typeof raw === 'string' ? raw : '';
}
