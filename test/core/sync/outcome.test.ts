import { expect, it } from 'vitest';
import type { Instant } from '../../../packages/core/src/model/instant.ts';
import { sending } from '../../../packages/core/src/sync/outcome.ts';
import { openWorld } from './sync-world.ts';

it('stays in doubt over all that happened since a field was first sent, when it is sent once more unanswered', async () => {
  const world = openWorld();
  const { uid } = await world.add();
  await world.sync();
  const [link] = (await world.store.mirrors({ of: 'items', items: [uid] })).links;
  if (link === undefined) throw new Error('no link');
  const first = sending(link, [{ field: 'title', from: 'a', to: 'b' }]);
  const later = { ...first, now: { ...first.now, updatedAt: '2026-03-03T09:00:00.000Z' as Instant } };
  expect(sending(later, [{ field: 'title', from: 'a', to: 'c' }]).sent).toEqual({ title: { ours: 'c', known: link.now.updatedAt } });
  expect(sending(later, [{ field: 'priority', from: 'P1', to: 'P2' }]).sent?.priority?.known).toBe('2026-03-03T09:00:00.000Z');
});
