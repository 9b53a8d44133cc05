import { expect, onTestFinished, test } from 'vitest';
import { draftOf, openJiraWorld } from '../../support/jira-world.ts';

const PATHS = ['../../../admin?x=', '..', '10000/../../myself', '10000?', '10000#', '%2e%2e%2fmyself', 'OPS-1', '1e4', '-1', '１００００'];

test.each(PATHS)('an id that leads elsewhere (%s) is refused before anything is sent, whoever wrote it into the store', async (id) => {
  const world = await openJiraWorld();
  onTestFinished(() => world.jira.close());
  const tracker = world.tracker();
  const [created] = await tracker.create([draftOf(1)]);
  if (created?.outcome !== 'created') throw new Error('not created');
  world.network.forget();
  const issue = { ...created.issue, id };
  await expect(tracker.update(issue, { title: 'x' }, { known: created.issue })).rejects.toMatchObject({ code: 'invalid' });
  await expect(tracker.update(issue, { status: { status: 'done', resolution: null } })).rejects.toMatchObject({ code: 'invalid' });
  await expect(tracker.read([issue])).rejects.toMatchObject({ code: 'invalid' });
  expect(world.network.sent()).toEqual([]);
  // A pull that is told of such an issue does not ask for it.
  await tracker.pull({ updatedFrom: 0 }, { soon: [issue, created.issue] });
  expect(world.network.sent().map(({ body }) => body)).toMatchObject([{ reconcileIssues: [Number(created.issue.id)] }]);
});

test.each(['../../myself', '..', 'OPS-1/../../myself', 'OPS-1?x=', 'ops-1', ''])(
  'a key that is none (%s) is refused as well',
  async (key) => {
    const world = await openJiraWorld();
    onTestFinished(() => world.jira.close());
    await expect(world.tracker().read([{ id: '', key, url: '' }])).rejects.toMatchObject({ code: 'invalid' });
    expect(world.network.sent()).toEqual([]);
  },
);
