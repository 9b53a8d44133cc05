import { type ActionItem, type Change, type Instant, type Issue, instantAt, type Link, plainDate } from '@closeout/core';
import { githubTracker } from '@closeout/sync-github';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type CountedGithub, openCountedGithub } from '../support/counted-github.ts';
import { type CountedJira, openCountedJira } from '../support/counted-jira.ts';
import { countedSync, machineClock } from '../support/counted-sync.ts';
import { manyIssues } from '../support/many-issues.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-03-02T09:00:00Z');

/** How many of each, in the order in which they were first asked. */
function counts(asked: readonly string[]): Readonly<Record<string, number>> {
  const kinds = asked.map((line) => line.replace(/\/\d+/, '/N').replace(/(labels|assignees)\/.*? /, '$1/… '));
  return Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, same]) => [kind, same.length]));
}

describe('what a sync asks of GitHub', () => {
  let world: CountedGithub;
  let afterList: () => void;
  beforeEach(async () => {
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
    afterList = () => {};
    const listening: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (String(input).includes('/issues?')) afterList();
      return answer;
    };
    world = await openCountedGithub({ fetch: listening });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await world.close();
  });

  /** Issues that are in step, and older than the overlap, so that only what moves from now on is listed. */
  const settled = async (count: number): Promise<readonly ActionItem[]> => {
    const items = await world.add(count);
    await world.sync();
    vi.setSystemTime(Date.now() + 20 * MINUTE_MS);
    for (let turn = 0; turn < 3; turn += 1) await world.sync();
    expect(world.asked().slice(-1)).toEqual(['GET /issues 304']);
    return items;
  };

  test.each([1, 40])('a first push of %i is the pull, one question who we are, each label once, and one create each', async (n) => {
    await world.add(n);
    const { trackers } = await world.sync();
    expect(trackers[0]?.created).toBe(n);
    expect(counts(world.asked())).toEqual({ 'GET /issues 200': 1, 'GET /user 200': 1, 'POST /labels 201': 2, 'POST /issues 201': n });
  });

  test('after a push, its echo is one list; from then on a sync is one request answered 304', async () => {
    await world.add(40);
    await world.sync();
    world.asked();
    for (let turn = 0; turn < 4; turn += 1) await world.sync();
    expect(world.asked()).toEqual(['GET /issues 200', ...Array(3).fill('GET /issues 304')]);
  });

  test.each([
    [0, 0],
    [1, 0],
    [0, 1],
    [100, 7],
    [101, 7],
  ])('%i changes there and %i here are max(1, ⌈k/100⌉) lists and one write each', async (k, l) => {
    const items = await settled(k + l);
    await world.rename(items.slice(0, k).map(({ number }) => number));
    for (const item of items.slice(k)) await world.edit(item, { title: `Renamed here, ${item.number}` });
    const { trackers } = await world.sync();
    expect(trackers).toMatchObject([{ pulled: k, updated: l }]);
    const asked = world.asked();
    expect(asked.filter((line) => line.startsWith('GET'))).toHaveLength(Math.max(1, Math.ceil(k / 100)));
    expect(asked.filter((line) => line.startsWith('PATCH'))).toHaveLength(l);
    expect(asked).toHaveLength(Math.max(1, Math.ceil(k / 100)) + l);
  });

  test.each<readonly [string, Partial<ActionItem>, Readonly<Record<string, number>>]>([
    ['a title', { title: 'Renamed' }, { 'PATCH /issues/N 200': 1 }],
    [
      'done',
      { state: { status: 'done', on: plainDate('2026-03-02'), by: 'maria', evidence: null, outcome: null } },
      { 'PATCH /issues/N 200': 1 },
    ],
    ['details, which stand in the body', { details: 'Other words.' }, { 'GET /issues/N 200': 1, 'PATCH /issues/N 200': 1 }],
    [
      'a due date, which stands in the body',
      { due: { on: plainDate('2027-04-30'), originallyOn: plainDate('2027-03-31'), rule: 'explicit', extensions: [] } },
      { 'GET /issues/N 200': 1, 'PATCH /issues/N 200': 1 },
    ],
    [
      'title, details and due date at once',
      {
        title: 'Renamed',
        details: 'Other words.',
        due: { on: plainDate('2027-04-30'), originallyOn: plainDate('2027-03-31'), rule: 'explicit', extensions: [] },
      },
      { 'GET /issues/N 200': 1, 'PATCH /issues/N 200': 1 },
    ],
    [
      'a label more, for the first time',
      { labels: ['alerting', 'drill'] },
      { 'GET /issues/N 200': 1, 'POST /labels 201': 1, 'POST /issues/N/labels 200': 1 },
    ],
    [
      'one label for another, for the first time',
      { labels: ['drill'] },
      { 'GET /issues/N 200': 1, 'POST /labels 201': 1, 'POST /issues/N/labels 200': 1, 'DELETE /issues/N/labels/… 200': 1 },
    ],
    [
      'a priority, which is a label, for the first time',
      { priority: 'P0' },
      { 'GET /issues/N 200': 1, 'POST /labels 201': 1, 'POST /issues/N/labels 200': 1, 'DELETE /issues/N/labels/… 200': 1 },
    ],
    [
      'an owner, who is an assignee and stands in the body',
      { owner: 'raj' },
      { 'GET /issues/N 200': 1, 'PATCH /issues/N 200': 1, 'DELETE /issues/N/assignees 200': 1, 'POST /issues/N/assignees 201': 1 },
    ],
    [
      'a title, and a label more for the first time',
      { title: 'Renamed', labels: ['alerting', 'drill'] },
      { 'PATCH /issues/N 200': 1, 'POST /labels 201': 1, 'POST /issues/N/labels 200': 1 },
    ],
  ])('of %s changed here: one, and one more per label, assignee and body', async (_, fields, expected) => {
    const [item] = await settled(1);
    if (item === undefined) return;
    await world.edit(item, fields);
    await world.sync();
    expect(counts(world.asked())).toEqual({ 'GET /issues 304': 1, ...expected });
    await world.sync();
    await world.sync();
    expect(world.asked()).toEqual(['GET /issues 200', 'GET /issues 304']);
  });

  test('a label that was there once is never made again, whatever run adds it', async () => {
    const [first, second, third] = await settled(3);
    if (first === undefined || second === undefined || third === undefined) return;
    await world.edit(first, { labels: ['alerting', 'drill'] });
    await world.sync();
    for (const item of [second, third]) await world.edit(item, { labels: ['alerting', 'drill'] });
    world.asked();
    await world.sync();
    expect(counts(world.asked())).toEqual({ 'GET /issues 200': 1, 'GET /issues/N 200': 2, 'POST /issues/N/labels 200': 2 });
  });

  test('of everything at once: one PATCH, one read for the body, one more for each label and assignee', async () => {
    const [item, ...others] = await settled(4);
    if (item === undefined) return;
    const due = { on: plainDate('2027-04-30'), originallyOn: plainDate('2027-03-31'), rule: 'explicit', extensions: [] } as const;
    await world.edit(item, { title: 'Renamed', details: 'Other words.', due, owner: 'raj', priority: 'P0', labels: ['alerting', 'drill'] });
    for (const other of others.slice(0, 2)) await world.rename([other.number]);
    await world.add(3, { labels: ['alerting'] });
    await world.sync();
    expect(counts(world.asked())).toEqual({
      'GET /issues 200': 1,
      'GET /issues/N 200': 1,
      'PATCH /issues/N 200': 1,
      // Two labels that nobody used before are made, and added in one call.
      'POST /labels 201': 2,
      'POST /issues/N/labels 200': 1,
      'DELETE /issues/N/labels/… 200': 1,
      'DELETE /issues/N/assignees 200': 1,
      'POST /issues/N/assignees 201': 1,
      'POST /issues 201': 3,
    });
  });

  test('a body that is rewritten more than ten seconds after the pull is read once, not twice', async () => {
    const items = await settled(2);
    for (const item of items) await world.edit(item, { details: 'Other words.' });
    afterList = () => vi.setSystemTime(Date.now() + 11_000);
    await world.sync();
    expect(counts(world.asked())).toEqual({ 'GET /issues 304': 1, 'GET /issues/N 200': 2, 'PATCH /issues/N 200': 2 });
  });

  test('of what was pulled more than ten seconds ago each is read once more before it is written', async () => {
    const items = await settled(5);
    for (const item of items) await world.edit(item, { title: `Renamed here, ${item.number}` });
    afterList = () => vi.setSystemTime(Date.now() + 11_000);
    await world.sync();
    expect(counts(world.asked())).toEqual({ 'GET /issues 304': 1, 'GET /issues/N 200': 5, 'PATCH /issues/N 200': 5 });
  });
});

