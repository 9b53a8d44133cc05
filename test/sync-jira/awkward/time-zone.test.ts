import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';
import { ROBOT } from '../../support/jira-world.ts';

test.each([
  ['Pacific/Auckland', 'America/Los_Angeles'],
  ['America/Los_Angeles', 'Asia/Kolkata'],
])('a user in %s on a site in %s: each change is pulled once, none is missed and none comes again', async (userZone, siteZone) => {
  const users = [{ accountId: ROBOT, displayName: 'Robot', email: 'closeout@example.com', timeZone: userZone, assignable: true }];
  const world = await openCountedJira({ users, timeZone: siteZone }, { overlapSeconds: 0 });
  onTestFinished(() => world.close());
  const [item] = await world.add(1, { owner: null });
  await world.sync();
  world.site.clock.advance(60_000);
  await world.sync();
  for (let hour = 0; hour < 3; hour += 1) {
    world.site.clock.advance(3_600_000);
    world.site.jira.person.setSummary('OPS-1', `Renamed in hour ${hour}`);
    expect((await world.sync()).trackers).toMatchObject([{ pulled: 1 }]);
    world.site.clock.advance(60_000);
    world.site.network.forget();
    const { issues } = await world.site.tracker({ overlapSeconds: 0 }).pull({ updatedFrom: Date.parse(world.site.clock.now()) - 60_001 });
    expect(issues.map(({ title }) => title)).toEqual([`Renamed in hour ${hour}`]);
  }
  expect((await world.items()).map(({ uid, title }) => ({ uid, title }))).toEqual([{ uid: item?.uid, title: 'Renamed in hour 2' }]);
});
