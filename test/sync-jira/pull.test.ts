import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { instantAt } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonResponse } from '../support/jira-network.ts';
import { draftOf, type JiraWorld, markerOf, openJiraWorld, ROBOT } from '../support/jira-world.ts';

function errorOf(doing: () => unknown): unknown {
  try {
    return doing();
  } catch (error) {
    return error;
  }
}

const isSearch = ({ path }: { readonly path: string }) => path === '/search/jql';

describe('pulling from Jira', () => {
  let world: JiraWorld;
  beforeEach(async () => {
    world = await openJiraWorld({ pageSize: 3, indexLagMs: 5_000 });
  });
  afterEach(() => world.jira.close());

  test('bounds the query by epoch milliseconds, and goes on from the clock of the site less the overlap', async () => {
    const tracker = world.tracker({ overlapSeconds: 60 });
    const first = await tracker.pull(null);
    const atMs = Date.parse('2026-03-02T09:00:00Z');
    expect(first).toEqual({ issues: [], cursor: { updatedFrom: atMs - 60_000 }, at: instantAt(atMs), account: ROBOT });
    world.network.forget();
    await tracker.pull(first.cursor);
    expect(world.network.sent().map(({ body }) => body)).toMatchObject([
      { jql: `project = "OPS" AND updated >= ${atMs - 60_000} ORDER BY updated ASC` },
    ]);
  });

  test('sees a change whatever zone the user and the site are in', async () => {
    await world.jira.close();
    for (const [userZone, timeZone] of [
      ['Pacific/Auckland', 'America/Los_Angeles'],
      ['America/Los_Angeles', 'Asia/Kolkata'],
    ] as const) {
      const users = [{ accountId: ROBOT, displayName: 'Robot', email: 'closeout@example.com', timeZone: userZone, assignable: true }];
      world = await openJiraWorld({ users, timeZone });
      const tracker = world.tracker({ overlapSeconds: 0 });
      const { cursor } = await tracker.pull(null);
      world.clock.advance(1_000);
      const [created] = await tracker.create([draftOf(1)]);
      const pulled = await tracker.pull(cursor);
      expect(pulled.issues).toEqual(created?.outcome === 'created' ? [created.issue] : null);
      expect(pulled.issues[0]?.createdAt).toBe('2026-03-02T09:00:01.000Z');
      expect((await tracker.pull(pulled.cursor)).issues.length).toBe(1);
      world.clock.advance(1_000);
      const { cursor: later } = await tracker.pull(pulled.cursor);
      expect((await tracker.pull(later)).issues).toEqual([]);
      if (userZone === 'Pacific/Auckland') await world.jira.close();
    }
  });

  test('follows every page', async () => {
    const tracker = world.tracker();
    await tracker.create(Array.from({ length: 8 }, (_, n) => draftOf(n)));
    world.settle();
    world.clock.advance(5_000);
    world.network.forget();
    expect((await tracker.pull(null)).issues.map(({ title }) => title)).toEqual(Array.from({ length: 8 }, (_, n) => `Promise ${n}`));
    expect(world.network.sent().filter(isSearch).length).toBe(3);
  });

  test('does not turn pages for ever', async () => {
    world.network.weather((request) =>
      isSearch(request) ? jsonResponse(200, { isLast: false, issues: [], nextPageToken: 'again' }) : 'pass',
    );
    await expect(world.tracker().pull(null)).rejects.toMatchObject({ code: 'bad-answer' });
    expect(world.network.sent().filter(isSearch).length).toBe(2);
  });

  test('one listed issue that cannot be understood does not fail the others', async () => {
    const tracker = world.tracker();
    await tracker.create([draftOf(1), draftOf(2), draftOf(3)]);
    world.clock.advance(10_000);
    const broken = world.tracker({
      fetch: async (input, init) => {
        const response = await world.network.fetch(input, init);
        const body = JSON.parse(await response.text());
        for (const issue of body.issues ?? []) {
          if (issue.id === '10000') issue.self = 'no address';
          if (issue.id === '10001') Object.assign(issue, { self: 7, fields: { ...issue.fields, status: 7 } });
        }
        return jsonResponse(response.status, body);
      },
    });
    const pulled = await broken.pull(null);
    expect(pulled).toMatchObject({ issues: [{ title: 'Promise 1' }, { title: 'Promise 3' }], unreadable: ['10001'] });
    const seen = await broken.read(['10000', '10001'].map((id) => ({ id, key: '', url: '' })));
    expect(seen.map(({ state }) => state)).toEqual(['present', 'unreadable']);
    expect((await broken.find([markerOf(1), markerOf(3)], instantAt(0))).issues.map(({ id }) => id)).toEqual(['10000', '10002']);
    await expect(broken.find([markerOf(1), markerOf(2)], instantAt(0))).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test('a marker that somebody mangled is no marker', async () => {
    const tracker = world.tracker();
    const { id, key } = world.jira.person.create({ summary: 'Strange' });
    for (const value of ['text', null, 7, { workspace: 'x', item: 'y' }, { workspace: markerOf(1).workspace }, [markerOf(1)]]) {
      world.jira.person.setProperty(id, 'closeout', JSON.parse(JSON.stringify(value)));
      expect(await tracker.read([{ id, key, url: '' }])).toMatchObject([{ issue: { markers: [] } }]);
    }
  });

  test.each([
    ['Jira fails', jsonResponse(503, {}), 'unreachable'],
    ['Jira asks to wait', jsonResponse(429, {}, { 'Retry-After': '7' }), 'limited'],
    ['Jira redirects', new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } }), 'moved'],
    ['the answer is not what Jira says it is', jsonResponse(200, { issues: 'none' }), 'bad-answer'],
    ['the token is wrong', jsonResponse(401, {}), 'unauthorized'],
    ['the token may not do this', jsonResponse(403, { errorMessages: ['Not allowed.'] }), 'forbidden'],
    ['nothing listens', 'unreachable', 'unreachable'],
    ['nobody answers', 'silence', 'timeout'],
  ] as const)('when %s, the pull fails as a whole and says so', async (_, weather, code) => {
    world.network.weather((request) => (isSearch(request) ? weather : 'pass'));
    const error = await world
      .tracker({ timeoutMs: weather === 'silence' ? 50 : 30_000 })
      .pull(null)
      .catch((cause) => cause);
    expect(error).toMatchObject({ name: 'TrackerError', code, tracker: `jira:${new URL(world.jira.url).host}/OPS` });
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(world.jira.token);
    if (code === 'limited') expect(error.retryAfterMs).toBe(7_000);
  });

  test('does not carry the token along a redirect', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(301, { Location: `${world.jira.url}/elsewhere` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(world.tracker({ host: `http://127.0.0.1:${port}` }).pull(null)).rejects.toMatchObject({ code: 'moved' });
    expect([asked, world.jira.requests()]).toEqual([['/rest/api/3/myself'], []]);
    await new Promise((resolve) => server.close(resolve));
  });

  test('refuses addresses to which the token must not be sent, and keys that are none', () => {
    for (const host of [
      'http://acme.atlassian.net',
      'ftp://localhost',
      'acme',
      'https://u:p@acme.atlassian.net',
      'http://127.0.0.1.evil.example',
    ]) {
      expect(() => world.tracker({ host })).toThrow(expect.objectContaining({ code: 'insecure' }));
    }
    expect(() => world.tracker({ project: 'OPS" OR project = "X' })).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test.each([
    { type: 'bearer', token: 'ZZSECRETZZ\nsecond line' },
    { type: 'bearer', token: 'ZZSECRETZZ – pasted' },
    { type: 'basic', email: 'closeout@example.com', token: 'ZZSECRETZZ\r\n' },
  ] as const)('refuses the token of %j without a word of it', (auth) => {
    const refused = errorOf(() => world.tracker({ auth }));
    expect(refused).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('environment variable') });
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('ZZSECRETZZ');
  });

  test('passes on no text of a transport that shows what it was to send', async () => {
    const own = world.tracker({ fetch: () => Promise.reject(new TypeError('"Bearer ZZSECRETZZ" is an invalid header value')) });
    const refused = await own.pull(null).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'unreachable' });
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('ZZSECRETZZ');
  });
});
