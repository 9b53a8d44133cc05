import { addMs, type Draft, type FieldRefusal, type Issue, isSameMarker, type TargetStatus } from '@closeout/core';
import { detailsOf, newDescription } from './adf.ts';
import type { BulkOutcome } from './bulk.ts';
import { JiraFailure } from './failure.ts';
import { priorityAfterCreate, type Wording } from './field.ts';
import type { SeenIssue } from './issue.ts';
import { moveTo } from './move.ts';
import type { JiraProject } from './project.ts';

/** A draft, the words it is sent in, and what became of it. */
export interface Attempt {
  readonly draft: Draft;
  readonly wording: Wording;
  readonly outcome: BulkOutcome;
}

/** One that was made. */
export type Made = Attempt & { readonly outcome: Extract<BulkOutcome, { kind: 'made' }> };

/** What is known of an issue that was made. */
export interface Confirmed {
  readonly issue: Issue;
  readonly refused: readonly FieldRefusal[];
}

/** What is known of each issue after a strong read and, where the draft is not just open, a transition. */
export async function confirmed(project: JiraProject, made: readonly Made[]): Promise<ReadonlyMap<Attempt, Confirmed>> {
  const seen = await reread(
    project,
    made.map(({ outcome }) => outcome.id),
  );
  const left = [...made];
  const known = new Map<Attempt, Confirmed>();
  const moved: string[] = [];
  const { screen } = await project.createMeta();
  for (const attempt of made) {
    const byMarker = left.find(({ outcome }) =>
      seen.get(outcome.id)?.issue.markers.some((marker) => isSameMarker(marker, attempt.draft.marker)),
    );
    const { outcome } = byMarker ?? attempt;
    if (byMarker) left.splice(left.indexOf(byMarker), 1);
    const issue = seen.get(outcome.id);
    const refused = await statusGiven(project, issue, attempt.draft.status);
    if (attempt.draft.status.status !== 'open') moved.push(outcome.id);
    const held = issue?.issue ?? unconfirmed(project, { ...attempt, outcome }, priorityAfterCreate(attempt.draft, screen));
    known.set(attempt, { issue: held, refused: [...attempt.wording.refused, ...refused] });
  }
  const after = moved.length > 0 ? await reread(project, moved) : seen;
  for (const [attempt, { issue, refused }] of known) known.set(attempt, { issue: after.get(issue.id)?.issue ?? issue, refused });
  return known;
}

/** An issue that is made stays made, whatever becomes of its status. */
async function statusGiven(project: JiraProject, seen: SeenIssue | undefined, target: TargetStatus): Promise<readonly FieldRefusal[]> {
  if (target.status === 'open') return [];
  const refused = (message: string): readonly FieldRefusal[] => [{ field: 'status', code: 'no-transition', message }];
  if (seen === undefined) return refused('the issue could not be read after it was made');
  try {
    return await moveTo(project, seen, target);
  } catch (cause) {
    if (cause instanceof JiraFailure) return refused(cause.message);
    throw cause;
  }
}

/** Never fails: an id that is known must not be lost because it cannot be read at the moment. */
async function reread(project: JiraProject, ids: readonly string[]): Promise<ReadonlyMap<string, SeenIssue>> {
  try {
    const found = await project.fetch(ids);
    return new Map([...found].flatMap(([id, seen]) => (seen ? [[id, seen]] : [])));
  } catch (cause) {
    if (!(cause instanceof JiraFailure)) throw cause;
    return new Map();
  }
}

/** The issue as it was sent. It is dated before the request, so that whatever the next pull lists is news. */
function unconfirmed(project: JiraProject, { draft, wording, outcome }: Made, priority: string | null): Issue {
  const before = addMs(outcome.at, -project.options.overlapSeconds * 1_000);
  return {
    id: outcome.id,
    key: outcome.key,
    url: project.client.browse(outcome.key),
    author: project.account(),
    createdAt: before,
    updatedAt: before,
    markers: [draft.marker],
    title: String(wording.fields.summary),
    status: { name: '', category: 'new', resolution: null },
    assignees: draft.assignee === null || !wording.fields.assignee ? [] : [draft.assignee],
    dueOn: wording.fields.duedate ? draft.dueOn : null,
    priority,
    labels: wording.fields.labels ? draft.labels : [],
    details: wording.fields.description ? detailsOf(newDescription(draft.details)) : null,
  };
}
