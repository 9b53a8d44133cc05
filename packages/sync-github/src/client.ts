import { type Clock, epochMsOf, type Instant, instantAt, TrackerError, type TrackerName } from '@closeout/core';
import { Octokit } from '@octokit/rest';
import { appCredentials, type GithubApp, tokenCredentials } from './credentials.ts';
import { type Answer, answerIn, NoAnswer, noAnswerOf, trackerErrorOf } from './failure.ts';

export interface ClientOptions {
  readonly tracker: TrackerName;
  readonly baseUrl: string;
  /** `owner/repository`. */
  readonly repo: string;
  readonly token: string | GithubApp;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** The transport: one request is one HTTP request, never repeated, never redirected, never without an end. */
export interface Client {
  readonly tracker: TrackerName;
  /**
   * Any status is an answer; silence is thrown as {@link NoAnswer}, and want of credentials, before anything is sent, as
   * {@link TrackerError}. `route` is `GET /path` with filled-in values.
   */
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
  /** The `authorization` header of a GitHub App itself, which is not that of its installation; `null` for plain tokens. */
  readonly appHeader: (() => Promise<string>) | null;
  /** The address of the GraphQL API beside this REST API. */
  readonly graphql: string;
}

export interface SendOptions {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function githubClient(options: ClientOptions): Client {
  const { tracker, clock } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({
    baseUrl,
    log: quiet,
    request: { fetch: withinTime(options), redirect: 'manual', log: quiet },
    userAgent: 'closeout',
  });
  const nowMs = () => epochMsOf(clock.now());
  const { token, repo } = options;
  const credentials =
    typeof token === 'string'
      ? tokenCredentials(token)
      : appCredentials(token, { octokit, tracker, repository: repo.slice(repo.indexOf('/') + 1), nowMs });
  const failure = (doing: string, answer: Answer | NoAnswer) => trackerErrorOf(answer, { tracker, doing, nowMs: nowMs() });

  const send: Client['send'] = async (route, { body = {}, headers = {} } = {}) => {
    const header = credentials.header();
    const authorization = typeof header === 'string' ? header : await header;
    try {
      return await octokit.request(route, { ...body, headers: { authorization, 'x-github-api-version': '2022-11-28', ...headers } });
    } catch (error) {
      const answer = answerIn(error);
      if (answer === null) throw noAnswerOf(error);
      if (answer.status === 401) credentials.refused();
      return answer;
    }
  };

  return {
    tracker,
    send,
    failure,
    nowMs,
    appHeader: credentials.appHeader,
    graphql: `${baseUrl.replace(/\/v3$/, '')}/graphql`,
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

/** Every request ends, those for tokens too. */
function withinTime({ fetch, timeoutMs }: Pick<ClientOptions, 'fetch' | 'timeoutMs'>): typeof globalThis.fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
}

/** RFC 8288: the target of the link whose `rel` is `next`. */
function nextLink(header: string): string | null {
  for (const [, target, parameters] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (target !== undefined && /;\s*rel="?next"?/i.test(parameters ?? '')) return target;
  }
  return null;
}
