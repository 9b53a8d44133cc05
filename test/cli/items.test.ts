import { expect, test } from 'vitest';
import { cliWorld } from './cli-world.ts';

test('init writes a configuration and a database, and overwrites neither', async () => {
  const world = cliWorld();
  expect(await world.json('init', '--sandbox')).toMatchObject({ config: { created: true }, database: { created: true, sandbox: true } });
  expect(await world.json('init')).toMatchObject({ config: { created: false }, database: { created: false, sandbox: true } });
});

test('an item by hand goes through its life, and what was said stays on record', async () => {
  const world = cliWorld();
  await world.run('init');
  const added = await world.json(
    'add',
    'Mend the gate',
    '--owner',
    'grace',
    '--due',
    '+2w',
    '--priority',
    'P1',
    '--label',
    'gate',
    '--label',
    'yard',
  );
  expect(added).toMatchObject({ items: [{ id: 'AI-1', status: 'open', owner: 'grace', dueOn: '2026-04-14', priority: 'P1' }] });
  await world.run('start', 'AI-1');
  await world.run('block', '1', '--reason', 'waits for parts');
  await world.run('extend', 'ai-1', '+1w', '--reason', 'parts are late');
  await world.run('snooze', 'AI-1', '+3d');
  expect((await world.run('show', 'AI-1')).stdout).toMatch(
    /blocked, due 2026-04-21: waits for parts[\s\S]*2026-04-21, first 2026-04-14[\s\S]*2026-04-14 to 2026-04-21 by ada: parts are late/,
  );
  const done = await world.json('done', 'AI-1', '--evidence', 'https://photos.example/gate');
  expect(done).toMatchObject({ changed: 1, items: [{ id: 'AI-1', status: 'done', slips: 1 }] });
  await world.run('reopen', 'AI-1');
  await world.run('cancel', 'AI-1', '--resolution', 'obsolete', '--reason', 'the gate is gone');
  expect(await world.json('list')).toMatchObject({ version: 1, today: '2026-03-31', items: [] });
  expect(await world.json('list', '--all')).toMatchObject({ items: [{ id: 'AI-1', status: 'cancelled' }] });
});

test('a dry run shows what would happen and records nothing', async () => {
  const world = cliWorld();
  await world.run('init');
  expect(await world.json('add', 'Mend the gate', '--dry-run')).toMatchObject({ dryRun: true, items: [{ id: 'new', status: 'open' }] });
  await world.run('add', 'Mend the fence');
  expect(await world.json('done', 'AI-1', '--dry-run')).toMatchObject({ dryRun: true, changed: 1, items: [{ status: 'done' }] });
  expect(await world.json('list')).toMatchObject({ items: [{ id: 'AI-1', title: 'Mend the fence', status: 'open' }] });
});

test('what is asked for another day has no number yet, and no command is told one', async () => {
  const world = cliWorld();
  await world.run('init');
  await world.run('series', 'add', 'Restore a backup', '--every', 'FREQ=MONTHLY', '--starts', '2026-04-20');
  expect(await world.json('--today', '2026-04-21', 'list')).toMatchObject({ items: [{ id: 'new', title: 'Restore a backup' }] });
  expect((await world.run('show', 'AI-0')).stderr).not.toContain('did you mean');
});

test('ids come several at once, or by standard input; all change or none', async () => {
  const world = cliWorld();
  await world.run('init');
  for (const title of ['one', 'two', 'three']) await world.run('add', title);
  const ran = await world.runWith({ typed: 'AI-1\nAI-2, 3\n' }, 'start', '-');
  expect(ran.stdout.match(/in-progress/g)).toHaveLength(3);
  expect((await world.run('done', 'AI-1', 'AI-9')).code).toBe(1);
  expect(await world.json('show', 'AI-1')).toMatchObject({ items: [{ status: 'in-progress' }] });
});

test('global options work before and after the command', async () => {
  const world = cliWorld();
  await world.run('init');
  await world.run('add', 'Mend the gate', '--due', '2026-04-01');
  const before = await world.run('--json', '--today', '2026-04-03', 'overdue');
  const after = await world.run('overdue', '--today', '2026-04-03', '--json');
  expect(after.stdout).toBe(before.stdout);
  expect(JSON.parse(after.stdout)).toMatchObject({
    version: 1,
    today: '2026-04-03',
    items: [{ id: 'AI-1', lateness: 'overdue', daysOverdue: 2 }],
  });
});

test('due today is not overdue, and --exit-code says by 2 that something is', async () => {
  const world = cliWorld();
  await world.run('init');
  await world.run('add', 'Mend the gate', '--due', '2026-04-01');
  const on = (day: string) => world.run('--today', day, 'overdue', '--exit-code');
  expect((await on('2026-04-01')).code).toBe(0);
  expect(await on('2026-04-02')).toMatchObject({ code: 2, stdout: expect.stringMatching(/AI-1 .*1 day\n\n1 overdue on 2026-04-02/) });
});

test('list filters by whose, what and when', async () => {
  const world = cliWorld();
  await world.write('closeout.config.json', JSON.stringify({ people: { 'Ada L': { github: 'ada', team: 'yard' } } }));
  await world.run('init');
  await world.run('add', 'one', '--owner', 'ada', '--due', '2026-04-10', '--label', 'gate');
  await world.run('add', 'two', '--team', 'house', '--activity', 'audit', '--due', '2026-04-05');
  await world.run('add', 'three', '--kind', 'corrective');
  const titles = async (...filters: readonly string[]) => {
    const answer = await world.json('list', ...filters);
    return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items)
      ? answer.items.map(({ title }: { readonly title: string }) => title)
      : answer;
  };
  expect(await titles()).toEqual(['two', 'one', 'three']);
  expect(await titles('--owner', 'me')).toEqual(['one']);
  expect(await titles('--owner', 'none')).toEqual(['two', 'three']);
  expect(await titles('--team', 'yard')).toEqual(['one']);
  expect(await titles('--team', 'none')).toEqual(['three']);
  expect(await titles('--activity', 'audit')).toEqual(['two']);
  expect(await titles('--kind', 'corrective')).toEqual(['three']);
  expect(await titles('--label', 'gate')).toEqual(['one']);
  expect(await titles('--due-before', '2026-04-10')).toEqual(['two']);
  expect(await titles('--due-before', '+2w', '--owner', 'me')).toEqual(['one']);
  expect(await titles('--status', 'done', '--status', 'blocked')).toEqual([]);
});

test('text from outside can neither move the cursor nor colour the terminal', async () => {
  const world = cliWorld();
  await world.run('init');
  await world.run('add', 'Mend \u001b[31mthe\u001b[2J gate', '--owner', 'e\u0007ve', '--details', 'a\u001b]0;x\u0007b');
  for (const line of ['list', 'show AI-1', 'done AI-1']) {
    const ran = await world.run(...line.split(' '));
    expect(ran.code).toBe(0);
    // Every control character but the line's end.
    expect(ran.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  }
});

test('somebody who changes the same item meanwhile makes nobody fail', async () => {
  const world = cliWorld();
  await world.run('init');
  await world.run('add', 'Mend the gate');
  const labels = ['a', 'b', 'c', 'd'];
  const ran = await Promise.all(labels.map((label) => world.run('edit', 'AI-1', '--label', label, '--owner', label)));
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
});
