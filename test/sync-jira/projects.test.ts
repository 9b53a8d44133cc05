import { parseConfig } from '@closeout/core';
import { runSync, SYNC_EVERYTHING } from '@closeout/core/sync';
import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../support/counted-jira.ts';
import { draftOf, openJiraWorld } from '../support/jira-world.ts';

const PROJECTS = [
  { key: 'OPS', name: 'Operations' },
  { key: 'PLAT', name: 'Platform' },
];

test('several projects of one site are trackers of their own: routes choose the first issue, and a move between them makes no second one', async () => {
  const world = await openCountedJira({ projects: PROJECTS });
  onTestFinished(() => world.close());
  const { site, store } = world;
  const own = { type: 'jira', host: site.jira.url, token: { env: 'NONE' } };
  const trackers = [
    { ...own, name: 'ops', project: 'OPS' },
    { ...own, name: 'plat', project: 'PLAT' },
  ];
  const routes = [
    { match: { team: 'platform' }, tracker: 'plat' },
    { match: {}, tracker: 'ops' },
  ];
  const parsed = parseConfig({ trackers, routes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const { config } = parsed;
  const targets = config.trackers.map((tracker) => ({
    config: tracker,
    tracker: site.tracker({ project: tracker.type === 'jira' ? tracker.project : '' }),
  }));
  const clock = { now: site.clock.now, today: () => '2026-03-02' as never };
  const progress = () => {};
  const engine = { store, targets, config, clock, holder: 'test', isDead: () => true, progress, signal: new AbortController().signal };
  const sync = () => runSync(engine, SYNC_EVERYTHING);

  await world.add(2);
  const [, second] = await world.items();
  if (second) await world.edit(second, { team: 'platform' });
  expect((await sync()).trackers).toMatchObject([
    { name: 'ops', created: 1, error: null },
    { name: 'plat', created: 1, error: null },
  ]);
  expect(site.jira.issues().map(({ key }) => key)).toEqual(['OPS-1', 'PLAT-1']);

  site.jira.person.move('OPS-1', 'PLAT');
  for (let run = 0; run < 3; run += 1) {
    site.clock.advance(20 * 60_000);
    await sync();
  }
  const seen = () => site.jira.issues().map(({ key, summary, status, resolution }) => [key, summary, status, resolution]);
  expect(site.jira.issues().map(({ key }) => key)).toEqual(['PLAT-2', 'PLAT-1']);
  const [first] = await world.items();
  if (first) await world.edit(first, { title: 'Renamed here' });
  await sync();
  const { links } = await store.mirrors({ of: 'all' });
  expect(links.map(({ tracker, state }) => [tracker.split('/').at(-1), state])).toEqual([
    ['OPS', 'tombstone'],
    ['PLAT', 'live'],
    ['PLAT', 'live'],
  ]);
  expect(seen()).toEqual([
    ['PLAT-2', 'Renamed here', 'To Do', null],
    ['PLAT-1', expect.any(String), 'To Do', null],
  ]);
  expect(site.jira.issues().length).toBe(2);
});

test('behind a gateway an issue has its page at the site, and the tracker the name of its cloud', async () => {
  const world = await openJiraWorld();
  onTestFinished(() => world.jira.close());
  const { jira, network } = world;
  const through: typeof fetch = (input, init) => network.fetch(String(input).replace('/ex/jira/cloud-eu', ''), init);
  const tracker = world.tracker({ host: `${jira.url}/ex/jira/cloud-eu`, site: 'https://acme.atlassian.net/', fetch: through });
  expect(tracker.name).toBe(`jira:${new URL(jira.url).host}/ex/jira/cloud-eu/OPS`);
  expect(world.tracker().name).toBe(`jira:${new URL(jira.url).host}/OPS`);
  expect(await tracker.create([draftOf(1)])).toMatchObject([{ issue: { url: 'https://acme.atlassian.net/browse/OPS-1' } }]);
});
