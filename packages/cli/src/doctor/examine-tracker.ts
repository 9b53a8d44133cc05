import type { Check, Config, TrackerConfig } from '@closeout/core';
import { githubSecret, githubToken } from '../shell/github-token.ts';
import { jiraAuth } from '../shell/jira-auth.ts';
import type { Session } from '../shell/session.ts';

/** Asks a tracker for everything that a sync needs of it; what needs a secret that is not there is left unknown. */
export async function examineTracker(
  { io }: Session,
  { tracker, config }: { readonly tracker: TrackerConfig; readonly config: Config },
): Promise<readonly Check[]> {
  switch (tracker.type) {
    case 'github': {
      const { env } = githubSecret(tracker);
      if (!io.env[env]) return [withoutSecret(env)];
      const token = githubToken(tracker, (secret) => io.env[secret.env] ?? '');
      const { checkGithub } = await import('@closeout/sync-github');
      const { repo, baseUrl } = tracker;
      const { labelPrefix } = config.sync;
      return checkGithub({ repo, baseUrl, token, labelPrefix, clock: io.clock, people: accountsOf(config, 'github') });
    }
    case 'jira': {
      const missing = [tracker.email, tracker.token].find((secret) => secret !== null && !io.env[secret.env]);
      if (missing) return [withoutSecret(missing.env)];
      const { checkJira } = await import('@closeout/sync-jira');
      const { host, site, project, issueType, statuses, resolutions, priorities, transitionFields, fields } = tracker;
      const mapping = { statuses, resolutions, priorities, transitionFields, fields };
      const auth = jiraAuth(tracker, ({ env }) => io.env[env] ?? '');
      const people = accountsOf(config, 'jira');
      return checkJira({ host, site, project, issueType, auth, ...mapping, people, clock: io.clock });
    }
    case 'custom': {
      const message = 'a tracker of your own is not looked into';
      return [{ state: 'unknown', code: 'custom-tracker', message, remedy: 'judge it with trackerContract of @closeout/core/contract' }];
    }
  }
}

function withoutSecret(name: string): Check {
  return { state: 'unknown', code: 'not-asked', message: `not asked: ${name} is not set`, remedy: `set ${name}, then run doctor again` };
}

function accountsOf({ people }: Config, kind: 'github' | 'jira'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(people).flatMap(([name, person]) => {
      const account = person[kind];
      return account === null ? [] : [[name, account]];
    }),
  );
}
