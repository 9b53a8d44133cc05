import { parseConfig } from '@closeout/core';
import { renderDetailsIn, resolveConflict, termsOf } from '@closeout/core/sync';
import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

test('who says that ours is right asks for what was refused; who says theirs does not', async () => {
  const world = await openCountedJira({ priorities: ['Nuclear', 'Soon', 'Whenever'] });
  onTestFinished(() => world.close());
  const [item] = await world.add(1, { priority: 'P1' });
  await world.sync();
  const view = await world.store.mirrors({ of: 'all' });
  const [conflict] = view.conflicts;
  const [link] = view.links;
  const read = parseConfig({
    trackers: [{ type: 'jira', name: 'there', host: world.site.jira.url, project: 'OPS', token: { env: 'NONE' } }],
  });
  if (item === undefined || conflict === undefined || link === undefined || !read.ok || !read.config.trackers[0])
    throw new Error('no conflict');
  const { config } = read;
  expect([conflict.field, view.refusals.map(({ field }) => field)]).toEqual(['priority', ['priority']]);
  const said = (take: 'ours' | 'theirs') =>
    resolveConflict(conflict, {
      item,
      link,
      details: renderDetailsIn(view, config, item),
      take,
      others: [],
      terms: termsOf(link.tracker, read.config.trackers[0] as never, config),
      by: 'maria',
      today: '2026-03-02' as never,
    });
  const end = { op: 'refusal.end', item: item.uid, tracker: link.tracker, field: 'priority' };
  expect(said('ours')).toContainEqual(end);
  expect(said('theirs')).not.toContainEqual(end);
  await world.store.commit(said('ours'), { actor: 'maria' });
  expect((await world.sync()).trackers).toMatchObject([{ refused: [{ field: 'priority' }] }]);
});
