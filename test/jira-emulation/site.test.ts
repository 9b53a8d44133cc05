import { type JiraEmulation, type Json, startJiraEmulation } from '@closeout/jira-emulation';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HandClock, handClock, MARA, ROBOT, TOMAS } from '../support/jira-world.ts';

let jira: JiraEmulation;
let clock: HandClock;
beforeEach(async () => {
  clock = handClock();
  jira = await startJiraEmulation({
    clock,
    indexLagMs: 3_000,
    projects: [
      { key: 'OPS', name: 'Operations' },
      { key: 'PLAT', name: 'Platform' },
    ],
    customFields: [{ id: 'customfield_10050', name: 'Team', kind: 'text', required: false, options: [] }],
    users: [
      { accountId: ROBOT, displayName: 'Robot', email: 'closeout@example.com', timeZone: 'Pacific/Auckland', assignable: true },
      { accountId: MARA, displayName: 'Mara', email: 'mara@example.com', timeZone: 'Europe/Berlin', assignable: true },
      { accountId: TOMAS, displayName: 'Tomas', email: 'tomas@example.com', timeZone: 'Europe/Berlin', assignable: false },
    ],
  });
});
afterEach(() => jira.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly [name: string]: never } & {
    readonly errors?: unknown;
    readonly issues?: readonly { readonly id: string; readonly key: string }[];
  };
}

async function ask(method: string, path: string, body?: Json, authorization = `Bearer ${jira.token}`): Promise<Answer> {
  const response = await fetch(`${jira.url}/rest/api/3${path}`, {
    method,
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

const base = { project: { key: 'OPS' }, issuetype: { name: 'Task' } };
const create = (fields: Record<string, Json>) => ask('POST', '/issue', { fields: { ...base, summary: 'A promise', ...fields } });
const search = (jql: string, more: Record<string, Json> = {}) => ask('POST', '/search/jql', { jql, ...more });

describe('creating', () => {
  test.each([
    ['no summary', { summary: ' ' }, 'summary'],
    ['a summary of two lines', { summary: 'a\nb' }, 'summary'],
    ['a summary of 256 characters', { summary: 'x'.repeat(256) }, 'summary'],
    ['a description that is text', { description: 'text' }, 'description'],
    ['a document with an unknown node', { description: { type: 'doc', version: 1, content: [{ type: 'blink' }] } }, 'description'],
    [
      'a document with a list in a heading',
      {
        description: {
          type: 'doc',
          version: 1,
          content: [{ type: 'heading', attrs: { level: 1 }, content: [{ type: 'bulletList', content: [] }] }],
        },
      },
      'description',
    ],
    [
      'a document with an empty text',
      { description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] } },
      'description',
    ],
    [
      'a document that is too long',
      { description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(32_768) }] }] } },
      'description',
    ],
    ['an account that nobody has', { assignee: { accountId: 'nobody' } }, 'assignee'],
    ['an account that takes no issues', { assignee: { accountId: TOMAS } }, 'assignee'],
    ['a label with a space', { labels: ['two words'] }, 'labels'],
    ['a day that does not exist', { duedate: '2026-02-30' }, 'duedate'],
    ['a priority that does not exist', { priority: { name: 'Now' } }, 'priority'],
    ['a field that is not on the screen', { resolution: { name: 'Done' } }, 'resolution'],
    ['a field that does not exist', { customfield_1: 'x' }, 'customfield_1'],
    ['a project that does not exist', { project: { key: 'NONE' } }, 'project'],
    ['an issue type that does not exist', { issuetype: { name: 'Saga' } }, 'issuetype'],
  ] as const)('refuses %s', async (_, fields, field) => {
    const answer = await create(JSON.parse(JSON.stringify(fields)));
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
    expect(jira.issues()).toEqual([]);
  });

  test('in bulk makes what it can, and numbers what it cannot', async () => {
    const issueUpdates = ['one', ' ', 'three'].map((summary) => ({ fields: { ...base, summary } }));
    const { status, body } = await ask('POST', '/issue/bulk', { issueUpdates });
    expect(status).toBe(201);
    expect(body.issues?.map(({ key }) => key)).toEqual(['OPS-1', 'OPS-2']);
    expect(body.errors).toMatchObject([
      { failedElementNumber: 1, status: 400, elementErrors: { errors: { summary: expect.any(String) } } },
    ]);
    expect((await ask('POST', '/issue/bulk', { issueUpdates: [issueUpdates[1] ?? null] })).status).toBe(400);
    expect((await ask('POST', '/issue/bulk', { issueUpdates: Array(51).fill(issueUpdates[0]) })).status).toBe(400);
  });

  test('normalises: the summary is trimmed, blocks get ids, neighbouring texts are joined, labels are a sorted set', async () => {
    const text = (value: string) => ({ type: 'text', text: value });
    const description = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [text('a'), text('b')] }] };
    await create({ summary: ' padded ', labels: ['b', 'a', 'b'], description });
    expect(jira.issues()).toMatchObject([
      {
        summary: 'padded',
        labels: ['a', 'b'],
        priority: 'Medium',
        description: {
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', attrs: { localId: expect.any(String) }, content: [text('ab')] }],
        },
      },
    ]);
  });
});

