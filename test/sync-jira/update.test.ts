import type { Issue, Tracker } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonResponse } from '../support/jira-network.ts';
import { day, documentText, draftOf, type JiraWorld, MARA, markerOf, openJiraWorld, TOMAS } from '../support/jira-world.ts';

const paths = (world: JiraWorld) => world.network.sent().map(({ method, path }) => `${method} ${path.replace(/\d{5,}/, 'ID')}`);

async function made(tracker: Tracker, over: Parameters<typeof draftOf>[1] = {}): Promise<Issue> {
  const [created] = await tracker.create([draftOf(1, over)]);
  if (created?.outcome !== 'created') throw new Error('not created');
  return created.issue;
}

describe('updating an issue in Jira', () => {
  let world: JiraWorld;
  let tracker: Tracker;
  beforeEach(async () => {
    world = await openJiraWorld({
      projects: [
        { key: 'OPS', name: 'Operations' },
        { key: 'PLAT', name: 'Platform' },
      ],
    });
    tracker = world.tracker();
  });
  afterEach(() => world.jira.close());

  test('of fields is one request when the issue was read a moment ago, and sends only what changes', async () => {
    const issue = await made(tracker);
    world.network.forget();
    await tracker.update(issue, { title: 'Renamed', labels: { add: ['closeout/a'], remove: ['closeout/b'] } });
    expect(world.network.sent()).toEqual([
      {
        method: 'PUT',
        path: `/issue/${issue.id}?returnIssue=true`,
        body: { fields: { summary: 'Renamed' }, update: { labels: [{ add: 'closeout/a' }, { remove: 'closeout/b' }] } },
      },
    ]);
  });

  test('reads the issue first when ten seconds have passed since it was last seen', async () => {
    const issue = await made(tracker);
    world.clock.advance(10_001);
    world.network.forget();
    await tracker.update(issue, { title: 'Renamed' });
    expect(paths(world)).toEqual(['POST /issue/bulkfetch', 'PUT /issue/ID?returnIssue=true']);
  });

  test('reads a description right before it rewrites its own part', async () => {
    const issue = await made(tracker);
    world.jira.person.addText(issue.id, 'Somebody wrote this a second ago.');
    await tracker.update(issue, { details: 'New.' });
    expect(documentText(world.jira.person.see(issue.id).description)).toContain('Somebody wrote this a second ago.');
  });

  test('leaves what somebody changed since it was known, and says so', async () => {
    const known = await made(tracker);
    world.jira.person.setSummary(known.id, 'Theirs');
    world.clock.advance(10_001);
    const updated = await tracker.update(known, { title: 'Ours', dueOn: day('2026-05-01') }, { known });
    expect(updated).toMatchObject({ outdated: ['title'], issue: { title: 'Theirs', dueOn: '2026-05-01' } });
  });

  test('sends no description that would be the same', async () => {
    const issue = await made(tracker);
    world.network.forget();
    await tracker.update(issue, { details: 'What promise 1 is about.' });
    expect(world.network.sent().some(({ method }) => method === 'PUT')).toBe(false);
  });

  test('keeps panels, tables and mentions that people put around our part, node for node', async () => {
    const issue = await made(tracker);
    const before = world.jira.person.see(issue.id).description as { readonly content: readonly object[] };
    const theirs = [
      {
        type: 'panel',
        attrs: { panelType: 'warning', localId: 'p' },
        content: [{ type: 'paragraph', attrs: { localId: 'q' }, content: [{ type: 'mention', attrs: { id: MARA, text: '@Mara' } }] }],
      },
      {
        type: 'table',
        attrs: { layout: 'default', localId: 't' },
        content: [
          {
            type: 'tableRow',
            content: [
              {
                type: 'tableCell',
                attrs: {},
                content: [{ type: 'paragraph', attrs: { localId: 'c' }, content: [{ type: 'emoji', attrs: { shortName: ':fire:' } }] }],
              },
            ],
          },
        ],
      },
    ];
    world.jira.person.setDescription(
      issue.id,
      JSON.parse(JSON.stringify({ ...before, content: [theirs[0], ...before.content, theirs[1]] })),
    );
    const { issue: updated } = await tracker.update(issue, { details: 'Now it says this.' });
    const after = world.jira.person.see(issue.id).description as { readonly content: readonly object[] };
    expect([after.content[0], after.content[2]]).toEqual(theirs);
    expect(after.content.length).toBe(3);
    expect(updated.details).toBe('Now it says this.');
  });

  test('leaves a description alone in which our part stands twice, and says so', async () => {
    const issue = await made(tracker);
    const { content } = JSON.parse(JSON.stringify(world.jira.person.see(issue.id).description));
    world.jira.person.setDescription(issue.id, { type: 'doc', version: 1, content: [...content, ...content] });
    const before = world.jira.person.see(issue.id).description;
    const { refused } = await tracker.update(issue, { details: 'New.', title: 'Renamed' });
    expect(refused).toMatchObject([{ field: 'details', code: 'invalid' }]);
    expect(world.jira.person.see(issue.id)).toMatchObject({ summary: 'Renamed', description: before });
  });

  test('applies the other fields when Jira refuses one', async () => {
    const issue = await made(tracker);
    const { issue: updated, refused } = await tracker.update(issue, {
      title: 'Renamed',
      assignee: { from: null, to: 'nobody' },
      dueOn: day('2026-05-01'),
    });
    expect({ title: updated.title, dueOn: updated.dueOn }).toEqual({ title: 'Renamed', dueOn: '2026-05-01' });
    expect(refused).toMatchObject([{ field: 'assignee', code: 'assignee-unknown' }]);
  });

  test('gives up on an edit that Jira refuses for a field that was not sent', async () => {
    const issue = await made(tracker);
    world.network.forget();
    world.network.weather(({ method }) =>
      method === 'PUT' ? jsonResponse(400, { errors: { priority: 'Priority is required.' } }) : 'pass',
    );
    const { refused } = await tracker.update(issue, { title: 'Renamed' });
    expect(refused).toEqual([{ field: 'title', code: 'required-field', message: 'priority: Priority is required.' }]);
    expect(world.network.sent().filter(({ method }) => method === 'PUT').length).toBe(1);
  });

  test('does not take away an assignee who is not ours', async () => {
    const issue = await made(tracker, { assignee: TOMAS });
    world.jira.person.assign(issue.id, MARA);
    world.clock.advance(11_000);
    expect((await tracker.update(issue, { assignee: { from: TOMAS, to: null } })).issue.assignees).toEqual([MARA]);
  });

  test('gives an adopted issue its marker with the first update, and keeps what it says', async () => {
    const { id, key } = world.jira.person.create({ summary: 'Made by hand' });
    world.jira.person.addText(id, 'By hand.');
    const { issue } = await tracker.update({ id, key, url: '' }, { marker: markerOf(5), details: 'By us.' });
    expect({ markers: issue.markers, details: issue.details }).toEqual({ markers: [markerOf(5)], details: 'By us.' });
    expect(documentText(world.jira.person.see(id).description)).toBe('By hand.\nBy us.');
    expect(await tracker.read([issue])).toMatchObject([{ state: 'present', issue }]);
  });

  test('of an issue that is gone says not found', async () => {
    const issue = await made(tracker);
    world.jira.person.delete(issue.id);
    await expect(tracker.update(issue, { details: 'New.' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('says what is hidden, and where an issue moved that kept its id', async () => {
    const issue = await made(tracker);
    world.jira.person.hide(issue.id);
    expect(await tracker.read([issue])).toEqual([{ key: issue, state: 'hidden' }]);
    world.jira.person.hide(issue.id, false);
    world.jira.person.move(issue.id, 'PLAT');
    expect(await tracker.read([issue])).toEqual([{ key: issue, state: 'moved', to: `${world.jira.url}/browse/PLAT-1` }]);
  });
});
