import {
  changedSince,
  type FieldRefusal,
  type Issue,
  type IssueKey,
  type Patch,
  TrackerError,
  type Updated,
  without,
} from '@closeout/core';
import { detailsOf, rewriteDescription } from './adf.ts';
import { JiraFailure } from './failure.ts';
import { type Wording, wordPatch } from './field.ts';
import { type SeenIssue, seenIssueOf } from './issue.ts';
import { assertIssueId } from './listing.ts';
import { moveTo } from './move.ts';
import type { JiraProject } from './project.ts';
import { fieldRefusals, patchRefusals, withoutRefused } from './refusal.ts';

/** What an edit led to: the issue as Jira returned it, or `null` when nothing was sent. */
interface Edited {
  readonly seen: SeenIssue | null;
  readonly refused: readonly FieldRefusal[];
}

/** What to write, and what the caller holds of the issue, so that nothing newer is overwritten. */
export interface IssueUpdate {
  readonly patch: Patch;
  readonly known: Issue | null;
}

/**
 * Changes what `patch` names and nothing else; what somebody changed since `known` is left as it is. A description is read
 * right before it is rewritten. An issue is edited before it is closed and after it is opened again, because many workflows
 * freeze what is closed.
 */
export async function updateIssue(project: JiraProject, key: IssueKey, { patch: wanted, known }: IssueUpdate): Promise<Updated> {
  assertIssueId(key.id, project.tracker);
  const recent = wanted.details === undefined && project.knowledge.recent(key.id, { known, isMoving: wanted.status !== undefined });
  const seen = recent || (await present(project, key));
  const outdated = changedSince(known, seen.issue, wanted);
  const patch = without(wanted, outdated);
  const wording = await worded(project, patch, seen);
  const isClosing = patch.status?.status === 'done' || patch.status?.status === 'cancelled';
  if (patch.status === undefined) {
    const { seen: edited, refused } = await editIssue(project, { wording, seen, patch });
    return { issue: (edited ?? seen).issue, refused, outdated };
  }
  const way = { target: patch.status, spares: known !== null };
  const first = isClosing ? await editIssue(project, { wording, seen, patch }) : null;
  const late = first?.seen ? changedSince(known, first.seen.issue, { status: patch.status }) : [];
  if (first?.seen && late.length > 0) return { issue: first.seen.issue, refused: first.refused, outdated: [...outdated, ...late] };
  const moved = await moveTo(project, first?.seen ?? seen, way);
  const second = first ? null : await editIssue(project, { wording, seen: moved.seen ?? seen, patch });
  const status = moved.seen ? moved.seen.issue.status : moved.learn(second?.seen ?? (await present(project, key)));
  const edited = first ?? second ?? { seen: null, refused: [] };
  return {
    // As our own writes left it: what a person did in between is for the next pull to see.
    issue: { ...(edited.seen ?? seen).issue, status },
    refused: [...edited.refused, ...moved.refused],
    outdated: moved.isOutdated ? [...outdated, 'status'] : outdated,
  };
}

/** A strong read, in the same request of those that come next. */
async function present(project: JiraProject, key: IssueKey): Promise<SeenIssue> {
  const seen = (await project.fetch(project.knowledge.alongWith(key.id))).get(key.id);
  if (seen) return assertHere(project, seen);
  throw new TrackerError('not-found', project.tracker, `${key.key} is gone or hidden from us`);
}

/** A search of our project does not show that an issue has left it: the first read or write does. */
function assertHere(project: JiraProject, seen: SeenIssue): SeenIssue {
  if (seen.project === project.options.project) return seen;
  throw new TrackerError('moved', project.tracker, `${seen.issue.url} belongs to the project ${seen.project} now`);
}

async function worded(project: JiraProject, patch: Patch, seen: SeenIssue): Promise<Wording> {
  const screen = patch.priority ? (await project.createMeta()).screen : new Map();
  const { priorities = {} } = project.options;
  const wording = wordPatch(isForeignAssignee(patch, seen) ? withoutAssignee(patch) : patch, { screen, priorities });
  if (patch.details === undefined) return wording;
  const description = rewriteDescription(seen.description, patch.details);
  if (description === null) {
    const message = 'the description is no document of which one part is ours: nothing in it was changed';
    return { ...wording, refused: [...wording.refused, { field: 'details', code: 'invalid', message }] };
  }
  if (detailsOf(description) === seen.issue.details) return wording;
  return { ...wording, fields: { ...wording.fields, description: JSON.parse(JSON.stringify(description)) } };
}

/** Only our own account is taken off an issue; whoever took it over stays. */
function isForeignAssignee({ assignee }: Patch, { issue }: SeenIssue): boolean {
  return assignee?.to === null && issue.assignees.some((account) => account !== assignee.from);
}

function withoutAssignee({ assignee: _, ...rest }: Patch): Patch {
  return rest;
}

/** One PUT, or one more for each round of fields that Jira refused: it applies all of an edit or nothing. */
async function editIssue(
  project: JiraProject,
  { wording, seen, patch }: { readonly wording: Wording; readonly seen: SeenIssue; readonly patch: Patch },
): Promise<Edited> {
  if (sizeOf(wording) === 0) return { seen: null, refused: wording.refused };
  try {
    return { seen: await put(project, { wording, seen, patch }), refused: wording.refused };
  } catch (cause) {
    const failed = cause instanceof JiraFailure ? cause.failed : null;
    if (failed?.kind !== 'status' || ![400, 403, 413, 422].includes(failed.status)) throw cause;
    const refusals = fieldRefusals(failed.problems);
    const next = refusals && withoutRefused(wording, refusals);
    // Without the fields in question there must be less to send, or the same request would be sent for ever.
    if (next === null || sizeOf(next) === sizeOf(wording))
      return { seen: null, refused: [...wording.refused, ...patchRefusals(wording, failed.problems)] };
    return editIssue(project, { wording: next, seen, patch });
  }
}

/** `null` when the answer holds no issue one could work with. Jira leaves properties out of it, so the marker is carried over. */
async function put(
  project: JiraProject,
  { wording, seen, patch }: { readonly wording: Wording; readonly seen: SeenIssue; readonly patch: Patch },
): Promise<SeenIssue | null> {
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
  if (edited === null) return null;
  assertHere(project, edited);
  const issue = { ...edited.issue, markers: patch.marker ? [patch.marker] : seen.issue.markers };
  project.knowledge.remember({ ...edited, issue });
  return { ...edited, issue };
}

function sizeOf({ fields, labels, properties }: Wording): number {
  return Object.keys(fields).length + labels.length + properties.length;
}
