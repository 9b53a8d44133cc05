import type { Created, Issue } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonResponse } from '../support/jira-network.ts';
import { day, draftOf, type JiraWorld, markerOf, openJiraWorld, ROBOT } from '../support/jira-world.ts';

const isBulk = ({ path }: { readonly path: string }) => path === '/issue/bulk';
const isFetch = ({ path }: { readonly path: string }) => path === '/issue/bulkfetch';
const outcomes = (created: readonly Created[]) => created.map(({ outcome }) => outcome);

describe('creating issues in Jira', () => {
  let world: JiraWorld;
  beforeEach(async () => {
    world = await openJiraWorld();
  });
  afterEach(() => world.jira.close());

  test('sends the marker as a property in the same request', async () => {
    await world.tracker().create([draftOf(1)]);
    const [bulk] = world.network.sent().filter(isBulk);
    expect(bulk?.body).toMatchObject({ issueUpdates: [{ properties: [{ key: 'closeout', value: markerOf(1) }] }] });
    expect(world.jira.issues().map(({ properties }) => properties)).toEqual([{ closeout: markerOf(1) }]);
  });

  test('reports items 7 and 31 as refused and creates the other forty-eight, each for its draft', async () => {
    const drafts = Array.from({ length: 50 }, (_, n) => draftOf(n, n === 7 || n === 31 ? { title: ' ' } : {}));
    const created = await world.tracker().create(drafts);
    expect(outcomes(created).flatMap((outcome, n) => (outcome === 'refused' ? [n] : []))).toEqual([7, 31]);
    expect(created[7]).toEqual({
      outcome: 'refused',
      refusal: { field: 'create', code: 'required-field', message: 'summary: You must specify a summary of the issue.' },
    });
    for (const [n, each] of created.entries()) if (each.outcome === 'created') expect(each.issue.markers).toEqual([markerOf(n)]);
    expect(world.jira.issues().length).toBe(48);
  });

  test('goes by the markers when Jira lists the new issues in another order than they were sent', async () => {
    world.network.weather(() => 'pass');
    const tracker = world.tracker({
      fetch: async (input, init) => {
        const response = await world.network.fetch(input, init);
        if (!String(input).endsWith('/issue/bulk')) return response;
        const body = JSON.parse(await response.text());
        return jsonResponse(response.status, { ...body, issues: body.issues.toReversed() });
      },
    });
    const created = await tracker.create([draftOf(1), draftOf(2), draftOf(3)]);
    expect(created.map((each) => each.outcome === 'created' && each.issue.title)).toEqual(['Promise 1', 'Promise 2', 'Promise 3']);
  });

  test.each([
    ['the answer is lost', 'answer-lost'],
    ['the connection breaks', 'lost'],
    ['Jira fails', jsonResponse(502, {})],
    ['Jira gives up waiting', jsonResponse(408, {})],
    ['the answer is no JSON', new Response('<html>', { status: 201 })],
    ['the answer lacks what it must have', jsonResponse(201, { issues: [{ id: '10000' }], errors: [] })],
  ] as const)('every draft is in doubt when %s, and nothing is sent again', async (_, weather) => {
    world.network.weather((request) => (isBulk(request) ? weather : 'pass'));
    expect(outcomes(await world.tracker().create([draftOf(1), draftOf(2)]))).toEqual(['in-doubt', 'in-doubt']);
    expect(world.network.sent().filter(isBulk).length).toBe(1);
  });

  test('every draft is in doubt when no answer comes in time', async () => {
    world.network.weather((request) => (isBulk(request) ? 'silence' : 'pass'));
    const [created] = await world.tracker({ timeoutMs: 500 }).create([draftOf(1)]);
    expect(created).toEqual({ outcome: 'in-doubt', reason: `no answer from ${new URL(world.jira.url).host} within 0.5 s` });
  });

  test('what is in doubt is found again by its marker, by whoever asks', async () => {
    const tracker = world.tracker();
    const before = await tracker.pull(null);
    world.network.weather((request) => (isBulk(request) ? 'answer-lost' : 'pass'));
    await tracker.create([draftOf(1), draftOf(2)]);
    world.settle();
    const found = await tracker.find([markerOf(1), markerOf(2)], before.at);
    expect(found.issues.map(({ title, author }) => ({ title, author }))).toEqual([
      { title: 'Promise 1', author: ROBOT },
      { title: 'Promise 2', author: ROBOT },
    ]);
    expect(found.account).toBe(ROBOT);
  });

  test.each([
    ['jira-quota-global-based', 30],
    ['jira-quota-tenant-based', 20],
    ['jira-burst-based', 2],
    ['jira-per-issue-on-write', 7],
  ] as const)('a limit (%s) says that nothing was created and when to come back', async (reason, retryAfterSeconds) => {
    const tracker = world.tracker();
    await tracker.create([draftOf(0)]);
    world.jira.limit({ times: 1, retryAfterSeconds, reason });
    const later = { outcome: 'later', retryAfterMs: retryAfterSeconds * 1_000, reason: `Jira asks to wait (${reason})` };
    expect(await tracker.create([draftOf(1), draftOf(2)])).toEqual([later, later]);
    expect(world.jira.issues().length).toBe(1);
  });

  test('after a request that did not go through, the rest of a long list is not sent', async () => {
    const drafts = Array.from({ length: 120 }, (_, n) => draftOf(n));
    let bulks = 0;
    world.network.weather((request) => (isBulk(request) && ++bulks === 2 ? 'lost' : 'pass'));
    const created = outcomes(await world.tracker().create(drafts));
    expect([created.slice(0, 50), created.slice(50, 100), created.slice(100)].map((some) => [...new Set(some)])).toEqual([
      ['created'],
      ['in-doubt'],
      ['later'],
    ]);
  });

  test('a port that refuses means later, since nothing was sent', async () => {
    world.network.weather(() => 'unreachable');
    expect(outcomes(await world.tracker().create([draftOf(1)]))).toEqual(['later']);
    world.network.weather((request) => (isBulk(request) ? 'unreachable' : 'pass'));
    expect(outcomes(await world.tracker().create([draftOf(1)]))).toEqual(['later']);
  });

  test('a token that is not accepted fails the call', async () => {
    await expect(world.tracker({ auth: { type: 'bearer', token: 'wrong' } }).create([draftOf(1)])).rejects.toMatchObject({
      code: 'unauthorized',
    });
    world.network.weather((request) => (isBulk(request) ? jsonResponse(401, {}) : 'pass'));
    await expect(world.tracker().create([draftOf(1)])).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('an issue that cannot be read after it was made is created all the same, and the next pull is news', async () => {
    const tracker = world.tracker();
    const start = await tracker.pull(null);
    world.network.weather((request) => (isFetch(request) ? 'lost' : 'pass'));
    const [created] = await tracker.create([draftOf(1, { dueOn: day('2026-04-01'), labels: ['closeout/drill'], priority: 'P1' })]);
    const [real] = world.jira.issues();
    const issue = created?.outcome === 'created' ? created.issue : null;
    expect(issue).toMatchObject({
      id: real?.id,
      key: real?.key,
      priority: 'High',
      dueOn: '2026-04-01',
      labels: ['closeout/drill'],
      markers: [markerOf(1)],
    });
    world.network.weather(() => 'pass');
    world.settle();
    const [pulled] = (await tracker.pull(start.cursor)).issues;
    expect((pulled?.updatedAt ?? '') > (issue?.updatedAt ?? '')).toBe(true);
    expect({ ...(pulled as Issue), status: null, createdAt: null, updatedAt: null }).toEqual({
      ...issue,
      status: null,
      createdAt: null,
      updatedAt: null,
    });
  });

  test('several that cannot be read after they were made are in doubt, whatever the order of the answer, and found by their markers', async () => {
    const start = await world.tracker().pull(null);
    const tracker = world.tracker({
      fetch: async (input, init) => {
        if (String(input).endsWith('/issue/bulkfetch')) return jsonResponse(503, {});
        const response = await world.network.fetch(input, init);
        if (!String(input).endsWith('/issue/bulk')) return response;
        const body = JSON.parse(await response.text());
        return jsonResponse(response.status, { ...body, issues: body.issues.toReversed() });
      },
    });
    expect(outcomes(await tracker.create([draftOf(1), draftOf(2)]))).toEqual(['in-doubt', 'in-doubt']);
    world.settle();
    const { issues } = await world.tracker().find([markerOf(1), markerOf(2)], start.at);
    expect(issues.map(({ title, markers }) => [title, markers])).toEqual([
      ['Promise 1', [markerOf(1)]],
      ['Promise 2', [markerOf(2)]],
    ]);
  });

  test('gives an issue the status that its item has by then', async () => {
    const [created] = await world.tracker().create([draftOf(1, { status: { status: 'in-progress', resolution: null } })]);
    expect(created?.outcome === 'created' && created.issue.status).toEqual({
      name: 'In Progress',
      category: 'indeterminate',
      resolution: null,
    });
  });

  test('shortens a summary at a whole character, and puts it on one line', async () => {
    const created = await world.tracker().create([draftOf(1, { title: '😀'.repeat(200) }), draftOf(2, { title: 'two\nlines' })]);
    const titles = created.map((each) => (each.outcome === 'created' ? each.issue.title : ''));
    expect(titles).toEqual([`${'😀'.repeat(127)}…`, 'two lines']);
    expect(created).toMatchObject([{ refused: [{ field: 'title', code: 'too-long' }] }, { refused: [] }]);
  });

  test('says what it cut of a title and of a long text, and writes the rest', async () => {
    const tracker = world.tracker();
    const [created] = await tracker.create([draftOf(1, { details: 'x '.repeat(15_000) })]);
    expect(created).toMatchObject({ outcome: 'created', refused: [{ field: 'details', code: 'too-long' }] });
    const issue = created?.outcome === 'created' ? created.issue : null;
    expect(issue?.details?.length).toBeGreaterThan(19_000);
    const updated = issue && (await tracker.update(issue, { title: 'y'.repeat(300), details: 'z '.repeat(15_000) }));
    expect(updated).toMatchObject({
      issue: { title: `${'y'.repeat(254)}…` },
      refused: [
        { field: 'title', code: 'too-long' },
        { field: 'details', code: 'too-long' },
      ],
    });
  });

  test('signs in by a bearer token as well as by an address and a token', async () => {
    expect((await world.tracker({ auth: { type: 'bearer', token: world.jira.token } }).pull(null)).account).toBe(ROBOT);
    expect((await world.tracker().pull(null)).account).toBe(ROBOT);
  });

  test('leaves out labels that Jira does not take, and says so', async () => {
    const [created] = await world.tracker().create([draftOf(1, { labels: ['closeout/fine', 'closeout/not fine'] })]);
    expect(created).toMatchObject({
      outcome: 'created',
      issue: { labels: ['closeout/fine'] },
      refused: [{ field: 'labels', code: 'invalid' }],
    });
  });
});

describe('a create screen', () => {
  const team = { id: 'customfield_10050', name: 'Team', kind: 'option', required: true, options: ['SRE', 'Payments'] } as const;

  test('that demands a field refuses issues without it, and takes them with it', async () => {
    const world = await openJiraWorld({ customFields: [team] });
    const [refused] = await world.tracker().create([draftOf(1)]);
    expect(refused).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'required-field', message: 'customfield_10050: Team is required.' },
    });
    const [created] = await world.tracker({ fields: { team: 'sre' } }).create([draftOf(1)]);
    expect(created?.outcome).toBe('created');
    expect(world.jira.issues()[0]?.custom).toEqual({ customfield_10050: { value: 'SRE' } });
    await world.jira.close();
  });

  test('takes configured labels on top of those of the item', async () => {
    const world = await openJiraWorld();
    const tracker = world.tracker({ fields: { Labels: 'reliability, sre-work, closeout/a' } });
    await tracker.create([draftOf(1, { labels: ['closeout/a', 'closeout/b'] }), draftOf(2)]);
    expect(world.jira.issues().map(({ labels }) => labels)).toEqual([
      ['closeout/a', 'closeout/b', 'reliability', 'sre-work'],
      ['closeout/a', 'reliability', 'sre-work'],
    ]);
    await world.jira.close();
  });

  test('of several pages is read to its end', async () => {
    const further = Array.from({ length: 230 }, (_, n) => ({
      id: `customfield_${20_000 + n}` as const,
      name: `Further ${n}`,
      kind: 'text' as const,
      required: false,
      options: [],
    }));
    const world = await openJiraWorld({ customFields: [...further, { ...team, required: true }] });
    const [created] = await world.tracker({ fields: { Team: 'SRE', 'Further 229': 'x' } }).create([draftOf(1)]);
    expect(created?.outcome).toBe('created');
    expect(world.jira.issues()[0]?.custom).toEqual({ customfield_20229: 'x', customfield_10050: { value: 'SRE' } });
    await world.jira.close();
  });

  test('that does not show a configured field refuses by its name before anything is sent', async () => {
    const world = await openJiraWorld();
    const [created] = await world.tracker({ fields: { Sprint: '12' } }).create([draftOf(1)]);
    expect(created).toMatchObject({ outcome: 'refused', refusal: { code: 'invalid' } });
    expect(world.network.sent().filter(isBulk)).toEqual([]);
    await world.jira.close();
  });

  test('without due date and priority leaves them out, and says so', async () => {
    const world = await openJiraWorld({ screen: ['description', 'labels', 'assignee'] });
    const [created] = await world.tracker().create([draftOf(1, { dueOn: day('2026-04-01'), priority: 'P0' })]);
    expect(created).toMatchObject({ outcome: 'created', issue: { dueOn: null } });
    expect(created?.outcome === 'created' ? created.refused.map(({ field }) => field) : []).toEqual(['dueOn', 'priority']);
    expect(world.network.sent().filter(isBulk).length).toBe(1);
    await world.jira.close();
  });

  test('with other priorities than ours leaves the priority out, and says so', async () => {
    const world = await openJiraWorld({ priorities: ['Now', 'Soon', 'Some day'] });
    const [created] = await world.tracker().create([draftOf(1, { priority: 'P0' })]);
    expect(created).toMatchObject({ outcome: 'created', issue: { priority: 'Soon' }, refused: [{ field: 'priority', code: 'invalid' }] });
    await world.jira.close();
  });
});
