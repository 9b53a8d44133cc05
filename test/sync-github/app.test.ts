import { generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { type Clock, dayIn, instantAt, TrackerError } from '@closeout/core';
import { checkGithub, type GithubApp, type GithubTrackerOptions, githubTracker } from '@closeout/sync-github';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { sampleDraft, sampleMarker } from '../../packages/core/src/contract/tracker-world.ts';
import { APP, APP_KEYS, APP_LOGIN, githubAppEmulator } from '../support/github-app-emulator.ts';

const START = Date.parse('2026-03-02T09:00:00Z');
const { privateKey, publicKey } = APP_KEYS;
const clock: Clock = { now: () => instantAt(Date.now()), today: (timeZone) => dayIn(timeZone, instantAt(Date.now())) };

const optionsFor = (over: Partial<GithubTrackerOptions>): GithubTrackerOptions => ({
  repo: 'acme/payments',
  baseUrl: 'https://git.acme.test/api/v3',
  token: APP,
  labelPrefix: 'closeout/',
  overlapSeconds: 900,
  since: instantAt(START),
  clock,
  ...over,
});

/** A GitHub Enterprise Server that believes in signatures only, and gives tokens of an hour. */
class AppSite {
  readonly log: string[] = [];
  readonly asked: unknown[] = [];
  /** What the next request to a path is answered with instead. */
  readonly instead = new Map<string, readonly [number, unknown]>();
  #tokens = new Map<string, number>();

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const path = url.pathname.replace('/api/v3', '');
    if (url.origin !== 'https://git.acme.test' || path === url.pathname) throw new Error(`${url} is not this server`);
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const answer = this.#answer(path, { authorization: new Headers(init?.headers).get('authorization') ?? '', body });
    this.log.push(`${init?.method} ${path} ${answer.status}`);
    return answer;
  };

  #answer(path: string, { authorization, body }: { readonly authorization: string; readonly body: unknown }): Response {
    const other = this.instead.get(path);
    this.instead.delete(path);
    if (other !== undefined) return json(...other);
    if (path.startsWith('/app')) {
      if (!isSigned(authorization)) return json(401, { message: 'A JSON web token could not be decoded' });
      if (path === '/app') return json(200, { id: APP.appId, slug: 'closeout-acme' });
      if (path !== `/app/installations/${APP.installationId}/access_tokens`) return json(404, { message: 'Not Found' });
      this.asked.push(body);
      const token = `ghs_${this.#tokens.size + 1}`;
      const expiresAt = Date.now() + 3_600_000;
      this.#tokens.set(token, expiresAt);
      return json(201, { token, expires_at: new Date(expiresAt).toISOString(), permissions: { issues: 'write' } });
    }
    const expiresAt = this.#tokens.get(authorization.replace('token ', '')) ?? 0;
    if (expiresAt <= Date.now()) return json(401, { message: 'Bad credentials' });
    if (path === '/repos/acme/payments') return json(200, { full_name: 'acme/payments', private: true });
    return path === '/repos/acme/payments/issues' && body === null ? json(200, []) : json(422, { message: 'Validation Failed' });
  }
}

