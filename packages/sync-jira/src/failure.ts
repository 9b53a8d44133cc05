import { TrackerError, type TrackerName } from '@closeout/core';

/** What Jira says is wrong: in general, and by field. */
export interface Problems {
  readonly messages: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** How one request failed. */
export type Failed =
  /** Surely nothing reached the site: no connection came about, or what was asked for must not be sent. */
  | { readonly kind: 'not-sent'; readonly code: 'unreachable' | 'insecure' | 'unauthorized'; readonly message: string }
  /** Sent, and no answer came: it may have been carried out. */
  | { readonly kind: 'no-answer'; readonly timedOut: boolean; readonly message: string }
  | { readonly kind: 'bad-answer'; readonly message: string }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly problems: Problems;
      /** The answer as it came, for requests whose refusals are lists. */
      readonly body: unknown;
      readonly retryAfterMs: number | null;
      /** Jira's name for the limit: `jira-burst-based`. */
      readonly limit: string | null;
    };

export class JiraFailure extends Error {
  override readonly name = 'JiraFailure';
  readonly failed: Failed;

  constructor(failed: Failed, options?: ErrorOptions) {
    super(failed.kind === 'status' ? `Jira answered ${failed.status}` : failed.message, options);
    this.failed = failed;
  }
}

/** The only limit that is not of the whole site: so many writes of one issue. */
const PER_ISSUE = 'jira-per-issue-on-write';

/** How long to wait when a limit does not say. */
export const DEFAULT_RETRY_MS = 30_000;

/** What the rest of closeout is told when a whole call fails; anything else is passed on as it is. */
export function trackerErrorOf(cause: unknown, tracker: TrackerName): unknown {
  if (!(cause instanceof JiraFailure)) return cause;
  const { failed } = cause;
  const error = (code: TrackerError['code'], message: string) => new TrackerError(code, tracker, message, { cause });
  switch (failed.kind) {
    case 'not-sent':
      return error(failed.code, failed.message);
    case 'no-answer':
      return error(failed.timedOut ? 'timeout' : 'unreachable', failed.message);
    case 'bad-answer':
      return error('bad-answer', failed.message);
    case 'status':
      break;
  }
  const said = sentenceOf(failed.problems);
  if (failed.status === 401) return error('unauthorized', `Jira does not accept the credentials${said}`);
  if (failed.status === 403) return error('forbidden', `Jira does not allow this${said}`);
  if (failed.status === 404) return error('not-found', `Jira has no such issue or project, or hides it from us${said}`);
  if (failed.status === 410) return error('gone', `Jira no longer offers this${said}`);
  if (failed.status === 429 || failed.status === 409) {
    const wait = failed.retryAfterMs ?? (failed.status === 409 ? 1_000 : DEFAULT_RETRY_MS);
    const isOfOneIssue = failed.status === 409 || failed.limit === PER_ISSUE;
    const message = `Jira asks to wait${failed.limit ? ` (${failed.limit})` : ''}${said}`;
    return new TrackerError('limited', tracker, message, { cause, retryAfterMs: wait, isOfOneIssue });
  }
  if (failed.status >= 300 && failed.status < 400)
    return error('moved', `Jira answered with a redirect (${failed.status}), which is not followed`);
  if (failed.status >= 500 || failed.status === 408) return error('unreachable', `Jira failed with ${failed.status}${said}`);
  return error('invalid', `Jira refused the request (${failed.status})${said}`);
}

/** What a failed create means for every draft that was in the request, or `null` when it was plainly refused. */
export function fateOf(
  failed: Failed,
):
  | { readonly outcome: 'in-doubt'; readonly reason: string }
  | { readonly outcome: 'later'; readonly retryAfterMs: number; readonly reason: string }
  | null {
  switch (failed.kind) {
    case 'not-sent':
      return { outcome: 'later', retryAfterMs: DEFAULT_RETRY_MS, reason: failed.message };
    case 'no-answer':
    case 'bad-answer':
      return { outcome: 'in-doubt', reason: failed.message };
    case 'status':
      if (failed.status === 429) {
        const reason = `Jira asks to wait${failed.limit ? ` (${failed.limit})` : ''}`;
        return { outcome: 'later', retryAfterMs: failed.retryAfterMs ?? DEFAULT_RETRY_MS, reason };
      }
      if (failed.status >= 500 || failed.status === 408 || failed.status < 400) {
        return { outcome: 'in-doubt', reason: `Jira answered ${failed.status} to a create` };
      }
      return null;
  }
}

/** Reads `{ errorMessages, errors }`; anything else is no problem that could be named. */
export function problemsOf(body: unknown): Problems {
  const { errorMessages, errors, message } = recordOf(body);
  const texts = [...(Array.isArray(errorMessages) ? errorMessages : []), message].filter((each) => typeof each === 'string');
  const fields = Object.entries(recordOf(errors)).map(([field, text]) => [field, cutMessage(String(text))]);
  return { messages: texts.map(cutMessage), fields: Object.fromEntries(fields) };
}

/** All that Jira said, as one text. */
export function textOfProblems({ messages, fields }: Problems): string {
  return [...messages, ...Object.entries(fields).map(([field, text]) => `${field}: ${text}`)].join('; ');
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), against the date of the same answer. */
export function retryAfterMsOf(headers: Headers): number | null {
  const stated = headers.get('retry-after');
  if (stated === null) return null;
  if (/^\d+$/.test(stated)) return Number(stated) * 1_000;
  const wait = Date.parse(stated) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** `value` as an object, or an empty one when it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function sentenceOf(problems: Problems): string {
  const text = textOfProblems(problems);
  return text === '' ? '' : `: ${text}`;
}

function cutMessage(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
