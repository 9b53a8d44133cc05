import { createHmac } from 'node:crypto';
import type { Delivery } from '@closeout/core';
import { hintOf, jiraTrackerName, jiraWebhook } from '@closeout/sync-jira';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../support/counted-jira.ts';

const SECRET = 'sealed with a kiss';

interface Told {
  readonly event?: string;
  readonly id?: string;
  readonly key?: string;
  readonly changelog?: object;
}

/** What Jira Cloud sends, cut to what is read and some of what is not. */
function told({ event = 'jira:issue_updated', id = '10002', key = 'OPS-7', changelog }: Told = {}): string {
  return JSON.stringify({
    timestamp: 1772442000000,
    webhookEvent: event,
    issue: { id, key, self: `https://acme.atlassian.net/rest/api/2/issue/${id}`, fields: { summary: 'Anything at all' } },
    ...(changelog === undefined ? {} : { changelog }),
  });
}

function signed(body: string, over: Readonly<Record<string, string>> = {}, secret = SECRET): Delivery {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'x-hub-signature': signature, 'x-atlassian-webhook-identifier': '7b1c', 'content-type': 'application/json' };
  return { headers: new Headers({ ...headers, ...over }), body };
}

const HINT = {
  tracker: 'jira:acme.atlassian.net/OPS',
  issue: { id: '10002', key: 'OPS-7', url: 'https://acme.atlassian.net/browse/OPS-7' },
};

describe('a delivery of Jira', () => {
  test('that is signed says which issue of which project to read, and nothing of its content', async () => {
    expect(await jiraWebhook({ secrets: [SECRET] })(signed(told()))).toEqual({ outcome: 'hint', status: 202, hint: HINT });
    expect(HINT.tracker).toBe(jiraTrackerName({ host: 'https://acme.atlassian.net', project: 'OPS' }));
  });

  test.each<[string, Delivery]>([
    ['with another secret', signed(told(), {}, 'another')],
    ['over other words', { ...signed(told()), body: told({ key: 'OPS-8' }) }],
    ['not at all', signed(told(), { 'x-hub-signature': '' })],
    ['with half a signature', signed(told(), { 'x-hub-signature': 'sha256=00' })],
    ['by another method', signed(told(), { 'x-hub-signature': `sha1=${createHmac('sha1', SECRET).update(told()).digest('hex')}` })],
    ['over nothing, with another secret', signed('', {}, 'another')],
  ])('that is signed %s is refused, and its identifier stays free', async (_, delivery) => {
    const receive = jiraWebhook({ secrets: [SECRET] });
    expect(await receive(delivery)).toEqual({ outcome: 'refused', status: 401, message: 'not signed with the secret of this webhook' });
    expect((await receive(signed(told()))).outcome).toBe('hint');
  });

  test('may be signed with the new secret or the old one, and never with an empty one', async () => {
    for (const secret of ['new', 'old'])
      expect((await jiraWebhook({ secrets: ['new', 'old'] })(signed(told(), {}, secret))).outcome).toBe('hint');
    expect(() => jiraWebhook({ secrets: [] })).toThrow('needs a secret');
    expect(() => jiraWebhook({ secrets: ['new', ''] })).toThrow('needs a secret');
  });

  test('that Jira sends again, or that somebody plays again under an identifier made up, is no news', async () => {
    const receive = jiraWebhook({ secrets: [SECRET] });
    const outcomes = [];
    for (const id of ['1', '1', '2']) outcomes.push((await receive(signed(told(), { 'x-atlassian-webhook-identifier': id }))).outcome);
    expect(outcomes).toEqual(['hint', 'ignored', 'ignored']);
    expect((await receive(signed(told({ key: 'OPS-8' }), { 'x-atlassian-webhook-identifier': '1' }))).outcome).toBe('ignored');
    expect((await receive(signed(told({ key: 'OPS-9' }), { 'x-atlassian-webhook-identifier': '3' }))).outcome).toBe('hint');
  });

  test('is forgotten after so many others, so that memory stays bounded', async () => {
    const receive = jiraWebhook({ secrets: [SECRET], remember: 2 });
    const nth = (n: number) => receive(signed(told({ key: `OPS-${n}` }), { 'x-atlassian-webhook-identifier': String(n) }));
    for (const n of [1, 2, 3]) expect((await nth(n)).outcome).toBe('hint');
    expect((await nth(3)).outcome).toBe('ignored');
    expect((await nth(1)).outcome).toBe('hint');
  });

  test('without JSON is refused, and one that is too large is not even verified', async () => {
    const receive = jiraWebhook({ secrets: [SECRET] });
    expect(await receive(signed('hello'))).toMatchObject({ outcome: 'refused', status: 400 });
    expect(await receive(signed(' '.repeat(25 * 1024 * 1024 + 1)))).toMatchObject({ outcome: 'refused', status: 413 });
  });
});