describe('searching', () => {
  test.each([
    '',
    'ORDER BY updated',
    'text ~ "x"',
    'project ~ "OPS"',
    'project = "OPS" AND',
    'project = "OPS" ORDER BY votes',
    'updated >= tomorrow',
    'project = "OPS',
    'updated = 1',
    'project = NOPE',
    'project in (OPS, NOPE)',
    'project in (OPS PLAT)',
    'project in (OPS,)',
    'project in ()',
    'issuetype = Saga',
    'project = OPS ORDER BY',
    'project = OPS ORDER BY updated SIDEWAYS',
    'project = OPS ORDER BY updated ASC DESC',
    'project = OPS ORDER BY updated,',
  ])('refuses %j', async (jql) => {
    expect((await search(jql)).status).toBe(400);
  });

  test.each([
    { startAt: 0 },
    { reconcileIssues: ['10000'] },
    { properties: ['1', '2', '3', '4', '5', '6'] },
    { nextPageToken: 'made up' },
    { maxResults: 0 },
    { expand: ['names'] },
  ])('refuses %j', async (more) => {
    expect((await search('project = OPS', JSON.parse(JSON.stringify(more)))).status).toBe(400);
  });

  test('shows a change after the lag, or at once when asked to reconcile it', async () => {
    await create({ labels: ['x'] });
    const found = async (more?: Record<string, Json>) => (await search('labels = x', more)).body.issues?.length;
    expect(await found()).toBe(0);
    expect(await found({ reconcileIssues: [10_000] })).toBe(1);
    clock.advance(3_000);
    expect(await found()).toBe(1);
    jira.person.removeLabel('OPS-1', 'x');
    expect(await found()).toBe(1);
    expect(await found({ reconcileIssues: [10_000] })).toBe(0);
    clock.advance(3_000);
    expect(await found()).toBe(0);
  });

  test('reads epoch milliseconds as they are, and text in minutes on the clock of the user', async () => {
    await create({});
    clock.advance(3_000);
    const createdMs = Date.parse('2026-03-02T09:00:00Z');
    const found = async (bound: string) => (await search(`created >= ${bound}`)).body.issues?.length;
    expect([await found(String(createdMs)), await found(String(createdMs + 1))]).toEqual([1, 0]);
    expect([await found('"2026-03-02 22:00"'), await found('"2026-03-02 22:01"')]).toEqual([1, 0]);
  });

  test('turns pages by a token that belongs to its query, and never says how many there are', async () => {
    for (const summary of ['1', '2', '3', '4', '5']) await create({ summary });
    clock.advance(3_000);
    const pages: (readonly string[])[] = [];
    let token: string | undefined;
    do {
      const { body } = await search('project = OPS ORDER BY created DESC', { maxResults: 2, ...(token ? { nextPageToken: token } : {}) });
      expect(Object.keys(body).includes('total')).toBe(false);
      pages.push(body.issues?.map(({ id }) => id) ?? []);
      token = body.nextPageToken;
    } while (token);
    expect(pages).toEqual([['10000', '10001'], ['10002', '10003'], ['10004']]);
    const { body } = await search('project = OPS', { maxResults: 2 });
    expect((await search('project = PLAT', { nextPageToken: body.nextPageToken ?? '' })).status).toBe(400);
    clock.advance(8 * 24 * 3_600_000);
    expect((await search('project = OPS', { nextPageToken: body.nextPageToken ?? '' })).status).toBe(400);
  });

  test('gives ids alone unless asked for more', async () => {
    await ask('POST', '/issue', { fields: { ...base, summary: 'x' }, properties: [{ key: 'closeout', value: { a: 1 } }] });
    clock.advance(3_000);
    expect((await search('project = OPS')).body.issues).toEqual([{ id: '10000' }]);
    expect((await search('key in (OPS-1, OPS-2)', { fields: ['summary'], properties: ['closeout', 'other'] })).body.issues).toMatchObject([
      { key: 'OPS-1', fields: { summary: 'x' }, properties: { closeout: { a: 1 } } },
    ]);
  });
});

