import { type IssueKey, instantAt, type PlainDate, type Tracker } from '@closeout/core';
import type { OpenTracker, PersonEdit } from '@closeout/core/contract';
import { type GithubTrackerOptions, githubTracker } from '@closeout/sync-github';
import { GITHUB_LOGINS } from './github-emulator.ts';
import type { GithubKnobs } from './github-proxy.ts';
import { type GithubWorld, githubWorld } from './github-world.ts';

/** The machine's clock. */
export const realClock = { now: () => instantAt(Date.now()), today: () => new Date().toISOString().slice(0, 10) as PlainDate };

/** The GitHub tracker as the command line would make it, onto `world`. */
export function trackerOnto(world: Pick<GithubWorld, 'repo' | 'url' | 'token'>, over: Partial<GithubTrackerOptions> = {}): Tracker {
  return githubTracker({
    repo: world.repo,
    baseUrl: world.url,
    token: world.token,
    labelPrefix: 'closeout/',
    overlapSeconds: 900,
    since: instantAt(Date.now()),
    clock: realClock,
    ...over,
  });
}

/** What the tracker contract needs of GitHub: the emulation behind the proxy, and Ada's hands. */
export async function openGithub(knobs: Partial<GithubKnobs> = {}): Promise<OpenTracker> {
  const world = await githubWorld({ knobs });
  const path = (key: IssueKey) => `/repos/${world.repo}/issues/${key.key}`;
  const text = async (key: IssueKey) => {
    const issue = await world.person('GET', path(key));
    return typeof issue === 'object' && issue !== null && 'body' in issue && typeof issue.body === 'string' ? issue.body : '';
  };
  return {
    tracker: trackerOnto(world),
    assignable: GITHUB_LOGINS.person,
    text,
    edit: async (key, edit) => {
      if (edit.addLabel !== undefined) await world.person('POST', `${path(key)}/labels`, { labels: [edit.addLabel] });
      const body = edit.addText === undefined ? {} : { body: `${await text(key)}\r\n\r\n${edit.addText}` };
      const title = edit.title === undefined ? {} : { title: edit.title };
      const state = edit.status === undefined ? {} : STATES[edit.status];
      await world.person('PATCH', path(key), { ...title, ...body, ...state });
    },
    settle: () => new Promise((resolve) => setTimeout(resolve, knobs.listLagMs ?? 0)),
    close: world.close,
  };
}

const STATES: Readonly<Record<NonNullable<PersonEdit['status']>, object>> = {
  open: { state: 'open' },
  done: { state: 'closed', state_reason: 'completed' },
  dropped: { state: 'closed', state_reason: 'not_planned' },
};