describe('what a sync asks of Jira', () => {
  let world: CountedJira;
  beforeEach(async () => {
    world = await openCountedJira();
  });
  afterEach(() => world.close());

  const asked = () => counts(world.asked());
  const settled = async (count: number): Promise<readonly ActionItem[]> => {
    const items = await world.add(count);
    await world.sync();
    world.site.clock.advance(20 * MINUTE_MS);
    await world.sync();
    await world.sync();
    world.asked();
    return items;
  };

  test.each([1, 50, 60, 100, 250])(
    'a first push of %i is one create for fifty, one confirmation for a hundred, and four reads whatever the number',
    async (n) => {
      await world.add(n);
      const { trackers } = await world.sync();
      expect(trackers[0]?.created).toBe(n);
      expect(asked()).toEqual({
        'GET /myself': 1,
        'POST /search/jql': 1,
        'GET /issue/createmeta/OPS/issuetypes': 1,
        'GET /issue/createmeta/OPS/issuetypes/N': 1,
        'POST /issue/bulk': Math.ceil(n / 50),
        'POST /issue/bulkfetch': Math.ceil(n / 100),
      });
    },
  );

  test('a quiet sync is one search, within the overlap and beyond it', async () => {
    await world.add(60);
    await world.sync();
    for (const minutes of [0, 1, 20, 20]) {
      world.site.clock.advance(minutes * MINUTE_MS);
      world.asked();
      await world.sync();
      expect(asked()).toEqual({ 'POST /search/jql': 1 });
    }
  });

  const become = async (items: readonly ActionItem[], status: 'in-progress' | 'blocked') => {
    for (const item of items) await world.edit(item, { state: status === 'blocked' ? { status, reason: 'waits for parts' } : { status } });
  };

  test.each([
    [0, 1, 0],
    [0, 0, 1],
    [30, 0, 0],
    [100, 7, 5],
    [101, 20, 30],
  ])('%i changes there, %i edits and %i moves here are max(1, ⌈k/100⌉) searches and one write each', async (k, f, s) => {
    const items = await settled(k + f + s + 1);
    const [scout] = items;
    if (scout === undefined) return;
    await become([scout], 'in-progress');
    await world.sync();
    world.site.clock.advance(20 * MINUTE_MS);
    await world.sync();
    world.asked();
    const [there, edited, moved] = [items.slice(1, k + 1), items.slice(k + 1, k + f + 1), items.slice(k + f + 1)];
    world.rename(there.map(({ number }) => number));
    for (const item of edited) await world.edit(item, { title: `Renamed here, ${item.number}`, priority: 'P1' });
    await become(moved, 'in-progress');
    world.site.clock.advance(1_000);
    const { trackers } = await world.sync();
    expect(trackers).toMatchObject([{ pulled: k, updated: f + s }]);
    expect(asked()).toEqual({
      'POST /search/jql': Math.max(1, Math.ceil(k / 100)),
      ...(f > 0 ? { 'PUT /issue/N': f } : {}),
      ...(s > 0 ? { 'POST /issue/N/transitions': s } : {}),
    });
  });

  test('a way that nobody took before is looked up once, and once more to see where it led', async () => {
    const items = await settled(3);
    await become(items, 'in-progress');
    await world.sync();
    expect(asked()).toEqual({
      'POST /search/jql': 1,
      'GET /issue/N/transitions': 1,
      'POST /issue/N/transitions': 3,
      'POST /issue/bulkfetch': 1,
    });
  });

  test('what Jira cut is on record, and not sent again', async () => {
    await world.add(1, { title: 'y'.repeat(300), details: 'z '.repeat(15_000) });
    expect((await world.sync()).trackers[0]?.refused.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'title too-long',
      'details too-long',
    ]);
    await world.sync();
    world.asked();
    for (let turn = 0; turn < 2; turn += 1) await world.sync();
    expect(asked()).toEqual({ 'POST /search/jql': 2 });
  });

  test('a description is read right before it is rewritten', async () => {
    const items = await settled(2);
    for (const item of items) await world.edit(item, { details: 'Other words.' });
    await world.sync();
    expect(asked()).toEqual({ 'POST /search/jql': 1, 'POST /issue/bulkfetch': 2, 'PUT /issue/N': 2 });
  });

  test('Jira looks into its database for fifty issues in a search; what is beyond is read, a hundred at once', async () => {
    const items = await settled(60);
    for (const item of items) await world.edit(item, { title: `Renamed here, ${item.number}` });
    await world.sync();
    expect(asked()).toEqual({ 'POST /search/jql': 1, 'POST /issue/bulkfetch': 1, 'PUT /issue/N': 60 });
  });

  test('of what was pulled more than ten seconds ago each is read once more before it is written', async () => {
    const items = await settled(3);
    for (const item of items) await world.edit(item, { title: `Renamed here, ${item.number}` });
    world.site.network.weather(({ method }) => {
      if (method === 'PUT') world.site.clock.advance(11_000);
      return 'pass';
    });
    await world.sync();
    expect(asked()).toEqual({ 'POST /search/jql': 1, 'POST /issue/bulkfetch': 2, 'PUT /issue/N': 3 });
  });
});

