export { type CheckGithubOptions, checkGithub } from './check.ts';
export type { GithubApp } from './credentials.ts';
export { type GithubTrackerOptions, githubTracker, githubTrackerName } from './tracker.ts';
