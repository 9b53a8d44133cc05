import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { cliWorld, POSTMORTEM, type Ran } from './cli-world.ts';

interface Expected {
  readonly code: number;
  readonly message: RegExp;
  readonly remedy: RegExp;
}

/** One clear message: what and where, and below it what to do; never where in our code. */
function expectMessage(ran: Ran, { code, message, remedy }: Expected): void {
  expect
    .soft({ stderr: ran.stderr, code: ran.code, stdout: ran.stdout })
    .toEqual({ stderr: expect.stringMatching(message), code, stdout: '' });
  const [first = '', ...rest] = ran.stderr.trimEnd().split('\n');
  expect.soft(first).toMatch(/^closeout: /);
  expect.soft(rest.join('\n')).toMatch(remedy);
  expect.soft(ran.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
}

describe('in a folder with a workspace, wrong words are answered with what would be right', () => {
  const table: readonly (readonly [string, number, RegExp, RegExp])[] = [
    ['', 64, /no command is named/, /closeout --help/],
    ['ovrdue', 64, /unknown command 'ovrdue'/, /Did you mean overdue/],
    ['list --stats open', 64, /unknown option '--stats'/, /Did you mean --status/],
    ['list --status opn', 64, /"opn" is no status/, /in-progress/],
    ['list --due-before soon', 64, /"soon" is no date/, /YYYY-MM-DD/],
    ['list --incident SER-1', 64, /SER-1 is a series/, /INC-3/],
    ['overdue surplus', 64, /too many arguments/, /closeout overdue --help/],
    ['--today 2026-02-30 overdue', 64, /--today 2026-02-30 is no date/, /YYYY-MM-DD/],
    ['overdue --today tomorrow', 64, /--today tomorrow is no date/, /YYYY-MM-DD/],
    ['show', 64, /missing required argument 'id'/, /closeout show --help/],
    ['show AI-999', 1, /there is no action item AI-999/, /closeout list --all/],
    ['done AI-1 AI-999', 1, /there is no action item AI-999/, /closeout list --all/],
    ['done seven', 64, /"seven" is no id of an action item/, /AI-7/],
    ['done IA-7', 64, /"IA-7" is no id/, /did you mean AI-7/],
    ['start INC-1', 64, /INC-1 is an incident/, /AI-7/],
    ['start -', 64, /standard input names no ids/, /AI-7/],
    ['add', 64, /missing required argument 'title'/, /closeout add --help/],
    ['add Mend --due 2026-13-01', 64, /"2026-13-01" is no date/, /\+2w/],
    ['add Mend --kind preventive', 64, /'preventive' is invalid/, /closeout add --help/],
    ['add Mend --incident INC-9', 1, /there is no incident INC-9/, /closeout incidents/],
    ['edit AI-1', 64, /nothing says what to change/, /--owner NAME/],
    ['edit AI-1 --due +1w', 1, /needs a reason/, /closeout extend AI-1/],
    ['extend AI-1', 64, /required option '--reason <text>'/, /closeout extend --help/],
    ['extend AI-1 --reason x', 64, /the date is missing/, /AI-7 \+2w/],
    ['extend AI-1 2026-02-30 --reason x', 64, /"2026-02-30" is no date/, /YYYY-MM-DD/],
    ['extend AI-1 2020-01-01 --reason x', 1, /2020-01-01 is before today/, /later day/],
    ['snooze AI-1 2020-01-01', 1, /2020-01-01 is not after today/, /later day/],
    ['block AI-1', 64, /required option '--reason <text>'/, /closeout block --help/],
    ['cancel AI-1 --reason x', 64, /required option '--resolution/, /closeout cancel --help/],
    ['cancel AI-1 --resolution risk-accepted --reason x', 1, /until a day/, /--until/],
    ['accept AI-1', 1, /AI-1 is open, not a proposal/, /proposals/],
    ['merge AI-1 AI-1', 1, /AI-1/, /different|two/],
    ['series add Drill --every often', 1, /OFTEN/, /FREQ/],
    ['series show SER-9', 1, /there is no series SER-9/, /closeout series list/],
    ['series complete SER-9 2026-02-30', 64, /"2026-02-30" is no date/, /YYYY-MM-DD/],
    ['incidents edit INC-9 --severity SEV1', 1, /there is no incident INC-9/, /closeout incidents/],
    ['incidents edit INC-9', 64, /nothing says what to change/, /--severity/],
    ['report', 64, /no command is named/, /closeout report --help/],
    ['report weekly --as-of 2030-01-01', 64, /has not come yet/, /2026-03-31/],
    ['report weekly --format pdf', 64, /'pdf' is invalid/, /closeout report --help/],
    ['run lunch', 64, /'lunch' is invalid/, /closeout run --help/],
    ['run remind', 1, /cannot send reminders yet/, /overdue/],
    ['sync', 78, /names no trackers/, /"trackers"/],
    ['apply', 64, /nobody is at a terminal/, /--yes/],
    ['triage', 64, /nobody is at a terminal/, /closeout list --status proposed --json/],
    ['--today 2026-04-07 sync', 1, /under --today nothing is sent/, /--sandbox/],
    ['--today 2026-04-07 report weekly --send', 1, /under --today nothing is sent/, /--sandbox/],
    ['serve --today 2026-04-07', 1, /runs by the clock/, /leave --today out/],
    ['import nowhere.md', 1, /there is no nowhere\.md/, /check the path/],
    ['import nothing/*.md', 1, /there is no nothing\/\*\.md/, /check the path/],
    ['import empty-folder', 1, /empty-folder holds no documents/, /Markdown/],
    ['import zero.md', 1, /zero\.md is empty/, /leave it out/],
    ['import binary.md', 1, /binary\.md is no text in UTF-8/, /Markdown, plain text or HTML/],
    ['import latin1.md', 1, /latin1\.md is no text in UTF-8/, /convert/],
    ['import plan.json', 1, /plan\.json/, /documents|printed/],
    ['import broken.json', 1, /broken\.json is no JSON/, /import --dry-run --json/],
    ['import -', 1, /standard input is empty/, /leave it out/],
    ['--db elsewhere.db list', 78, /There is no database at .*elsewhere\.db/, /init/],
    ['--db text.db list', 78, /text\.db/, /--db|database/],
    ['--db postgres://me:hunter2@db/x list', 78, /database server/, /name a file/],
    ['--config nowhere.json list', 78, /there is no .*nowhere\.json/, /closeout init/],
    ['--config broken.json list', 78, /broken\.json is not JSON/, /mend/],
    ['--config text.db list', 78, /text\.db is no configuration file/, /\.ts, \.mjs or \.json/],
    ['--config empty.mjs list', 78, /empty\.mjs has no default export/, /export default/],
    ['--config faulty.mjs list', 78, /faulty\.mjs cannot be loaded/, /default export/],
  ];

  test('each gets one clear message, the right exit code and no stack trace', async () => {
    const world = cliWorld();
    await world.run('init');
    await world.run('add', 'Mend the gate');
    await world.write('empty-folder/picture.png', 'x');
    await world.write('zero.md', '');
    await world.write('binary.md', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]));
    await world.write('latin1.md', new Uint8Array([0x23, 0x20, 0xe4, 0x0a]));
    await world.write('plan.json', '{ "version": 7 }');
    await world.write('broken.json', '{ "database": ');
    await world.write('text.db', 'this is not a database, however long one looks at it');
    await world.write('empty.mjs', 'export const database = 1;\n');
    await world.write('faulty.mjs', 'export default {{;\n');
    for (const [line, code, message, remedy] of table) {
      const ran = await world.run(...line.split(' ').filter((word) => word !== ''));
      expectMessage(ran, { code, message, remedy });
      expect(ran.stderr, line).not.toContain('hunter2');
    }
  });
});

