import { addMs, type Draft, instantAt, type Tracker } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDraft } from '../../packages/core/src/contract/tracker-world.ts';
import { realClock, trackerOnto } from '../support/github-contract-world.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';

let world: GithubWorld;
let tracker: Tracker;
beforeEach(async () => {
  world = await githubWorld();
  tracker = trackerOnto(world, { since: addMs(instantAt(Date.now()), -86_400_000) });
});
afterEach(() => world.close());

/** `GET /issues 200` for each request, without query and repository. */
const asked = () =>
  world.log().map(({ method, path, status }) => `${method} ${path.replace(/\?.*/, '').replace('/repos/acme/payments', '')} ${status}`);
const pathOf = (n: number) => `/repos/${world.repo}/issues/${n}`;

describe('requests', () => {
  test('a first push of n drafts takes the pull, one look at who we are, n creates, and each label once', async () => {
    await tracker.pull(null);
    await tracker.create([1, 2, 3, 4, 5].map((n) => sampleDraft(n, { priority: 'P1', labels: ['closeout/drill'], assignee: 'ada' })));
    const made = Array(2).fill('POST /labels 201');
    expect(asked()).toEqual(['GET /issues 200', 'GET /user 200', ...made, ...Array(5).fill('POST /issues 201')]);
  });

  test('a quiet pull is one request answered 304', async () => {
    const first = await tracker.pull(null);
    await tracker.create([sampleDraft(1), sampleDraft(2)]);
    const second = await tracker.pull(first.cursor);
    expect(second.issues).toHaveLength(2);
    world.forget();
    const third = await tracker.pull(second.cursor);
    expect(third).toMatchObject({ issues: [], cursor: second.cursor, account: null });
    expect(asked()).toEqual(['GET /issues 304']);
  });

  test('a change among many is one page, and the pull after next is quiet again', async () => {
    const { cursor } = await tracker.pull(null);
    await tracker.create([sampleDraft(1), sampleDraft(2)]);
    const pushed = await tracker.pull(cursor);
    await world.person('PATCH', pathOf(2), { title: 'Renamed' });
    world.forget();
    const changed = await tracker.pull(pushed.cursor);
    expect(changed.issues.find(({ key }) => key === '2')?.title).toBe('Renamed');
    const quiet = await tracker.pull(changed.cursor);
    expect(quiet.issues).toEqual([]);
    expect(asked()).toEqual(['GET /issues 200', 'GET /issues 304']);
  });

  test('old changes leave the window: the bound moves once, then the address stays and answers 304', async () => {
    await tracker.create([sampleDraft(1)]);
    world.set({ dateAheadMs: 3_600_000 });
    const first = await tracker.pull(null);
    expect(first.cursor).toMatchObject({ since: addMs(first.at, -901_000), etag: null });
    const second = await tracker.pull(first.cursor);
    const third = await tracker.pull(second.cursor);
    expect([first, second, third].map(({ issues }) => issues.length)).toEqual([1, 0, 0]);
    expect(asked().slice(1)).toEqual(['GET /issues 200', 'GET /user 200', 'GET /issues 200', 'GET /issues 304']);
  });

  test('pages are followed to the end, each issue once, and no tag is kept of them', async () => {
    const drafts = Array.from({ length: 130 }, (_, n): Draft => sampleDraft(n));
    await tracker.create(drafts);
    world.forget();
    const pulled = await tracker.pull(null);
    expect(new Set(pulled.issues.map(({ id }) => id)).size).toBe(130);
    expect(asked()).toEqual(['GET /issues 200', 'GET /issues 200', 'GET /user 200']);
    expect(pulled.cursor).toMatchObject({ etag: null });
    const young = await trackerOnto(world, { since: addMs(instantAt(Date.now()), -60_000) }).pull(null);
    expect(young.cursor).toMatchObject({ etag: null });
  });

  test('looking for a create in doubt stops at the moment it was sent', async () => {
    await tracker.create(Array.from({ length: 101 }, (_, n) => sampleDraft(n)));
    world.forget();
    const found = await tracker.find([sampleDraft(100).marker], addMs(realClock.now(), 3_600_000));
    expect(found.issues).toEqual([]);
    expect(asked()).toEqual(['GET /issues 200', 'GET /user 200']);
  });

  test.each([
    ['a title', { title: 'Renamed' }, ['PATCH /issues/1 200']],
    ['a body', { details: 'New.' }, ['GET /issues/1 200', 'PATCH /issues/1 200']],
    ['a body that says so already', { details: sampleDraft(1).details }, ['GET /issues/1 200']],
    ['done', { status: { status: 'done', resolution: null } }, ['PATCH /issues/1 200']],
    [
      'in progress',
      { status: { status: 'in-progress', resolution: null } },
      ['PATCH /issues/1 200', 'POST /labels 201', 'POST /issues/1/labels 200'],
    ],
    [
      'title, date and status',
      { title: 'Renamed', dueOn: null, status: { status: 'done', resolution: null } },
      ['GET /issues/1 200', 'PATCH /issues/1 200'],
    ],
    [
      'labels',
      { labels: { add: ['closeout/b', 'closeout/c'], remove: ['closeout/a', 'closeout/never'] } },
      [
        'GET /issues/1 200',
        'POST /labels 201',
        'POST /labels 201',
        'POST /issues/1/labels 200',
        'DELETE /issues/1/labels/closeout%2Fa 200',
      ],
    ],
    [
      'another priority',
      { priority: 'P0' },
      ['GET /issues/1 200', 'POST /labels 201', 'POST /issues/1/labels 200', 'DELETE /issues/1/labels/closeout%2FP2 200'],
    ],
    [
      'another assignee',
      { assignee: { from: 'ada', to: 'closeout-bot' } },
      ['GET /issues/1 200', 'DELETE /issues/1/assignees 200', 'POST /issues/1/assignees 201'],
    ],
    ['nothing that is not so already', { assignee: { from: null, to: 'ada' }, priority: 'P2' }, ['GET /issues/1 200']],
  ] as const)('an update of %s asks no more than it must', async (_, patch, expected) => {
    const [created] = await tracker.create([sampleDraft(1, { labels: ['closeout/a'], priority: 'P2', assignee: 'ada' })]);
    world.forget();
    if (created?.outcome === 'created') await tracker.update(created.issue, patch);
    expect(asked()).toEqual(expected);
  });
});
