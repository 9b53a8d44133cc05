import { type Delivery, type Hint, type Received, replayMemory } from '@closeout/core';
import { verifyWithFallback } from '@octokit/webhooks-methods';
import * as z from 'zod';
import { githubTrackerName } from './tracker-name.ts';

export interface GithubWebhookOptions {
  /** Any of them signs: a new one is added before the old one goes. */
  readonly secrets: readonly string[];
  /** How many deliveries are remembered, so that a replay is no news. A replay that slips through costs one read. */
  readonly remember?: number;
}

/** GitHub sends no more. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Receives the deliveries of GitHub's webhooks, of any number of repositories. Nothing is read of a delivery before its signature
 * was verified, in constant time; then it is a hint which issue to read, and its content is not believed.
 */
export function githubWebhook({ secrets, remember = 10_000 }: GithubWebhookOptions): (delivery: Delivery) => Promise<Received> {
  const [first, ...others] = secrets;
  if (first === undefined || secrets.includes('')) throw new TypeError('a webhook needs a secret that is not empty');
  const isReplay = replayMemory(remember);
  return async ({ headers, body }) => {
    const refuse = (status: 400 | 401 | 413, message: string) => ({ outcome: 'refused', status, message }) as const;
    if (body.length > MOST_BYTES) return refuse(413, 'larger than any delivery of GitHub');
    const signature = headers.get('x-hub-signature-256') ?? '';
    if (signature === '' || body === '' || !(await verifyWithFallback(first, body, signature, others)))
      return refuse(401, 'not signed with the secret of this webhook');
    const [event, id] = [headers.get('x-github-event'), headers.get('x-github-delivery')];
    if (event === null || id === null) return refuse(400, 'x-github-event and x-github-delivery are missing');
    const payload = payloadIn(headers.get('content-type') ?? '', body);
    if (payload === undefined) return refuse(400, 'the body is not JSON');
    // The id is not signed: the same words under another id are a replay, too.
    if (isReplay([`id ${id}`, signature])) return { outcome: 'ignored', status: 202, why: 'replay' };
    const hint = hintOf(event, payload);
    return hint === null ? { outcome: 'ignored', status: 202, why: 'nothing-to-read' } : { outcome: 'hint', status: 202, hint };
  };
}

const issueEvent = z.object({
  issue: z.object({
    id: z.union([z.number(), z.bigint()]),
    number: z.number(),
    html_url: z.string(),
    pull_request: z.unknown().optional(),
  }),
  /** `url` is below the REST API, whose host names the tracker. */
  repository: z.object({ full_name: z.string(), url: z.url() }),
});

/** Which issue an event is about; `null` when it is about none, or about a pull request. Pure. */
export function hintOf(event: string, payload: unknown): Hint | null {
  const parsed = event === 'issues' ? issueEvent.safeParse(payload) : null;
  if (parsed?.data === undefined || parsed.data.issue.pull_request !== undefined) return null;
  const { issue, repository } = parsed.data;
  return {
    tracker: githubTrackerName({ repo: repository.full_name, baseUrl: repository.url }),
    issue: { id: String(issue.id), key: String(issue.number), url: issue.html_url },
  };
}

/** Webhooks send JSON, or a form with JSON in it; `undefined` is neither. */
function payloadIn(contentType: string, body: string): unknown {
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  try {
    return JSON.parse(isForm ? (new URLSearchParams(body).get('payload') ?? '') : body);
  } catch {
    return undefined;
  }
}
