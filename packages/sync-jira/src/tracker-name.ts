export { jiraTrackerName } from '@closeout/core';
