import { type JiraEmulation, type JiraEmulationOptions, startJiraEmulation } from '@closeout/jira-emulation';
import { afterEach, describe, expect, test } from 'vitest';
import { handClock } from '../support/jira-world.ts';

const UNLIMITED = {
  requestsPerSecond: Number.POSITIVE_INFINITY,
  writesPerSecond: Number.POSITIVE_INFINITY,
  writesPerIssue: [],
  pointsPerHour: Number.POSITIVE_INFINITY,
};

let jira: JiraEmulation;
const clock = handClock(Date.parse('2026-03-02T09:59:30.000Z'));
const open = async (options: JiraEmulationOptions) => {
  jira = await startJiraEmulation({ clock, ...options });
};
afterEach(() => jira.close());

async function ask(
  method: string,
  path: string,
  body?: object,
): Promise<readonly [status: number, reason: string | null, wait: string | null]> {
  const response = await fetch(`${jira.url}/rest/api/3${path}`, {
    method,
    headers: { Authorization: `Bearer ${jira.token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  await response.text();
  return [response.status, response.headers.get('ratelimit-reason'), response.headers.get('retry-after')];
}

describe('a site with limits', () => {
  test('takes so many requests a second of each endpoint and method', async () => {
    await open({ limits: { ...UNLIMITED, requestsPerSecond: 2 } });
    for (let n = 0; n < 2; n += 1) expect(await ask('GET', '/myself')).toEqual([200, null, null]);
    expect(await ask('GET', '/myself')).toEqual([429, 'jira-burst-based', '1']);
    expect(await ask('GET', '/priority/search')).toEqual([200, null, null]);
    clock.advance(1_000);
    expect(await ask('GET', '/myself')).toEqual([200, null, null]);
  });

  test('takes so many writes of one issue, whatever is written, and carries out no more', async () => {
    await open({ limits: { ...UNLIMITED, writesPerIssue: [{ most: 2, withinMs: 2_000 }] } });
    const [one, other] = [jira.person.create({ summary: 'One' }), jira.person.create({ summary: 'Other' })];
    const rename = (id: string, summary: string) => ask('PUT', `/issue/${id}`, { fields: { summary } });
    expect(await rename(one.id, 'a')).toEqual([204, null, null]);
    expect((await ask('POST', `/issue/${one.id}/transitions`, { transition: { id: '21' } }))[0]).toBe(204);
    clock.advance(500);
    expect(await rename(one.id, 'b')).toEqual([429, 'jira-per-issue-on-write', '2']);
    expect(await rename(other.id, 'c')).toEqual([204, null, null]);
    expect((await ask('GET', `/issue/${one.id}`))[0]).toBe(200);
    expect(jira.issues().map(({ summary }) => summary)).toEqual(['a', 'c']);
  });

  test('takes so many points until the hour ends', async () => {
    await open({ limits: { ...UNLIMITED, pointsPerHour: 4 } });
    for (const summary of ['a', 'b']) jira.person.create({ summary });
    expect((await ask('POST', '/search/jql', { jql: 'project = OPS', fields: ['summary'] }))[0]).toBe(200);
    expect((await ask('GET', '/myself'))[0]).toBe(200);
    const [status, reason, wait] = await ask('GET', '/myself');
    expect([status, reason]).toEqual([429, 'jira-quota-tenant-based']);
    clock.advance(Number(wait) * 1_000);
    expect((await ask('GET', '/myself'))[0]).toBe(200);
  });
});

describe('a site that denies a permission', () => {
  test.each([
    ['CREATE_ISSUES', 'POST', '/issue', { fields: { summary: 'x', project: { key: 'OPS' }, issuetype: { name: 'Task' } } }, 400],
    ['EDIT_ISSUES', 'PUT', '/issue/OPS-1', { fields: { summary: 'x' } }, 403],
    ['TRANSITION_ISSUES', 'POST', '/issue/OPS-1/transitions', { transition: { id: '21' } }, 400],
    ['ASSIGN_ISSUES', 'PUT', '/issue/OPS-1', { fields: { assignee: null } }, 400],
    ['SCHEDULE_ISSUES', 'PUT', '/issue/OPS-1', { fields: { duedate: '2026-04-01' } }, 400],
    ['BROWSE_PROJECTS', 'GET', '/issue/OPS-1', undefined, 404],
  ] as const)('%s refuses %s %s', async (permission, method, path, body, status) => {
    await open({});
    jira.person.create({ summary: 'One' });
    expect((await ask(method, path, body))[0]).toBeLessThan(300);
    await jira.close();
    await open({ denied: [permission] });
    if (permission !== 'CREATE_ISSUES') jira.person.create({ summary: 'One' });
    expect((await ask(method, path, body))[0]).toBe(status);
    const asked = await fetch(`${jira.url}/rest/api/3/mypermissions?permissions=${permission}`, {
      headers: { Authorization: `Bearer ${jira.token}` },
    });
    expect(await asked.json()).toMatchObject({ permissions: { [permission]: { havePermission: false } } });
  });
});
