import type { Issue, Resolution, Status } from '@closeout/core';
import type { EmulatedTransition } from '@closeout/jira-emulation';
import type { JiraTrackerOptions } from '@closeout/sync-jira';
import { afterEach, describe, expect, test } from 'vitest';
import { draftOf, type JiraWorld, type JiraWorldOptions, openJiraWorld } from '../support/jira-world.ts';

let world: JiraWorld;
afterEach(() => world.jira.close());

async function opened(options: JiraWorldOptions = {}, over: Partial<JiraTrackerOptions> = {}) {
  world = await openJiraWorld(options);
  const tracker = world.tracker(over);
  const [created] = await tracker.create([draftOf(1)]);
  if (created?.outcome !== 'created') throw new Error('not created');
  const issue: Issue = created.issue;
  const become = (status: Exclude<Status, 'proposed'>, resolution: Resolution | null = null) =>
    tracker.update(issue, { status: { status, resolution } });
  return { tracker, issue, become };
}

const STATUSES = [
  { name: 'Backlog', category: 'new', editable: true },
  { name: 'Doing', category: 'indeterminate', editable: true },
  { name: 'Closed', category: 'done', editable: false },
] as const;
const way = (id: string, from: readonly string[], to: string, screen: EmulatedTransition['screen'] = {}): EmulatedTransition => ({
  id,
  name: `To ${to}`,
  from,
  to,
  screen,
});

