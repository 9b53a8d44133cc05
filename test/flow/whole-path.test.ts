import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JiraEmulation, startJiraEmulation } from '@closeout/jira-emulation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { type CliWorld, cliWorld, type Ran } from '../cli/cli-world.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';
import { startCli } from './cli-process.ts';

const SAMPLES = fileURLToPath(new URL('../../examples/postmortems/', import.meta.url));

let github: GithubWorld;
let jira: JiraEmulation;
let cli: CliWorld;
let run: (...argv: readonly string[]) => Promise<Ran>;

interface TrackerJson {
  readonly name: string;
  readonly requests: number;
  readonly created: number;
  readonly adopted: number;
  readonly updated: number;
  readonly pulled: number;
}

beforeEach(async () => {
  github = await githubWorld();
  jira = await startJiraEmulation();
  cli = cliWorld();
  await cp(SAMPLES, join(cli.folder, 'postmortems'), { recursive: true });
  await cli.write(
    'closeout.config.json',
    JSON.stringify({
      people: { maria: { github: 'ada', team: 'payments' } },
      trackers: [
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
      ],
      routes: [
        { match: { team: 'payments' }, tracker: 'payments' },
        { match: {}, tracker: 'ops' },
      ],
    }),
  );
  const env = { GITHUB_TOKEN: github.token, JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token };
  run = (...argv) => cli.runWith({ clock: systemClock, env }, ...argv);
  expect((await run('init', '--sandbox')).code).toBe(0);
});

afterEach(async () => {
  await github.close();
  await jira.close();
});

async function synced(...argv: readonly string[]): Promise<readonly TrackerJson[]> {
  const { code, stdout, stderr } = await run('--json', ...argv, 'sync');
  expect(code, stderr + stdout).toBe(0);
  return JSON.parse(stdout).trackers;
}

async function items(...argv: readonly string[]) {
  const { stdout } = await run('--json', 'list', '--all', ...argv);
  return JSON.parse(stdout).items as readonly {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly links: readonly { readonly tracker: string; readonly key: string; readonly url: string }[];
  }[];
}

const changes = ({ created, adopted, updated, pulled }: TrackerJson) => created + adopted + updated + pulled;

