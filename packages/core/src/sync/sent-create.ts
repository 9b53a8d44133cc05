import type { Json } from '../model/brand.ts';
import type { SentCreate } from '../model/issue-draft.ts';
import type { Status } from '../model/item.ts';
import type { Issue, Link, Past, Sent, SyncField } from '../model/mirror.ts';
import { SYNC_FIELDS } from '../model/mirror.ts';
import type { VersionedItem } from '../store/port.ts';
import { blockDetails } from '../tracker/managed-block.ts';
import { asMirrorOf } from '../tracker/own-block.ts';
import type { Draft } from '../tracker/port.ts';
import { isUnmappable, oursRaw, sharedOurs, theirsRaw } from './field.ts';
import { hasLabel, labelsWithin } from './label-set.ts';
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
 * What is known of an issue whose create was in doubt:
 *
 * | touched since | the issue holds        | then                                                                             |
 * |---------------|------------------------|----------------------------------------------------------------------------------|
 * | no            | what was sent, or else | it is the tracker's form of what was sent, if any tracker makes that of it       |
 * | yes           | something else         | nobody can tell what it first held: the draft stands for that, so that it crosses |
 * | no            | less than was sent     | the tracker left it out without a word: it is sent again                         |
 * | yes           | less than was sent     | so too, with a conflict on record: a person may have taken it away               |
 */
export function foundAs(
  sent: SentCreate,
  { issue: found, terms }: { readonly issue: Issue; readonly terms: Terms },
): Pick<Link, 'pasts' | 'sent'> {
  const issue = asMirrorOf(found, sent.draft.marker.item);
  const isTouched = issue.createdAt !== issue.updatedAt;
  const missing = leftOut(sent.draft, { issue, terms, isTouched });
  const held = pastsOfCreated(sent, { issue, terms, refused: [] });
  const pasts: Partial<Record<SyncField, Past>> = {};
  const doubts: Partial<Record<SyncField, Sent>> = {};
  for (const field of SYNC_FIELDS) {
    const past = held[field];
    if (past === undefined) continue;
    if (missing.includes(field)) {
      pasts[field] = withoutSent(field, past, sent.draft);
      doubts[field] = { ours: field === 'labels' ? sent.draft.labels : past.ours, known: issue.createdAt };
    } else if (isTouched || isTypedAtOnce(field, sent.draft, issue))
      pasts[field] = { ours: past.ours, theirs: asSent(field, sent.draft, issue) };
    else pasts[field] = past;
  }
  return isTouched && missing.length > 0 ? { pasts, sent: doubts } : { pasts };
}

/** As if the field had never been sent. */
function withoutSent(field: SyncField, { theirs }: Past, { labels }: Draft): Past {
  switch (field) {
    case 'labels': {
      const there = theirs as readonly string[];
      return { ours: [...labelsWithin(labels, there)].sort(), theirs: [...labelsWithin(there, labels)].sort() };
    }
    case 'status':
      return { ours: { status: 'open', resolution: null }, theirs };
    case 'title':
    case 'assignee':
    case 'dueOn':
    case 'priority':
    case 'details':
      return { ours: null, theirs };
  }
}

/**
 * What a tracker does not hold although it was sent. GitHub says nothing of labels and assignees that a token may not set; it sets all
 * labels or none, so that where one is held, a person took the others away. Jira gives an issue its status in a step of its own.
 */
function leftOut(
  draft: Draft,
  { issue, terms, isTouched }: { readonly issue: Issue; readonly terms: Terms; readonly isTouched: boolean },
): readonly SyncField[] {
  const lacks: SyncField[] = [];
  const holds: SyncField[] = [];
  const see = (field: SyncField, isHeld: boolean) => (isHeld ? holds : lacks).push(field);
  for (const label of draft.labels) see('labels', hasLabel(issue.labels, label));
  if (draft.priority !== null) see('priority', issue.priority !== null);
  const dropped = isTouched && holds.length > 0 ? [] : lacks;
  const isMoved =
    draft.status.status === 'open' ||
    (issue.status.category === 'done' && !isTouched) ||
    terms.statusOf(issue.status) === draft.status.status;
  if (!isMoved) dropped.push('status');
  // Nobody is put in place of an assignee but by a person.
  if (draft.assignee !== null && issue.assignees.length === 0) dropped.push('assignee');
  return dropped;
}

/** Stamps may be of whole seconds, so that what was typed within the first leaves no trace in them. */
function isTypedAtOnce(field: SyncField, draft: Draft, issue: Issue): boolean {
  switch (field) {
    case 'title':
      return !isFormOf(issue.title, draft.title);
    case 'dueOn':
      return issue.dueOn !== null && issue.dueOn !== draft.dueOn;
    case 'status':
      return issue.status.category === 'done' && CATEGORY[draft.status.status] !== 'done';
    case 'assignee':
    case 'priority':
    case 'labels':
    case 'details':
      return false;
  }
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
