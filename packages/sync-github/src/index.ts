export { type CheckGithubOptions, checkGithub } from './check.ts';
export type { GithubApp } from './credentials.ts';
export { type GithubTrackerOptions, githubTracker } from './tracker.ts';
export { githubTrackerName } from './tracker-name.ts';
export { type Delivery, type GithubWebhookOptions, githubWebhook, hintOf, type Received } from './webhook.ts';