describe('the hint in an event', () => {
  test.each([
    ['jira:issue_created', true],
    ['jira:issue_deleted', true],
    ['comment_created', true],
    ['issue_property_set', true],
    ['jira:version_released', false],
    ['user_created', false],
    ['sprint_started', false],
  ])('%s: %s', (event, isHint) => {
    expect(hintOf(JSON.parse(told({ event }))) !== null).toBe(isHint);
  });

  test('of an issue that was moved is for the project that it left', () => {
    const changelog = {
      items: [
        { field: 'project', fromString: 'Operations', toString: 'Platform' },
        { field: 'Key', fromString: 'OPS-7', toString: 'PLAT-3' },
      ],
    };
    expect(hintOf(JSON.parse(told({ key: 'PLAT-3', changelog })))).toMatchObject({
      tracker: HINT.tracker,
      issue: { id: '10002', key: 'PLAT-3' },
    });
  });

  test('of a site behind another address is of the tracker with that address', () => {
    const tracker = 'jira:api.atlassian.com/ex/jira/77/OPS';
    expect(hintOf(JSON.parse(told()), 'https://api.atlassian.com/ex/jira/77')).toEqual({ ...HINT, tracker });
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['no issue', { webhookEvent: 'jira:issue_updated' }],
    ['an id that leads elsewhere', JSON.parse(told({ id: '../../admin' }))],
    ['a key that leads elsewhere', JSON.parse(told({ key: '../../admin' }))],
    ['a self that is no address', { webhookEvent: 'jira:issue_updated', issue: { id: '1', key: 'OPS-1', self: 'x' } }],
  ])('with %s is none', (_, payload) => {
    expect(hintOf(payload)).toBeNull();
  });
});

describe('a hint', () => {
  const PROJECTS = [
    { key: 'OPS', name: 'Operations' },
    { key: 'PLAT', name: 'Platform' },
  ];

  test('leads to one strong read and brings the item in step, whatever the delivery claims and the index lags', async () => {
    const world = await openCountedJira({ indexLagMs: 600_000, projects: PROJECTS });
    onTestFinished(() => world.close());
    await world.add(2);
    await world.sync();
    const { id } = world.site.jira.person.see('OPS-1');
    world.site.clock.advance(60_000);
    world.site.jira.person.setSummary(id, 'Renamed there');
    const body = told({ id }).replaceAll('https://acme.atlassian.net', world.site.jira.url);
    const received = await jiraWebhook({ secrets: [SECRET] })(signed(body));
    world.asked();
    if (received.outcome === 'hint') await world.hint(received.hint);
    expect(world.asked()).toEqual(['POST /issue/bulkfetch']);
    expect((await world.items()).map(({ title }) => title)).toContain('Renamed there');
  });

  test('shows that an issue was moved to another project, which no search of ours does', async () => {
    const world = await openCountedJira({ projects: PROJECTS });
    onTestFinished(() => world.close());
    await world.add(1);
    await world.sync();
    const { id } = world.site.jira.person.see('OPS-1');
    world.site.jira.person.move('OPS-1', 'PLAT');
    const changelog = { items: [{ field: 'Key', fromString: 'OPS-1', toString: 'PLAT-1' }] };
    const hint = hintOf(JSON.parse(told({ id, key: 'PLAT-1', changelog })), world.site.jira.url);
    if (hint) await world.hint(hint);
    const { links, drifts } = await world.store.mirrors({ of: 'all' });
    expect([links[0]?.state, drifts.map(({ code }) => code)]).toEqual(['moved', ['moved']]);
  });

  test('of an issue that is deleted by now shows that', async () => {
    const world = await openCountedJira();
    onTestFinished(() => world.close());
    await world.add(1);
    await world.sync();
    const { id } = world.site.jira.person.see('OPS-1');
    world.site.jira.person.delete(id);
    const hint = hintOf(JSON.parse(told({ event: 'jira:issue_deleted', id, key: 'OPS-1' })), world.site.jira.url);
    if (hint) await world.hint(hint);
    expect((await world.store.mirrors({ of: 'all' })).links[0]?.state).toBe('hidden');
  });
});
