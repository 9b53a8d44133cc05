import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/cli/src/shell/system-clock.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';
import { type CliWorld, cliWorld, type Ran } from './cli-world.ts';

let github: GithubWorld;
let cli: CliWorld;
let run: (...argv: readonly string[]) => Promise<Ran>;

interface DriftJson {
  readonly trackers: readonly { readonly links: number; readonly read: number; readonly requests: number }[];
  readonly drift: readonly { readonly code: string; readonly item: string | null; readonly key: string | null; readonly remedy: string }[];
}

beforeEach(async () => {
  github = await githubWorld();
  cli = cliWorld();
  const payments = { type: 'github', name: 'payments', repo: github.repo, baseUrl: github.url, token: { env: 'GITHUB_TOKEN' } };
  await cli.write('closeout.config.json', JSON.stringify({ trackers: [payments], routes: [{ match: {}, tracker: 'payments' }] }));
  run = (...argv) => cli.runWith({ clock: systemClock, env: { GITHUB_TOKEN: github.token } }, ...argv);
  await run('init', '--sandbox');
  for (const title of ['Alert on the queue', 'Write the runbook', 'Rehearse the failover']) await run('add', title, '--label', 'drill');
  expect((await run('sync')).code).toBe(0);
});

afterEach(() => github.close());

const issues = `/repos/acme/payments/issues`;
const bodyOf = async (key: string) => ((await github.person('GET', `${issues}/${key}`)) as { readonly body: string }).body;
const looked = async (): Promise<DriftJson> => JSON.parse((await run('--json', 'drift')).stdout);

describe('drift', () => {
  it('finds nothing wrong with links in step, in one list and one question who we are', async () => {
    github.forget();
    const { code, stdout } = await run('drift', '--exit-code');
    expect([code, stdout]).toEqual([0, 'payments: 3 links judged (2 requests)\nNothing is wrong.\n']);
    expect(github.log().map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('says what is wrong with each, by codes that stay, and what to do; it writes nothing', async () => {
    await github.person('PATCH', `${issues}/1`, { body: (await bodyOf('1')).replace(/<!-- closeout[^>]*-->/g, '') });
    await github.person('PATCH', `${issues}/2`, { body: (await bodyOf('2')).replace('Tracked as', 'Followed as') });
    await github.person('DELETE', `${issues}/3/labels/closeout%2Fdrill`);
    await github.person('POST', issues, { title: 'Copied', body: await bodyOf('3') });
    await run('edit', 'AI-3', '--owner', 'nobody-there');
    github.forget();
    const { drift } = await looked();
    expect(drift.map(({ item, code, key }) => [item, code, key])).toEqual([
      ['AI-1', 'marker-gone', '1'],
      ['AI-2', 'block-edited', '2'],
      ['AI-3', 'label-gone', '3'],
      ['AI-3', 'unmappable', '3'],
      ['AI-3', 'stranger', '4'],
    ]);
    expect(drift[0]?.remedy).toContain('closeout unlink AI-1');
    expect(github.log().every(({ method }) => method === 'GET')).toBe(true);
    const text = await run('drift', '--exit-code');
    expect(text.code).toBe(2);
    expect(text.stdout).toContain('AI-1  marker-gone\n    the marker was removed from');
  });

  it('reads strongly what the list does not show: absence proves nothing, an answer does', async () => {
    for (const [key, status] of [
      ['1', 410],
      ['2', 404],
      ['3', 301],
    ] as const) {
      github.fault({
        method: 'GET',
        path: `/issues/${key}$`,
        do: { kind: 'answer', status, headers: { location: `${github.url}/repositories/9/issues/7` } },
      });
    }
    github.fault({ method: 'GET', path: '/issues\\?', do: { kind: 'answer', status: 200, body: [] } });
    const { trackers, drift } = await looked();
    expect(trackers).toMatchObject([{ links: 3, read: 3, requests: 6 }]);
    expect(drift.map(({ item, code }) => [item, code])).toEqual([
      ['AI-1', 'deleted'],
      ['AI-2', 'hidden'],
      ['AI-3', 'moved'],
    ]);
    github.fault({ method: 'GET', path: '/issues\\?', do: { kind: 'answer', status: 200, body: [] } });
    expect((await looked()).drift).toEqual([]);
  });

  it('knows our marker under an item that this database does not know', async () => {
    const other = cliWorld();
    const config = JSON.stringify({
      trackers: [{ type: 'github', name: 'payments', repo: github.repo, baseUrl: github.url, token: { env: 'GITHUB_TOKEN' } }],
    });
    await other.write('closeout.config.json', config);
    const runOther = (...argv: readonly string[]) => other.runWith({ clock: systemClock, env: { GITHUB_TOKEN: github.token } }, ...argv);
    await runOther('init', '--sandbox');
    expect(JSON.parse((await runOther('--json', 'drift')).stdout).drift).toEqual([]);
    const body = await bodyOf('1');
    const uid = /[0-9a-f-]{36}(?=[^0-9a-f-]*-->)/.exec(body)?.[0] ?? '';
    const made = { title: 'Of a lost database', body: body.replace(uid, uid.replace(/.$/, uid.endsWith('0') ? '1' : '0')) };
    const answer = await fetch(`${github.url}${issues}`, {
      method: 'POST',
      headers: { authorization: `token ${github.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(made),
    });
    expect(answer.status).toBe(201);
    expect((await looked()).drift.map(({ item, code, key }) => [item, code, key])).toEqual([[null, 'orphan', '4']]);
  });

  it('fails when nobody could be asked', async () => {
    github.fault({ method: 'GET', path: '/issues\\?', do: { kind: 'answer', status: 401, body: { message: 'Bad credentials' } } });
    const { code, stderr } = await run('drift');
    expect([code, stderr]).toEqual([78, expect.stringContaining('payments')]);
  });

  it('lets a link that lost its marker be made again, marker and all', async () => {
    await github.person('PATCH', `${issues}/1`, { body: 'Somebody wrote all of it anew.' });
    expect((await run('sync')).code).toBe(0);
    const url = ((await github.person('GET', `${issues}/1`)) as { readonly html_url: string }).html_url;
    await run('unlink', 'AI-1');
    await run('link', 'AI-1', url);
    expect((await run('sync')).code).toBe(0);
    expect((await looked()).drift).toEqual([]);
    expect(await bodyOf('1')).toMatch(/Somebody wrote all of it anew\.[\s\S]*closeout/);
    expect((await run('sync')).stdout).toContain('nothing to do');
  });
});
