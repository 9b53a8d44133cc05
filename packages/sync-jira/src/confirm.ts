import { addMs, type Draft, type FieldRefusal, type Issue, isSameMarker, type RemoteStatus, type TargetStatus } from '@closeout/core';
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

/**
 * What is known of each issue after a strong read and, where the draft is not just open, a transition. Nothing of several when
 * the read failed: only their markers tell which is whose.
 */
export async function confirmed(project: JiraProject, made: readonly Made[]): Promise<ReadonlyMap<Attempt, Confirmed>> {
  const known = new Map<Attempt, Confirmed>();
  const read = await reread(
    project,
    made.map(({ outcome }) => outcome.id),
  );
  if (read === null && made.length > 1) return known;
  const seen = read ?? new Map<string, SeenIssue>();
  const { screen } = await project.createMeta();
  for (const [attempt, outcome] of outcomesByMarker(made, seen)) {
    const held = seen.get(outcome.id);
    const issue =
      held && isAsMade(held)
        ? held.issue
        : unconfirmed(project, { ...attempt, outcome }, priorityAfterCreate(attempt.draft, screen, project.options));
    const { status, refused } = await statusGiven(project, held, attempt.draft.status);
    known.set(attempt, { issue: status === null ? issue : { ...issue, status }, refused: [...attempt.wording.refused, ...refused] });
  }
  return known;
}

/** Each with the issue that carries its marker; those of which none shows it, with what is left, in the order of the answer. */
function outcomesByMarker(made: readonly Made[], seen: ReadonlyMap<string, SeenIssue>): readonly (readonly [Made, Made['outcome']])[] {
  const left = made.map(({ outcome }) => outcome);
  const take = (place: number) => (place === -1 ? undefined : left.splice(place, 1)[0]);
  const marked = made.map((attempt) => {
    const carries = ({ id }: Made['outcome']) =>
      seen.get(id)?.issue.markers.some((marker) => isSameMarker(marker, attempt.draft.marker)) ?? false;
    return [attempt, take(left.findIndex(carries))] as const;
  });
  return marked.map(([attempt, outcome]) => [attempt, outcome ?? take(0) ?? attempt.outcome]);
}

/** Nobody has touched it since. What somebody has is not what was made: the next pull sees the difference. */
function isAsMade({ issue }: SeenIssue): boolean {
  return issue.createdAt === issue.updatedAt;
}

/** An issue that is made stays made, whatever becomes of its status; `null` when that is the one it was made with. */
async function statusGiven(
  project: JiraProject,
  seen: SeenIssue | undefined,
  target: TargetStatus,
): Promise<{ readonly status: RemoteStatus | null; readonly refused: readonly FieldRefusal[] }> {
  if (target.status === 'open') return { status: null, refused: [] };
  const refused = (message: string) => ({ status: null, refused: [{ field: 'status', code: 'no-transition', message }] as const });
  if (seen === undefined) return refused('the issue could not be read after it was made');
  if (!isAsMade(seen) && seen.issue.status.category !== 'new') return refused('somebody moved the issue as soon as it was made');
  try {
    const moved = await moveTo(project, seen, { target, spares: true });
    if (moved.isOutdated) return refused('somebody moved the issue as soon as it was made');
    const after = moved.seen ?? (await reread(project, [seen.issue.id]))?.get(seen.issue.id);
    return { status: after === undefined ? null : moved.learn(after), refused: moved.refused };
  } catch (cause) {
    if (cause instanceof JiraFailure) return refused(cause.message);
    throw cause;
  }
}

/** Never throws: an id that is known must not be lost because it cannot be read at the moment. `null`: the read failed. */
async function reread(project: JiraProject, ids: readonly string[]): Promise<ReadonlyMap<string, SeenIssue> | null> {
  try {
    const found = await project.fetch(ids);
    return new Map([...found].flatMap(([id, seen]) => (seen ? [[id, seen]] : [])));
  } catch (cause) {
    if (!(cause instanceof JiraFailure)) throw cause;
    return null;
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
