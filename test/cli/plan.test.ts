import { expect, test } from 'vitest';
import { cliWorld, POSTMORTEM } from './cli-world.ts';

test('a plan without trackers says so, and how many proposals wait; a sync without trackers is a mistake', async () => {
  const world = cliWorld();
  await world.write('pm.md', POSTMORTEM);
  await world.run('init');
  await world.write('closeout.config.mjs', 'export default {};\n');
  await world.run('import', 'pm.md');
  const plan = await world.run('plan');
  expect([plan.code, plan.stdout, plan.stderr]).toEqual([
    0,
    expect.stringContaining('4 proposals wait for triage'),
    expect.stringContaining('names no trackers'),
  ]);
  expect(await world.json('plan')).toMatchObject({ version: 1, changes: [], conflicts: [], waiting: 4 });
  const sync = await world.run('sync');
  expect([sync.code, sync.stderr]).toEqual([78, expect.stringContaining('add one under "trackers"')]);
});
