import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { displayWidth, plainText } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { type CliWorld, cliWorld } from './cli-world.ts';
import { type AtTerminal, atTerminal, hasTerminal, KEYS, NO_TERMINAL, thenTerminalState } from './pseudo-terminal.ts';

const QUEUE = `# The queue stood still

Start: 2026-03-02 09:00 UTC
End: 2026-03-02 10:30 UTC

## Improvements

- Improve the alerting of the payment queue
- Rotate the credentials of the old gateway (owner: ada)

## Action items

- Alerting of the payment queue: page when its oldest message is older than 10 minutes
- Stress tests of the queue, regularly
- Write a runbook for a queue that stands still
`;

const MAIL = `# Mail was late

Start: 2026-03-09 08:00 UTC

## Action items

- Raise the limit of connections to 500
- Delete the relay that nobody uses
`;

const CONFIG = { people: { ada: { team: 'payments' }, bob: { team: 'payments' } }, teams: { payments: { lead: 'bob' } } };

async function proposals(documents: Readonly<Record<string, string>> = { 'a.md': QUEUE, 'b.md': MAIL }): Promise<CliWorld> {
  const world = cliWorld();
  await world.write('closeout.config.json', JSON.stringify(CONFIG));
  for (const [path, text] of Object.entries(documents)) await world.write(path, text);
  await world.run('init');
  await world.run('import', '.');
  return world;
}

async function triage(world: CliWorld, { columns = 80 } = {}): Promise<AtTerminal> {
  const terminal = atTerminal(['triage'], { cwd: world.folder, columns });
  await terminal.sees('q quit');
  return terminal;
}

/** Types, and waits for what comes of it. */
async function then(terminal: AtTerminal, keys: string, seen: string | RegExp): Promise<string> {
  terminal.type(keys);
  return terminal.sees(seen);
}

/** How the next triage begins. */
async function nextTriage(world: CliWorld): Promise<string> {
  const ran = await world.runWith({ isTTY: { stdin: true, stdout: true, stderr: false }, env: { NO_COLOR: '1' }, typed: 'q\n' }, 'triage');
  return ran.stdout;
}

/** What became of items, in their order. */
async function outcomes(world: CliWorld, ...ids: readonly string[]): Promise<readonly string[]> {
  const { items } = (await world.json('show', ...ids)) as {
    readonly items: readonly { readonly status: string; readonly owner: string | null }[];
  };
  return items.map(({ status, owner }) => `${status}, ${owner ?? 'nobody'}`);
}

