import { type FieldRefusal, type Patch, type SyncField, TrackerError } from '@closeout/core';
import { detailsOf } from './adf.ts';
import { JiraFailure, recordOf } from './failure.ts';
import type { Wording } from './field.ts';
import { type SeenIssue, seenIssueOf } from './issue.ts';
import { unreadableIssue } from './listing.ts';
import type { JiraProject } from './project.ts';
import { FIELD_IDS, fieldRefusals, patchRefusals, withoutRefused } from './refusal.ts';

/** What an edit led to: the issue as Jira returned it, or `null` when nothing was sent. */
export interface Edited {
  readonly seen: SeenIssue | null;
  readonly refused: readonly FieldRefusal[];
  /** Fields that were sent and of which nobody can tell whose the value is that the issue holds now: they are compared anew. */
  readonly unsure: readonly SyncField[];
}

/** A search of our project does not show that an issue has left it: the first read or write does. */
export function assertHere(project: JiraProject, seen: SeenIssue): SeenIssue {
  if (seen.project === project.options.project) return seen;
  throw new TrackerError('moved', project.tracker, `${seen.issue.url} belongs to the project ${seen.project} now`);
}

/** One PUT, or one more for each round of fields that Jira refused: it applies all of an edit or nothing. */
export async function editIssue(
  project: JiraProject,
  { wording, seen, patch }: { readonly wording: Wording; readonly seen: SeenIssue; readonly patch: Patch },
): Promise<Edited> {
  if (sizeOf(wording) === 0) return { seen: null, refused: wording.refused, unsure: [] };
  try {
    const edited = await put(project, { wording, seen, patch });
    return { seen: edited, refused: wording.refused, unsure: [] };
  } catch (cause) {
    const failed = cause instanceof JiraFailure ? cause.failed : null;
    if (failed?.kind === 'bad-answer') return { ...(await afterAll(project, { wording, seen })), refused: wording.refused };
    if (failed?.kind !== 'status' || ![400, 403, 413, 422].includes(failed.status)) throw cause;
    const refusals = fieldRefusals(failed.problems);
    const next = refusals && withoutRefused(wording, refusals);
    // Without the fields in question there must be less to send, or the same request would be sent for ever.
    if (next === null || sizeOf(next) === sizeOf(wording))
      return { seen: null, refused: [...wording.refused, ...patchRefusals(wording, failed.problems)], unsure: [] };
    return editIssue(project, { wording: next, seen, patch });
  }
}

/** Jira leaves properties out of it, so the marker is carried over. */
async function put(
  project: JiraProject,
  { wording, seen, patch }: { readonly wording: Wording; readonly seen: SeenIssue; readonly patch: Patch },
): Promise<SeenIssue> {
  const { fields, labels, properties } = wording;
  const { value } = await project.client.call((calls, transport) =>
    transport.sendRequest({
      url: `/rest/api/3/issue/${seen.issue.id}`,
      method: 'PUT',
      searchParams: { returnIssue: true },
      body: {
        ...(Object.keys(fields).length > 0 ? { fields } : {}),
        ...(labels.length > 0 ? { update: { labels } } : {}),
        ...(properties.length > 0 ? { properties } : {}),
      },
      schema: calls.IssueSchema,
    }),
  );
  const edited = seenIssueOf(value, project.client.browse);
  if (edited === null) throw new JiraFailure({ kind: 'bad-answer', message: 'Jira answered an edit with what cannot be read as an issue' });
  assertHere(project, edited);
  const issue = { ...edited.issue, markers: patch.marker ? [patch.marker] : seen.issue.markers };
  project.knowledge.remember({ ...edited, issue });
  return { ...edited, issue };
}

function sizeOf({ fields, labels, properties }: Wording): number {
  return Object.keys(fields).length + labels.length + properties.length;
}

/**
 * The edit was answered, but in a form that says nothing: one read shows what it did. A value that is not the one that was sent may
 * be a colleague's, made since.
 */
async function afterAll(
  project: JiraProject,
  { wording: { fields, labels }, seen: before }: { readonly wording: Wording; readonly seen: SeenIssue },
): Promise<Pick<Edited, 'seen' | 'unsure'>> {
  const { id, key } = before.issue;
  const seen = (await project.fetch([id])).get(id);
  if (!seen) throw unreadableIssue(project.tracker, key);
  const { issue } = assertHere(project, seen);
  const isAsSent: Readonly<Partial<Record<SyncField, boolean>>> = {
    title: fields.summary === issue.title,
    dueOn: fields.duedate === issue.dueOn,
    assignee: (recordOf(fields.assignee).accountId ?? null) === (issue.assignees[0] ?? null),
    details: detailsOf(fields.description) === issue.details,
  };
  const sent = (Object.keys(FIELD_IDS) as (keyof typeof FIELD_IDS)[]).filter((field) => FIELD_IDS[field] in fields);
  const unsure = sent.filter((field) => isAsSent[field] !== true);
  return { seen, unsure: labels.length > 0 ? [...unsure, 'labels'] : unsure };
}