test('without a database every command that needs one ends with 78 and names the place it looked at', async () => {
  const world = cliWorld();
  for (const line of ['list', 'overdue --exit-code', 'show AI-1', 'add Mend', 'report weekly', 'jobs', 'import doc.md', 'conflicts']) {
    await world.write('doc.md', POSTMORTEM);
    const ran = await world.run(...line.split(' '));
    expectMessage(ran, { code: 78, message: /closeout\.db/, remedy: /init/ });
    expect(ran.stderr, line).toContain(world.folder);
  }
});

test('a configuration with three mistakes names all three with their places', async () => {
  const world = cliWorld();
  await world.write(
    'closeout.config.json',
    JSON.stringify({
      timezone: 'UTC',
      trackers: [{ type: 'github', name: 'a', repo: 'nowhere', token: { env: 'T' } }],
      jobs: { report: 'daily' },
    }),
  );
  const ran = await world.run('list');
  expectMessage(ran, { code: 78, message: /closeout\.config\.json has 3 problems/, remedy: /trackers\[0\]\.repo/ });
  expect(ran.stderr).toMatch(/jobs\.report/);
  expect(ran.stderr).toMatch(/timezone is not a known key[\s\S]*did you mean "timeZone"/);
});

test('a database of a later version, or a part of one, is refused and left alone', async () => {
  const world = cliWorld();
  await world.run('init');
  const path = join(world.folder, 'closeout.db');
  const whole = await readFile(path);
  const database = new DatabaseSync(path);
  database.exec('pragma user_version = 99');
  database.close();
  expectMessage(await world.run('list'), { code: 78, message: /newer|later version/, remedy: /[Uu]pdate/ });
  await world.write('closeout.db', whole.subarray(0, 3000));
  const ran = await world.run('list');
  expect([1, 78]).toContain(ran.code);
  expect(ran.stderr).toMatch(/^closeout: .*closeout\.db/);
});

test('a missing secret is named by the variable that should hold it', async () => {
  const world = cliWorld();
  await world.write(
    'closeout.config.json',
    JSON.stringify({ trackers: [{ type: 'github', name: 'shop', repo: 'globex/shop', token: { env: 'SHOP_TOKEN' } }] }),
  );
  await world.run('init');
  expectMessage(await world.run('sync'), { code: 78, message: /SHOP_TOKEN/, remedy: /set SHOP_TOKEN/ });
  expect((await world.run('list')).code).toBe(0);
});

test('with --json a failure is one JSON document on standard output', async () => {
  const world = cliWorld();
  for (const line of ['list', 'nonsense', 'list --bogus', '--config nowhere.json list']) {
    const ran = await world.run('--json', ...line.split(' '));
    expect(ran.stderr, line).toBe('');
    expect(JSON.parse(ran.stdout)).toEqual({
      error: { code: expect.stringMatching(/./), message: expect.stringMatching(/./), remedy: expect.stringMatching(/./) },
    });
  }
});

test('the stack is shown when asked for, after the message', async () => {
  const world = cliWorld();
  const ran = await world.run('list', '--debug');
  expect(ran.code).toBe(78);
  expect(ran.stderr).toMatch(/^closeout: [\s\S]*\n\s+at /);
});