describe('the status of an issue in Jira', () => {
  test('asks the workflow once for each status, not once for each issue', async () => {
    const { tracker, become } = await opened();
    await become('in-progress');
    const more = await tracker.create([draftOf(2), draftOf(3)]);
    world.network.forget();
    for (const each of more)
      if (each.outcome === 'created') await tracker.update(each.issue, { status: { status: 'in-progress', resolution: null } });
    expect(world.network.sent().filter(({ path }) => path.includes('expand=transitions')).length).toBe(0);
    expect(world.jira.issues().map(({ status }) => status)).toEqual(['In Progress', 'In Progress', 'In Progress']);
  });

  test.each([
    ['wont-do', "Won't Do"],
    ['duplicate', 'Duplicate'],
    ['risk-accepted', "Won't Do"],
  ] as const)('cancelled as %s is done with the resolution %s', async (resolution, name) => {
    const { become } = await opened();
    const { issue, refused } = await become('cancelled', resolution);
    expect({ status: issue.status, refused }).toEqual({ status: { name: 'Done', category: 'done', resolution: name }, refused: [] });
  });

  test('cancelled after done gets the other resolution', async () => {
    const { become } = await opened();
    await become('done');
    expect((await become('cancelled', 'wont-do')).issue.status).toEqual({ name: 'Done', category: 'done', resolution: "Won't Do" });
  });

  test('a resolution of the site that the configuration explains is the one that is used', async () => {
    const { become } = await opened({ resolutions: ['Fixed', 'Withdrawn', 'Duplicate'] }, { resolutions: { withdrawn: 'wont-do' } });
    expect((await become('cancelled', 'wont-do')).issue.status.resolution).toBe('Withdrawn');
  });

  test('a transition that demands a resolution gets the one from the configuration', async () => {
    const screen = { resolution: { required: true } };
    const options = { resolutions: ['Accepted', 'Dropped'], transitions: [way('1', ['To Do'], 'Done', screen)] };
    const { become } = await opened(options, { transitionFields: { done: { Resolution: 'Accepted' } } });
    expect((await become('done')).issue.status.resolution).toBe('Accepted');
  });

  test('a transition that demands what nobody configured is a refusal that names it, and other fields still cross', async () => {
    const screen = { resolution: { required: true } };
    const { tracker, issue } = await opened({ resolutions: ['Accepted', 'Dropped'], transitions: [way('1', ['To Do'], 'Done', screen)] });
    const updated = await tracker.update(issue, { title: 'Renamed', status: { status: 'done', resolution: null } });
    expect(updated.refused).toEqual([
      { field: 'status', code: 'required-field', message: 'the transition "To Done" demands Resolution: set transitionFields.done' },
    ]);
    expect(updated.issue).toMatchObject({ title: 'Renamed', status: { name: 'To Do' } });
  });

  test('a transition that is not there is a refusal that says what is', async () => {
    const { become } = await opened({ statuses: STATUSES, transitions: [way('1', ['Backlog'], 'Doing'), way('2', ['Doing'], 'Closed')] });
    expect((await become('done')).refused).toEqual([
      {
        field: 'status',
        code: 'no-transition',
        message: 'from "Backlog" the workflow leads to nothing that is done; it offers To Doing → Doing',
      },
    ]);
  });

  test('edits an issue before it closes it and after it opens it again, where closed issues are frozen', async () => {
    const { tracker, issue } = await opened({
      statuses: STATUSES,
      transitions: [way('1', ['Backlog'], 'Closed'), way('2', ['Closed'], 'Doing')],
    });
    const closed = await tracker.update(issue, { title: 'Closed now', status: { status: 'done', resolution: null } });
    expect(closed).toMatchObject({ refused: [], issue: { title: 'Closed now', status: { category: 'done' } } });
    const frozen = await tracker.update(issue, { title: 'Frozen' });
    expect(frozen).toMatchObject({ refused: [{ field: 'title', code: 'invalid' }], issue: { title: 'Closed now' } });
    const again = await tracker.update(issue, { title: 'Open again', status: { status: 'in-progress', resolution: null } });
    expect(again).toMatchObject({ refused: [], issue: { title: 'Open again', status: { name: 'Doing' } } });
  });

  test('reads issue and workflow again when somebody moved the issue meanwhile', async () => {
    const { tracker, issue, become } = await opened({
      statuses: STATUSES,
      transitions: [
        way('1', ['Backlog'], 'Doing'),
        way('2', ['Doing'], 'Closed'),
        way('3', ['Backlog'], 'Closed'),
        way('4', ['Doing'], 'Backlog'),
      ],
    });
    await become('in-progress');
    await become('open');
    world.jira.person.transition(issue.id, 'Doing');
    expect(await tracker.update(issue, { status: { status: 'done', resolution: null } })).toMatchObject({
      refused: [],
      issue: { status: { name: 'Closed' } },
    });
  });

  test('leaves an issue where somebody moved it since it was known, and says so', async () => {
    const { tracker, issue } = await opened({
      statuses: STATUSES,
      transitions: [way('1', ['Backlog'], 'Doing'), way('2', ['Backlog'], 'Closed'), way('3', ['Closed'], 'Doing')],
    });
    const [other] = await tracker.create([draftOf(2)]);
    if (other?.outcome === 'created') await tracker.update(other.issue, { status: { status: 'in-progress', resolution: null } });
    const [seen] = await tracker.read([issue]);
    if (seen?.state !== 'present') throw new Error('not there');
    world.jira.person.transition(issue.id, 'Closed');
    const updated = await tracker.update(issue, { status: { status: 'in-progress', resolution: null } }, { known: seen.issue });
    expect(updated).toMatchObject({ refused: [], outdated: ['status'], issue: { status: { name: 'Closed' } } });
  });

  test('says what its own transition led to, whatever somebody made of that before it was read', async () => {
    const { become, issue } = await opened();
    world.network.weather(({ path }) => {
      if (path === '/issue/bulkfetch') world.jira.person.transition(issue.id, 'To Do');
      return 'pass';
    });
    expect((await become('done')).issue.status).toEqual({ name: 'Done', category: 'done', resolution: 'Done' });
    expect(world.jira.person.see(issue.id).status).toBe('To Do');
  });

  test('blocked is the status that the configuration calls so, or any that is not finished', async () => {
    const statuses = [...STATUSES, { name: 'Waiting', category: 'indeterminate', editable: true }] as const;
    const transitions = [way('1', ['Backlog'], 'Doing'), way('2', ['Backlog'], 'Waiting')];
    const { become } = await opened({ statuses, transitions }, { statuses: { waiting: 'blocked' } });
    expect((await become('blocked')).issue.status.name).toBe('Waiting');
    await world.jira.close();
    const plain = await opened();
    expect(await plain.become('blocked')).toMatchObject({ refused: [], issue: { status: { name: 'To Do' } } });
  });
});
