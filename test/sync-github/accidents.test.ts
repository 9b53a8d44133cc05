import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Created, type Issue, type Tracker, TrackerError } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDraft, sampleMarker } from '../../packages/core/src/contract/tracker-world.ts';
import { realClock, trackerOnto } from '../support/github-contract-world.ts';
import type { GithubFault } from '../support/github-proxy.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';

let world: GithubWorld;
let tracker: Tracker;
beforeEach(async () => {
  world = await githubWorld();
  tracker = trackerOnto(world, { timeoutMs: 1000 });
});
afterEach(() => world.close());

const POST = { method: 'POST', path: '/issues$' };
const path = (issue: Issue) => `/repos/${world.repo}/issues/${issue.key}`;
const answer = (status: number, body: unknown = {}, headers = {}) => ({ kind: 'answer', status, headers, body }) as const;
const validation = (field: string) => ({ message: 'Validation Failed', errors: [{ resource: 'Issue', field, code: 'invalid' }] });

async function createOne(over = {}): Promise<Created | undefined> {
  return (await tracker.create([sampleDraft(1, over)]))[0];
}

async function issueNow(over = {}): Promise<Issue> {
  const created = await createOne(over);
  if (created?.outcome !== 'created') throw new Error(JSON.stringify(created));
  return created.issue;
}

async function thrownBy(call: Promise<unknown>): Promise<TrackerError> {
  const thrown = await call.catch((error: unknown) => error);
  if (thrown instanceof TrackerError) return thrown;
  throw new Error(`expected a TrackerError, got ${String(thrown)}`);
}

async function issuesThere(): Promise<number> {
  const list = await world.person('GET', `/repos/${world.repo}/issues?state=all&per_page=100`);
  return Array.isArray(list) ? list.length : -1;
}

