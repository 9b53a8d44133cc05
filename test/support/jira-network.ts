import { assertJiraRequest } from './jira-requests.ts';

export interface SentRequest {
  readonly method: string;
  /** What follows `/rest/api/3`, with the query. */
  readonly path: string;
  readonly body: unknown;
}

/**
 * What the network does with one request: lets it `pass`; never delivers it (`lost`, `unreachable`: and says so at once);
 * delivers it and loses the answer (`answer-lost`); never answers (`silence`); or answers by itself.
 */
export type Weather = 'pass' | 'lost' | 'unreachable' | 'answer-lost' | 'silence' | Response;

/** A transport that checks each request against Atlassian's description, remembers it, and fails as a test says. */
export interface JiraNetwork {
  readonly fetch: typeof fetch;
  /** What was sent since the last `forget`. */
  sent(): readonly SentRequest[];
  forget(): void;
  /** From now on; `place` counts the requests asked about since then, from 0. */
  weather(next: (request: SentRequest, place: number) => Weather): void;
}

export function jiraNetwork(): JiraNetwork {
  let sent: SentRequest[] = [];
  let decide: (request: SentRequest, place: number) => Weather = () => 'pass';
  let place = 0;
  return {
    sent: () => sent,
    forget() {
      sent = [];
    },
    weather(next) {
      decide = next;
      place = 0;
    },
    fetch: async (input, init) => {
      const { pathname, search } = new URL(String(input));
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
      const request = { method: init?.method ?? 'GET', path: `${pathname.replace(/^\/rest\/api\/3/, '')}${search}`, body };
      assertJiraRequest(request);
      sent = [...sent, request];
      const weather = decide(request, place++);
      if (weather instanceof Response) return weather;
      switch (weather) {
        case 'pass':
          return fetch(input, init);
        case 'lost':
          throw broken('ECONNRESET');
        case 'unreachable':
          throw broken('ECONNREFUSED');
        case 'answer-lost':
          await fetch(input, init);
          throw broken('ECONNRESET');
        case 'silence':
          return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
      }
    },
  };
}

export function jsonResponse(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

function broken(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}
