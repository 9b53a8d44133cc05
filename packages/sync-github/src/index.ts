export { type CheckGithubOptions, checkGithub } from './check.ts';
export { type GithubTrackerOptions, githubTracker, githubTrackerName } from './tracker.ts';
