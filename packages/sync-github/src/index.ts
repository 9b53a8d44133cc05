export { type CheckGithubOptions, checkGithub } from './check.ts';
export type { GithubApp } from './credentials.ts';
export { type GithubTrackerOptions, githubTracker } from './tracker.ts';
export { githubTrackerName } from './tracker-name.ts';
export { type GithubWebhookOptions, githubWebhook, hintOf } from './webhook.ts';
