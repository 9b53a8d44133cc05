import { type JiraEmulationOptions, startJiraEmulation } from '@closeout/jira-emulation';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { githubWorld } from '../support/github-world.ts';
import { TOMAS } from '../support/jira-world.ts';
import { cliWorld } from './cli-world.ts';

interface DoctorJson {
  readonly version: number;
  readonly wrong: number;
  readonly checks: readonly {
    readonly area: string;
    readonly subject: string;
    readonly state: string;
    readonly code: string;
    readonly message: string;
    readonly remedy: string | null;
  }[];
}

const ENV = { JIRA_EMAIL: 'closeout@example.com', JIRA_TOKEN: 'emulated-jira-token' };

async function withJira(options: JiraEmulationOptions, tracker: object = {}, rest: object = {}) {
  const jira = await startJiraEmulation(options);
  onTestFinished(() => jira.close());
  const cli = cliWorld();
  const ops = {
    type: 'jira',
    name: 'ops',
    host: jira.url,
    project: 'OPS',
    email: { env: 'JIRA_EMAIL' },
    token: { env: 'JIRA_TOKEN' },
    ...tracker,
  };
  await cli.write('closeout.config.json', JSON.stringify({ trackers: [ops], ...rest }));
  await cli.run('init');
  const run = (...argv: readonly string[]) => cli.runWith({ env: ENV, clock: systemClock }, ...argv);
  const json = async (): Promise<DoctorJson> => JSON.parse((await run('--json', 'doctor')).stdout);
  return { jira, cli, run, json };
}

const TEAM = { id: 'customfield_10050', name: 'Team', kind: 'option', required: true, options: ['SRE', 'Payments'] } as const;

test('doctor names all four mistakes of a Jira project and how to mend each, and writes nothing', async () => {
  const { jira, run, json } = await withJira(
    { customFields: [TEAM], denied: ['TRANSITION_ISSUES'] },
    { issueType: 'Tsk', fields: { Sprint: '12' } },
    { people: { tomas: { jira: TOMAS } } },
  );
  const { code, stdout, stderr } = await run('doctor');
  expect([code, stderr]).toEqual([1, '']);
  const wrong = (await json()).checks.filter(({ state }) => state === 'wrong');
  expect(wrong.map((check) => check.code)).toEqual(['permission', 'issue-type', 'unknown-field', 'demanded-field']);
  for (const { message, remedy } of wrong) expect(stdout).toContain(`WRONG   ${message}\n          to do: ${remedy}\n`);
  expect(stdout).toContain('\n4 things are wrong.\n');
  expect(jira.issues()).toEqual([]);
  expect(jira.requests().filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search/jql'))).toEqual([]);
});

test('where nothing is wrong doctor says so and ends with 0', async () => {
  const { jira, run } = await withJira({});
  jira.person.create({ summary: 'Already here' });
  const { code, stdout } = await run('doctor');
  expect([code, stdout.split('\n').filter((line) => /WRONG|unknown |warning/.test(line))]).toEqual([0, []]);
  expect(stdout).toContain('ok      signed in to');
  expect(stdout).toMatch(/Nothing is wrong\.\n$/);
});

test('a GitHub repository is looked at too, and a secret is named by its variable, never shown', async () => {
  const github = await githubWorld();
  onTestFinished(() => github.close());
  const cli = cliWorld();
  const own = { type: 'github', name: 'payments', repo: 'acme/paymnts', baseUrl: github.url, token: { env: 'GITHUB_TOKEN' } };
  const other = { ...own, name: 'other', repo: github.repo, token: { env: 'OTHER_TOKEN' } };
  await cli.write('closeout.config.json', JSON.stringify({ trackers: [own, other], routes: [{ match: {}, tracker: 'payments' }] }));
  await cli.run('init');
  const { code, stdout } = await cli.runWith({ env: { GITHUB_TOKEN: github.token, OTHER_TOKEN: '' }, clock: systemClock }, 'doctor');
  expect(code).toBe(78);
  expect(stdout).toContain('environment OTHER_TOKEN\n  WRONG   empty; needed by tracker other\n');
  expect(stdout).toContain('the repository acme/paymnts is not there, or hidden from the token');
  expect(stdout).toContain('tracker other\n  unknown not asked: OTHER_TOKEN is not set');
  expect(stdout).not.toContain(github.token);
});

test('a configuration with mistakes, a database that is not there, a folder that cannot be written: each ends with 78', async () => {
  const broken = cliWorld();
  await broken.write('closeout.config.json', JSON.stringify({ timeZone: 'Mars/Olympus', trackers: [{ type: 'jira' }] }));
  const { code, stdout } = await broken.run('doctor');
  expect([code, /timeZone/.test(stdout), /trackers\[0\]\.host/.test(stdout), /1 thing is wrong/.test(stdout)]).toEqual([
    78,
    true,
    true,
    true,
  ]);

  const empty = cliWorld();
  const missing = await empty.run('doctor');
  expect(missing.code).toBe(78);
  expect(missing.stdout).toMatch(/WRONG +.*closeout\.db.*\n +to do: .*`init`/);
  expect(missing.stdout).toContain('there is no configuration');

  const { run, cli } = await withJira(
    {},
    {},
    { channels: [{ type: 'file', path: 'blocked/{week}.html', format: 'html', for: ['report'] }] },
  );
  expect((await run('doctor')).stdout).toContain('blocked/{week}.html can be written');
  await cli.write('blocked', 'a file, no folder');
  const blocked = await run('doctor');
  expect([blocked.code, /blocked cannot be written to/.test(blocked.stdout)]).toEqual([78, true]);
});

test('--json is one document with the code, the message and the remedy of each check', async () => {
  const { json } = await withJira({}, { project: 'NOPE' });
  const { version, wrong, checks } = await json();
  expect([version, wrong]).toEqual([1, 1]);
  expect(checks.find(({ state }) => state === 'wrong')).toEqual({
    area: 'tracker',
    subject: 'ops',
    state: 'wrong',
    code: 'project',
    message: expect.stringContaining('the project NOPE is not there'),
    remedy: 'correct "project", or give the account the permission "Browse Projects" in NOPE',
  });
});
