import { expect, it } from 'vitest';
import type { Issue, Past, SyncField } from '../../../packages/core/src/model/mirror.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { foundAs } from '../../../packages/core/src/sync/sent-create.ts';
import { termsOf } from '../../../packages/core/src/sync/terms.ts';
import { openWorld } from './sync-world.ts';

/** The past of a field of an issue that was found with its first stamp, after a create that nobody heard of. */
async function pastOf(field: SyncField, edit: Partial<Issue>): Promise<Past | undefined> {
  const world = openWorld();
  const on = plainDate('2027-03-31');
  await world.add({ title: 'Said here', due: { on, originallyOn: on, rule: 'explicit', extensions: [] } });
  world.tracker.fault = () => 'lose-answer';
  await world.sync();
  const { intents } = await world.store.mirrors({ of: 'moved' });
  const [[issue], [intent], [own]] = [world.tracker.all(), intents, world.config.trackers];
  if (issue === undefined || intent === undefined || own === undefined) throw new Error('a create in doubt');
  expect(issue.updatedAt).toBe(issue.createdAt);
  return foundAs(intent.draft, { issue: { ...issue, ...edit }, terms: termsOf(world.tracker.name, own, world.config) }).pasts[field];
}

// GitHub's stamps are whole seconds (kill test, seed 101).
it.each<readonly [SyncField, Partial<Issue>, object | string]>([
  ['title', { title: 'Said there' }, 'Said here'],
  ['dueOn', { dueOn: plainDate('2027-05-01') }, '2027-03-31'],
  [
    'status',
    { status: { name: 'closed', category: 'done', resolution: 'completed' } },
    { name: 'open', category: 'new', resolution: null },
  ],
])('a %s that no tracker makes of what was sent was typed within the second of the create, and crosses', async (field, edit, theirs) => {
  expect((await pastOf(field, edit))?.theirs).toEqual(theirs);
});

it('a title that was cut, or a due date that was left out, is what the tracker made of it, and does not cross', async () => {
  expect((await pastOf('title', { title: 'Said…' }))?.theirs).toBe('Said…');
  expect((await pastOf('dueOn', { dueOn: null }))?.theirs).toBeNull();
});
