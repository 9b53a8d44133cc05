import type { Json } from '../model/brand.ts';
import type { SentCreate } from '../model/issue-draft.ts';
import type { Status } from '../model/item.ts';
import type { Issue, Past, SyncField } from '../model/mirror.ts';
import { SYNC_FIELDS } from '../model/mirror.ts';
import type { VersionedItem } from '../store/port.ts';
import { blockDetails } from '../tracker/managed-block.ts';
import type { Draft } from '../tracker/port.ts';
import { isUnmappable, oursRaw, sharedOurs, theirsRaw } from './field.ts';
import type { Terms } from './terms.ts';
import { isFormOf } from './title-form.ts';

/** A value the tracker cannot be told (an owner without an account) did not cross: it has no past. */
export function sentCreate({ item, seq }: VersionedItem, { draft, terms }: { readonly draft: Draft; readonly terms: Terms }): SentCreate {
  const ours: Partial<Record<SyncField, Json>> = {};
  for (const field of SYNC_FIELDS) {
    const raw = oursRaw(field, item, { terms, details: draft.details });
    if (field === 'labels' || !isUnmappable(field, sharedOurs(field, raw, terms))) ours[field] = raw;
  }
  return { draft, ours, itemSeq: seq };
}

/** The pasts of an issue that `create` answered: what was sent on our side, what the tracker holds on theirs. */
export function pastsOfCreated(
  sent: SentCreate,
  { issue, terms, refused }: { readonly issue: Issue; readonly terms: Terms; readonly refused: readonly SyncField[] },
): Partial<Record<SyncField, Past>> {
  const pasts: Partial<Record<SyncField, Past>> = {};
  for (const field of SYNC_FIELDS) {
    const ours = sent.ours[field];
    if (ours !== undefined && !refused.includes(field))
      pasts[field] = { ours, theirs: theirsRaw(field, issue, { terms, past: { ours: null, theirs: sent.draft.assignee } }) };
  }
  return pasts;
}

/**
 * The pasts of an issue whose create was in doubt. Untouched since, it holds what the tracker made of the draft; what it left out
 * has no past and is sent again. Touched since, nobody can tell what it first held: the draft itself stands for that, so that what a
 * person changed meanwhile crosses to us.
 */
export function pastsOfFound(
  sent: SentCreate,
  { issue, terms }: { readonly issue: Issue; readonly terms: Terms },
): Partial<Record<SyncField, Past>> {
  if (issue.createdAt === issue.updatedAt) return pastsOfCreated(sent, { issue, terms, refused: leftOut(sent.draft, { issue, terms }) });
  const pasts = pastsOfCreated(sent, { issue, terms, refused: [] });
  const assumed: Partial<Record<SyncField, Past>> = {};
  for (const field of SYNC_FIELDS) {
    const past = pasts[field];
    if (past === undefined) continue;
    assumed[field] = { ours: past.ours, theirs: asSent(field, sent.draft, issue) };
  }
  return assumed;
}

/** What a tracker does not hold although it was sent: GitHub says nothing of labels and assignees that a token may not set. */
function leftOut(draft: Draft, { issue, terms }: { readonly issue: Issue; readonly terms: Terms }): readonly SyncField[] {
  const fields: SyncField[] = [];
  const has = (names: readonly string[], name: string) => names.some((held) => held.toLowerCase() === name.toLowerCase());
  if (draft.labels.some((label) => !has(issue.labels, label))) fields.push('labels');
  if (draft.assignee !== null && !has(issue.assignees, draft.assignee)) fields.push('assignee');
  if (draft.priority !== null && issue.priority === null) fields.push('priority');
  if (issue.status.category !== 'done' && terms.statusOf(issue.status) !== draft.status.status) fields.push('status');
  return fields;
}

function asSent(field: SyncField, draft: Draft, issue: Issue): Json {
  switch (field) {
    case 'title':
      return isFormOf(issue.title, draft.title) ? issue.title : draft.title;
    case 'details':
      return blockDetails(draft.details);
    case 'status':
      return { name: draft.status.status, category: CATEGORY[draft.status.status], resolution: null };
    case 'assignee':
      return draft.assignee;
    case 'dueOn':
      return draft.dueOn;
    case 'priority':
      return draft.priority;
    case 'labels':
      return [...draft.labels].sort();
  }
}

const CATEGORY: Readonly<Record<Exclude<Status, 'proposed'>, 'new' | 'indeterminate' | 'done'>> = {
  open: 'new',
  'in-progress': 'indeterminate',
  blocked: 'indeterminate',
  done: 'done',
  cancelled: 'done',
};
