import { createHmac } from 'node:crypto';
import { instantAt, memoryStore, parseConfig, planAdd } from '@closeout/core';
import { runSync, SYNC_EVERYTHING, type SyncWorld } from '@closeout/core/sync';
import { expect, onTestFinished, test } from 'vitest';
import { webhookEndpoint } from '../../examples/github-webhook.ts';
import { machineClock } from '../support/counted-sync.ts';
import { trackerOnto } from '../support/github-contract-world.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';

const SECRET = 'known to GitHub and to us';

async function worldOnto(github: GithubWorld): Promise<SyncWorld> {
  const own = { type: 'github', name: 'payments', repo: github.repo, baseUrl: github.url, token: { env: 'NONE' } };
  const parsed = parseConfig({ trackers: [own] });
  const [tracker] = parsed.ok ? parsed.config.trackers : [];
  if (!parsed.ok || tracker === undefined) throw new Error(JSON.stringify(parsed));
  const store = memoryStore({ clock: machineClock, timeZone: 'UTC', entropy: () => crypto.getRandomValues(new Uint8Array(16)) });
  const world: SyncWorld = {
    store,
    targets: [{ config: tracker, tracker: trackerOnto(github, { since: instantAt(Date.now()) }) }],
    config: parsed.config,
    clock: machineClock,
    holder: 'example',
    isDead: () => false,
    progress: () => {},
    signal: new AbortController().signal,
  };
  const options = { config: parsed.config, today: machineClock.today('UTC'), by: 'maria' };
  const planned = planAdd(await store.snapshot(), { title: 'Alert on the queue' }, options);
  if (!planned.ok) throw new Error(planned.fault.message);
  await store.commit(planned.value, { actor: 'maria' });
  await runSync(world, SYNC_EVERYTHING);
  return world;
}

test('a colleague’s edit arrives with its webhook; a forged one is refused', async () => {
  const github = await githubWorld();
  onTestFinished(github.close);
  const world = await worldOnto(github);
  const answer = webhookEndpoint(world, { secret: SECRET });
  await github.person('PATCH', `/repos/${github.repo}/issues/1`, { title: 'Alert on the age of the queue' });
  const issue = await github.person('GET', `/repos/${github.repo}/issues/1`);
  const repository = { full_name: github.repo, url: `${github.url}/repos/${github.repo}` };
  const body = JSON.stringify({ action: 'edited', issue, repository });
  const deliver = async (secret: string) => {
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = {
      'x-hub-signature-256': signature,
      'x-github-event': 'issues',
      'x-github-delivery': 'd-1',
      'content-type': 'application/json',
    };
    return (await answer(new Request('http://localhost/github', { method: 'POST', headers, body }))).status;
  };
  const titles = async () => (await world.store.snapshot()).items.map(({ title }) => title);
  expect([await deliver('guessed'), await titles()]).toEqual([401, ['Alert on the queue']]);
  expect([await deliver(SECRET), await titles()]).toEqual([202, ['Alert on the age of the queue']]);
});