/** Signed by our key, of this app, neither from the future nor of more than ten minutes. */
function isSigned(authorization: string): boolean {
  const [head = '', claims = '', signature = ''] = authorization.replace(/^bearer /i, '').split('.');
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))) return false;
  const { iss, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const now = Date.now() / 1000;
  return iss === APP.appId && iat <= now && exp > now && exp <= now + 600;
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

async function thrownBy(call: () => unknown): Promise<TrackerError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof TrackerError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a GitHub App', () => {
  let site: AppSite;
  beforeEach(() => {
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
    site = new AppSite();
  });
  afterEach(() => void vi.useRealTimers());

  const tracker = (over: Partial<GithubTrackerOptions> = {}) => githubTracker(optionsFor({ fetch: site.fetch, ...over }));

  test('signs once, takes one token for its repository and issues only, and writes as its bot', async () => {
    const own = tracker();
    expect((await own.pull(null)).account).toBe('closeout-acme[bot]');
    await own.pull(null);
    expect(site.log).toEqual([
      'POST /app/installations/815/access_tokens 201',
      'GET /repos/acme/payments/issues 200',
      'GET /app 200',
      'GET /repos/acme/payments/issues 200',
    ]);
    expect(site.asked).toEqual([{ repositories: ['payments'], permissions: { issues: 'write', metadata: 'read' } }]);
  });

  test('that is given a token which no header takes shows nothing of it', async () => {
    site.instead.set('/app/installations/815/access_tokens', [201, { token: 'ZZSECRETZZ\ntwo', expires_at: '2026-03-02T10:00:00Z' }]);
    const error = await thrownBy(() => tracker({ fetch: async (input, init) => site.fetch(new Request(input, init), init) }).pull(null));
    expect(error.code).toBe('unreachable');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('ZZSECRETZZ');
  });

  test('takes the next token before the hour is over', async () => {
    const own = tracker();
    await own.pull(null);
    vi.setSystemTime(START + 58 * 60_000);
    await own.pull(null);
    expect(site.asked).toHaveLength(1);
    vi.setSystemTime(START + 59.5 * 60_000);
    await own.pull(null);
    expect(site.asked).toHaveLength(2);
    vi.setSystemTime(START + 200 * 60_000);
    await own.pull(null);
    expect(site.asked).toHaveLength(3);
    expect(site.log.filter((line) => line.endsWith('401'))).toEqual([]);
  });

  test('whose token was taken back fails once, repeats nothing, and takes another for what comes next', async () => {
    const own = tracker();
    await own.pull(null);
    site.instead.set('/repos/acme/payments/issues', [401, { message: 'Bad credentials' }]);
    expect((await thrownBy(() => own.create([sampleDraft(1)]))).code).toBe('unauthorized');
    expect(site.log.filter((line) => line.startsWith('POST /repos'))).toEqual(['POST /repos/acme/payments/issues 401']);
    await own.pull(null);
    expect(site.asked).toHaveLength(2);
  });

  test('waits for a token no longer than for anything else', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    expect((await thrownBy(() => tracker({ fetch: never, timeoutMs: 20 }).pull(null))).code).toBe('timeout');
  });

  test('that gets no token creates nothing and leaves nothing in doubt', async () => {
    site.instead.set('/app/installations/815/access_tokens', [502, 'Bad gateway']);
    expect((await thrownBy(() => tracker().create([sampleDraft(1)]))).code).toBe('unreachable');
    expect(site.log).toEqual(['POST /app/installations/815/access_tokens 502']);
  });

  test.each<readonly [string, Partial<GithubApp>, readonly [number, unknown] | null, string, RegExp]>([
    ['that is not installed there', { installationId: 816 }, null, 'not-found', /installationId/],
    ['with the key of another', { appId: 4712 }, null, 'unauthorized', /appId and the key/],
    ['that is suspended', {}, [403, { message: 'This installation has been suspended' }], 'forbidden', /suspended/],
    [
      'that may not write issues',
      {},
      [422, { message: 'The permissions requested are not granted' }],
      'forbidden',
      /Issues: read and write/,
    ],
    ['that is answered with a redirect', {}, [301, {}], 'bad-answer', /no token/],
    ['that asks too often', {}, [403, { message: 'You have exceeded a secondary rate limit' }], 'limited', /rate limit/],
  ])('%s says so, and what to look at', async (_, over, instead, code, remedy) => {
    if (instead !== null) site.instead.set('/app/installations/815/access_tokens', instead);
    const error = await thrownBy(() => tracker({ token: { ...APP, ...over } }).pull(null));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(remedy)]);
  });

  test.each<readonly [string, Partial<GithubApp>]>([
    ['an empty key', { privateKey: '' }],
    ['the first line of a key', { privateKey: '-----BEGIN RSA PRIVATE KEY-----' }],
    [
      'a key that is no RSA key',
      { privateKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    ],
    ['the public half', { privateKey: publicKey }],
    ['no number for the app', { appId: Number.NaN }],
    ['an installation below one', { installationId: 0 }],
  ])('with %s is refused before anything is sent, and the key is never shown', async (_, over) => {
    const error = await thrownBy(() => tracker({ token: { ...APP, ...over } }));
    expect(error.code).toBe('unauthorized');
    expect(site.log).toEqual([]);
    const shown = JSON.stringify([error.message, String(error.cause)]);
    for (const line of (over.privateKey ?? privateKey).split('\n').filter((text) => text.length > 20 && !text.startsWith('---')))
      expect(shown).not.toContain(line);
  });

  test('takes keys as files and environments hold them', async () => {
    const pkcs8 = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => tracker({ token: { ...APP, privateKey: pkcs8 } })).not.toThrow();
    const oneLine = { ...APP, privateKey: privateKey.replaceAll('\n', '\\n') };
    expect((await tracker({ token: oneLine }).pull(null)).account).toBe('closeout-acme[bot]');
  });

  test('is looked at by the doctor: as whom it writes, and that its token may', async () => {
    const { overlapSeconds: _, since: __, ...options } = optionsFor({ fetch: site.fetch });
    const checks = await checkGithub({ ...options, people: {} });
    expect(checks.filter(({ state }) => state !== 'fine')).toEqual([]);
    expect(checks[0]?.message).toBe('signed in as closeout-acme[bot]');
  });
});

