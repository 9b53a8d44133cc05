import type { Instant } from '@closeout/core';
import { fateOf, JiraFailure, type Problems, problemsOf, recordOf } from './failure.ts';
import type { Wording } from './field.ts';
import { isIssueId } from './issue.ts';
import type { JiraProject } from './project.ts';

/** What became of one element of a bulk create. */
export type BulkOutcome =
  | { readonly kind: 'made'; readonly id: string; readonly key: string; readonly at: Instant }
  | { readonly kind: 'refused'; readonly problems: Problems }
  | { readonly kind: 'in-doubt'; readonly reason: string }
  /** Surely not created. `cause`: what failed was no limit and no network, so waiting alone does not help. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs: number; readonly cause: JiraFailure | null };

/** How many issues one `issue/bulk` takes. */
const BULK = 50;

/** Sends each wording once, 50 in a request. After a request that did not go through, nothing more is sent. */
export async function postBulk(project: JiraProject, wordings: readonly Wording[]): Promise<readonly BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (let at = 0; at < wordings.length; at += BULK) {
    const some = await postOnce(project, wordings.slice(at, at + BULK));
    outcomes.push(...some);
    const [first] = some;
    if (first === undefined || some.some(({ kind }) => kind === 'made' || kind === 'refused')) continue;
    const wait = first.kind === 'later' ? first.retryAfterMs : 0;
    const rest = wordings.slice(at + BULK);
    return [
      ...outcomes,
      ...rest.map((): BulkOutcome => ({ kind: 'later', reason: 'the request before did not go through', retryAfterMs: wait, cause: null })),
    ];
  }
  return outcomes;
}

async function postOnce(project: JiraProject, wordings: readonly Wording[]): Promise<readonly BulkOutcome[]> {
  const issueUpdates = wordings.map(({ fields, properties }) => ({
    fields: { ...fields },
    properties: properties.map((each) => ({ ...each })),
  }));
  const all = (outcome: BulkOutcome) => wordings.map(() => outcome);
  try {
    const { value, at } = await project.client.call((calls, transport) => calls.createIssues(transport, { issueUpdates }));
    return matched(wordings, { made: value.issues ?? [], refused: elementProblems(value), at });
  } catch (cause) {
    if (!(cause instanceof JiraFailure)) throw cause;
    const { failed } = cause;
    const fate = fateOf(failed);
    if (fate?.outcome === 'later') return all({ kind: 'later', reason: fate.reason, retryAfterMs: fate.retryAfterMs, cause: null });
    if (fate?.outcome === 'in-doubt') return all({ kind: 'in-doubt', reason: fate.reason });
    if (failed.kind !== 'status' || failed.status === 401 || failed.status === 403 || failed.status === 404) {
      return all({ kind: 'later', reason: cause.message, retryAfterMs: 0, cause });
    }
    const refused = elementProblems(failed.body);
    return wordings.map((_, place) => ({ kind: 'refused', problems: refused.get(place) ?? failed.problems }));
  }
}

/** `issues` lists the successes only, in the order of the request; markers tell later whether that held. */
function matched(
  wordings: readonly Wording[],
  answer: {
    readonly made: readonly { readonly id: string; readonly key: string }[];
    readonly refused: ReadonlyMap<number, Problems>;
    readonly at: Instant;
  },
): readonly BulkOutcome[] {
  const made = [...answer.made];
  return wordings.map((_, place) => {
    const problems = answer.refused.get(place);
    if (problems) return { kind: 'refused', problems };
    const issue = made.shift();
    if (issue && isIssueId(issue.id)) return { kind: 'made', id: issue.id, key: issue.key, at: answer.at };
    return { kind: 'in-doubt', reason: 'Jira names fewer issues than it was sent, and does not say why' };
  });
}

function elementProblems(body: unknown): ReadonlyMap<number, Problems> {
  const { errors } = recordOf(body);
  const entries = (Array.isArray(errors) ? errors : []).map(recordOf);
  return new Map(entries.map(({ failedElementNumber, elementErrors }) => [Number(failedElementNumber), problemsOf(elementErrors)]));
}
