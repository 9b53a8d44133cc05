import { type JiraEmulation, startJiraEmulation } from '@closeout/jira-emulation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';
import { type CliWorld, cliWorld, type Ran } from './cli-world.ts';

let github: GithubWorld;
let jira: JiraEmulation;
let cli: CliWorld;
let run: (...argv: readonly string[]) => Promise<Ran>;

interface MirrorsJson {
  readonly changed: boolean;
  readonly items: readonly {
    readonly id: string;
    readonly wish: unknown;
    readonly links: readonly { readonly key: string; readonly state: string }[];
  }[];
}

beforeEach(async () => {
  github = await githubWorld();
  jira = await startJiraEmulation();
  cli = cliWorld();
  const trackers = [
    { type: 'github', name: 'payments', repo: github.repo, baseUrl: github.url, token: { env: 'GITHUB_TOKEN' } },
    {
      type: 'jira',
      name: 'ops',
      host: jira.url,
      project: 'OPS',
      issueType: 'Task',
      email: { env: 'JIRA_EMAIL' },
      token: { env: 'JIRA_TOKEN' },
    },
  ];
  await cli.write('closeout.config.json', JSON.stringify({ trackers, routes: [{ match: {}, tracker: 'payments' }] }));
  const env = { GITHUB_TOKEN: github.token, JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token };
  run = (...argv) => cli.runWith({ clock: systemClock, env }, ...argv);
  expect((await run('init', '--sandbox')).code).toBe(0);
  await run('add', 'Alert on the depth of the queue');
});

afterEach(async () => {
  await github.close();
  await jira.close();
});

async function json(...argv: readonly string[]): Promise<MirrorsJson> {
  const { code, stdout, stderr } = await run('--json', ...argv);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^(?:Nothing to do: .*\n)?$/)]);
  return JSON.parse(stdout);
}

async function linksOf(id: string) {
  const { items } = JSON.parse((await run('--json', 'list', '--all')).stdout) as {
    readonly items: readonly {
      readonly id: string;
      readonly links: readonly { readonly tracker: string; readonly key: string; readonly state: string }[];
    }[];
  };
  return items.find((item) => item.id === id)?.links.map(({ tracker, key, state }) => `${tracker.split(':')[0]} ${key} ${state}`);
}

const issue = (key: string) =>
  github.person('GET', `/repos/${github.repo}/issues/${key}`) as Promise<{
    readonly state: string;
    readonly html_url: string;
    readonly state_reason: string;
  }>;

describe('what a person says of mirrors', () => {
  it('link: the next sync adopts the issue; who has one is told how to go about it', async () => {
    const { html_url: url } = (await github.person('POST', `/repos/${github.repo}/issues`, { title: 'By hand' })) as {
      readonly html_url: string;
    };
    const dry = await run('link', 'AI-1', url, '--dry-run');
    expect([dry.stdout, dry.stderr]).toEqual([`AI-1  adopts ${url} with the next sync\n`, 'A dry run: nothing was recorded.\n']);
    expect(await json('link', 'AI-1', url)).toMatchObject({
      changed: true,
      items: [{ id: 'AI-1', wish: { want: 'adopt', url }, links: [] }],
    });
    expect(await json('link', 'AI-1', url)).toMatchObject({ changed: false });
    expect((await run('sync')).stdout).toMatch(/payments: 1 adopted/);
    expect(await linksOf('AI-1')).toEqual(['github 1 live']);
    const again = await run('link', 'AI-1', '--create');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('closeout move AI-1')]);
    await run('add', 'Another');
    expect((await run('link', 'AI-2', url)).stderr).toContain('one issue, one item');
  });

  it('unlink and link --create: first no issue ever again, then a new one, the old one closed', async () => {
    await run('sync');
    expect((await run('unlink', 'AI-1')).stdout).toMatch(/^AI-1 {2}is no longer linked to .*\/1; no sync creates another issue\n$/);
    await run('edit', 'AI-1', '--priority', 'P0');
    expect((await run('sync')).stdout).toMatch(/payments: nothing to do/);
    expect((await issue('1')).state).toBe('open');
    const wished = await run('link', 'AI-1', '--create');
    expect(wished.stdout).toMatch(/gets a new issue with the next sync\nAI-1 {2}.*\/1 is closed as a duplicate first/);
    expect((await run('sync')).code).toBe(0);
    expect(await linksOf('AI-1')).toEqual(['github 2 live']);
    // The emulation takes no `duplicate`, as older servers do.
    expect(await issue('1')).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
  });

  it('move: several items get their next issue in another tracker, and come back', async () => {
    await run('add', 'Another');
    await run('sync');
    const moved = await run('move', 'AI-1', 'AI-2', 'ops');
    expect(moved.stdout).toMatch(/AI-1 {2}gets its issue in ops with the next sync; .*\/1 is closed as a duplicate first\nAI-2/);
    expect((await run('sync')).code).toBe(0);
    expect(await linksOf('AI-1')).toEqual(['github 1 tombstone', 'jira OPS-1 live']);
    expect(await linksOf('AI-2')).toEqual(['github 2 tombstone', 'jira OPS-2 live']);
    const back = await cli.runWith({ clock: systemClock, typed: 'AI-1 AI-2\n' }, 'move', '-', 'payments');
    expect(back.code).toBe(0);
    const env = { GITHUB_TOKEN: github.token, JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token };
    expect((await cli.runWith({ clock: systemClock, env }, 'sync')).code).toBe(0);
    expect(await linksOf('AI-2')).toEqual(['github 4 live', 'jira OPS-2 tombstone']);
    const nowhere = await run('move', 'AI-1', 'paymets');
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('Did you mean payments?')]);
  });

  it.each([
    [['link', 'AI-1'], 'closeout link AI-7 --create'],
    [['link', 'AI-1', 'issue 12'], 'closeout link AI-7 --create'],
    [['link', 'https://github.com/a/b/issues/1', 'AI-1'], 'AI-7'],
    [['move', 'AI-1'], 'closeout move AI-7 ops'],
  ])('%j is wrong usage', async (argv, remedy) => {
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([64, expect.stringContaining(remedy)]);
  });
});