describe('a create', () => {
  test.each<[string, GithubFault['do'], number]>([
    ['whose answer is lost', { kind: 'lose-answer' }, 1],
    ['whose request is lost', { kind: 'lose-request' }, 0],
    ['whose answer is torn', { kind: 'tear-answer' }, 1],
    ['that is answered 500', answer(500), 0],
    ['that is answered 502 by a proxy', answer(502, 'Bad gateway'), 0],
    ['that is answered 408', answer(408), 0],
    ['that is answered 201 with something else', answer(201, { hello: 'world' }), 0],
    ['that takes longer than we wait', { kind: 'delay', ms: 1500 }, 0],
  ])('%s is in doubt, and sent once', async (_, fault, there) => {
    world.fault({ ...POST, do: fault });
    expect(await createOne()).toMatchObject({ outcome: 'in-doubt' });
    expect(world.log().filter(({ method }) => method === 'POST').length <= 1).toBe(true);
    expect(await issuesThere()).toBe(there);
  });

  test('in doubt is found by its marker', async () => {
    const { at } = await tracker.pull(null);
    world.fault({ ...POST, do: { kind: 'lose-answer' } });
    await createOne();
    const found = await tracker.find([sampleMarker(1)], at);
    expect(found.issues.map(({ title }) => title)).toEqual([sampleDraft(1).title]);
    expect(found.account).toBe('closeout-bot');
  });

  test('in doubt is found while search does not know of it yet', async () => {
    const { at } = await tracker.pull(null);
    world.fault({ ...POST, do: { kind: 'lose-answer' } });
    world.fault({ method: 'GET', path: '/search/', do: answer(200, { total_count: 0, incomplete_results: false, items: [] }) });
    await createOne();
    expect((await tracker.find([sampleMarker(1)], at)).issues).toHaveLength(1);
  });

  test.each([
    [400, { message: 'Problems parsing JSON' }, { field: 'create', code: 'invalid', message: 'Problems parsing JSON' }],
    [403, { message: 'Resource not accessible by integration' }, { code: 'no-permission' }],
    [404, { message: 'Not Found' }, { code: 'no-permission' }],
    [410, { message: 'Issues are disabled for this repo' }, { code: 'closed-to-issues' }],
    [422, validation('title'), { code: 'invalid' }],
  ])('answered %i is refused', async (status, body, refusal) => {
    world.fault({ ...POST, do: answer(status, body) });
    expect(await createOne()).toMatchObject({ outcome: 'refused', refusal });
  });

  test.each([
    ['429 with a time', answer(429, {}, { 'retry-after': '7' }), 7000],
    ['403 of a secondary limit without a time', answer(403, { message: 'You have exceeded a secondary rate limit.' }), 60_000],
    [
      '403 of the hourly limit',
      answer(
        403,
        { message: 'API rate limit exceeded' },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767225630', date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
      ),
      30_000,
    ],
  ])('that meets %s waits as long as it is told', async (_, fault, retryAfterMs) => {
    world.fault({ ...POST, do: fault });
    expect(await createOne()).toMatchObject({ outcome: 'later', retryAfterMs });
  });

  test('beyond the limits on content stops at once', async () => {
    world.set({ createsPerMinute: 2 });
    const created = await tracker.create([1, 2, 3].map((n) => sampleDraft(n)));
    expect(created.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'later']);
  });

  test('keeps what was made before the token was revoked half way', async () => {
    world.fault({ ...POST, nth: 2, do: answer(401) });
    const created = await tracker.create([1, 2, 3].map((n) => sampleDraft(n)));
    expect(created.map(({ outcome }) => outcome)).toEqual(['created', 'later', 'later']);
    expect(await issuesThere()).toBe(1);
  });

  test('leaves out an assignee that a 422 names, in a second request that can make no twin', async () => {
    world.fault({ ...POST, do: answer(422, validation('assignees')) });
    expect(await createOne({ assignee: 'ada' })).toMatchObject({
      outcome: 'created',
      issue: { assignees: [] },
      refused: [{ field: 'assignee', code: 'assignee-unknown' }],
    });
    expect(await issuesThere()).toBe(1);
  });

  test('keeps its assignee when a 422 names something else', async () => {
    world.fault({ ...POST, do: answer(422, validation('title')) });
    expect(await createOne({ assignee: 'ada' })).toMatchObject({ outcome: 'refused' });
    expect(await issuesThere()).toBe(0);
  });

  test('without push access says what GitHub silently dropped', async () => {
    world.set({ pushAccess: false });
    const created = await createOne({
      assignee: 'ada',
      labels: ['closeout/a'],
      priority: 'P1',
      status: { status: 'blocked', resolution: null },
    });
    expect(created?.outcome === 'created' ? created.refused.map(({ field, code }) => `${field} ${code}`) : created).toEqual([
      'labels no-permission',
      'status no-permission',
      'priority no-permission',
      'assignee no-permission',
    ]);
  });

  test('of an item that is closed already makes a closed issue', async () => {
    const created = await createOne({ status: { status: 'cancelled', resolution: 'obsolete' } });
    expect(created).toMatchObject({
      outcome: 'created',
      issue: { status: { name: 'closed', category: 'done', resolution: 'not_planned' } },
      refused: [],
    });
  });

  test('with labels that GitHub or we cannot keep is made without them', async () => {
    const created = await createOne({ labels: ['l'.repeat(51), 'closeout/P1', 'closeout/fine'] });
    expect(created).toMatchObject({
      outcome: 'created',
      issue: { labels: ['closeout/fine'], priority: null },
      refused: [
        { field: 'labels', code: 'too-long' },
        { field: 'labels', code: 'invalid' },
      ],
    });
  });
});

describe('reading', () => {
  test('tells a transferred, a deleted, a hidden and a foreign issue apart', async () => {
    const issue = await issueNow();
    const seen = async (status: number, headers = {}) => {
      world.fault({ method: 'GET', path: `/issues/${issue.key}$`, do: answer(status, {}, headers) });
      return (await tracker.read([issue]))[0];
    };
    expect(await seen(301, { location: 'https://api.github.com/repositories/7/issues/3' })).toEqual({
      key: issue,
      state: 'moved',
      to: 'https://api.github.com/repositories/7/issues/3',
    });
    expect(await seen(410)).toEqual({ key: issue, state: 'gone' });
    expect(await seen(404)).toEqual({ key: issue, state: 'hidden' });
    const other = { ...issue, id: '777' };
    expect(await tracker.read([other])).toEqual([{ key: other, state: 'moved', to: null }]);
  });

  test('recognises a pull request', async () => {
    const issue = await issueNow();
    const raw = await world.person('GET', path(issue));
    world.fault({ method: 'GET', path: `/issues/${issue.key}$`, do: answer(200, { ...Object(raw), pull_request: {} }) });
    expect((await tracker.read([issue]))[0]?.state).toBe('not-an-issue');
    world.fault({ method: 'GET', path: '/issues\\?', do: answer(200, [{ ...Object(raw), pull_request: {} }]) });
    expect((await tracker.pull(null)).issues).toEqual([]);
  });

  test('takes an issue that became a discussion, closed and locked, for a closed one', async () => {
    const issue = await issueNow();
    const raw = Object(await world.person('GET', path(issue)));
    const converted = { ...raw, state: 'closed', state_reason: null, locked: true, active_lock_reason: null };
    world.fault({ method: 'GET', path: `/issues/${issue.key}$`, do: answer(200, converted) });
    expect((await tracker.read([issue]))[0]).toMatchObject({ state: 'present', issue: { id: issue.id, status: { category: 'done' } } });
  });

  test('asks once whether the repository itself is hidden before it says so of issues', async () => {
    const issue = await issueNow();
    world.forget();
    const absent = ['801', '802'].map((key) => ({ ...issue, key }));
    expect((await tracker.read(absent)).map(({ state }) => state)).toEqual(['hidden', 'hidden']);
    expect(world.log().filter(({ path }) => path === `/repos/${world.repo}`)).toHaveLength(1);
    const gone = trackerOnto({ ...world, repo: 'acme/nowhere' });
    expect((await thrownBy(gone.read(absent))).code).toBe('not-found');
  });
});

