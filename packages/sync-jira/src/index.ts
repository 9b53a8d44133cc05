export { type CheckJiraOptions, checkJira } from './check.ts';
export type { JiraAuth, JiraTrackerOptions } from './options.ts';
export { jiraTracker } from './tracker.ts';
