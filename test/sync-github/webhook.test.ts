import { createHmac } from 'node:crypto';
import type { Delivery } from '@closeout/core';
import { githubTrackerName, githubWebhook, hintOf } from '@closeout/sync-github';
import loaded from '@octokit/webhooks-examples';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openCountedGithub } from '../support/counted-github.ts';
import { fc } from '../support/property.ts';

const SECRET = 'sealed with a kiss';

function signed(body: string, over: Readonly<Record<string, string>> = {}, secret = SECRET): Delivery {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = {
    'x-hub-signature-256': signature,
    'x-github-event': 'issues',
    'x-github-delivery': '7b1c',
    'content-type': 'application/json',
  };
  return { headers: new Headers({ ...headers, ...over }), body };
}

/** Its types speak of `import examples =`, which is not how Node loads it. */
const published: unknown = loaded;
const examples = published as readonly { readonly name: string; readonly examples: readonly unknown[] }[];

/** Deliveries that GitHub sent for real, by the event's name. */
const deliveries = examples.flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ name, payload: Object(payload) })));
const opened = JSON.stringify(deliveries.find(({ name, payload }) => name === 'issues' && payload.action === 'opened')?.payload);

describe('a delivery', () => {
  test('that is signed says which issue of which repository to read', async () => {
    expect(await githubWebhook({ secrets: [SECRET] })(signed(opened))).toEqual({
      outcome: 'hint',
      status: 202,
      hint: {
        tracker: 'github:codertocat/hello-world',
        issue: { id: '444500041', key: '1', url: 'https://github.com/Codertocat/Hello-World/issues/1' },
      },
    });
  });

  test.each<[string, Delivery]>([
    ['with another secret', signed(opened, {}, 'another')],
    ['over other words', { ...signed(opened), body: opened.replace('"number":1', '"number":2') }],
    ['not at all', signed(opened, { 'x-hub-signature-256': '' })],
    ['with half a signature', signed(opened, { 'x-hub-signature-256': 'sha256=0' })],
    ['the old way', signed(opened, { 'x-hub-signature-256': `sha1=${createHmac('sha1', SECRET).update(opened).digest('hex')}` })],
    ['over nothing', signed('')],
  ])('that is signed %s is refused, and its id stays free', async (_, delivery) => {
    const receive = githubWebhook({ secrets: [SECRET] });
    expect(await receive(delivery)).toEqual({ outcome: 'refused', status: 401, message: 'not signed with the secret of this webhook' });
    expect((await receive(signed(opened))).outcome).toBe('hint');
  });

  test('may be signed with the new secret or the old one', async () => {
    for (const secret of ['new', 'old'])
      expect((await githubWebhook({ secrets: ['new', 'old'] })(signed(opened, {}, secret))).outcome).toBe('hint');
    expect(() => githubWebhook({ secrets: [] })).toThrow('needs a secret');
    expect(() => githubWebhook({ secrets: ['new', ''] })).toThrow('needs a secret');
  });

  test('is no news a second time, nor under an id that somebody made up', async () => {
    const receive = githubWebhook({ secrets: [SECRET] });
    const outcomes = [];
    for (const id of ['1', '1', '2']) outcomes.push(await receive(signed(opened, { 'x-github-delivery': id })));
    const replay = { outcome: 'ignored', status: 202, why: 'replay' };
    expect(outcomes).toEqual([expect.objectContaining({ outcome: 'hint' }), replay, replay]);
    expect((await receive(signed(opened.replace('"number":1', '"number":2'), { 'x-github-delivery': '3' }))).outcome).toBe('hint');
  });

  test('is forgotten after so many others, so that memory stays bounded', async () => {
    const receive = githubWebhook({ secrets: [SECRET], remember: 2 });
    const nth = (n: number) => receive(signed(opened.replace('"number":1', `"number":${n}`), { 'x-github-delivery': String(n) }));
    for (const n of [1, 2, 3]) expect((await nth(n)).outcome).toBe('hint');
    expect((await nth(3)).outcome).toBe('ignored');
    expect((await nth(1)).outcome).toBe('hint');
  });

  test.each<[string, Delivery, 400 | 413]>([
    ['without its headers', signed(opened, { 'x-github-event': '' }), 400],
    ['without JSON', signed('hello'), 400],
    ['larger than GitHub sends', signed(`"${'x'.repeat(26 * 1024 * 1024)}"`), 413],
  ])('%s is refused', async (_, delivery, status) => {
    if (delivery.headers.get('x-github-event') === '') delivery.headers.delete('x-github-event');
    expect(await githubWebhook({ secrets: [SECRET] })(delivery)).toMatchObject({ outcome: 'refused', status });
  });

  test('may come as a form, as GitHub sends it unless told otherwise', async () => {
    const form = new URLSearchParams({ payload: opened }).toString();
    const delivery = signed(form, { 'content-type': 'application/x-www-form-urlencoded' });
    expect((await githubWebhook({ secrets: [SECRET] })(delivery)).outcome).toBe('hint');
  });

  test('of any bytes, signed or not, is answered and never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array().map((bytes) => Buffer.from(bytes).toString()),
        fc.constantFrom('issues', 'ping', ''),
        fc.boolean(),
        async (body, event, isSigned) => {
          const headers = new Headers({
            'x-github-event': event,
            'x-github-delivery': '1',
            'x-hub-signature-256': 'sha256=00',
          });
          const receive = githubWebhook({ secrets: [SECRET] });
          const { outcome } = await receive(isSigned ? signed(body) : { headers, body });
          expect(outcome).not.toBe('hint');
        },
      ),
    );
  });
});

