export type {
  ChannelConfig,
  Config,
  CustomTrackerConfig,
  DuePolicy,
  DueRule,
  GithubTrackerConfig,
  JiraTrackerConfig,
  Person,
  Route,
  RouteMatch,
  SecretRef,
  SyncConfig,
  SyncMode,
  Team,
  TrackerConfig,
} from './config/config.ts';
export { configJsonSchema } from './config/config-json-schema.ts';
export type { ConfigProblem } from './config/config-problem.ts';
export type { ConfigInput } from './config/config-schema.ts';
export { defineConfig } from './config/define-config.ts';
export { JOB_NAMES, type JobName } from './config/delivery-schema.ts';
export { nearest } from './config/nearest.ts';
export { parseConfig, parsePeople } from './config/parse-config.ts';
export { routeOf } from './config/route.ts';
