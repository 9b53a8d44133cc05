import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import { isList, isObject, type JsonObject } from './json.ts';
import { type LimitReason, limitAnswer, limitCounter } from './limits.ts';
import { type Person, personAt } from './person.ts';
import { route } from './routes.ts';
import { openSite, type Site } from './site.ts';
import { completeOptions, type EmulatedIssue, type JiraSiteOptions } from './site-options.ts';

export interface JiraEmulationOptions extends JiraSiteOptions {
  /** Default: any free port. */
  readonly port?: number;
}

/** One request as it came in, and how it was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: JsonObject;
  readonly status: number;
}

/** A limit that the next requests run into. */
export interface Limit {
  readonly times: number;
  readonly retryAfterSeconds: number;
  readonly reason: LimitReason;
}

export interface JiraEmulation {
  /** `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly email: string;
  readonly token: string;
  readonly person: Person;
  /** Every issue that exists, as the database holds it. */
  issues(): readonly EmulatedIssue[];
  /** Everything that was asked since the start or the last `reset` or `forgetRequests`. */
  requests(): readonly LoggedRequest[];
  forgetRequests(): void;
  limit(limit: Limit): void;
  /** No issues, no log, no limits. */
  reset(): void;
  close(): Promise<void>;
}

/** A Jira Cloud site on this machine, over HTTP, with state. Only for programs under test and for the demo. */
export async function startJiraEmulation({ port = 0, ...options }: JiraEmulationOptions = {}): Promise<JiraEmulation> {
  const site = openSite(completeOptions(options));
  let counter = limitCounter(site.config.limits, site.nowMs);
  let log: LoggedRequest[] = [];
  let limit: Limit | null = null;
  let url = '';
  const server = createServer((request, response) => {
    serve(request, response).catch((cause) => response.destroy(cause instanceof Error ? cause : new Error(String(cause))));
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = parseBody(await readBody(request));
    const { method = '' } = request;
    const refused = limited() ?? counter.refuse({ method, path: new URL(request.url ?? '/', 'http://site').pathname });
    const answer = refused ?? answerTo(site, { request, body, origin: url });
    if (refused === null) counter.charge(1 + issuesIn(answer));
    log.push({ method, path: request.url ?? '', body: body ?? {}, status: answer.status });
    response.setHeader('Date', new Date(site.nowMs()).toUTCString());
    if (answer.body !== undefined) response.setHeader('Content-Type', 'application/json;charset=UTF-8');
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  };
  const limited = (): Answer | null => {
    if (!limit || limit.times < 1) return null;
    limit = { ...limit, times: limit.times - 1 };
    return limitAnswer(limit.reason, limit.retryAfterSeconds * 1_000);
  };
  url = `http://127.0.0.1:${await listen(server, port)}`;

  return {
    url,
    email: site.config.email,
    token: site.config.token,
    person: personAt(site),
    issues: () => site.store().all(),
    requests: () => log,
    forgetRequests() {
      log = [];
    },
    limit(next) {
      limit = next;
    },
    reset() {
      site.reset();
      counter = limitCounter(site.config.limits, site.nowMs);
      log = [];
      limit = null;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function answerTo(site: Site, { request, body, origin }: { request: IncomingMessage; body: JsonObject | null; origin: string }): Answer {
  const viewer = site.config.users.find((user) => user.email === site.config.email);
  if (!viewer || !isKnown(request.headers.authorization ?? '', site)) {
    return { status: 401, body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 } };
  }
  if (body === null) return { status: 400, body: { errorMessages: ['Unexpected character in the request payload.'], errors: {} } };
  const { pathname, searchParams } = new URL(request.url ?? '/', origin);
  return route(site, { method: request.method ?? '', path: pathname, query: searchParams, body, viewer, origin });
}

function issuesIn({ body }: Answer): number {
  return isObject(body) && isList(body.issues) ? body.issues.length : 0;
}

function isKnown(authorization: string, { config }: Site): boolean {
  const basic = `Basic ${Buffer.from(`${config.email}:${config.token}`).toString('base64')}`;
  return authorization === basic || authorization === `Bearer ${config.token}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

/** `null` for what is not a JSON object. */
function parseBody(text: string): JsonObject | null {
  if (text === '') return {};
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
