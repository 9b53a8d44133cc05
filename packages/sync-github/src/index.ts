export { type GithubTrackerOptions, githubTracker, githubTrackerName } from './tracker.ts';