describe('reading and editing', () => {
  test.each([
    ['an operation that nobody knows', { update: { labels: [{ append: 'x' }] } }, 'labels'],
    ['no operation', { update: { labels: [{}] } }, 'labels'],
    ['two operations in one', { update: { labels: [{ add: 'x', remove: 'y' }] } }, 'labels'],
    ['adding to what is no list', { update: { assignee: [{ add: null }] } }, 'assignee'],
    ['an operation that is a text', { update: { summary: ['set'] } }, 'summary'],
  ] as const)('refuses %s in an edit, and changes nothing', async (_, edit, field) => {
    await create({ labels: ['theirs'], assignee: { accountId: MARA } });
    const { status, body } = await ask('PUT', '/issue/10000', JSON.parse(JSON.stringify(edit)));
    expect([status, Object.keys(body.errors ?? {})]).toEqual([400, [field]]);
    expect(jira.person.see('10000')).toMatchObject({ summary: 'A promise', labels: ['theirs'], assignee: MARA });
  });

  test('takes adding and removing in one edit', async () => {
    await create({ labels: ['theirs', 'old'] });
    expect((await ask('PUT', '/issue/10000', { update: { labels: [{ add: 'new' }, { remove: 'old' }] } })).status).toBe(204);
    expect(jira.person.see('10000').labels).toEqual(['new', 'theirs']);
  });

  test('refuses a strong read of several with a member that Jira does not know', async () => {
    await create({});
    const asked = { issueIdsOrKeys: ['10000'] };
    expect((await ask('POST', '/issue/bulkfetch', asked)).status).toBe(200);
    expect((await ask('POST', '/issue/bulkfetch', { ...asked, reconcile: true })).status).toBe(400);
  });

  test('shows nothing of projects that may not be browsed, and does not know their names', async () => {
    const closed = await startJiraEmulation({ denied: ['BROWSE_PROJECTS'] });
    closed.person.create({ summary: 'Not to be seen' });
    const post = async (path: string, body: Json) => {
      const headers = { Authorization: `Bearer ${closed.token}` };
      const response = await fetch(`${closed.url}/rest/api/3${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return [response.status, JSON.parse(await response.text()).issues];
    };
    expect(await post('/search/jql', { jql: 'project = OPS' })).toEqual([400, undefined]);
    expect(await post('/search/jql', { jql: 'created >= 1' })).toEqual([200, []]);
    expect(await post('/issue/bulkfetch', { issueIdsOrKeys: ['OPS-1'] })).toEqual([200, []]);
    await closed.close();
  });

  test('turns pages of a create screen by what is asked for, 200 fields at most', async () => {
    const ids = async (query: string) => {
      const { status, body } = await ask('GET', `/issue/createmeta/OPS/issuetypes/10001?${query}`);
      const fields: readonly { readonly fieldId: string }[] = body.fields ?? [];
      return { status, total: body.total, maxResults: body.maxResults, ids: fields.map(({ fieldId }) => fieldId) };
    };
    const all = await ids('');
    expect(all).toMatchObject({ status: 200, total: 9, maxResults: 50 });
    expect([await ids('maxResults=2'), await ids('startAt=2&maxResults=500'), await ids('startAt=9')]).toMatchObject([
      { total: 9, ids: all.ids.slice(0, 2) },
      { total: 9, maxResults: 200, ids: all.ids.slice(2) },
      { total: 9, ids: [] },
    ]);
    expect((await ids('startAt=-1')).status).toBe(400);
  });

  test('writes times in the zone of the site, with an offset without a colon', async () => {
    await create({});
    const { body } = await ask('GET', '/issue/OPS-1?fields=created');
    expect(body).toMatchObject({ fields: { created: '2026-03-02T10:00:00.000+0100' } });
  });

  test('keeps the id and leads on from the old key when an issue moves; what is deleted or hidden is not found', async () => {
    await create({});
    jira.person.move('OPS-1', 'PLAT');
    expect((await ask('GET', '/issue/OPS-1')).body).toMatchObject({ id: '10000', key: 'PLAT-1' });
    jira.person.hide('10000');
    expect((await ask('GET', '/issue/10000')).status).toBe(404);
    expect((await ask('POST', '/issue/bulkfetch', { issueIdsOrKeys: ['10000'] })).body.issues).toEqual([]);
    jira.person.hide('10000', false);
    jira.person.delete('PLAT-1');
    expect((await ask('GET', '/issue/10000')).status).toBe(404);
  });

  test('answers an edit with the issue only when asked to, and applies all of it or nothing', async () => {
    await create({ labels: ['theirs'] });
    expect(await ask('PUT', '/issue/10000', { fields: { summary: 'b' } })).toMatchObject({ status: 204, body: {} });
    const edit = { fields: { duedate: '2026-05-01' }, update: { labels: [{ add: 'ours' }] } };
    expect(await ask('PUT', '/issue/10000?returnIssue=true', edit)).toMatchObject({
      status: 200,
      body: { fields: { labels: ['ours', 'theirs'] } },
    });
    expect((await ask('PUT', '/issue/10000', { fields: { summary: 'c', duedate: 'soon' } })).status).toBe(400);
    expect((await ask('PUT', '/issue/10000', { fields: { labels: [] }, update: { labels: [] } })).status).toBe(400);
    expect(jira.person.see('10000')).toMatchObject({ summary: 'b', duedate: '2026-05-01' });
  });

  test('offers the transitions of the present status, with their screens when asked, and refuses others', async () => {
    await create({});
    const { body } = await ask('GET', '/issue/OPS-1/transitions?expand=transitions.fields');
    expect(body).toMatchObject({ transitions: [{ id: '11' }, { id: '21' }, { id: '41', fields: { resolution: { required: false } } }] });
    expect((await ask('POST', '/issue/OPS-1/transitions', { transition: { id: '31' } })).status).toBe(400);
    expect((await ask('POST', '/issue/OPS-1/transitions', { transition: { id: '41' }, fields: { summary: 'x' } })).status).toBe(400);
    expect((await ask('POST', '/issue/OPS-1/transitions', { transition: { id: '41' } })).status).toBe(204);
    expect(jira.person.see('OPS-1')).toMatchObject({ status: 'Done', resolution: 'Done' });
    expect((await ask('POST', '/issue/OPS-1/transitions', { transition: { id: '11' } })).status).toBe(204);
    expect(jira.person.see('OPS-1')).toMatchObject({ status: 'To Do', resolution: null });
  });
});

describe('the site', () => {
  test('lets in who has the token, by either way, and nobody else', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect((await ask('GET', '/myself', undefined, basic(`${jira.email}:${jira.token}`))).body).toMatchObject({
      accountId: ROBOT,
      timeZone: 'Pacific/Auckland',
    });
    for (const wrong of ['', 'Bearer x', basic(`${jira.email}:x`), basic(`x:${jira.token}`)])
      expect((await ask('GET', '/myself', undefined, wrong)).status).toBe(401);
  });

  test.each([
    ['POST', '/search', 410],
    ['GET', '/search?jql=project=OPS', 410],
    ['GET', '/nothing', 404],
    ['DELETE', '/issue/OPS-1', 404],
    ['GET', '/issue/%E0%A4%A', 400],
    ['GET', '/issue/OPS-1', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await ask(method, path)).status).toBe(status);
  });

  test('says when to come back when it is limited, and carries nothing out', async () => {
    jira.limit({ times: 1, retryAfterSeconds: 5, reason: 'jira-burst-based' });
    const limited = await create({});
    expect([limited.status, limited.headers.get('retry-after'), limited.headers.get('ratelimit-reason')]).toEqual([
      429,
      '5',
      'jira-burst-based',
    ]);
    expect(jira.issues()).toEqual([]);
    expect((await create({})).status).toBe(201);
  });

  test('starts again from nothing', async () => {
    await create({});
    jira.reset();
    expect([jira.issues(), jira.requests()]).toEqual([[], []]);
    await create({});
    expect(jira.issues().map(({ key }) => key)).toEqual(['OPS-1']);
    expect(jira.requests().map(({ method, path, status }) => ({ method, path, status }))).toEqual([
      { method: 'POST', path: '/rest/api/3/issue', status: 201 },
    ]);
  });
});