describe('an update', () => {
  test('says which field a 422 names and writes the others', async () => {
    const issue = await issueNow();
    world.fault({ method: 'PATCH', do: answer(422, validation('title')) });
    const { issue: updated, refused } = await tracker.update(issue, { title: 'x', details: 'New.' });
    expect({ title: updated.title, details: updated.details, refused: refused.map(({ field, code }) => `${field} ${code}`) }).toEqual({
      title: issue.title,
      details: 'New.',
      refused: ['title invalid'],
    });
  });

  test('refuses, field by field, what it may not', async () => {
    const issue = await issueNow();
    world.set({ pushAccess: false });
    const { refused } = await tracker.update(issue, {
      title: 'Ours',
      labels: { add: ['closeout/a'], remove: [] },
      assignee: { from: null, to: 'ada' },
      priority: 'P1',
    });
    expect(refused.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'labels no-permission',
      'priority no-permission',
      'assignee no-permission',
    ]);
    expect((await tracker.read([issue]))[0]).toMatchObject({ issue: { title: 'Ours' } });
  });

  test('leaves foreign assignees, labels and line ends alone', async () => {
    const issue = await issueNow({ assignee: 'ada', labels: ['closeout/a'] });
    await world.person('POST', `${path(issue)}/assignees`, { assignees: ['closeout-bot'] });
    await world.person('POST', `${path(issue)}/labels`, { labels: ['their label', 'closeout-like'] });
    const before = await world.person('GET', path(issue));
    const body = `Seen by people.\r\n\r\n${Object(before).body.replaceAll('\n', '\r\n')}\r\n\r\n- [ ] theirs\r\n`;
    await world.person('PATCH', path(issue), { body });
    await tracker.update(issue, {
      details: 'New.',
      assignee: { from: 'ada', to: null },
      labels: { add: [], remove: ['closeout/a'] },
      priority: 'P3',
    });
    const after = Object(await world.person('GET', path(issue)));
    expect(after.body.startsWith('Seen by people.\r\n\r\n<!--')).toBe(true);
    expect(after.body.endsWith('-->\r\n\r\n- [ ] theirs\r\n')).toBe(true);
    expect(after.assignees.map(Object).map(({ login }: { login: string }) => login)).toEqual(['closeout-bot']);
    expect(after.labels.map(Object).map(({ name }: { name: string }) => name)).toEqual(['their label', 'closeout-like', 'closeout/P3']);
  });

  test('does not write into an issue that lost our mark, and can give it back', async () => {
    const issue = await issueNow();
    await world.person('PATCH', path(issue), { body: 'Only their text.' });
    const { issue: updated, refused } = await tracker.update(issue, { details: 'New.', dueOn: null });
    expect(refused.map(({ field, code }) => `${field} ${code}`)).toEqual(['details invalid', 'dueOn invalid']);
    expect(updated.details).toBe(null);
    const adopted = await tracker.update(issue, { marker: sampleMarker(1), details: 'New.' });
    expect(adopted.issue).toMatchObject({ details: 'New.', markers: [sampleMarker(1)] });
    expect(Object(await world.person('GET', path(issue))).body.startsWith('Only their text.\n\n<!--')).toBe(true);
  });

  test('of a body without room for ours is refused before it is sent', async () => {
    const issue = await issueNow();
    const body = Object(await world.person('GET', path(issue))).body;
    await world.person('PATCH', path(issue), { body: `${'x'.repeat(65_400)}${body}`.slice(0, 65_536) });
    const { refused } = await tracker.update(issue, { marker: sampleMarker(1), details: 'Longer than what is left. '.repeat(20) });
    expect(refused.map(({ field, code }) => `${field} ${code}`)).toEqual(['details too-long']);
  });

  test.each([
    [301, 'moved'],
    [404, 'not-found'],
    [410, 'gone'],
    [429, 'limited'],
    [500, 'unreachable'],
  ] as const)('answered %i is thrown as %s', async (status, code) => {
    const issue = await issueNow();
    world.fault({ method: 'PATCH', do: answer(status) });
    expect((await thrownBy(tracker.update(issue, { title: 'x' }))).code).toBe(code);
  });

  test('never lands on an issue that only has the number', async () => {
    const issue = await issueNow();
    expect((await thrownBy(tracker.update({ ...issue, id: '777' }, { details: 'x' }))).code).toBe('moved');
    expect((await tracker.read([issue]))[0]).toMatchObject({ issue: { details: sampleDraft(1).details } });
  });
});

