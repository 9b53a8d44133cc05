import { type Clock, epochMsOf, type Instant, instantAt, TrackerError, type TrackerName } from '@closeout/core';
import { Octokit } from '@octokit/rest';
import { type Answer, NoAnswer, noAnswerOf, trackerErrorOf } from './failure.ts';

export interface ClientOptions {
  readonly tracker: TrackerName;
  readonly baseUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** The transport: one request is one HTTP request, never repeated, never redirected, never without an end. */
export interface Client {
  readonly tracker: TrackerName;
  /** Any status is an answer; only silence is thrown, as {@link NoAnswer}. `route` is `GET /path` with filled-in values. */
  send(route: string, options?: SendOptions): Promise<Answer>;
  /** Like `send`, but everything except `ok` is thrown as a {@link TrackerError}. */
  ask(doing: string, route: string, options?: SendOptions & { readonly ok?: readonly number[] }): Promise<Answer>;
  /** The error for an answer that is not what it should be. */
  failure(doing: string, answer: Answer | NoAnswer): TrackerError;
  /** The address of the next page as the server gives it, or `null`; refuses to leave the server or to walk in circles. */
  next(doing: string, answer: Answer, visited: Set<string>): string | null;
  /** The server's clock where the answer tells it, else ours. */
  at(answer: Answer): Instant;
  nowMs(): number;
}

export interface SendOptions {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function githubClient(options: ClientOptions): Client {
  const { tracker, clock, timeoutMs } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({
    baseUrl,
    auth: options.token,
    log: quiet,
    request: { fetch: options.fetch, redirect: 'manual', log: quiet },
    userAgent: 'closeout',
  });
  const nowMs = () => epochMsOf(clock.now());
  const failure = (doing: string, answer: Answer | NoAnswer) => trackerErrorOf(answer, { tracker, doing, nowMs: nowMs() });

  const send: Client['send'] = async (route, { body = {}, headers = {} } = {}) => {
    try {
      return await octokit.request(route, {
        ...body,
        headers: { 'x-github-api-version': '2022-11-28', ...headers },
        request: { signal: AbortSignal.timeout(timeoutMs) },
      });
    } catch (error) {
      const answer = answerIn(error);
      if (answer === null) throw noAnswerOf(error);
      return answer;
    }
  };

  return {
    tracker,
    send,
    failure,
    nowMs,
    ask: async (doing, route, { ok = [200, 201, 204], ...rest } = {}) => {
      let answer: Answer;
      try {
        answer = await send(route, rest);
      } catch (error) {
        throw error instanceof NoAnswer ? failure(doing, error) : error;
      }
      if (!ok.includes(answer.status)) throw failure(doing, answer);
      return answer;
    },
    next: (doing, answer, visited) => {
      const address = nextLink(String(answer.headers.link ?? ''));
      if (address === null) return null;
      const elsewhere = new URL(address, baseUrl).origin !== new URL(baseUrl).origin;
      if (elsewhere || visited.has(address)) {
        const why = elsewhere ? 'its next page is on another server' : 'its pages lead back to one already read';
        throw new TrackerError('bad-answer', tracker, `${tracker}: ${doing} failed: ${why}; is a proxy in between?`);
      }
      visited.add(address);
      return address;
    },
    at: (answer) => {
      const told = Date.parse(String(answer.headers.date));
      return Number.isNaN(told) ? clock.now() : instantAt(told);
    },
  };
}

/** The response that Octokit wrapped into an error: it throws for 304 and from 400 on. */
function answerIn(error: unknown): Answer | null {
  if (!(error instanceof Error) || !('response' in error)) return null;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response) || typeof response.status !== 'number') return null;
  return response as Answer;
}

/** RFC 8288: the target of the link whose `rel` is `next`. */
function nextLink(header: string): string | null {
  for (const [, target, parameters] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (target !== undefined && /;\s*rel="?next"?/i.test(parameters ?? '')) return target;
  }
  return null;
}
