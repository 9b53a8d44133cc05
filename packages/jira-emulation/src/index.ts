export {
  type JiraEmulation,
  type JiraEmulationOptions,
  type Limit,
  type LoggedRequest,
  startJiraEmulation,
} from './jira-emulation.ts';
export type { Json, JsonObject } from './json.ts';
export type { Person } from './person.ts';
export type {
  EmulatedField,
  EmulatedIssue,
  EmulatedProject,
  EmulatedStatus,
  EmulatedTransition,
  EmulatedUser,
  JiraLimits,
  JiraSiteConfig,
  JiraSiteOptions,
} from './site-options.ts';
