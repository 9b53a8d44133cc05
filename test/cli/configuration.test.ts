import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliWorld } from './cli-world.ts';

test('the configuration is found upwards, and its database lies beside it', async () => {
  const world = cliWorld();
  await world.write('closeout.config.json', JSON.stringify({ database: 'data.db', idPrefix: 'ACT' }));
  await world.write('deep/down/here.txt', '');
  const below = { cwd: join(world.folder, 'deep/down') };
  const made = await world.runWith(below, 'init', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({
    config: { path: join(world.folder, 'closeout.config.json'), created: false },
    database: { path: join(world.folder, 'data.db'), created: true },
  });
  expect((await world.runWith(below, 'add', 'Mend the gate')).stdout).toMatch(/^ACT-1 /);
  expect((await world.run('show', 'act-1')).code).toBe(0);
});

test.each([
  ['closeout.config.ts', "const zone: string = 'Asia/Tokyo';\nexport default { timeZone: zone };\n"],
  ['closeout.config.mjs', "export default { timeZone: 'Asia/Tokyo' };\n"],
  ['closeout.config.json', '{ "timeZone": "Asia/Tokyo" }'],
])('%s says in which zone days are', async (name, text) => {
  const world = cliWorld({ now: '2026-03-31T16:00:00.000Z' });
  await world.write(name, text);
  await world.run('init');
  expect(await world.json('list')).toMatchObject({ today: '2026-04-01' });
});

test('what init writes can be read, and says what is the default anyway', async () => {
  const world = cliWorld();
  await world.run('init');
  expect(await world.json('jobs')).toMatchObject({ timeZone: 'UTC', jobs: [{ job: 'report' }, { job: 'sync' }] });
});

test('environment and options name other files; an option beats the environment', async () => {
  const world = cliWorld();
  await world.write('other.json', '{ "idPrefix": "X" }');
  const env = { env: { CLOSEOUT_DB: 'env.db', CLOSEOUT_CONFIG: 'other.json', USER: 'ada' } };
  await world.runWith(env, 'init');
  expect((await world.runWith(env, 'add', 'Mend the gate')).stdout).toMatch(/^X-1 /);
  expect((await world.run('--db', 'env.db', 'list')).code).toBe(0);
  expect((await world.runWith(env, '--db', 'third.db', 'list')).stderr).toMatch(/third\.db/);
});

test('the people file is read at every run; the configuration itself wins over it', async () => {
  const world = cliWorld();
  await world.write('closeout.config.json', JSON.stringify({ peopleFile: 'people.json', people: { ada: { team: 'yard' } } }));
  await world.write('people.json', JSON.stringify({ ada: { team: 'house' }, bo: { github: 'bo-x', team: 'house' } }));
  await world.run('init');
  await world.run('add', 'one', '--owner', 'ada');
  await world.run('add', 'two', '--owner', 'bo-x');
  expect(await world.json('list')).toMatchObject({
    items: [
      { owner: 'ada', team: 'yard' },
      { owner: 'bo', team: 'house' },
    ],
  });
  await world.write('people.json', JSON.stringify({ bo: { githb: 'x' } }));
  expect((await world.run('list')).stderr).toMatch(/people\.json has a problem:\n +bo\.githb is not a known key/);
});

test('help explains a command with its own options, by either way of asking', async () => {
  const world = cliWorld();
  const asked = await world.run('import', '--help');
  expect(asked).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/Usage: closeout import[\s\S]*--incident-id/) });
  expect((await world.run('help', 'import')).stdout).toBe(asked.stdout);
  const all = await world.run('--help');
  expect(all.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(await world.run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