async function emulated(permissions: Readonly<Record<string, string>>): Promise<string> {
  const emulator = await githubAppEmulator(permissions);
  onTestFinished(() => emulator.close());
  return emulator.url;
}

describe('an app on the emulation of GitHub', () => {
  test('creates an issue as its bot and finds it again by its marker', async () => {
    const baseUrl = await emulated({ issues: 'write', metadata: 'read' });
    const tracker = githubTracker(optionsFor({ baseUrl, since: instantAt(Date.now()) }));
    const { account, at } = await tracker.pull(null);
    const [created] = await tracker.create([sampleDraft(1)]);
    expect(created).toMatchObject({ outcome: 'created', issue: { author: APP_LOGIN } });
    const found = await tracker.find([sampleMarker(1)], at);
    expect(found.issues.map(({ author }) => author)).toEqual([account]);
  });

  test('that may only read says so', async () => {
    const baseUrl = await emulated({ metadata: 'read' });
    const error = await thrownBy(() => githubTracker(optionsFor({ baseUrl })).pull(null));
    expect([error.code, error.message]).toEqual(['forbidden', expect.stringContaining('Issues: read and write')]);
  });
});

describe("a token that is an app's, such as the one of GitHub Actions", () => {
  const REFUSED = [403, { message: 'Resource not accessible by integration' }] as const;
  const answering = (viewer: readonly [number, unknown], log: string[]): typeof fetch => {
    return async (input, init) => {
      const { pathname } = new URL(String(input));
      log.push(`${init?.method} ${pathname}`);
      if (pathname.endsWith('/user')) return json(...REFUSED);
      return pathname.endsWith('/graphql') ? json(...viewer) : json(200, []);
    };
  };

  test.each([
    ['https://api.github.com', '', '/graphql'],
    ['https://git.acme.test/api/v3/', '/api/v3', '/api/graphql'],
  ])('is asked at %s whose it is', async (baseUrl, path, graphql) => {
    const log: string[] = [];
    const fetch = answering([200, { data: { viewer: { login: 'github-actions[bot]' } } }], log);
    const tracker = githubTracker(optionsFor({ token: 'ghs_x', baseUrl, fetch }));
    expect((await tracker.pull(null)).account).toBe('github-actions[bot]');
    expect(log).toEqual([`GET ${path}/repos/acme/payments/issues`, `GET ${path}/user`, `POST ${graphql}`]);
  });

  test.each([
    ['refused', REFUSED],
    ['an error within success', [200, { data: null, errors: [{ message: 'no' }] }] as const],
  ])("is nobody's known when the answer is %s", async (_, viewer) => {
    const tracker = githubTracker(optionsFor({ token: 'ghs_x', fetch: answering(viewer, []) }));
    expect((await tracker.pull(null)).account).toBe(null);
  });
});
