import type { TrackerName } from '../model/mirror.ts';
import type { Config, TrackerConfig } from './config.ts';

/** The configuration of the tracker that a link names by host and place, or `null` when it is configured no more. */
export function trackerNamed(name: TrackerName, config: Pick<Config, 'trackers'>): TrackerConfig | null {
  return config.trackers.find((tracker) => names(tracker, name)) ?? null;
}

function names(tracker: TrackerConfig, name: TrackerName): boolean {
  switch (tracker.type) {
    case 'github':
      return /^github:/.test(name) && name.split(/[:/]/).slice(-2).join('/').toLowerCase() === tracker.repo.toLowerCase();
    case 'jira':
      return /^jira:/.test(name) && name.endsWith(`/${tracker.project}`);
    case 'custom':
      return tracker.tracker.name === name;
  }
}
