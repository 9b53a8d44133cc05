import { plainDate } from '@closeout/core';
import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

const SITE = {
  resolutions: ['Accepted', 'Withdrawn'],
  transitions: [
    { id: '11', name: 'Reopen', from: ['Done'], to: 'To Do', screen: {} },
    { id: '41', name: 'Close', from: 'any', to: 'Done', screen: { resolution: { required: true } } },
  ],
} as const;
const DONE = { state: { status: 'done', on: plainDate('2026-03-02'), by: 'maria', evidence: null, outcome: null } } as const;

test('a transition that needs a resolution gets the one that the configuration names', async () => {
  const world = await openCountedJira(SITE, {
    transitionFields: { done: { resolution: 'Accepted' } },
    resolutions: { Withdrawn: 'wont-do' },
  });
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  if (item) await world.edit(item, DONE);
  expect((await world.sync()).trackers).toMatchObject([{ updated: 1, refused: [] }]);
  expect(world.site.jira.person.see('OPS-1')).toMatchObject({ status: 'Done', resolution: 'Accepted' });
});

test('without one it is a problem on record, told once and not tried again, and everything else still crosses', async () => {
  const world = await openCountedJira(SITE);
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  if (item) await world.edit(item, { ...DONE, title: 'Closed here' });
  const [tracker] = (await world.sync()).trackers;
  expect(tracker?.error).toBeNull();
  expect(tracker?.refused).toEqual([
    {
      item: 'AI-1',
      field: 'status',
      code: 'required-field',
      message: 'the transition "Close" demands Resolution: set transitionFields.done',
    },
  ]);
  expect(world.site.jira.person.see('OPS-1')).toMatchObject({ summary: 'Closed here', status: 'To Do' });
  await world.sync();
  world.asked();
  expect((await world.sync()).trackers).toMatchObject([{ refused: [] }]);
  expect(world.asked()).toEqual(['POST /search/jql']);
});

test.each([
  ['Done', 'done'],
  ["Won't Do", 'cancelled as wont-do'],
  ['Duplicate', 'cancelled as duplicate'],
  ['Withdrawn', 'cancelled as obsolete'],
])(
  'closed there with the resolution %s is %s here, and opened again here it goes back through the workflow',
  async (resolution, expected) => {
    const world = await openCountedJira(
      { resolutions: ['Done', "Won't Do", 'Duplicate', 'Withdrawn'] },
      { resolutions: { withdrawn: 'obsolete' } },
    );
    onTestFinished(() => world.close());
    const [item] = await world.add(1);
    await world.sync();
    world.site.clock.advance(1_000);
    world.site.jira.person.transition('OPS-1', 'Done', resolution);
    expect((await world.sync()).trackers).toMatchObject([{ pulled: 1 }]);
    const [closed] = await world.items();
    const { state } = closed ?? { state: { status: 'open' } as const };
    expect(state.status === 'cancelled' ? `cancelled as ${state.resolution}` : state.status).toBe(expected);
    if (item) await world.edit(item, { state: { status: 'in-progress' } });
    expect((await world.sync()).trackers).toMatchObject([{ updated: 1, refused: [] }]);
    expect(world.site.jira.person.see('OPS-1')).toMatchObject({ status: 'In Progress', resolution: null });
  },
);