describe.skipIf(!hasTerminal)(`triage at a terminal${hasTerminal ? '' : ` (skipped: ${NO_TERMINAL})`}`, () => {
  test('shows a pair with the more concrete text first, and the document beside each; Enter merges them', async () => {
    const world = await proposals();
    const terminal = await triage(world);
    expect(terminal.screen()).toMatchInlineSnapshot(`
      "7 proposals wait for triage.

      ── 1 of 7 ── INC-1  The queue stood still ──────────────────────────────────────

        Probably promised twice (62 %). Merged, they become one:

        title    AI-3  Alerting of the payment queue: page when its oldest message is
                       older than 10 minutes
                 a.md:13  Action items
                 │ - Alerting of the payment queue: page when its oldest message is
                 │ older than 10 minutes
                 owner     nobody
                 kind      preventative (probably)

        details  AI-1  Improve the alerting of the payment queue
                 a.md:8  Improvements
                 │ - Improve the alerting of the payment queue
                 owner     nobody
                 kind      preventative (probably)

        Enter merge · x swap · n keep both · d drop AI-1 · a accept AI-1 · s later
        A all of this incident · ? help · q quit"
    `);
    const merged = await then(terminal, KEYS.enter, /1 of 7[\s\S]*q quit/);
    expect(merged).toMatch(
      /→ AI-1 merged into AI-3\n[\s\S]*AI-3 {2}Alerting of[\s\S]*details {3}Improve the alerting of the payment queue/,
    );
    await then(terminal, 'q', /1 merged\.\n6 proposals wait still/);
    expect(await terminal.ended).toBe(0);
    expect(await outcomes(world, 'AI-1', 'AI-3')).toEqual(['cancelled, nobody', 'proposed, nobody']);
  });

  test('x takes the other text of a pair, n keeps both', async () => {
    const world = await proposals();
    const terminal = await triage(world);
    expect(await then(terminal, 'x', /details[\s\S]*q quit/)).toMatch(/title {4}AI-1 {2}Improve[\s\S]*details {2}AI-3/);
    expect(await then(terminal, 'm', /1 of 7[\s\S]*q quit/)).toMatch(
      /→ AI-3 merged into AI-1\n[\s\S]*details {3}Alerting of the payment queue/,
    );
    expect(await then(terminal, 'z', /Taken back\.[\s\S]*q quit/)).toMatch(/title {4}AI-3[\s\S]*details {2}AI-1/);
    expect(await then(terminal, 'n', /1 of 7[\s\S]*q quit/)).not.toContain('twice');
    await then(terminal, 'q', 'Nothing decided.');
    expect(await nextTriage(world)).not.toContain('twice');
  });

  test('accepting asks for an owner and a cadence where nobody said them, and only there', async () => {
    const world = await proposals();
    const terminal = await triage(world);
    await then(terminal, 's', /2 of 7[\s\S]*q quit/);
    const owned = await then(terminal, KEYS.enter, /3 of 7[\s\S]*q quit/);
    expect(owned).toContain('→ AI-2 accepted, owner ada, due 2026-');
    expect(owned).not.toContain('who does it?');
    await then(terminal, 's', /4 of 7[\s\S]*recurs +regularly[\s\S]*q quit/);
    expect(await then(terminal, 'a', 'who does it?')).toMatch(/1 ada {2}2 bob {2}Enter nobody/);
    await then(terminal, `9${KEYS.enter}`, /there is no 9 to choose[\s\S]*who does it\?/);
    expect(await then(terminal, `1${KEYS.enter}`, 'how often?')).toMatch(/1 weekly .* 6 once[\s\S]*Enter half-yearly/);
    await then(terminal, `now and then${KEYS.enter}`, /"now and then" says nothing of how often[\s\S]*how often\?/);
    expect(await then(terminal, `quarterly${KEYS.enter}`, '5 of 7')).toMatch(/→ AI-4 became a series\n {2}SER-1 from .*INTERVAL=3/);
    await then(terminal, 'c', 'how often?');
    await then(terminal, `2${KEYS.enter}`, 'who does it?');
    await then(terminal, `${KEYS.paste('  grace\nhopper ')}${KEYS.enter}`, /SER-2[\s\S]*6 of 7/);
    await then(terminal, 'q', '3 accepted.');
    expect(await world.json('series', 'list')).toMatchObject({
      series: [
        { rrule: 'FREQ=MONTHLY;INTERVAL=3', owner: 'ada' },
        { rrule: 'FREQ=MONTHLY', owner: 'grace hopper' },
      ],
    });
  });

  test('dropping asks for a reason, and Esc or no answer drops nothing', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = await triage(world);
    expect(await then(terminal, 'd', 'why?')).toContain('1 already done  2 no longer relevant  3 not an action item');
    await then(terminal, KEYS.escape, /1 of 2[\s\S]*q quit/);
    await then(terminal, 'd', 'why?');
    await then(terminal, KEYS.enter, /1 of 2[\s\S]*q quit/);
    await then(terminal, 'd', 'why?');
    await then(terminal, `2${KEYS.enter}`, /AI-1 dropped: no longer relevant[\s\S]*2 of 2[\s\S]*q quit/);
    await then(terminal, 'd', 'why?');
    await then(terminal, `said twice the wrk${KEYS.left.repeat(2)}o${KEYS.enter}`, 'AI-2 dropped: said twice the work');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toMatch(/\n2 dropped\.$/);
    expect(await outcomes(world, 'AI-1', 'AI-2')).toEqual(['cancelled, nobody', 'cancelled, nobody']);
  });

  test('owner, due date and title are set in place; what is no date is told and asked again', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = await triage(world);
    await then(terminal, 'o', 'who does it?');
    await then(terminal, `1${KEYS.enter}`, /owner +ada, team payments[\s\S]*q quit/);
    await then(terminal, 'u', 'due on?');
    await then(terminal, `soon${KEYS.enter}`, /"soon" is no date[\s\S]*due on\?[^\n]*$/);
    await then(terminal, `+2w${KEYS.enter}`, /due +20\d\d-[\s\S]*q quit/);
    await then(terminal, 't', 'title: Raise the limit');
    await then(terminal, `${KEYS.clear}Allow 500 connections${KEYS.enter}`, /AI-1 {2}Allow 500 connections[\s\S]*q quit/);
    await then(terminal, KEYS.enter, /→ AI-1 accepted, owner ada, due [\s\S]*2 of 2[\s\S]*q quit/);
    expect(await outcomes(world, 'AI-1')).toEqual(['open, ada']);
    await then(terminal, 'zzzz', /AI-1 {2}Raise the limit of connections to 500[\s\S]*owner +nobody[\s\S]*q quit/);
    expect(await outcomes(world, 'AI-1')).toEqual(['proposed, nobody']);
    expect(await then(terminal, 'z', 'Nothing was decided yet')).not.toContain('z undo');
  });

  test('A accepts what is left of an incident, but for pairs and what needs a cadence; z takes all of it back', async () => {
    const world = await proposals();
    const terminal = await triage(world);
    const all = await then(terminal, 'A', /3 of this incident need a look[\s\S]*q quit/);
    expect(all).toMatch(/→ AI-2 accepted[\s\S]*→ AI-5 accepted[\s\S]*1 of 7/);
    expect(await outcomes(world, 'AI-1', 'AI-2', 'AI-3', 'AI-4', 'AI-5', 'AI-6')).toEqual([
      'proposed, nobody',
      'open, ada',
      'proposed, nobody',
      'proposed, nobody',
      'open, nobody',
      'proposed, nobody',
    ]);
    await then(terminal, 'z', /Taken back\.[\s\S]*1 of 7[\s\S]*q quit/);
    expect(await outcomes(world, 'AI-2', 'AI-5')).toEqual(['proposed, ada', 'proposed, nobody']);
    await then(terminal, 's', /2 of 7[\s\S]*q quit/);
    await then(terminal, KEYS.up, /1 of 7[\s\S]*q quit/);
  });

  test('? tells what every key does; another key says that it does nothing, and pasted text commands nothing', async () => {
    const world = await proposals();
    const terminal = await triage(world);
    const help = await then(terminal, '?', /Esc +out of a question[\s\S]*1 of 7[\s\S]*q quit/);
    for (const key of ['Enter', 'a', 'c', 'm', 'x', 'n', 'd', 'o u t', 'A', 's', 'b', 'z', 'q'])
      expect(help).toMatch(new RegExp(`^ {2}${key} `, 'm'));
    await then(terminal, 'k', 'That key does nothing here');
    await then(terminal, KEYS.paste('aaddA'), 'That key does nothing here');
    expect(await outcomes(world, 'AI-1', 'AI-2')).toEqual(['proposed, nobody', 'proposed, ada']);
  });

  test.each([
    ['q', 'q'],
    ['Ctrl-D', KEYS.endOfInput],
    ['Ctrl-C in a question', `d${KEYS.interrupt}`],
  ])('%s leaves: what was decided is kept, the terminal is as it was, and triage goes on from there', async (_, keys) => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = thenTerminalState(['triage'], { cwd: world.folder });
    await terminal.sees('q quit');
    await then(terminal, KEYS.enter, 'who does it?');
    await then(terminal, `ada${KEYS.enter}`, /2 of 2[\s\S]*q quit/);
    terminal.type(keys);
    await terminal.ended;
    expect(terminal.screen()).toMatch(/\n1 accepted\.\n1 proposal waits still: .*\nleft with 0\n/);
    expect(terminal.screen()).toMatch(/ icanon /);
    expect(terminal.screen()).toMatch(/ echo /);
    expect(terminal.sent()).toContain('\u001b[?2004l');
    expect(await outcomes(world, 'AI-1', 'AI-2')).toEqual(['open, ada', 'proposed, nobody']);
    expect(await nextTriage(world)).toMatch(/1 proposal waits for triage\.[\s\S]*1 of 1[\s\S]*AI-2/);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'killed by %s midway: what was decided is kept, and the next triage goes on from there',
    async (signal) => {
      const world = await proposals();
      const terminal = await triage(world);
      await then(terminal, KEYS.enter, /→ AI-1 merged into AI-3[\s\S]*q quit/);
      await then(terminal, 's', /2 of 7[\s\S]*q quit/);
      await then(terminal, KEYS.enter, /→ AI-2 accepted[\s\S]*4 of 7[\s\S]*q quit/);
      await then(terminal, 'd', 'why?');
      terminal.type('half a rea');
      terminal.kill(signal);
      await terminal.ended;
      expect(await outcomes(world, 'AI-1', 'AI-2', 'AI-3', 'AI-4')).toEqual([
        'cancelled, nobody',
        'open, ada',
        'proposed, nobody',
        'proposed, nobody',
      ]);
      const next = await triage(world);
      expect(next.screen()).toMatch(/5 proposals wait for triage\.[\s\S]*1 of 5[\s\S]*AI-3/);
      expect(next).not.toContain('twice');
    },
  );

  test('a database that breaks midway is told, and the terminal is as it was', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = thenTerminalState(['triage'], { cwd: world.folder });
    await terminal.sees('q quit');
    const database = new DatabaseSync(join(world.folder, 'closeout.db'));
    database.exec('drop table versions');
    database.close();
    terminal.type('s');
    await terminal.ended;
    expect(terminal.screen()).toMatch(/closeout: .*\n[\s\S]*left with 1\n/);
    expect(terminal.screen()).toMatch(/ icanon /);
    expect(terminal.screen()).toMatch(/ echo /);
    expect(terminal.sent()).toContain('\u001b[?2004l');
  });

  test('what somebody else decided meanwhile is told, and nobody decides it twice', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = await triage(world);
    await world.run('edit', 'AI-1', '--title', 'Raise the limit to 900');
    await then(terminal, `d`, 'why?');
    await then(terminal, `1${KEYS.enter}`, /somebody has changed AI-1 meanwhile[\s\S]*1 of 2[\s\S]*Raise the limit to 900[\s\S]*q quit/);
    await world.run('accept', 'AI-1', '--owner', 'bob');
    await then(terminal, 'd', 'why?');
    await then(terminal, `1${KEYS.enter}`, /somebody has changed AI-1 meanwhile[\s\S]*2 of 2[\s\S]*q quit/);
    expect(await outcomes(world, 'AI-1', 'AI-2')).toEqual(['open, bob', 'proposed, nobody']);
  });

  test('a document that changed is shown as it stands now, and one that is gone is no obstacle', async () => {
    const world = await proposals();
    await world.write('a.md', `\n\n${QUEUE.replace('- Improve the alerting of the payment queue', '- Sing')}`);
    rmSync(join(world.folder, 'b.md'));
    const terminal = await triage(world);
    expect(terminal.screen()).toMatch(
      /AI-3[\s\S]*a\.md:15[\s\S]*│ - Alerting of[\s\S]*AI-1[\s\S]*a\.md:8[\s\S]*\(the document does not say so any more\)/,
    );
    await then(terminal, 'sssss', /6 of 7[\s\S]*b\.md:7[\s\S]*\(the document cannot be read here and now\)[\s\S]*q quit/);
  });

  test('on 40 columns no row runs over, whatever the words; also when the window becomes narrower midway', async () => {
    const wide = `# ${'数据库故障'.repeat(12)} 🚀

Start: 2026-03-02 09:00 UTC

## Action items

- Add ${'备份恢复演练'.repeat(20)} to the runbook, and rehearse it
- Rotate the ${'very-long-name-'.repeat(12)}key, regularly
- Add 🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒 to the alerts
- Add an alert on the depth of the payment queue and on the age of its oldest message
- Alert on the depth of the payment queue
`;
    const world = await proposals({ [`${'a-folder-with-a-long-name/'.repeat(3)}wide.md`]: wide });
    const terminal = await triage(world, { columns: 40 });
    await then(terminal, '?', /Esc[\s\S]*1 of 5[\s\S]*q quit/);
    await then(terminal, 'o', 'who does it?');
    await then(terminal, `${'somebody with a very long name '.repeat(4)}${KEYS.left}x${KEYS.enter}`, /nobody in people[\s\S]*q quit/);
    await then(terminal, 't', 'title:');
    await then(terminal, `演练${KEYS.enter}`, /1 of 5[\s\S]*q quit/);
    await then(terminal, 's', /2 of 5[\s\S]*q quit/);
    await then(terminal, 'c', 'how often?');
    await then(terminal, `6${KEYS.enter}`, 'who does it?');
    await then(terminal, KEYS.enter, /3 of 5[\s\S]*q quit/);
    await then(terminal, 's', /4 of 5[\s\S]*twice[\s\S]*q quit/);
    await then(terminal, 'd', 'why?');
    await then(terminal, KEYS.escape, /4 of 5[\s\S]*q quit/);
    expect(terminal.overlong()).toEqual([]);
    terminal.resize(30);
    expect(await then(terminal, 's', /5 of 5[\s\S]*q quit/)).toMatch(/^── 5 of 5 [\s\S]*twice/m);
    expect((await then(terminal, '?', /Esc[\s\S]*5 of 5[\s\S]*q quit/)).split('\n').filter((row) => displayWidth(row) > 30)).toEqual([]);
  });

  test('a hostile document neither colours, nor clears, nor renames the terminal', async () => {
    const world = await proposals({
      'evil.md': `# Evil \u001b]0;renamed\u0007 one

Start: 2026-03-02 09:00 UTC

## Action items \u001b[2J

- Add \u001b[31mred\u001b[0m alerts \u001b[2J\u001b[H for \u202etxt.exe
`,
    });
    const terminal = await triage(world);
    await then(terminal, KEYS.enter, 'who does it?');
    await then(terminal, KEYS.enter, '1 accepted.');
    await terminal.ended;
    expect(terminal.screen()).toMatch(/│ - Add ␛\[31mred␛\[0m alerts ␛\[2J␛\[H for �txt\.exe/);
    const ours = /^\[(?:\?2004[hl]|[12]m|22m|K|\d+D)/;
    expect(
      terminal
        .sent()
        .replaceAll('\r\n', ' ')
        .split('\u001b')
        .slice(1)
        .filter((text) => !ours.test(text)),
    ).toEqual([]);
    expect(
      terminal
        .screen()
        .split('\n')
        .filter((row) => plainText(row) !== row),
    ).toEqual([]);
  });

  test('where keys do not come one by one the same is asked line by line', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = atTerminal(['triage'], { cwd: world.folder, env: { TERM: 'dumb' } });
    await terminal.sees(/1 of 2[\s\S]*\n>/);
    await then(terminal, `a grace${KEYS.enter}`, /→ AI-1 accepted, owner grace[\s\S]*2 of 2[\s\S]*\n>/);
    await then(terminal, `q${KEYS.enter}`, /1 accepted\.\n1 proposal waits still/);
    expect(await terminal.ended).toBe(0);
    expect(terminal.sent()).not.toContain('\u001b');
  });

  test('with --json nobody is asked anything', async () => {
    const world = await proposals({ 'b.md': MAIL });
    const terminal = atTerminal(['--json', 'triage'], { cwd: world.folder, columns: 200 });
    expect(await terminal.ended).toBe(64);
    expect(JSON.parse(terminal.screen())).toMatchObject({
      error: { code: 'usage', remedy: expect.stringContaining('closeout accept, merge or cancel') },
    });
  });
});
