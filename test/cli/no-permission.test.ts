import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { githubWorld } from '../support/github-world.ts';
import { cliWorld } from './cli-world.ts';

test('what a token without push access loses is said once, listed by drift, and made up for when it may', async () => {
  const github = await githubWorld({ knobs: { pushAccess: false } });
  onTestFinished(github.close);
  const cli = cliWorld();
  const trackers = [{ type: 'github', name: 'payments', repo: github.repo, baseUrl: github.url, token: { env: 'GITHUB_TOKEN' } }];
  await cli.write('closeout.config.json', JSON.stringify({ trackers, people: { ada: { github: 'ada' } } }));
  const run = (...argv: readonly string[]) => cli.runWith({ clock: systemClock, env: { GITHUB_TOKEN: github.token } }, ...argv);
  await run('init', '--sandbox');
  for (const n of [1, 2, 3]) await run('add', `Promise ${n}`, '--priority', 'P1', '--owner', 'ada');

  const { stdout } = await run('sync');
  expect(stdout).toContain('payments: 3 created');
  expect(stdout.match(/no permission/g)).toHaveLength(1);
  expect(stdout).toContain('it does not take priority, assignee from this account (AI-1, AI-2, AI-3)');
  expect(stdout).toContain('closeout sync --retry');
  github.forget();
  const quiet = await run('sync');
  expect(github.log().map(({ method }) => method)).toEqual(['GET']);
  expect(quiet.stdout).not.toContain('no permission');

  const drift = JSON.parse((await run('--json', 'drift')).stdout);
  expect(drift.drift.map(({ item, code, field }: { item: string; code: string; field: string }) => [item, code, field])).toEqual(
    ['AI-1', 'AI-2', 'AI-3'].flatMap((item) => ['assignee', 'priority'].map((field) => [item, 'no-permission', field])),
  );

  github.set({ pushAccess: true });
  const retried = await run('sync', '--retry');
  expect([retried.code, retried.stdout]).toEqual([0, expect.stringContaining('3 updated there')]);
  const issue = Object(await github.person('GET', `/repos/${github.repo}/issues/2`));
  expect([issue.labels.map(Object)[0].name, issue.assignees.map(Object)[0].login]).toEqual(['closeout/P1', 'ada']);
  expect(JSON.parse((await run('--json', 'drift')).stdout).drift).toEqual([]);
});
