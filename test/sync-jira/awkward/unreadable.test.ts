import { expect, onTestFinished, test } from 'vitest';
import { type CountedJira, openCountedJira } from '../../support/counted-jira.ts';
import { jsonResponse } from '../../support/jira-network.ts';

const PAST_OVERLAP_MS = 40 * 60_000;
const LAG_MS = 10 * 60_000;

/** A site whose answers are what `change` makes of them. */
async function answering(
  change: (path: string, body: { issues?: Answered[]; issueErrors?: object[] } & Answered) => void,
): Promise<CountedJira> {
  const world = await openCountedJira(
    { indexLagMs: LAG_MS },
    {
      fetch: async (input, init) => {
        const response = await world.site.network.fetch(input, init);
        const text = await response.text();
        const path = `${init?.method} ${new URL(String(input)).pathname.replace(/^\/rest\/api\/3/, '')}`;
        if (text === '') return new Response(null, { status: response.status });
        const body = JSON.parse(text);
        change(path, body);
        return jsonResponse(response.status, body, { Date: response.headers.get('date') ?? '' });
      },
    },
  );
  onTestFinished(() => world.close());
  return world;
}

interface Answered {
  readonly id: string;
  readonly fields: { status: unknown };
}

/** While it is on, nobody can make out the issue of that key's number. */
async function withUnreadable(number: number) {
  let isOn = false;
  const world = await answering((_, { issues = [] }) => {
    for (const issue of issues) if (isOn && issue.id === String(9_999 + number)) issue.fields.status = 7;
  });
  const turn = (on: boolean) => {
    isOn = on;
  };
  return { world, turn };
}

const drifts = async ({ store }: CountedJira) =>
  (await store.mirrors({ of: 'all' })).drifts.map(({ code, issue }) => `${code} ${issue?.key}`);

test('an issue that cannot be read is not taken for unchanged: nothing is written over, and what was changed there is seen once it can be', async () => {
  const { world, turn } = await withUnreadable(1);
  const [item, other] = await world.add(2);
  await world.sync();
  world.site.clock.advance(PAST_OVERLAP_MS);
  await world.sync();
  turn(true);
  world.rename([1]);
  if (!item || !other) throw new Error('two items');
  await world.edit(item, { title: 'Renamed here' });
  await world.edit(other, { title: 'The other, renamed here' });
  for (let turns = 0; turns < 3; turns += 1) {
    await world.sync();
    world.site.clock.advance(PAST_OVERLAP_MS);
  }
  expect(world.site.jira.issues().map(({ summary }) => summary)).toEqual(['Renamed there, 1', 'The other, renamed here']);
  expect(await drifts(world)).toEqual(['unreadable OPS-1']);
  expect((await world.store.mirrors({ of: 'all' })).links.map(({ state }) => state)).toEqual(['live', 'live']);

  turn(false);
  await world.sync();
  expect(world.site.jira.person.see('OPS-1').summary).toBe('Renamed there, 1');
  expect((await world.store.mirrors({ of: 'all' })).conflicts).toMatchObject([
    { field: 'title', ours: 'Renamed here', theirs: 'Renamed there, 1' },
  ]);
  expect(await drifts(world)).toEqual([]);
});

test('a change of an issue that cannot be read is kept in mind by the cursor until it can be', async () => {
  const { world, turn } = await withUnreadable(1);
  await world.add(1);
  await world.sync();
  turn(true);
  world.rename([1]);
  for (let turns = 0; turns < 3; turns += 1) {
    world.site.clock.advance(PAST_OVERLAP_MS);
    await world.sync();
  }
  expect(await drifts(world)).toEqual(['unreadable OPS-1']);
  turn(false);
  await world.sync();
  expect((await world.items()).map(({ title }) => title)).toEqual(['Renamed there, 1']);
  world.site.clock.advance(PAST_OVERLAP_MS);
  world.asked();
  await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql']);
});

test('an issue that Jira itself cannot read holds up no other', async () => {
  let isOn = false;
  const world = await answering((path, body) => {
    if (!isOn || path !== 'POST /issue/bulkfetch') return;
    body.issues = body.issues?.filter(({ id }) => id !== '10001') ?? [];
    body.issueErrors = [{ id: '10001', errorMessage: 'This issue could not be read.' }];
  });
  const items = await world.add(3);
  await world.sync();
  world.site.clock.advance(60_000);
  isOn = true;
  for (const item of items) await world.edit(item, { details: `More about ${item.number}.` });
  await world.sync();
  const changed = world.site.jira.issues().map(({ description }) => JSON.stringify(description).includes('More about'));
  expect(changed).toEqual([true, false, true]);
  expect((await world.store.mirrors({ of: 'all' })).links.map(({ state }) => state)).toEqual(['live', 'live', 'live']);
  isOn = false;
  world.site.clock.advance(60_000);
  await world.sync();
  expect(JSON.stringify(world.site.jira.person.see('OPS-2').description)).toContain('More about');
});

test('an edit whose answer cannot be read was made all the same: one read shows it, and a colleague’s hand right after it', async () => {
  let isOn = true;
  const world = await answering((path, body) => {
    if (!isOn || !path.startsWith('PUT')) return;
    body.fields.status = 7;
    if (body.id === '10001') world.site.jira.person.setSummary('OPS-2', 'Renamed there right after');
  });
  const items = await world.add(3);
  await world.sync();
  world.site.clock.advance(60_000);
  for (const item of items) await world.edit(item, { title: `Renamed here, ${item.number}`, priority: 'P0' });
  await world.sync();
  isOn = false;
  world.site.clock.advance(PAST_OVERLAP_MS);
  await world.sync();
  expect(world.site.jira.issues().map(({ summary, priority }) => `${summary} ${priority}`)).toEqual([
    'Renamed here, 1 Highest',
    'Renamed there right after Highest',
    'Renamed here, 3 Highest',
  ]);
  const { conflicts } = await world.store.mirrors({ of: 'all' });
  expect(conflicts).toMatchObject([{ field: 'title', ours: 'Renamed here, 2', theirs: 'Renamed there right after' }]);
  world.asked();
  await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql']);
});
