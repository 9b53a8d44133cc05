import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CountedGithub, openCountedGithub } from '../support/counted-github.ts';

const MINUTE_MS = 60_000;
const SINCE = Date.parse('2026-03-02T09:00:00Z');
const FIELDS = { state: { status: 'in-progress' }, priority: 'P1', labels: ['foo'] } as const;

let world: CountedGithub;
beforeEach(async () => {
  vi.useFakeTimers({ now: SINCE, toFake: ['Date'] });
  world = await openCountedGithub();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

/** The same workspace from now on, with labels that begin otherwise. */
async function renamed(labelPrefix: string): Promise<CountedGithub> {
  const { github, store } = world;
  return openCountedGithub({ at: github, store, labelPrefix, since: new Date(SINCE).toISOString() as never });
}

const issueOf = async (number = 1) => {
  const issue = (await world.github.person('GET', `/repos/${world.github.repo}/issues/${number}`)) as { labels: { name: string }[] };
  return issue.labels.map(({ name }) => name).sort();
};
const person = (method: string, below: string, body?: unknown) =>
  world.github.person(method, `/repos/${world.github.repo}/issues/1${below}`, body);

test.each([0, 60])('another prefix for labels is nobody’s edit: ours are written by the new one, %i minutes later', async (minutes) => {
  await world.add(1, FIELDS);
  await world.add(1, { priority: null, labels: ['bar'] });
  await world.sync();
  await person('POST', '/labels', { labels: ['bug', 'co/urgent'] });
  vi.setSystemTime(Date.now() + minutes * MINUTE_MS);
  await world.sync();
  const before = await world.items();
  const next = await renamed('co/');
  for (let turn = 0; turn < 4; turn += 1) {
    vi.setSystemTime(Date.now() + 1000);
    await next.sync();
  }
  expect(await issueOf(1)).toEqual(['bug', 'co/P1', 'co/foo', 'co/in-progress', 'co/urgent']);
  expect(await issueOf(2)).toEqual(['co/bar']);
  expect(await next.items()).toEqual(before);
  const { conflicts, links } = await next.store.mirrors({ of: 'all' });
  expect({ conflicts, pending: links.filter(({ pending }) => pending) }).toEqual({ conflicts: [], pending: [] });
  await person('POST', '/labels', { labels: ['closeout/foo', 'co/blocked'] });
  await person('DELETE', '/labels/co%2Fin-progress');
  vi.setSystemTime(Date.now() + 1000);
  await next.sync();
  expect((await next.items()).map(({ state }) => state.status)).toEqual(['blocked', 'open']);
  expect(await issueOf(1)).toEqual(['bug', 'closeout/foo', 'co/P1', 'co/blocked', 'co/foo', 'co/urgent']);
});

test('what people did meanwhile crosses all the same', async () => {
  await world.add(1, FIELDS);
  await world.sync();
  await person('DELETE', '/labels/closeout%2Ffoo');
  await person('DELETE', '/labels/closeout%2FP1');
  await person('PATCH', '', { title: 'Renamed there' });
  vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
  const next = await renamed('');
  await next.sync();
  await next.sync();
  expect(await next.items()).toMatchObject([{ title: 'Renamed there', labels: [], priority: null, state: { status: 'in-progress' } }]);
  expect(await issueOf()).toEqual(['in-progress']);
});

test('a hint waits until everything has been read by the new prefix', async () => {
  const [item] = await world.add(1, FIELDS);
  await world.sync();
  const next = await renamed('co/');
  const [link] = (await next.store.mirrors({ of: 'all' })).links;
  if (link === undefined || item === undefined) throw new Error('no link');
  await next.hint({ tracker: link.tracker, issue: link.issue });
  expect((await next.items())[0]?.state.status).toBe('in-progress');
});
