import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { apiCheck } from './api-description.ts';
import { GITHUB_TOKENS } from './github-emulator.ts';
import { type ListedIssue, laggingList } from './github-lagging-list.ts';

/** How this GitHub behaves; changed at any time. */
export interface GithubKnobs {
  /** Lists hide what is younger than this. */
  readonly listLagMs: number;
  /** Before every answer. */
  readonly delayMs: number;
  /** How far the server's clock, as its `Date` header shows it, is ahead of ours. */
  readonly dateAheadMs: number;
  /** Content creation, as GitHub counts it: a sliding log. `null`: no limit. */
  readonly createsPerMinute: number | null;
  readonly createsPerHour: number | null;
  /** A read counts 1, a write 5. */
  readonly pointsPerMinute: number | null;
  /** Without it labels and assignees of a create are dropped silently; label calls are forbidden, and so is making a label. */
  readonly pushAccess: boolean;
}

/** Something goes wrong, once, at the `nth` request from now on (default: the next) whose method and path match. */
export interface GithubFault {
  readonly method?: string;
  /** Source of a regular expression on path and query. */
  readonly path?: string;
  readonly nth?: number;
  readonly do: /** It happens over there, but the connection breaks before the answer. */
    | { readonly kind: 'lose-answer' }
    /** The connection breaks before anything happens. */
    | { readonly kind: 'lose-request' }
    /** It happens over there, but half of the answer is missing. */
    | { readonly kind: 'tear-answer' }
    | { readonly kind: 'delay'; readonly ms: number }
    | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };
}

export interface LoggedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** `null`: the connection broke. */
  readonly status: number | null;
}

