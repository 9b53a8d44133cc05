import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftOf, type JiraWorld, openJiraWorld } from '../support/jira-world.ts';

const count = (world: JiraWorld) => {
  const paths = world.network.sent().map(({ method, path }) => `${method} ${path.split('?')[0]?.replace(/\d+/, 'ID')}`);
  return Object.fromEntries([...new Set(paths)].map((path) => [path, paths.filter((each) => each === path).length]));
};

describe('the number of requests to Jira', () => {
  let world: JiraWorld;
  beforeEach(async () => {
    world = await openJiraWorld();
  });
  afterEach(() => world.jira.close());

  test.each([1, 50, 51, 100, 120])(
    'a first push of %i is one create for 50, one confirmation for 100, and two looks at the create screen',
    async (n) => {
      await world.tracker().create(Array.from({ length: n }, (_, at) => draftOf(at)));
      expect(count(world)).toEqual({
        'GET /issue/createmeta/OPS/issuetypes': 1,
        'GET /issue/createmeta/OPS/issuetypes/ID': 1,
        'POST /issue/bulk': Math.ceil(n / 50),
        'POST /issue/bulkfetch': Math.ceil(n / 100),
      });
    },
  );

  test('a quiet pull is one, and so is one of a hundred changed issues', async () => {
    const tracker = world.tracker({ overlapSeconds: 0 });
    const { cursor } = await tracker.pull(null);
    world.network.forget();
    await tracker.pull(cursor);
    expect(count(world)).toEqual({ 'POST /search/jql': 1 });
    await tracker.create(Array.from({ length: 100 }, (_, at) => draftOf(at)));
    world.network.forget();
    expect((await tracker.pull(cursor)).issues.length).toBe(100);
    expect(count(world)).toEqual({ 'POST /search/jql': 1 });
  });

  test('field edits are one each after one read of all, and so are edits together with a known transition', async () => {
    const tracker = world.tracker();
    const created = await tracker.create(Array.from({ length: 10 }, (_, at) => draftOf(at)));
    const issues = created.flatMap((each) => (each.outcome === 'created' ? [each.issue] : []));
    world.clock.advance(60_000);
    world.network.forget();
    await tracker.read(issues);
    for (const issue of issues) await tracker.update(issue, { title: `${issue.title}, renamed` });
    expect(count(world)).toEqual({ 'POST /issue/bulkfetch': 1, 'PUT /issue/ID': 10 });
    world.network.forget();
    for (const issue of issues) await tracker.update(issue, { title: issue.title, status: { status: 'in-progress', resolution: null } });
    expect(count(world)).toEqual({ 'GET /issue/ID/transitions': 1, 'POST /issue/ID/transitions': 10, 'PUT /issue/ID': 10 });
  });

  test('settling fifty creates in doubt is one search and one strong read', async () => {
    const tracker = world.tracker();
    const { at } = await tracker.pull(null);
    const drafts = Array.from({ length: 50 }, (_, n) => draftOf(n));
    world.network.weather(({ path }) => (path === '/issue/bulk' ? 'answer-lost' : 'pass'));
    await tracker.create(drafts);
    world.network.forget();
    expect(
      (
        await tracker.find(
          drafts.map(({ marker }) => marker),
          at,
        )
      ).issues.length,
    ).toBe(50);
    expect(count(world)).toEqual({ 'POST /search/jql': 1, 'POST /issue/bulkfetch': 1 });
  });
});
