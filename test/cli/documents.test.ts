import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliWorld, POSTMORTEM } from './cli-world.ts';

describe('import', () => {
  test('proposes what a document promises, and says nothing new the second time', async () => {
    const world = cliWorld();
    await world.write('docs/checkout.md', POSTMORTEM);
    await world.run('init');
    const first = await world.run('import', 'docs');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/docs\/checkout\.md\n +new +INC-1 +Checkout was down\n +8 +new +AI-1 +Add an alert/);
    expect(first.stdout).toMatch(/1 document read: 1 incident, 4 new/);
    expect(first.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(await world.run('import', 'docs/*.md')).toMatchObject({
      code: 0,
      stdout: '1 document read, nothing new: 4 items are as they were.\n',
    });
    expect(await world.json('list')).toMatchObject({ items: [] });
    expect((await world.run('list')).stderr).toMatch(/4 proposals wait for triage: closeout triage/);
  });

  test('tells what changed and what vanished, and keeps both', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    await world.run('init');
    await world.run('import', 'a.md');
    await world.write('a.md', POSTMORTEM.replace('the depth of', 'the depth and age of').replace(/- Rotate.*\n/, ''));
    const again = await world.json('import', 'a.md');
    expect(again).toMatchObject({ changed: [{ id: 'AI-1' }], vanished: [{ id: 'AI-3' }], added: [] });
    expect(await world.json('show', 'AI-3')).toMatchObject({ items: [{ status: 'proposed', origin: { present: false } }] });
  });

  test('a dry run needs no database, and what it prints as JSON can be imported', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    expect((await world.run('import', '--dry-run', 'a.md')).stdout).toMatch(/4 new/);
    const printed = await world.run('import', '--dry-run', '--json', 'a.md');
    expect(JSON.parse(printed.stdout)).toMatchObject({
      version: 1,
      documents: [{ path: 'a.md', incidents: [{ title: 'Checkout was down' }] }],
    });
    expect(printed.stderr).toBe('');
    await world.run('init');
    expect((await world.runWith({ typed: printed.stdout }, 'import', '-')).stdout).toMatch(/4 new/);
    expect((await world.run('import', 'a.md')).stdout).toMatch(/nothing new/);
  });

  test('what a dry run prints as JSON is one document, however many were read and failed', async () => {
    const world = cliWorld();
    for (const name of ['a.md', 'b.md']) await world.write(`docs/${name}`, POSTMORTEM.replace('Checkout', name));
    await world.write('docs/zero.md', '');
    const folder = await world.run('import', '--dry-run', '--json', 'docs');
    const printed = JSON.parse(folder.stdout);
    expect(printed).toMatchObject({
      documents: [
        { path: 'docs/a.md', incidents: [{ title: 'a.md was down' }] },
        { path: 'docs/b.md', incidents: [{ title: 'b.md was down' }] },
      ],
      failed: [{ path: 'docs/zero.md', code: 'empty' }],
    });
    expect([folder.stdout, folder.code]).toEqual([`${JSON.stringify(printed, null, 2)}\n`, 1]);
    const both = await world.runWith({ typed: folder.stdout }, 'import', '--dry-run', '--json', '-');
    expect(JSON.parse(both.stdout)).toEqual({ version: 1, documents: printed.documents });
    const none = await world.runWith({ typed: '{ "version": 1, "documents": [] }' }, 'import', '--dry-run', '--json', '-');
    expect(none.stdout).toBe(`${JSON.stringify({ version: 1, documents: [] }, null, 2)}\n`);
    const failing = await world.run('import', '--dry-run', '--json', 'docs/zero.md');
    expect([JSON.parse(failing.stdout), failing.code]).toMatchObject([{ error: { code: 'empty' } }, 1]);
  });

  test('a page of a wiki is read like a document, from a file, a folder or standard input, and not written into', async () => {
    const world = cliWorld();
    const page =
      '<!DOCTYPE html>\n<html><body><h1>Checkout was down</h1><p>Start: 2026-03-02 09:00 UTC</p><h2>Action items</h2>\n<ul><li>Add an alert (owner: ada)</li></ul></body></html>\n';
    await world.write('wiki/page.html', page);
    await world.run('init');
    const printed = await world.runWith({ typed: page }, 'import', '--dry-run', '--json', '-');
    expect(JSON.parse(printed.stdout)).toMatchObject({ documents: [{ incidents: [{ items: [{ title: 'Add an alert', line: 3 }] }] }] });
    expect((await world.run('import', 'wiki')).stdout).toMatch(/page\.html\n +new +INC-1 +Checkout was down\n +3 +new +AI-1 +Add an alert/);
    expect((await world.run('import', 'wiki/page.html')).stdout).toMatch(/nothing new/);
    expect(await world.run('annotate', 'wiki')).toMatchObject({ code: 0 });
    expect(await world.run('annotate', 'wiki/page.html')).toMatchObject({ code: 1, stderr: expect.stringContaining('is HTML') });
    expect((await world.run('lint', 'wiki')).stdout).toContain('page.html');
  });

  test('a document that is no postmortem is named', async () => {
    const world = cliWorld();
    await world.write('lunch.md', '# Lunch\n\nSoup.\n');
    await world.run('init');
    expect((await world.run('import', 'lunch.md')).stdout).toMatch(/lunch\.md\n +problem +nothing in it reads as a postmortem/);
  });

  test('a file longer than anybody reads is refused before it is read', async () => {
    const world = cliWorld();
    await world.write('long.md', '');
    await truncate(join(world.folder, 'long.md'), 5_000_000_000);
    const ran = await world.run('import', '--dry-run', 'long.md');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/long\.md has 5,000 MB; documents are read up to 32 MB/);
    const typed = await world.runWith({ typed: 'x'.repeat(33_000_000) }, 'import', '--dry-run', '-');
    expect(typed.stderr).toMatch(/standard input has 33 MB; documents are read up to 32 MB/);
  });

  test('one endless line is read at its beginning, and said to be', async () => {
    const world = cliWorld();
    await world.write('line.md', 'a [b](c) '.repeat(1_000_000));
    const ran = await world.run('import', '--dry-run', 'line.md');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/1 +problem +only the first 20000 of 9000000 characters of this line were/);
  });

  test('one bad file keeps no other from being imported, and is named', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    await world.write('zero.md', '');
    await world.run('init');
    const ran = await world.run('import', 'zero.md', 'a.md', 'nowhere.md');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/1 document read: 1 incident, 4 new/);
    expect(ran.stderr).toMatch(/zero\.md is empty/);
    expect(ran.stderr).toMatch(/there is no nowhere\.md/);
  });

  test('documents are recognised by their path wherever somebody stands', async () => {
    const world = cliWorld();
    await world.write('docs/a.md', POSTMORTEM);
    await world.run('init');
    await world.run('import', 'docs/a.md');
    const ran = await world.runWith({ cwd: join(world.folder, 'docs') }, 'import', 'a.md');
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/nothing new/) });
  });

  test('--accept accepts what needs no person, and what is said about the incident goes with it', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    await world.run('init');
    await world.run('import', 'a.md', '--accept', '--severity', 'SEV1', '--team', 'payments');
    expect(await world.json('list')).toMatchObject({
      items: [{ series: 'SER-1', dueOn: '2026-04-14' }, { status: 'open' }, { status: 'open' }],
    });
    expect(await world.json('list', '--status', 'proposed')).toMatchObject({ items: [{ title: 'Train the on-call team regularly' }] });
    expect(await world.json('incidents')).toMatchObject({ incidents: [{ id: 'INC-1', severity: 'SEV1', team: 'payments' }] });
  });
});