export interface GithubProxy {
  readonly url: string;
  set(knobs: Partial<GithubKnobs>): void;
  fault(fault: GithubFault): void;
  /** Requests since the last call of `forget`, in the order of their answers. */
  log(): readonly LoggedRequest[];
  forget(): void;
  /** Throws when something was asked or answered that GitHub does not describe, in a run that checks that. */
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A GitHub with limits, tags, lag and accidents in front of `upstream`; what the person's token asks is neither logged nor disturbed. Port 0 takes any. `/_world/…` turns the knobs from other processes. */
export async function githubProxy(
  upstream: string,
  { port = 0, knobs: initial = {} }: { port?: number; knobs?: Partial<GithubKnobs> } = {},
): Promise<GithubProxy> {
  let knobs: GithubKnobs = {
    listLagMs: 0,
    delayMs: 0,
    dateAheadMs: 0,
    createsPerMinute: null,
    createsPerHour: null,
    pointsPerMinute: null,
    pushAccess: true,
    ...initial,
  };
  const list = laggingList();
  const faults: { readonly fault: GithubFault; left: number }[] = [];
  const creates: Counted[] = [];
  const points: Counted[] = [];
  const check = apiCheck();
  const undescribed = new Set<string>();
  let log: LoggedRequest[] = [];
  let url = '';

  const forward = async (method: string, path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Reply> => {
    const answer = await fetch(upstream + withMillis(path), { method, headers, ...(body === '' ? {} : { body }) });
    const link = answer.headers.get('link');
    return {
      // GitHub answers 201 here, `emulate` 200.
      status: method === 'POST' && path.endsWith('/assignees') && answer.status === 200 ? 201 : answer.status,
      headers: {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
        ...(link === null ? {} : { link: withoutMillis(link.replaceAll(upstream, url)) }),
      },
      body: toSeconds((await answer.text()).replaceAll(upstream, url)),
    };
  };

  const answerTo = async (method: string, path: string, request: IncomingMessage, body: string): Promise<Reply> => {
    const authorization = request.headers.authorization ?? '';
    if (!Object.values(GITHUB_TOKENS).some((token) => authorization === `token ${token}` || authorization === `Bearer ${token}`))
      return json(401, { message: 'Bad credentials' });
    const isCreate = method === 'POST' && /^\/repos\/[^/]+\/[^/]+\/issues$/.test(path);
    const cost = method === 'GET' ? 1 : 5;
    const refused = tooLong(body) ?? spent({ creates: isCreate ? creates : [], points, cost }, knobs) ?? forbidden(method, path, knobs);
    if (refused !== null) return refused;
    points.push({ at: Date.now(), count: cost });
    if (method === 'GET' && knobs.listLagMs > 0 && /^\/repos\/[^/]+\/[^/]+\/issues(?:\?|$)/.test(path)) {
      const { issues, link } = list.answer(new URL(path, url), Date.now() - knobs.listLagMs);
      return json(200, issues, link === null ? {} : { link });
    }
    const headers = { authorization, 'content-type': 'application/json', accept: 'application/vnd.github+json' };
    const reply = await forward(method, path, headers, isCreate && !knobs.pushAccess ? withoutPush(body) : body);
    const issue = /^\/repos\/[^/]+\/[^/]+\/issues(?:\/\d+)?/.exec(path);
    if (method !== 'GET' && reply.status < 300 && issue !== null) {
      if (isCreate) creates.push({ at: Date.now(), count: 1 });
      const isWhole = isCreate || path === issue[0];
      const now = isWhole ? reply : await forward('GET', issue[0], headers, '');
      if (now.status < 300) list.record(JSON.parse(now.body) as ListedIssue, Date.now());
    }
    return reply;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/' } = request;
    const body = await text(request);
    if (path.startsWith('/_world/')) return control(method, path, body, response);
    const isPerson = (request.headers.authorization ?? '').endsWith(GITHUB_TOKENS.person);
    const happening = isPerson ? null : (faultFor(faults, method, path)?.do ?? null);
    const lose = () => {
      log.push({ method, path, status: null });
      request.socket.destroy();
    };
    if (happening?.kind === 'lose-request') return lose();
    const wait = isPerson ? 0 : knobs.delayMs + (happening?.kind === 'delay' ? happening.ms : 0);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const reply =
      happening?.kind === 'answer'
        ? json(happening.status, happening.body ?? {}, happening.headers)
        : await answerTo(method, path, request, body);
    if (happening?.kind === 'lose-answer') return lose();
    const etag = `W/"${createHash('sha256').update(reply.body).digest('hex')}"`;
    const isKnown = method === 'GET' && reply.status === 200 && request.headers['if-none-match'] === etag;
    const status = isKnown ? 304 : reply.status;
    if (!isPerson) log.push({ method, path, status });
    const answer = happening?.kind === 'answer' ? null : { status, body: isKnown ? '' : reply.body };
    for (const problem of check?.problems({ method, path, body, answer }) ?? []) undescribed.add(problem);
    const date = new Date(Date.now() + knobs.dateAheadMs).toUTCString();
    response.writeHead(status, { date, ...(method === 'GET' ? { etag } : {}), ...reply.headers });
    if (happening?.kind !== 'tear-answer') return void response.end(isKnown ? undefined : reply.body);
    response.write(reply.body.slice(0, reply.body.length / 2));
    setImmediate(() => request.socket.destroy());
  };

  const control = (method: string, path: string, body: string, response: ServerResponse): void => {
    if (path === '/_world/knobs' && method === 'PATCH') knobs = { ...knobs, ...JSON.parse(body) };
    if (path === '/_world/faults' && method === 'POST') add(JSON.parse(body));
    if (path === '/_world/log' && method === 'DELETE') log = [];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(path === '/_world/log' ? log : knobs));
  };
  const add = (fault: GithubFault) => {
    faults.push({ fault, left: fault.nth ?? 1 });
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    set: (changed) => {
      knobs = { ...knobs, ...changed };
    },
    fault: add,
    log: () => [...log],
    forget: () => {
      log = [];
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (undescribed.size > 0) throw new Error(`GitHub describes it otherwise:\n${[...undescribed].join('\n')}`);
    },
  };
}

function faultFor(faults: { readonly fault: GithubFault; left: number }[], method: string, path: string): GithubFault | null {
  for (const waiting of [...faults]) {
    const { fault } = waiting;
    if (fault.method !== undefined && fault.method !== method) continue;
    if (fault.path !== undefined && !new RegExp(fault.path).test(path)) continue;
    waiting.left -= 1;
    if (waiting.left > 0) continue;
    faults.splice(faults.indexOf(waiting), 1);
    return fault;
  }
  return null;
}

interface Counted {
  readonly at: number;
  readonly count: number;
}

/** GitHub's secondary limits (facts: content ≤ 80 a minute and ≤ 500 an hour, points ≤ 900 a minute): logs that slide. */
function spent(
  { creates, points, cost }: { readonly creates: readonly Counted[]; readonly points: readonly Counted[]; readonly cost: number },
  { createsPerMinute, createsPerHour, pointsPerMinute }: GithubKnobs,
): Reply | null {
  const now = Date.now();
  for (const [log, { limit, spanMs, next }] of [
    [creates, { limit: createsPerMinute, spanMs: 60_000, next: 1 }],
    [creates, { limit: createsPerHour, spanMs: 3_600_000, next: 1 }],
    [points, { limit: pointsPerMinute, spanMs: 60_000, next: cost }],
  ] as const) {
    if (limit === null) continue;
    const within = log.filter(({ at }) => at > now - spanMs);
    const oldest = within[0];
    if (oldest === undefined || within.reduce((sum, { count }) => sum + count, next) <= limit) continue;
    const headers = { 'retry-after': String(Math.ceil((oldest.at + spanMs - now) / 1000)) };
    return json(403, { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' }, headers);
  }
  return null;
}

/** The limits on text that `emulate` does not know. */
function tooLong(body: string): Reply | null {
  const { title, body: content, labels } = body.startsWith('{') ? JSON.parse(body) : {};
  const error = (field: string, message: string) =>
    json(422, { message: 'Validation Failed', errors: [{ resource: 'Issue', code: 'custom', field, message }] });
  if (typeof title === 'string' && [...title].length > 256) return error('title', 'title is too long (maximum is 256 characters)');
  if (typeof content === 'string' && [...content].length > 65_536) return error('body', 'body is too long (maximum is 65536 characters)');
  if (Array.isArray(labels) && labels.some((label) => String(label).length > 50))
    return error('labels', 'name is too long (maximum is 50 characters)');
  return null;
}

function forbidden(method: string, path: string, { pushAccess }: GithubKnobs): Reply | null {
  if (pushAccess || method === 'GET' || !/\/issues\/\d+\/(?:labels|assignees)|^\/repos\/[^/]+\/[^/]+\/labels/.test(path)) return null;
  return json(403, { message: 'Must have push access to Repository.' });
}

function withoutPush(body: string): string {
  const { labels: _, assignees: __, ...rest } = JSON.parse(body);
  return JSON.stringify(rest);
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

/** GitHub's stamps are whole seconds; `emulate` has milliseconds, and compares stamps as text. */
function toSeconds(body: string): string {
  return body.replace(/"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.\d{3}Z"/g, '"$1Z"');
}

function withoutMillis(link: string): string {
  return link.replace(/([?&]since=[^&>]*\d)\.000Z/g, '$1Z');
}

function withMillis(path: string): string {
  return path.replace(/([?&]since=[^&]*\d)Z/, '$1.000Z');
}
