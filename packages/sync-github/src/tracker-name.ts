export { githubTrackerName } from '@closeout/core';
