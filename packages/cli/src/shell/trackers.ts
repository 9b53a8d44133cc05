import type { Config, GithubTrackerConfig, Instant, JiraTrackerConfig, Tracker, TrackerConfig } from '@closeout/core';
import type { SyncTarget } from '@closeout/core/sync';
import { wrongUsage } from './failure.ts';
import { githubToken } from './github-token.ts';
import { jiraAuth } from './jira-auth.ts';
import { secretOf } from './secret.ts';
import type { Session } from './session.ts';

/** A tracker ready to be called, and how many requests it has sent so far. */
export interface ConnectedTracker extends SyncTarget {
  requests(): number;
}

/** Connects the configured trackers, or the one of that name. Loads only the adapters that are used; sends nothing yet. */
export async function connectTrackers(session: Session, only?: string): Promise<readonly ConnectedTracker[]> {
  const config = await session.config();
  const store = await session.store();
  const chosen = config.trackers.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0 && only !== undefined) {
    const names = config.trackers.map(({ name }) => name);
    throw wrongUsage(
      `no tracker is named ${JSON.stringify(only)}`,
      names.length === 0 ? 'the configuration names no trackers' : `there are: ${names.join(', ')}`,
    );
  }
  const connected: ConnectedTracker[] = [];
  for (const tracker of chosen) connected.push(await connect(session, { tracker, config, since: store.workspace.createdAt }));
  return connected;
}

interface Connecting {
  readonly tracker: TrackerConfig;
  readonly config: Config;
  readonly since: Instant;
}

async function connect(session: Session, { tracker, ...rest }: Connecting): Promise<ConnectedTracker> {
  switch (tracker.type) {
    case 'github':
      return github(session, { tracker, ...rest });
    case 'jira':
      return jira(session, { tracker, ...rest });
    case 'custom':
      return { config: tracker, ...counted(tracker.tracker) };
  }
}

async function github(
  session: Session,
  { tracker, config, since }: Connecting & { readonly tracker: GithubTrackerConfig },
): Promise<ConnectedTracker> {
  const token = githubToken(tracker, (secret) => secretOf(session, secret, `tracker ${tracker.name}`));
  const { githubTracker } = await import('@closeout/sync-github');
  const transport = countingFetch();
  const { labelPrefix, overlapSeconds } = config.sync;
  const { repo, baseUrl } = tracker;
  const made = githubTracker({ repo, baseUrl, token, labelPrefix, overlapSeconds, since, clock: session.clock, fetch: transport.fetch });
  return { config: tracker, tracker: made, requests: transport.requests };
}

async function jira(
  session: Session,
  { tracker, config, since }: Connecting & { readonly tracker: JiraTrackerConfig },
): Promise<ConnectedTracker> {
  const auth = jiraAuth(tracker, (secret) => secretOf(session, secret, `tracker ${tracker.name}`));
  const { jiraTracker } = await import('@closeout/sync-jira');
  const transport = countingFetch();
  const { host, site, project, issueType, statuses, resolutions, priorities, transitionFields, fields } = tracker;
  const made = jiraTracker({
    host,
    site,
    project,
    issueType,
    auth,
    statuses,
    resolutions,
    priorities,
    transitionFields,
    fields,
    overlapSeconds: config.sync.overlapSeconds,
    since,
    clock: session.clock,
    fetch: transport.fetch,
  });
  return { config: tracker, tracker: made, requests: transport.requests };
}

function countingFetch(): { readonly fetch: typeof fetch; readonly requests: () => number } {
  let count = 0;
  return {
    fetch: (input, init) => {
      count += 1;
      return fetch(input, init);
    },
    requests: () => count,
  };
}

/** A tracker of somebody else's counts by its calls: what it sends is its own affair. */
function counted(tracker: Tracker): { readonly tracker: Tracker; readonly requests: () => number } {
  let count = 0;
  const counting = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    count += 1;
    return answer;
  };
  const { name, createsAtOnce } = tracker;
  return {
    tracker: {
      name,
      createsAtOnce,
      pull: (cursor, options) => counting(tracker.pull(cursor, options)),
      read: (keys) => counting(tracker.read(keys)),
      find: (markers, since) => counting(tracker.find(markers, since)),
      create: (drafts) => counting(tracker.create(drafts)),
      update: (key, patch, options) => counting(tracker.update(key, patch, options)),
    },
    requests: () => count,
  };
}
