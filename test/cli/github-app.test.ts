import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { APP, APP_LOGIN, githubAppEmulator } from '../support/github-app-emulator.ts';
import { cliWorld, type Ran } from './cli-world.ts';

/** A workspace whose only tracker is reached as a GitHub App. */
async function asApp(privateKey: string): Promise<{ readonly url: string; run(...argv: readonly string[]): Promise<Ran> }> {
  const { url, close } = await githubAppEmulator({ issues: 'write', metadata: 'read' });
  onTestFinished(close);
  const cli = cliWorld();
  const { appId, installationId } = APP;
  const app = { appId, installationId, privateKey: { env: 'APP_KEY' } };
  const trackers = [{ type: 'github', name: 'payments', repo: 'acme/payments', baseUrl: url, app }];
  await cli.write('closeout.config.json', JSON.stringify({ trackers }));
  const run = (...argv: readonly string[]) => cli.runWith({ clock: systemClock, env: { APP_KEY: privateKey } }, ...argv);
  expect((await run('init', '--sandbox')).code).toBe(0);
  await run('add', 'Alert on the depth of the queue', '--priority', 'P1');
  return { url, run };
}

test('a sync as a GitHub App makes the issue as its bot, and the next one has nothing to do', async () => {
  const { url, run } = await asApp(APP.privateKey);
  const first = await run('sync');
  expect([first.code, first.stderr, first.stdout]).toEqual([0, '', expect.stringContaining('payments: 1 created')]);
  const answer = await fetch(`${url}/repos/acme/payments/issues`, { headers: { authorization: 'token token-of-ada' } });
  expect(await answer.json()).toMatchObject([{ title: 'Alert on the depth of the queue', user: { login: APP_LOGIN } }]);
  expect((await run('sync')).stdout).toContain('payments: nothing to do');
});

test('the doctor says as whom a GitHub App writes', async () => {
  const { run } = await asApp(APP.privateKey);
  expect((await run('doctor')).stdout).toContain(`signed in as ${APP_LOGIN}`);
});

test('a key that is none is named by its tracker, and never shown', async () => {
  const { run } = await asApp('sesame open up for all of us');
  for (const command of ['sync', 'doctor']) {
    const { code, stdout, stderr } = await run(command);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain('not the PEM text of an RSA key');
    expect(stdout + stderr).not.toContain('sesame');
  }
});