describe('from a postmortem to its issues and into the report', () => {
  it('imports proposals that nothing is created for, until they are accepted', async () => {
    expect((await run('import', 'postmortems')).code).toBe(0);
    const again = await run('import', 'postmortems');
    expect(again.stdout).toContain('nothing new');
    const plan = JSON.parse((await run('--json', 'plan')).stdout);
    expect(plan.changes).toEqual([]);
    expect(plan.waiting).toBeGreaterThan(15);
    expect((await run('plan')).stdout).toContain('proposals wait for triage');
    expect((await synced()).map(changes)).toEqual([0, 0]);
  });

  it('mirrors what was accepted once, brings back what people do there, and says what is late', async () => {
    await run('import', '--accept', 'postmortems');
    const plan: { readonly changes: readonly { readonly kind: string; readonly tracker: string }[] } = JSON.parse(
      (await run('--json', 'plan')).stdout,
    );
    expect(plan.changes.every(({ kind }) => kind === 'create')).toBe(true);
    expect([...new Set(plan.changes.map(({ tracker }) => tracker.split(':')[0]))].sort()).toEqual(['github', 'jira']);
    const first = await synced();
    expect(Math.min(...first.map(({ created }) => created))).toBeGreaterThan(2);
    expect(first.reduce((sum, { created }) => sum + created, 0)).toBe((await items('--status', 'open')).length);
    const quiet = await synced();
    expect(quiet.map(changes)).toEqual([0, 0]);
    expect(quiet.map(({ requests }) => requests)).toEqual([1, 1]);

    const mirrored = await items('--status', 'open');
    const [inGithub] = mirrored.filter(({ links }) => links[0]?.tracker.startsWith('github:'));
    const [inJira, another] = mirrored.filter(({ links }) => links[0]?.tracker.startsWith('jira:'));
    await github.person('PATCH', `/repos/${github.repo}/issues/${inGithub?.links[0]?.key}`, {
      state: 'closed',
      state_reason: 'not_planned',
    });
    jira.person.transition(inJira?.links[0]?.key ?? '', 'Done');
    jira.person.setSummary(another?.links[0]?.key ?? '', 'Named better');
    const back = await synced();
    expect(back.map(({ pulled, updated }) => [pulled, updated])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    const after = new Map((await items()).map((item) => [item.id, item]));
    expect(after.get(inGithub?.id ?? '')?.status).toBe('cancelled');
    expect(after.get(inJira?.id ?? '')?.status).toBe('done');
    expect(after.get(another?.id ?? '')?.title).toBe('Named better');

    await run('edit', another?.id ?? '', '--priority', 'P0');
    const there = await synced();
    expect(there.map(({ updated }) => updated)).toEqual([0, 1]);
    expect((await synced()).map(changes)).toEqual([0, 0]);

    const later = '2027-06-01';
    const overdue = JSON.parse((await run('--today', later, '--json', 'overdue')).stdout).items as readonly {
      readonly id: string;
      readonly daysOverdue: number;
    }[];
    expect(overdue.map(({ id }) => id)).toContain(another?.id);
    expect(overdue.map(({ id }) => id)).not.toContain(inJira?.id);
    const report = await run('--today', later, 'report', 'weekly', '--format', 'markdown');
    for (const { id } of overdue) expect(report.stdout).toContain(id);
    expect((await run('--today', later, 'overdue', '--exit-code')).code).toBe(2);
  });

  it('adopts the issue that an item names, instead of creating a second one', async () => {
    const made = (await github.person('POST', `/repos/${github.repo}/issues`, { title: 'Found by hand', body: 'My own words.' })) as {
      readonly html_url: string;
      readonly number: number;
    };
    await cli.write(
      'adopt.md',
      `# Ledger down\n\nStart: 2026-03-02 09:00 UTC\n\n## Action items\n\n- Add an alert on ledger lag ([issue](${made.html_url}))\n`,
    );
    await run('import', '--team', 'payments', 'adopt.md');
    const [payments] = await synced();
    expect(payments).toMatchObject({ created: 0, adopted: 1 });
    const [item] = await items();
    expect(item).toMatchObject({ title: 'Found by hand', links: [{ key: String(made.number) }] });
    const issue = (await github.person('GET', `/repos/${github.repo}/issues/${made.number}`)) as { readonly body: string };
    expect(issue.body).toContain('My own words.');
    expect((await synced()).map(changes)).toEqual([0, 0]);
  });

  it('lets one sync at a time write: the second says so and may be tried later', async () => {
    await run('import', '--accept', 'postmortems');
    github.set({ delayMs: 150 });
    const env = { GITHUB_TOKEN: github.token, JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token };
    const both = [startCli(['sync'], { cwd: cli.folder, env }), startCli(['sync'], { cwd: cli.folder, env })];
    const ended = await Promise.all(both.map(({ ended }) => ended));
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 75]);
    expect(ended.find(({ code }) => code === 75)?.stderr).toMatch(/another sync is writing/);
    expect((await synced()).map(changes)).toEqual([0, 0]);
  });

  it('carries out a plan from a file as it stands there, and refuses it once something that it names has moved', async () => {
    await run('import', '--accept', 'postmortems/2026-02-03-checkout-outage.md');
    await run('plan', '--out', 'plan.json');
    await run('edit', 'AI-1', '--title', 'Something else');
    const stale = await run('apply', 'plan.json');
    expect([stale.code, stale.stderr]).toEqual([75, expect.stringContaining('moved since')]);
    expect((await github.person('GET', `/repos/${github.repo}/issues?state=all`)) as unknown[]).toEqual([]);
    await run('plan', '--out', 'plan.json');
    await run('add', 'What nobody looked at', '--team', 'payments');
    expect((await run('apply', 'plan.json')).code).toBe(0);
    expect((await synced()).map(changes)).toEqual([1, 0]);
  });
});
