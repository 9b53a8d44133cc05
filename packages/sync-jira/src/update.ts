import { changedSince, type Issue, type IssueKey, type Patch, TrackerError, type Updated, without } from '@closeout/core';
import { detailsOf, rewriteDescription } from './adf.ts';
import { assertHere, editIssue } from './edit.ts';
import { type Wording, wordPatch } from './field.ts';
import type { SeenIssue } from './issue.ts';
import { assertIssueId, unreadableIssue } from './listing.ts';
import { moveTo } from './move.ts';
import type { JiraProject } from './project.ts';

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
    const { seen: edited, refused, unsure } = await editIssue(project, { wording, seen, patch });
    return { issue: (edited ?? seen).issue, refused, outdated: [...outdated, ...unsure] };
  }
  const way = { target: patch.status, spares: known !== null };
  const first = isClosing ? await editIssue(project, { wording, seen, patch }) : null;
  const late = first?.seen ? changedSince(known, first.seen.issue, { status: patch.status }) : [];
  if (first?.seen && late.length > 0)
    return { issue: first.seen.issue, refused: first.refused, outdated: [...outdated, ...first.unsure, ...late] };
  const moved = await moveTo(project, first?.seen ?? seen, way);
  const second = first ? null : await editIssue(project, { wording, seen: moved.seen ?? seen, patch });
  const status = moved.seen ? moved.seen.issue.status : moved.learn(second?.seen ?? (await present(project, key)));
  const edited = first ?? second ?? { seen: null, refused: [], unsure: [] };
  return {
    // As our own writes left it: what a person did in between is for the next pull to see.
    issue: { ...(edited.seen ?? seen).issue, status },
    refused: [...edited.refused, ...moved.refused],
    outdated: [...outdated, ...edited.unsure, ...(moved.isOutdated ? (['status'] as const) : [])],
  };
}

/** A strong read, in the same request of those that come next. */
async function present(project: JiraProject, key: IssueKey): Promise<SeenIssue> {
  const seen = (await project.fetch(project.knowledge.alongWith(key.id))).get(key.id);
  if (seen) return assertHere(project, seen);
  if (seen === null) throw unreadableIssue(project.tracker, key.key);
  throw new TrackerError('not-found', project.tracker, `${key.key} is gone or hidden from us`);
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