describe('triage', () => {
  const atTerminal = { isTTY: { stdin: true, stdout: true, stderr: false } };

  test('walks the proposals: accept with an owner, a series, drop, merge', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    await world.run('init');
    await world.run('import', 'a.md');
    const typed = 'a grace\na\nm AI-1\na\nsometimes\nquarterly\n';
    const ran = await world.runWith({ ...atTerminal, typed }, 'triage');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/\n3 accepted, 1 merged\.\n$/);
    expect(await world.json('list', '--owner', 'grace')).toMatchObject({ items: [{ id: 'AI-1', status: 'open' }] });
    expect(await world.json('show', 'AI-3')).toMatchObject({ items: [{ state: { status: 'cancelled', resolution: 'duplicate' } }] });
    expect(await world.json('series', 'list')).toMatchObject({
      series: [{ rrule: 'FREQ=MONTHLY;INTERVAL=3' }, { rrule: 'FREQ=MONTHLY;INTERVAL=3' }],
    });
  });

  test('a wrong answer is explained and asked again; what is left stays proposed', async () => {
    const world = cliWorld();
    await world.write('a.md', POSTMORTEM);
    await world.run('init');
    await world.run('import', 'a.md');
    const ran = await world.runWith({ ...atTerminal, typed: 'm AI-99\nd\nd not worth it\ns\nq\n' }, 'triage');
    expect(ran.stdout).toMatch(/there is no action item AI-99/);
    expect(ran.stdout).toMatch(/needs a reason/);
    expect(ran.stdout).toMatch(/\n1 dropped\.\n$/);
    expect(await world.json('list', '--status', 'proposed')).toMatchObject({ items: [{ id: 'AI-2' }, { id: 'AI-3' }, { id: 'AI-4' }] });
  });
});