test('a quiet sync of 10,000 linked items is one request, answered 304', async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const github = manyIssues(10_000, { updatedAt: new Date(START).toISOString() });
  const tracker = githubTracker({
    repo: 'acme/payments',
    baseUrl: 'https://api.github.com',
    token: 'token',
    labelPrefix: 'closeout/',
    overlapSeconds: 900,
    since: instantAt(START),
    clock: machineClock,
    fetch: github.fetch,
  });
  const own = { type: 'github', repo: 'acme/payments', token: { env: 'NONE' } };
  const world = await countedSync({ tracker, own, people: {}, clock: machineClock });
  const items = await world.add(10_000);
  const { issues, at } = await tracker.pull(null);
  const { seq } = await world.store.mirrors({ of: 'items', items: [] });
  const links = items.map((item, n): Change => ({ op: 'link', link: inStep(item, { issue: issues[n], at, seq }) }));
  await world.store.commit(links, { actor: 'test' });
  vi.setSystemTime(Date.now() + 20 * MINUTE_MS);
  github.answered();
  const liveLinks = async () => (await world.store.mirrors({ of: 'items', items: [] })).liveLinks;
  // The whole list once, then only what is younger than the overlap.
  await world.sync();
  expect(github.answered()).toHaveLength(100);
  await world.sync();
  expect([github.answered(), await liveLinks()]).toEqual([[200], 10_000]);
  for (let turn = 0; turn < 3; turn += 1) {
    const { trackers } = await world.sync();
    expect(trackers).toMatchObject([{ created: 0, updated: 0, pulled: 0 }]);
    expect(github.answered()).toEqual([304]);
  }
});

function inStep(
  { uid, title }: ActionItem,
  { issue, at, seq }: { readonly issue: Issue | undefined; readonly at: Instant; readonly seq: number },
): Link {
  if (issue === undefined) throw new Error('an issue for each');
  const { id, key, url } = issue;
  const pasts = { title: { ours: title, theirs: issue.title } };
  return {
    item: uid,
    tracker: 'github:acme/payments',
    issue: { id, key, url },
    pasts,
    now: issue,
    seenAt: at,
    state: 'live',
    pending: false,
    itemSeq: seq,
  };
}
