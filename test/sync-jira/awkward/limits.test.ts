import { addMs } from '@closeout/core';
import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

const REASONS = ['jira-quota-global-based', 'jira-quota-tenant-based', 'jira-burst-based', 'jira-per-issue-on-write'] as const;

test.each(REASONS)(
  '%s at a create: nothing is in doubt, nothing is sent again before Jira says so, then all is made once',
  async (reason) => {
    const world = await openCountedJira();
    onTestFinished(() => world.close());
    await world.sync();
    await world.add(3);
    world.site.network.weather(({ path }) => {
      if (path === '/issue/bulk') world.site.jira.limit({ times: 1, retryAfterSeconds: 17, reason });
      return 'pass';
    });
    const resumeAt = addMs(world.site.clock.now(), 17_000);
    expect((await world.sync()).trackers).toMatchObject([
      { created: 0, inDoubt: 0, error: null, resumeAt, limitedBy: `Jira asks to wait (${reason})` },
    ]);
    expect(world.asked().filter((line) => line === 'POST /issue/bulk').length).toBe(1);
    world.site.network.weather(() => 'pass');
    world.site.clock.advance(17_000);
    expect((await world.sync()).trackers).toMatchObject([{ created: 3, resumeAt: null, limitedBy: null }]);
    expect(world.site.jira.issues().length).toBe(3);
  },
);

test.each(REASONS)('%s at a write: the others go on only where the limit is of that issue', async (reason) => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const items = await world.add(3);
  await world.sync();
  world.site.clock.advance(20 * 60_000);
  await world.sync();
  for (const item of items) await world.edit(item, { title: `Renamed ${item.number}` });
  let writes = 0;
  world.site.network.weather(({ method }) => {
    if (method === 'PUT' && writes++ === 1) world.site.jira.limit({ times: 1, retryAfterSeconds: 5, reason });
    return 'pass';
  });
  const isOfOne = reason === 'jira-per-issue-on-write';
  const resumeAt = addMs(world.site.clock.now(), 5_000);
  const limitedBy = expect.stringContaining(`Jira asks to wait (${reason})`);
  expect((await world.sync()).trackers).toMatchObject([{ updated: isOfOne ? 2 : 1, error: null, resumeAt, limitedBy }]);
  const renamed = () => world.site.jira.issues().map(({ summary }) => summary.startsWith('Renamed'));
  expect(renamed()).toEqual(isOfOne ? [true, false, true] : [true, false, false]);
  world.site.clock.advance(5_000);
  expect((await world.sync()).trackers).toMatchObject([{ updated: isOfOne ? 1 : 2, resumeAt: null }]);
  expect(renamed()).toEqual([true, true, true]);
});

test.each(REASONS)('%s at the pull: the run ends, says why and until when, and loses nothing', async (reason) => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  world.site.clock.advance(1_000);
  world.site.jira.person.setSummary('OPS-1', 'Renamed there');
  world.site.jira.limit({ times: 1, retryAfterSeconds: 9, reason });
  const resumeAt = addMs(world.site.clock.now(), 9_000);
  expect((await world.sync()).trackers).toMatchObject([
    { pulled: 0, error: null, resumeAt, limitedBy: expect.stringContaining(`Jira asks to wait (${reason})`) },
  ]);
  expect((await world.sync()).trackers).toMatchObject([{ pulled: 1 }]);
  expect(await world.items()).toMatchObject([{ uid: item?.uid, title: 'Renamed there' }]);
});

test('the real limits of a site are kept by a sync that writes forty issues in a burst of ten', async () => {
  const limits = { requestsPerSecond: 10, writesPerSecond: 10, writesPerIssue: [{ most: 20, withinMs: 2_000 }], pointsPerHour: 10_000 };
  const world = await openCountedJira({ limits });
  onTestFinished(() => world.close());
  const items = await world.add(40);
  await world.sync();
  world.site.clock.advance(20 * 60_000);
  await world.sync();
  for (const item of items) await world.edit(item, { title: `Renamed ${item.number}` });
  for (let run = 0; run < 5; run += 1) {
    const [tracker] = (await world.sync()).trackers;
    if (tracker?.resumeAt == null) break;
    expect([tracker.updated, tracker.limitedBy]).toEqual([10, expect.stringContaining('jira-burst-based')]);
    world.site.clock.advance(Date.parse(tracker.resumeAt) - Date.parse(world.site.clock.now()));
  }
  expect(world.site.jira.issues().filter(({ summary }) => summary.startsWith('Renamed')).length).toBe(40);
});
