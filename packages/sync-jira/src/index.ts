export { type CheckJiraOptions, checkJira } from './check.ts';
export type { JiraAuth, JiraTrackerOptions } from './options.ts';
export { jiraTracker } from './tracker.ts';
export { jiraTrackerName } from './tracker-name.ts';
export { hintOf, type JiraWebhookOptions, jiraWebhook } from './webhook.ts';
