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

  test('however much is asked at once, four requests are under way, in the order in which they were asked', async () => {
    let now = 0;
    let most = 0;
    const order: string[] = [];
    const tracker = world.tracker({
      fetch: async (input, init) => {
        now += 1;
        most = Math.max(most, now);
        order.push(String(JSON.parse(String(init?.body)).issueIdsOrKeys));
        const answer = await world.network.fetch(input, init).finally(() => {
          now -= 1;
        });
        // The third fails: that lets the next one in, too.
        return order.length === 3 ? new Response('', { status: 503 }) : answer;
      },
    });
    const ids = Array.from({ length: 30 }, (_, n) => String(20_000 + n));
    const read = await Promise.allSettled(ids.map((id) => tracker.read([{ id, key: '', url: '' }])));
    expect(most).toBe(4);
    expect(order).toEqual(ids);
    expect(read.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(20);
  });

  test('a request that waits for others is not out of time before it is sent', async () => {
    const tracker = world.tracker({ timeoutMs: 300 });
    await tracker.pull(null);
    world.network.weather((_, place) => (place < 4 ? 'silence' : 'pass'));
    const asked = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => tracker.read([{ id: String(20_000 + n), key: '', url: '' }])));
    expect(asked.map(({ status }) => status)).toEqual([...Array(4).fill('rejected'), 'fulfilled']);
  });

  test('a process that starts anew writes fields without a read, and reads all issues at once when it is to move some', async () => {
    const created = await world.tracker().create(Array.from({ length: 10 }, (_, at) => draftOf(at)));
    const issues = created.flatMap((each) => (each.outcome === 'created' ? [each.issue] : []));
    for (const isMoving of [false, true]) {
      world.clock.advance(3_600_000);
      const fresh = world.tracker();
      await fresh.pull({ updatedFrom: Date.parse(world.clock.now()) }, { soon: issues });
      world.network.forget();
      const patch = isMoving ? ({ status: { status: 'in-progress', resolution: null } } as const) : { title: 'Renamed' };
      for (const issue of issues) {
        const [seen] = await world.tracker({ fetch }).read([issue]);
        await fresh.update(issue, patch, { known: seen?.state === 'present' ? seen.issue : issue });
      }
      expect(count(world)).toEqual(
        isMoving
          ? { 'POST /issue/bulkfetch': 2, 'GET /issue/ID/transitions': 1, 'POST /issue/ID/transitions': 10 }
          : { 'PUT /issue/ID': 10 },
      );
    }
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
