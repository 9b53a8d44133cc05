import { addMs, type Created, type Draft, type FieldRefusal, type Issue, isSameMarker, type TargetStatus } from '@closeout/core';
import { detailsOf, newDescription } from './adf.ts';
import { type BulkOutcome, postBulk } from './bulk.ts';
import { fateOf, JiraFailure } from './failure.ts';
import { createRefusal, fieldRefusals, priorityAfterCreate, unknownFields, type Wording, withoutRefused, wordDraft } from './field.ts';
import type { SeenIssue } from './issue.ts';
import { moveTo } from './move.ts';
import type { JiraProject } from './project.ts';

/** A draft, the words it is sent in, and what became of it. */
interface Attempt {
  readonly draft: Draft;
  readonly wording: Wording;
  readonly outcome: BulkOutcome;
}

type Made = Attempt & { readonly outcome: Extract<BulkOutcome, { kind: 'made' }> };

/**
 * Creates `drafts`, each with its marker in the same request, and confirms them by strong reads. A request is never
 * sent again once it may have created something. What Jira refused for the sake of single fields — plainly, so
 * nothing was created — is sent once more without them.
 */
export async function createDrafts(project: JiraProject, drafts: readonly Draft[]): Promise<readonly Created[]> {
  if (drafts.length === 0) return [];
  const wordings = await worded(project, drafts);
  if (wordings.state === 'answered') return drafts.map(() => wordings.answer);
  const outcomes = await postBulk(project, wordings.wordings);
  const first = drafts.map((draft, place): Attempt => attemptOf(draft, wordings.wordings[place], outcomes[place]));
  const attempts = await mended(project, first);
  const cause = attempts.map(({ outcome }) => (outcome.kind === 'later' ? outcome.cause : null)).find((each) => each !== null);
  const made = attempts.filter(isMade);
  if (cause && made.length === 0 && !attempts.some(({ outcome }) => outcome.kind === 'in-doubt')) throw cause;
  const issues = await confirmed(project, made);
  return attempts.map((attempt) => createdOf(attempt, isMade(attempt) ? (issues.get(attempt) ?? null) : null));
}

/** Reading the create screen creates nothing: when that fails for a while, all drafts have to wait. */
async function worded(
  project: JiraProject,
  drafts: readonly Draft[],
): Promise<{ readonly state: 'worded'; readonly wordings: readonly Wording[] } | { readonly state: 'answered'; readonly answer: Created }> {
  try {
    const meta = await project.createMeta();
    const [unknown] = unknownFields(meta.screen, project.options.fields);
    if (unknown === undefined) return { state: 'worded', wordings: drafts.map((draft) => wordDraft(draft, meta, project.options)) };
    const message = `the create screen of ${project.options.project} shows no field "${unknown}", which the configuration sets`;
    return { state: 'answered', answer: { outcome: 'refused', refusal: { field: 'create', code: 'invalid', message } } };
  } catch (cause) {
    const fate = cause instanceof JiraFailure ? fateOf(cause.failed) : null;
    if (fate === null) throw cause;
    return {
      state: 'answered',
      answer: { outcome: 'later', reason: fate.reason, retryAfterMs: fate.outcome === 'later' ? fate.retryAfterMs : 0 },
    };
  }
}

async function mended(project: JiraProject, attempts: readonly Attempt[]): Promise<readonly Attempt[]> {
  const again = attempts.flatMap((attempt, place) => {
    const refused = attempt.outcome.kind === 'refused' ? fieldRefusals(attempt.outcome.problems) : null;
    const isMendable = refused?.every(({ field }) => field !== 'title') ?? false;
    return refused && isMendable ? [{ place, draft: attempt.draft, wording: withoutRefused(attempt.wording, refused) }] : [];
  });
  if (again.length === 0) return attempts;
  const outcomes = await postBulk(
    project,
    again.map(({ wording }) => wording),
  );
  const next = [...attempts];
  for (const [at, { place, draft, wording }] of again.entries()) next[place] = attemptOf(draft, wording, outcomes[at]);
  return next;
}

/** What is known of each issue after a strong read and, where the draft is not just open, a transition. */
async function confirmed(
  project: JiraProject,
  made: readonly Made[],
): Promise<ReadonlyMap<Attempt, { issue: Issue; refused: readonly FieldRefusal[] }>> {
  const seen = await reread(
    project,
    made.map(({ outcome }) => outcome.id),
  );
  const left = [...made];
  const known = new Map<Attempt, { issue: Issue; refused: readonly FieldRefusal[] }>();
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

function attemptOf(draft: Draft, wording: Wording | undefined, outcome: BulkOutcome | undefined): Attempt {
  if (!wording || !outcome) throw new RangeError('an answer for each draft');
  return { draft, wording, outcome };
}

function isMade(attempt: Attempt): attempt is Made {
  return attempt.outcome.kind === 'made';
}

function createdOf({ outcome }: Attempt, known: { readonly issue: Issue; readonly refused: readonly FieldRefusal[] } | null): Created {
  switch (outcome.kind) {
    case 'made':
      if (known === null) throw new RangeError('an issue that was made is known');
      return { outcome: 'created', ...known };
    case 'refused':
      return { outcome: 'refused', refusal: createRefusal(outcome.problems) };
    case 'in-doubt':
      return { outcome: 'in-doubt', reason: outcome.reason };
    case 'later':
      return { outcome: 'later', reason: outcome.reason, retryAfterMs: outcome.retryAfterMs };
  }
}
