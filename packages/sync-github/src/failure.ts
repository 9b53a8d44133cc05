import { type Created, type FieldRefusal, type RefusalCode, type SyncField, TrackerError, type TrackerName } from '@closeout/core';

/** A response, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** The response that Octokit wrapped into an error: it throws for 304 and from 400 on. */
export function answerIn(error: unknown): Answer | null {
  if (!(error instanceof Error) || !('response' in error)) return null;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response) || typeof response.status !== 'number') return null;
  return response as Answer;
}

/** Why there is no response. `unsent`: no connection came about, so surely nothing was done. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly kind: 'unsent' | 'timeout' | 'lost';

  constructor(kind: NoAnswer['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What the connection's error codes prove: in all of these the request never left. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Tells, from what `fetch` threw, whether anything can have arrived. In doubt it says `lost`. An error without a code need not
 * speak of the connection: its text may hold what was sent, the token too, and is not passed on.
 */
export function noAnswerOf(thrown: unknown): NoAnswer {
  const chain: Error[] = [];
  for (let at = thrown; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  const names = chain.flatMap((error) => [error.name, ...codesOf(error)]);
  const kind = names.some((name) => UNSENT.has(name))
    ? 'unsent'
    : names.some((name) => name === 'TimeoutError' || name === 'AbortError')
      ? 'timeout'
      : 'lost';
  const innermost = chain.at(-1);
  const [code] = codesOf(innermost);
  if (code === undefined) return new NoAnswer(kind, innermost?.name ?? 'nobody knows why');
  return new NoAnswer(kind, plain(innermost?.message || code), { cause: innermost });
}

/** Codes of an error and, where several addresses were tried, of each try: all must agree, else the code proves nothing. */
function codesOf(error: Error | undefined): readonly string[] {
  if (error === undefined) return [];
  if (error instanceof AggregateError) {
    const each = error.errors.map((one: unknown) => (one instanceof Error ? codesOf(one) : []));
    return each.length > 0 && each.every((codes) => codes.some((code) => UNSENT.has(code))) ? each.flat() : [];
  }
  return 'code' in error && typeof error.code === 'string' ? [error.code] : [];
}

/** Milliseconds to wait if `answer` is a limit, else `null`. GitHub's order: retry-after, then the reset, else a minute. */
export function limitOf({ status, headers, data }: Answer, nowMs: number): number | null {
  const spent = String(headers['x-ratelimit-remaining']) === '0';
  const told = headers['retry-after'] !== undefined || /rate limit|abuse detection/i.test(messageOf(data));
  if (status !== 429 && !(status === 403 && (spent || told))) return null;
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const reset = Number(headers['x-ratelimit-reset']);
  if (spent && Number.isFinite(reset)) return Math.max(1000, reset * 1000 - (Date.parse(String(headers.date)) || nowMs));
  return 60_000;
}

/** What a failed call means as a whole: `doing` says what was tried, `nowMs` is our clock. */
export function trackerErrorOf(answer: Answer | NoAnswer, context: FailureContext): TrackerError {
  const { tracker, doing, nowMs } = context;
  const error = (code: TrackerError['code'], text: string) => new TrackerError(code, tracker, `${tracker}: ${doing} failed: ${text}`);
  if (answer instanceof NoAnswer) {
    const options = { cause: answer };
    const said = `${tracker}: ${doing} failed: `;
    if (answer.kind === 'timeout') return new TrackerError('timeout', tracker, `${said}no answer in time; try again later`, options);
    const reached = answer.kind === 'unsent' ? 'could not connect' : 'the connection broke';
    return new TrackerError('unreachable', tracker, `${said}${reached} (${answer.message}); check baseUrl, network and proxy`, options);
  }
  const wait = limitOf(answer, nowMs);
  if (wait !== null) {
    const text = `${tracker}: ${doing} failed: rate limit; it can go on in ${Math.ceil(wait / 1000)} s`;
    return new TrackerError('limited', tracker, text, { retryAfterMs: wait });
  }
  const { status } = answer;
  const said = plain(messageOf(answer.data));
  if (status >= 300 && status < 400)
    return error(
      'moved',
      `the answer points to ${plain(String(answer.headers.location ?? 'another place'))}; if the repository was renamed or transferred, change "repo" in the configuration`,
    );
  if (status === 401)
    return error('unauthorized', 'the token is not accepted; check the environment variable that holds it, and whether it expired');
  if (status === 403) return error('forbidden', `${said || 'not allowed'}; the token needs read and write access to issues`);
  if (status === 404) return error('not-found', 'not there, or the token may not see it; check "repo" and what the token may access');
  if (status === 410) return error('gone', said || 'gone; are issues enabled in the repository?');
  if (status >= 500 || status === 408) return error('unreachable', `status ${status}; try again later`);
  if (status >= 400) return error('invalid', `status ${status}: ${said}`);
  return error('bad-answer', `status ${status} with an answer that is not what GitHub documents; is baseUrl right?`);
}

export interface FailureContext {
  readonly tracker: TrackerName;
  readonly doing: string;
  readonly nowMs: number;
}

/** What became of a create that did not answer 201 with an issue. Throws nothing; `null` is for failures of the whole tracker. */
export function createdOf(answer: Answer | NoAnswer, nowMs: number): Created | null {
  if (answer instanceof NoAnswer) return answer.kind === 'unsent' ? null : { outcome: 'in-doubt', reason: `no answer (${answer.message})` };
  const wait = limitOf(answer, nowMs);
  if (wait !== null) return { outcome: 'later', retryAfterMs: wait, reason: 'rate limit' };
  const { status, data } = answer;
  if (status < 300 || status === 408 || status >= 500) return { outcome: 'in-doubt', reason: `status ${status} without a readable issue` };
  if (status < 400 || status === 401) return null;
  return {
    outcome: 'refused',
    refusal: { field: 'create', code: refusalCodeOf(status, data), message: plain(messageOf(data)) || `status ${status}` },
  };
}

/** What a plain refusal of a field says. */
export function fieldRefusal(field: SyncField, { status, data }: Answer): FieldRefusal {
  return { field, code: refusalCodeOf(status, data), message: plain(messageOf(data)) || `status ${status}` };
}

function refusalCodeOf(status: number, data: unknown): RefusalCode {
  if (status === 403 || status === 404) return 'no-permission';
  if (status === 410) return 'closed-to-issues';
  return /too[_ ]long/i.test(JSON.stringify(data) ?? '') ? 'too-long' : 'invalid';
}

/** The fields that a 422 names in its `errors`. */
export function fieldsNamed(data: unknown): readonly string[] {
  const errors = typeof data === 'object' && data !== null && 'errors' in data && Array.isArray(data.errors) ? data.errors : [];
  return errors.flatMap((error: unknown) =>
    typeof error === 'object' && error !== null && 'field' in error && typeof error.field === 'string' ? [error.field] : [],
  );
}

function messageOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data) || typeof data.message !== 'string') return '';
  const errors = 'errors' in data && Array.isArray(data.errors) ? `: ${JSON.stringify(data.errors)}` : '';
  return `${data.message}${errors}`;
}

/** Text from outside on one line of at most 300 letters, without control characters. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 300)
    .trim();
}