test('scripts do what triage does: accept so often or once, merge with the better title, drop', async () => {
  const world = cliWorld();
  await world.write('a.md', POSTMORTEM);
  await world.run('init');
  await world.run('import', 'a.md');
  expect((await world.run('accept', 'AI-4')).stderr).toMatch(/AI-4 recurs \("regularly"\), but nothing says how often/);
  expect((await world.run('accept', 'AI-4', '--every', 'half-yearly', '--owner', 'grace')).code).toBe(0);
  expect((await world.run('accept', 'AI-2', '--every', 'once')).code).toBe(0);
  expect(await world.json('series', 'list')).toMatchObject({ series: [{ rrule: 'FREQ=MONTHLY;INTERVAL=6', owner: 'grace' }] });
  const shown = await world.run('merge', 'AI-1', 'AI-3', '--take-title', '--dry-run');
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining('Add an alert on the depth') });
  expect(await world.json('show', 'AI-1')).toMatchObject({ items: [{ status: 'proposed' }] });
  await world.run('merge', 'AI-1', 'AI-3', '--take-title');
  expect(await world.json('show', 'AI-1', 'AI-3')).toMatchObject({
    items: [
      { status: 'cancelled', state: { resolution: 'duplicate' } },
      {
        status: 'proposed',
        title: 'Add an alert on the depth of the payment queue',
        details: 'Rotate the credentials of the old gateway',
        owner: 'ada',
      },
    ],
  });
  await world.run('cancel', 'AI-3', '--resolution', 'wont-do', '--reason', 'no');
  expect(await world.json('list', '--status', 'proposed')).toMatchObject({ items: [] });
});