describe('a pull', () => {
  test.each<[string, GithubFault['do'], TrackerError['code']]>([
    ['answered 409 on a page', answer(409, { message: 'Git Repository is empty.' }), 'invalid'],
    ['answered with something else', answer(200, { hello: 'world' }), 'bad-answer'],
    ['answered 301', answer(301, {}, { location: 'https://api.github.com/repositories/7/issues' }), 'moved'],
    ['answered 404', answer(404), 'not-found'],
    ['answered 503', answer(503), 'unreachable'],
    ['that is cut off', { kind: 'tear-answer' }, 'bad-answer'],
    ['that loses its connection', { kind: 'lose-request' }, 'unreachable'],
    ['that takes too long', { kind: 'delay', ms: 1500 }, 'timeout'],
    ['whose next page is the same page', answer(200, [], { link: '<LOOP>; rel="next"' }), 'bad-answer'],
    ['whose next page is elsewhere', answer(200, [], { link: '<https://evil.example/issues>; rel="next"' }), 'bad-answer'],
  ])('%s is an error, never a short list', async (_, fault, code) => {
    const loop = `${world.url}/repos/acme/payments/issues?page=2`;
    for (let n = 0; n < 2; n += 1)
      world.fault({ method: 'GET', path: '/issues\\?', do: JSON.parse(JSON.stringify(fault).replace('LOOP', loop)) });
    expect((await thrownBy(tracker.pull(null))).code).toBe(code);
  });

  test('of a GitHub App has no account', async () => {
    world.fault({ path: '/user', do: answer(403, { message: 'Resource not accessible by integration' }) });
    expect((await tracker.pull(null)).account).toBe(null);
  });

  test('with a cursor it cannot read begins at the beginning', async () => {
    const issue = await issueNow();
    expect((await tracker.pull({ from: 'another release' })).issues.map(({ id }) => id)).toEqual([issue.id]);
  });
});

describe('what must not be used', () => {
  test('a wrong token is named by its tracker, never by itself', async () => {
    const wrong = trackerOnto({ ...world, token: 'ghp_secret0123' });
    for (const call of [wrong.pull(null), wrong.create([sampleDraft(1)])]) {
      const error = await thrownBy(call);
      expect(error.code).toBe('unauthorized');
      expect(error.message).toContain(wrong.name);
      expect(JSON.stringify([error.message, error.stack, String(error.cause)])).not.toContain('ghp_secret0123');
    }
  });

  test('a token that is none is refused before it is sent', () => {
    expect(() => trackerOnto({ ...world, token: 'ghp_secret0123\n' })).toThrow(/token is empty or holds/);
    expect(() => trackerOnto({ ...world, token: '' })).toThrow(TrackerError);
  });

  test('plain http is for this machine only', () => {
    expect(() => trackerOnto({ ...world, url: 'http://github.acme.test/api/v3' })).toThrow(/must be https/);
    expect(trackerOnto({ ...world, url: 'https://github.acme.test/api/v3', repo: 'Acme/Pay' }).name).toBe(
      'github:github.acme.test/acme/pay',
    );
    expect(trackerOnto({ ...world, url: 'https://api.github.com' }).name).toBe('github:acme/payments');
  });

  test('a port that refuses surely made nothing, and says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const nobody = trackerOnto({ ...world, url: `http://127.0.0.1:${port}` }, { clock: realClock });
    expect(await thrownBy(nobody.create([sampleDraft(1)]))).toMatchObject({ code: 'unreachable', cause: { kind: 'unsent' } });
  });
});
