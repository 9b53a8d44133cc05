import { startJiraEmulation } from '@closeout/jira-emulation';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { cliWorld } from './cli-world.ts';

const TEAM = { id: 'customfield_10050', name: 'Team', kind: 'option', required: true, options: ['SRE'] } as const;

test('what a tracker refused is shown with its remedy by show and drift, until the configuration mends it', async () => {
  const jira = await startJiraEmulation({ customFields: [TEAM] });
  onTestFinished(() => jira.close());
  const cli = cliWorld();
  const configure = (fields: Readonly<Record<string, string>>) => {
    const email = { env: 'JIRA_EMAIL' };
    const ops = { type: 'jira', name: 'ops', host: jira.url, project: 'OPS', email, token: { env: 'JIRA_TOKEN' }, fields };
    return cli.write('closeout.config.json', JSON.stringify({ trackers: [ops] }));
  };
  const env = { JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token };
  const run = (...argv: readonly string[]) => cli.runWith({ clock: systemClock, env }, ...argv);
  const json = async (...argv: readonly string[]) => JSON.parse((await run('--json', ...argv)).stdout);
  await configure({});
  await run('init', '--sandbox');
  await run('add', 'Alert on the depth of the queue');
  expect((await run('sync')).stdout).toContain('Team is required');

  const known = {
    tracker: expect.stringMatching(/^jira:/),
    field: 'create',
    code: 'required-field',
    message: expect.stringContaining('Team is required'),
    remedy: expect.stringContaining('closeout sync --retry'),
  };
  expect((await json('show', 'AI-1')).items[0].refused).toEqual([known]);
  expect((await run('show', 'AI-1')).stdout).toMatch(/refused +create: .*Team is required.*closeout sync --retry/);
  const drift = await json('drift');
  expect(drift.refused).toEqual([{ ...known, item: 'AI-1', uid: expect.any(String) }]);
  const shown = await run('drift', '--exit-code');
  expect(shown.code).toBe(2);
  expect(shown.stdout).toMatch(/AI-1 {2}refused create\n.*Team is required.*\n.*closeout sync --retry/);
  expect(shown.stdout).not.toContain('Nothing is wrong.');

  await configure({ Team: 'SRE' });
  expect((await run('sync')).stdout).toContain('1 created');
  expect((await json('show', 'AI-1')).items[0].refused).toEqual([]);
  expect((await run('drift', '--exit-code')).code).toBe(0);
});