describe('series', () => {
  test('what recurs appears when its time has come, and is overdue when nobody did it', async () => {
    const world = cliWorld();
    await world.run('init', '--sandbox');
    await world.run('series', 'add', 'Rehearse the failover', '--every', 'FREQ=MONTHLY;INTERVAL=3', '--activity', 'drill');
    expect(await world.json('list')).toMatchObject({ items: [{ id: 'AI-1', dueOn: '2026-04-14', series: 'SER-1' }] });
    expect(await world.json('--today', '2026-07-25', 'overdue')).toMatchObject({ items: [{ id: 'AI-1' }, { id: 'AI-2' }] });
    expect((await world.run('--today', '2026-07-25', 'series', 'complete', 'SER-1', '2026-03-31')).stderr).toMatch(/--outcome/);
    await world.run('--today', '2026-07-25', 'series', 'complete', 'SER-1', '2026-03-31', '--outcome', 'pass');
    await world.run('--today', '2026-07-25', 'series', 'skip', 'SER-1', '2026-06-30', '--reason', 'freeze');
    expect((await world.run('--today', '2026-07-25', 'series', 'show', '1')).stdout).toMatch(
      /2026-03-31 +AI-1 +done .*missed\n +2026-06-30 +AI-2 +cancelled/,
    );
    await world.run('--today', '2026-07-25', 'series', 'end', 'SER-1', '--reason', 'replaced');
    expect(await world.json('series', 'list')).toMatchObject({ series: [] });
  });

  test('--today on a database of real work shows what would be, and leaves no trace of a day that never was', async () => {
    const world = cliWorld();
    await world.run('init');
    await world.run('series', 'add', 'Rehearse the failover', '--every', 'FREQ=MONTHLY', '--activity', 'drill');
    const then = await world.run('--today', '2026-07-25', 'overdue');
    expect(then.stdout).toMatch(/4 overdue on 2026-07-25/);
    expect(await world.json('list')).toMatchObject({ today: '2026-03-31', items: [{ id: 'AI-1' }] });
  });
});

describe('report weekly', () => {
  test('is sent once per week and channel, and again when asked to', async () => {
    const world = cliWorld();
    const channels = [
      { type: 'stdout' },
      { type: 'file', path: 'out/{week}.html', format: 'html', for: ['report'] },
      { type: 'slack', for: ['remind'] },
    ];
    await world.write('closeout.config.json', JSON.stringify({ channels }));
    await world.run('init');
    const first = await world.run('report', 'weekly', '--send');
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/OVERDUE REPORT[\s\S]*file out\/2026-03-31\.html: delivered\n$/),
    });
    expect(await readFile(join(world.folder, 'out/2026-03-31.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect((await world.run('report', 'weekly', '--send')).stdout).toMatch(/^stdout: delivered before.*\nfile .*: delivered before/);
    expect((await world.run('report', 'weekly', '--resend')).stdout).toMatch(/OVERDUE REPORT[\s\S]*: delivered\n$/);
  });

  test('a channel of a later version fails by name and keeps no other from being served', async () => {
    const world = cliWorld();
    await world.write(
      'closeout.config.json',
      JSON.stringify({ channels: [{ type: 'slack', webhook: { env: 'HOOK' } }, { type: 'stdout' }] }),
    );
    await world.run('init');
    const ran = await world.run('report', 'weekly', '--send');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/OVERDUE REPORT[\s\S]*slack: failed: this version cannot deliver through slack yet/);
  });

  test('takes its form from the file it is written to, and JSON from --json', async () => {
    const world = cliWorld();
    await world.run('init');
    for (const name of ['r.html', 'r.md', 'r.csv', 'r.json', 'r.txt'])
      expect((await world.run('report', 'weekly', '--out', name)).code).toBe(0);
    expect(await readFile(join(world.folder, 'r.html'), 'utf8')).toMatch(/^<!doctype/);
    expect(await readFile(join(world.folder, 'r.md'), 'utf8')).toMatch(/^#/);
    expect(await world.json('report', 'weekly')).toMatchObject({ version: 1, asOf: '2026-03-31' });
  });
});

test('a job runs once in a minute, and jobs tells how it went', async () => {
  const world = cliWorld();
  await world.run('init');
  expect((await world.run('run', 'report')).code).toBe(0);
  expect((await world.run('run', 'report')).stdout).toMatch(/report was taken on in this minute already/);
  expect((await world.run('run', 'sync')).code).toBe(78);
  expect((await world.run('jobs')).stdout).toMatch(
    /report .* 2026-03-31T10:00Z ok[\s\S]*sync .* failed: the configuration names no trackers/,
  );
});
