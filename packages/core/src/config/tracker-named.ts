import type { TrackerName } from '../model/mirror.ts';
import type { Config, TrackerConfig } from './config.ts';
import { githubTrackerName, jiraTrackerName } from './tracker-name.ts';

/** The configuration of the tracker that a link names by host and place, or `null` when it is configured no more. */
export function trackerNamed(name: TrackerName, config: Pick<Config, 'trackers'>): TrackerConfig | null {
  return config.trackers.find((tracker) => nameOf(tracker) === name) ?? null;
}

function nameOf(tracker: TrackerConfig): TrackerName {
  switch (tracker.type) {
    case 'github':
      return githubTrackerName(tracker);
    case 'jira':
      return jiraTrackerName(tracker);
    case 'custom':
      return tracker.tracker.name;
  }
}
