import { startJiraEmulation } from '@closeout/jira-emulation';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { cliWorld } from './cli-world.ts';

test('two sites with a project of the same key are two trackers: an item moves from one to the other', async () => {
  const [eu, us] = [await startJiraEmulation(), await startJiraEmulation()];
  onTestFinished(async () => {
    await eu.close();
    await us.close();
  });
  const cli = cliWorld();
  const [email, token] = [{ env: 'JIRA_EMAIL' }, { env: 'JIRA_TOKEN' }];
  const trackers = [
    { type: 'jira', name: 'eu', host: eu.url, project: 'OPS', email, token },
    { type: 'jira', name: 'us', host: us.url, project: 'OPS', email, token },
  ];
  await cli.write('closeout.config.json', JSON.stringify({ trackers, routes: [{ match: {}, tracker: 'us' }] }));
  const env = { JIRA_EMAIL: eu.email, JIRA_TOKEN: eu.token };
  const run = (...argv: readonly string[]) => cli.runWith({ clock: systemClock, env }, ...argv);
  await run('init', '--sandbox');
  await run('add', 'Alert on the depth of the queue');
  await run('sync');
  expect((await run('move', 'AI-1', 'eu')).stdout).toContain('gets its issue in eu with the next sync');
  expect((await run('sync')).code).toBe(0);
  expect(us.person.see('OPS-1')).toMatchObject({ status: 'Done', resolution: 'Duplicate' });
  expect(eu.person.see('OPS-1')).toMatchObject({ summary: 'Alert on the depth of the queue', status: 'To Do' });
});
