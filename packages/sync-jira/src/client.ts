import { type Instant, instantAt } from '@closeout/core';
import type { Client, SendRequestOptions } from 'jira.js/core';
import { requestAddress, siteAddress } from './address.ts';
import { JiraFailure, problemsOf, retryAfterMsOf } from './failure.ts';
import { gate } from './gate.ts';
import type { JiraTrackerOptions } from './options.ts';

type Calls = typeof import('./calls.ts');
type Send<T> = (calls: Calls, transport: Client) => Promise<T>;

interface Timed<T> {
  readonly value: T;
  readonly at: Instant;
}

/** Sends requests to one site, few at once: with a timeout, without a retry, without following a redirect. Throws `JiraFailure`. */
export interface JiraClient {
  /** Runs one call of jira.js, whose answer must be what jira.js says; `at` is the site's clock at it. */
  call<T>(send: Send<T>): Promise<Timed<T>>;
  /** Like `call`, but what is wrong with single issues is left to whoever reads them: it must not fail the whole list. */
  list<T>(send: Send<T>): Promise<Timed<T>>;
  /** The address of an issue's page. */
  browse(key: string): string;
}

/** How many requests may be under way at once: Jira counts bursts by the second, and a sync sends one after the other anyway. */
const AT_ONCE = 4;

export function jiraClient(options: Pick<JiraTrackerOptions, 'host' | 'site' | 'auth' | 'fetch' | 'timeoutMs' | 'clock'>): JiraClient {
  const base = siteAddress(options.host);
  const pages = siteAddress(options.site ?? options.host).href.replace(/\/$/, '');
  const authorization = authorizationOf(options.auth);
  const send = options.fetch ?? fetch;
  const timeoutMs = options.timeoutMs ?? 30_000;
  const { clock } = options;
  const oneOfFew = gate(AT_ONCE);

  const exchange = async <T>(request: SendRequestOptions<T>): Promise<{ readonly data: unknown; readonly date: string | null }> => {
    const url = requestAddress(base, request);
    const init: RequestInit = {
      method: request.method ?? 'GET',
      headers: {
        Accept: 'application/json',
        Authorization: authorization,
        ...(request.body ? { 'Content-Type': 'application/json' } : {}),
      },
      redirect: 'manual',
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    };
    const { response, text } = await oneOfFew(async () => {
      // Its time runs from here: what waits for others is not sent yet.
      const answer = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      return { response: answer, text: await answer.text() };
    }).catch((cause) => {
      throw networkFailure(cause, { host: url.host, timeoutMs });
    });
    const data = parsed(text);
    if (!response.ok) {
      const { status, headers } = response;
      throw new JiraFailure({
        kind: 'status',
        status,
        problems: problemsOf(data),
        body: data,
        retryAfterMs: retryAfterMsOf(headers),
        limit: headers.get('ratelimit-reason'),
      });
    }
    return { data, date: response.headers.get('date') };
  };

  const run = async <T>(call: Send<T>, options: { readonly toleratesIssues: boolean }): Promise<Timed<T>> => {
    const calls = await import('./calls.ts');
    let at: Instant | null = null;
    const transport: Client = {
      async sendRequest<R>(request: SendRequestOptions<R>): Promise<R> {
        const { data, date } = await exchange(request);
        validate(request, data, options);
        at ??= instantOfDate(date);
        return data as R;
      },
    };
    const value = await call(calls, transport);
    return { value, at: at ?? clock.now() };
  };

  return {
    browse: (key) => `${pages}/browse/${key}`,
    call: (call) => run(call, { toleratesIssues: false }),
    list: (call) => run(call, { toleratesIssues: true }),
  };
}

/** An answer that is not what jira.js says it must be is no answer. */
function validate<T>(request: SendRequestOptions<T>, data: unknown, { toleratesIssues }: { readonly toleratesIssues: boolean }): void {
  const result = request.schema?.safeParse(data);
  if (result === undefined || result.success) return;
  const wrong = result.error.issues.find(({ path }) => !(toleratesIssues && path[0] === 'issues' && typeof path[1] === 'number'));
  if (!wrong) return;
  const place = wrong.path.join('.') || 'the whole answer';
  throw new JiraFailure({
    kind: 'bad-answer',
    message: `Jira answered ${request.url} with something unexpected at ${place}: ${wrong.message}`,
  });
}

/** What no header takes is refused here: whoever refuses it later may show it. */
function authorizationOf(auth: JiraTrackerOptions['auth']): string {
  if (!/^[\x21-\x7e]+$/.test(auth.token)) {
    const message = 'the token is empty or holds characters that no token has; check the environment variable that holds it';
    throw new JiraFailure({ kind: 'not-sent', code: 'unauthorized', message });
  }
  if (auth.type === 'bearer') return `Bearer ${auth.token}`;
  const bytes = new TextEncoder().encode(`${auth.email}:${auth.token}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Codes with which no connection ever came about. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** An error's own text may hold what was sent, the token too: only its code, which speaks of the connection, is passed on. */
function networkFailure(cause: unknown, { host, timeoutMs }: { readonly host: string; readonly timeoutMs: number }): JiraFailure {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return new JiraFailure(
      { kind: 'no-answer', timedOut: true, message: `no answer from ${host} within ${timeoutMs / 1_000} s` },
      { cause },
    );
  }
  const code = codeOf(error) ?? codeOf(error.cause);
  const message = `no connection to ${host}${code === null ? '' : ` (${code})`}`;
  if (code !== null && NOT_SENT.has(code)) return new JiraFailure({ kind: 'not-sent', code: 'unreachable', message }, { cause });
  return new JiraFailure({ kind: 'no-answer', timedOut: false, message }, code === null ? {} : { cause });
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** `undefined` for an empty body and for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function instantOfDate(date: string | null): Instant | null {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? null : instantAt(ms);
}
