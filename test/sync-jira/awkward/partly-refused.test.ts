import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

test('of fifty creates in one request Jira refuses items 7 and 31: these two are on record, the others have their own issues', async () => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const items = await world.add(50);
  // Nothing is left of such a title in a summary, so Jira refuses it.
  const bad = items.filter(({ number }) => number === 7 || number === 31);
  for (const item of bad) await world.edit(item, { title: '\u2003' });
  const [tracker] = (await world.sync()).trackers;
  expect(tracker).toMatchObject({ created: 48, inDoubt: 0, error: null });
  expect(tracker?.refused.map(({ item, field, code }) => `${item} ${field} ${code}`)).toEqual([
    'AI-7 create required-field',
    'AI-31 create required-field',
  ]);
  const { links } = await world.store.mirrors({ of: 'all' });
  expect(links.length).toBe(48);
  for (const { item, issue, now } of links) {
    expect(now.markers.map((marker) => marker.item)).toEqual([item]);
    expect(world.site.jira.person.see(issue.id).summary).toBe(items.find(({ uid }) => uid === item)?.title);
  }
  await world.sync();
  world.asked();
  await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql']);
  if (bad[0]) await world.edit(bad[0], { title: 'Mended' });
  expect((await world.sync()).trackers).toMatchObject([{ created: 1, refused: [] }]);
});
