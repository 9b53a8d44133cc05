import { type Check, type Clock, dayIn, instantAt } from '@closeout/core';
import { type CheckGithubOptions, checkGithub } from '@closeout/sync-github';
import { describe, expect, test } from 'vitest';

const AT = Date.parse('2026-03-02T09:00:00Z');
const clock: Clock = { now: () => instantAt(AT), today: (timeZone) => dayIn(timeZone, instantAt(AT)) };

interface Site {
  readonly repo?: Readonly<Record<string, unknown>>;
  /** What `GET /repos/…` answers instead of 200. */
  readonly status?: number;
  readonly scopes?: string;
  readonly labels?: readonly string[];
  readonly assignable?: readonly string[];
}

/** A repository that is only looked at: anything but GET is no request it knows. */
function siteFetch({ repo = {}, status = 200, scopes, labels = [], assignable = ['maria-m'] }: Site): typeof fetch {
  const headers = { Date: new Date(AT).toUTCString(), ...(scopes === undefined ? {} : { 'X-OAuth-Scopes': scopes }) };
  const answer = (code: number, body: unknown) =>
    new Response(code === 204 ? null : JSON.stringify(body), { status: code, headers: { ...headers, 'Content-Type': 'application/json' } });
  const whole = {
    full_name: 'acme/payments',
    has_issues: true,
    archived: false,
    private: true,
    permissions: { push: true, triage: true },
    ...repo,
  };
  return async (input, init) => {
    const { pathname } = new URL(String(input));
    if ((init?.method ?? 'GET') !== 'GET') throw new Error(`${init?.method} ${pathname}`);
    if (new Headers(init?.headers).get('authorization') !== 'token right') return answer(401, { message: 'Bad credentials' });
    if (pathname === '/user') return answer(200, { login: 'robot' });
    if (pathname === '/repos/acme/payments') return answer(status, status === 200 ? whole : { message: 'Not here' });
    if (pathname === '/repos/acme/payments/labels')
      return answer(
        200,
        labels.map((name) => ({ name })),
      );
    const login = /^\/repos\/acme\/payments\/assignees\/(.+)$/.exec(pathname)?.[1] ?? '';
    return assignable.includes(login) ? answer(204, null) : answer(404, { message: 'Not Found' });
  };
}

const checked = (site: Site, over: Partial<CheckGithubOptions> = {}) =>
  checkGithub({
    repo: 'acme/payments',
    baseUrl: 'https://api.github.com',
    token: 'right',
    labelPrefix: 'closeout/',
    clock,
    people: { maria: 'maria-m' },
    fetch: siteFetch(site),
    ...over,
  });
const wrong = (checks: readonly Check[]) => checks.filter(({ state }) => state !== 'fine');

describe('the check of a GitHub repository', () => {
  test('finds nothing wrong with one that fits', async () => {
    expect((await checked({ scopes: 'repo, gist' })).map(({ state, code }) => `${state} ${code}`)).toEqual([
      'fine account',
      'fine clock',
      'fine repository',
      'fine permission',
      'fine people',
    ]);
  });

  test('names every mistake at once and how to mend each', async () => {
    const repo = { has_issues: false, permissions: { push: false, triage: false } };
    expect(wrong(await checked({ repo, scopes: 'read:user' }, { people: { maria: 'maria-m', raj: 'gone' } }))).toEqual([
      {
        state: 'wrong',
        code: 'issues-off',
        message: 'issues are switched off in acme/payments',
        remedy: 'switch issues on in its settings (General, Features), or choose another repository',
      },
      {
        state: 'wrong',
        code: 'scope',
        message: 'the token has the scopes read:user: it may read, not write',
        remedy: 'make a token with the scope repo, or a fine-grained one with "Issues: read and write"',
      },
      {
        state: 'wrong',
        code: 'permission',
        message: 'the account may not write to acme/payments: GitHub drops labels and assignees without a word, and refuses other changes',
        remedy: 'give the account of the token write access to acme/payments',
      },
      {
        state: 'wrong',
        code: 'not-assignable',
        message: 'issues cannot be assigned to raj: there is no login gone, or it has no access to acme/payments',
        remedy: 'correct "github" of raj in "people", or give the login access to the repository',
      },
    ]);
  });

  const LABELS = ['closeout/in-progress', 'closeout/blocked', 'closeout/P0', 'closeout/P1', 'closeout/P2', 'closeout/P3', 'Closeout/P4'];

  test.each<readonly [string, Site, Partial<CheckGithubOptions>, readonly string[]]>([
    ['that is archived', { repo: { archived: true } }, {}, ['wrong archived']],
    ['that is not there', { status: 404 }, {}, ['wrong repository']],
    ['that was renamed', { status: 301 }, {}, ['wrong repository']],
    ['that may be triaged, without the labels', { repo: { permissions: { push: false, triage: true } } }, {}, ['wrong labels']],
    ['that may be triaged, with the labels', { repo: { permissions: { push: false, triage: true } }, labels: LABELS }, {}, []],
    ['of which GitHub does not say what we may do', { repo: { permissions: undefined } }, {}, ['unknown permission']],
    ['that is public, with a token for such', { repo: { private: false }, scopes: 'public_repo' }, {}, []],
    ['that is private, with a token for public ones', { scopes: 'public_repo' }, {}, ['wrong scope']],
    ['with a token that is not accepted', {}, { token: 'wrong' }, ['wrong connection']],
    ['with a token that cannot be one', {}, { token: 'two words' }, ['wrong connection']],
    ['without encryption', {}, { baseUrl: 'http://api.github.com' }, ['wrong connection']],
    ['seen from a machine whose clock is off', {}, { clock: { ...clock, now: () => instantAt(AT + 300_000) } }, ['wrong clock']],
  ])('says what is to be said of one %s', async (_, site, over, expected) => {
    const found = wrong(await checked(site, over));
    expect(found.map(({ state, code }) => `${state} ${code}`)).toEqual(expected);
    for (const check of found) if (check.state !== 'fine') expect(check.remedy).not.toBe('');
  });
});
