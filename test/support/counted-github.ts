import { instantAt, type Store } from '@closeout/core';
import type { GithubTrackerOptions } from '@closeout/sync-github';
import { type CountedSync, countedSync, machineClock } from './counted-sync.ts';
import { trackerOnto } from './github-contract-world.ts';
import { GITHUB_LOGINS } from './github-emulator.ts';
import { type GithubWorld, githubWorld } from './github-world.ts';

/** Syncs with the emulated GitHub: what was asked, and a colleague's hands. */
export interface CountedGithub extends CountedSync {
  readonly github: GithubWorld;
  /** `GET /issues 200` for each request since the last call, without query and repository. */
  asked(): readonly string[];
  /** A colleague renames the issues of these numbers. */
  rename(numbers: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

export async function openCountedGithub(
  options: Partial<GithubTrackerOptions> & { readonly store?: Store; readonly at?: GithubWorld } = {},
): Promise<CountedGithub> {
  const { store, at, ...over } = options;
  const github = at ?? (await githubWorld());
  const tracker = trackerOnto(github, { since: instantAt(Date.now()), clock: machineClock, ...over });
  const own = { type: 'github', repo: github.repo, baseUrl: github.url, token: { env: 'NONE' } };
  const people = { maria: { github: GITHUB_LOGINS.person }, raj: { github: GITHUB_LOGINS.closeout } };
  const sync = await countedSync({
    tracker,
    own,
    people,
    clock: machineClock,
    labelPrefix: over.labelPrefix ?? 'closeout/',
    ...(store === undefined ? {} : { store }),
  });
  return {
    ...sync,
    github,
    asked: () => {
      const lines = github
        .log()
        .map(({ method, path, status }) => `${method} ${path.replace(/\?.*/, '').replace(`/repos/${github.repo}`, '')} ${status}`);
      github.forget();
      return lines;
    },
    rename: async (numbers) => {
      for (const n of numbers) await github.person('PATCH', `/repos/${github.repo}/issues/${n}`, { title: `Renamed there, ${n}` });
    },
    close: () => github.close(),
  };
}