describe('the deliveries that GitHub published', () => {
  test('are many, of issues and of all else', () => {
    expect(deliveries.length).toBeGreaterThan(200);
    expect(deliveries.filter(({ name }) => name === 'issues').length).toBeGreaterThanOrEqual(28);
  });

  test('hint at issues, never at pull requests or at anything else', () => {
    const hinted = deliveries.filter(({ name, payload }) => hintOf(name, payload) !== null);
    const issues = deliveries.filter(({ name, payload }) => name === 'issues' && payload.issue.pull_request === undefined);
    expect(hinted).toEqual(issues);
  });

  test('name the tracker as the configuration does', () => {
    for (const { name, payload } of deliveries) {
      const hint = hintOf(name, payload);
      if (hint === null) continue;
      const { full_name: repo } = payload.repository;
      expect(hint.tracker).toBe(githubTrackerName({ repo, baseUrl: 'https://api.github.com' }));
      expect(hint.issue).toEqual({ id: String(payload.issue.id), key: String(payload.issue.number), url: payload.issue.html_url });
    }
  });

  test('of an Enterprise Server are another tracker', () => {
    const payload = JSON.parse(opened.replaceAll('https://api.github.com/', 'https://git.acme.test/api/v3/'));
    const baseUrl = 'https://git.acme.test/api/v3';
    expect(hintOf('issues', payload)?.tracker).toBe(githubTrackerName({ repo: 'Codertocat/Hello-World', baseUrl }));
  });
});

describe('from a delivery to the item', () => {
  test('a colleague’s edit is taken over by one read, and the sync after it finds nothing left', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z'), toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const world = await openCountedGithub();
    onTestFinished(() => world.close());
    await world.add(2);
    await world.sync();
    vi.setSystemTime(Date.now() + 20 * 60_000);
    for (let turn = 0; turn < 3; turn += 1) await world.sync();
    await world.rename([2]);
    world.asked();
    const issue = Object(await world.github.person('GET', `/repos/${world.github.repo}/issues/2`));
    const repository = { full_name: world.github.repo, url: `${world.github.url}/repos/${world.github.repo}` };
    const received = await githubWebhook({ secrets: [SECRET] })(signed(JSON.stringify({ action: 'edited', issue, repository })));
    if (received.outcome !== 'hint') throw new Error(JSON.stringify(received));
    await world.hint(received.hint);
    expect(world.asked()).toEqual(['GET /issues/2 200']);
    expect((await world.items()).map(({ title }) => title)).toContain('Renamed there, 2');
    const { trackers } = await world.sync();
    expect([world.asked(), trackers[0]?.pulled]).toEqual([['GET /issues 200'], 0]);
  });

  test('what a delivery claims of its content is not believed', async () => {
    const world = await openCountedGithub();
    onTestFinished(() => world.close());
    const [item] = await world.add(1);
    await world.sync();
    const issue = Object(await world.github.person('GET', `/repos/${world.github.repo}/issues/1`));
    const repository = { full_name: world.github.repo, url: `${world.github.url}/repos/${world.github.repo}` };
    const hint = hintOf('issues', { action: 'closed', issue: { ...issue, state: 'closed', title: 'Hacked' }, repository });
    if (hint === null) throw new Error('no hint');
    await world.hint(hint);
    expect(await world.items()).toEqual([item]);
  });
});
