import type { Created, Draft } from '@closeout/core';
import { type BulkOutcome, postBulk } from './bulk.ts';
import { type Attempt, type Confirmed, confirmed, type Made } from './confirm.ts';
import { fateOf, JiraFailure } from './failure.ts';
import { unknownFields, type Wording, wordDraft } from './field.ts';
import type { JiraProject } from './project.ts';
import { createRefusal, fieldRefusals, withoutRefused } from './refusal.ts';

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

/** Once more, without the fields for the sake of which single drafts were refused. */
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

function attemptOf(draft: Draft, wording: Wording | undefined, outcome: BulkOutcome | undefined): Attempt {
  if (!wording || !outcome) throw new RangeError('an answer for each draft');
  return { draft, wording, outcome };
}

function isMade(attempt: Attempt): attempt is Made {
  return attempt.outcome.kind === 'made';
}

function createdOf({ outcome }: Attempt, known: Confirmed | null): Created {
  switch (outcome.kind) {
    case 'made':
      if (known !== null) return { outcome: 'created', ...known };
      return { outcome: 'in-doubt', reason: 'made, but not read again: only its marker tells which of the new issues it is' };
    case 'refused':
      return { outcome: 'refused', refusal: createRefusal(outcome.problems) };
    case 'in-doubt':
      return { outcome: 'in-doubt', reason: outcome.reason };
    case 'later':
      return { outcome: 'later', reason: outcome.reason, retryAfterMs: outcome.retryAfterMs };
  }
}
