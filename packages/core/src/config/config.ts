import type { Activity, Kind, Priority, Resolution, Status } from '../model/item.ts';
import type { SyncField } from '../model/mirror.ts';
import type { PlainDate, Weekday } from '../model/plain-date.ts';
import type { Tracker } from '../tracker/port.ts';

/** A secret by the name of the environment variable that holds it. */
export interface SecretRef {
  readonly env: string;
}

export interface Person {
  readonly github: string | null;
  readonly jira: string | null;
  readonly email: string | null;
  readonly slack: string | null;
  readonly team: string | null;
  readonly manager: string | null;
}

export interface Team {
  readonly lead: string | null;
  readonly services: readonly string[];
  readonly slack: string | null;
}

export interface PaceLimits {
  readonly writesPerMinute: number;
  readonly createsPerHour: number;
}

/** A GitHub App, installed where the repository is. */
export interface GithubAppConfig {
  readonly appId: number;
  readonly installationId: number;
  /** The environment variable that holds the PEM text. */
  readonly privateKey: SecretRef;
}

interface GithubRepository {
  readonly type: 'github';
  readonly name: string;
  /** `owner/repository`. */
  readonly repo: string;
  readonly baseUrl: string;
  readonly settleSeconds: number;
  readonly limits: PaceLimits;
}

/** A repository, with a token of somebody's or with an app. */
export type GithubTrackerConfig = GithubRepository &
  ({ readonly token: SecretRef; readonly app: null } | { readonly token: null; readonly app: GithubAppConfig });

export interface JiraTrackerConfig {
  readonly type: 'jira';
  readonly name: string;
  /** Where the REST API is asked: the site, or `https://api.atlassian.com/ex/jira/<cloud id>`. */
  readonly host: string;
  /** Where people see issues, when that is not below `host`. */
  readonly site: string | null;
  readonly project: string;
  readonly issueType: string;
  readonly email: SecretRef | null;
  readonly token: SecretRef;
  readonly settleSeconds: number;
  /** Status names there → statuses here, where the category does not say enough. */
  readonly statuses: Readonly<Record<string, Exclude<Status, 'proposed'>>>;
  readonly resolutions: Readonly<Record<string, Resolution>>;
  /** Names of priorities there → priorities here, where they are not the common ones. */
  readonly priorities: Readonly<Record<string, Priority>>;
  /** Fields a transition to a status demands: `{ done: { resolution: 'Done' } }`. */
  readonly transitionFields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Further fields by name, set on create. */
  readonly fields: Readonly<Record<string, string>>;
  readonly limits: PaceLimits;
}

/** A tracker of one's own, as an object, in the `.ts` form only. */
export interface CustomTrackerConfig {
  readonly type: 'custom';
  readonly name: string;
  readonly tracker: Tracker;
  readonly settleSeconds: number;
  readonly limits: PaceLimits;
}

export type TrackerConfig = GithubTrackerConfig | JiraTrackerConfig | CustomTrackerConfig;

/** All conditions that are given must hold; `{}` matches everything that is not confidential. */
export interface RouteMatch {
  readonly team?: string;
  readonly label?: string;
  readonly activity?: Activity;
  readonly kind?: Kind;
  readonly priority?: Priority;
  readonly severity?: string;
  readonly service?: string;
  readonly confidential?: boolean;
}

export interface Route {
  readonly match: RouteMatch;
  /** A configured name, or `null`: not mirrored. */
  readonly tracker: string | null;
}

export type SyncMode = 'two-way' | 'push-only' | 'pull-only' | 'create-only';

export interface SyncConfig {
  readonly mode: SyncMode;
  readonly authority: Readonly<Record<SyncField, 'tracker' | 'closeout'>>;
  readonly overlapSeconds: number;
  readonly labelPrefix: string;
  readonly guard: { readonly share: number; readonly count: number; readonly creates: number };
}

export type DueAnchor = 'resolved' | 'accepted' | 'published';

/** One rule: the first that matches gives the number of days. An absent condition does not restrict. */
export interface DueRule {
  readonly severity?: string;
  readonly priority?: Priority;
  readonly team?: string;
  readonly label?: string;
  readonly activity?: Activity;
  readonly kind?: Kind;
  readonly days: number;
  readonly count: 'calendar' | 'business';
  readonly from: DueAnchor;
}

export interface DuePolicy {
  readonly name: string;
  readonly rules: readonly DueRule[];
}

/** Which part of a report a channel gets: one team's, or all of it. */
export interface ChannelMatch {
  readonly team?: string;
}

export type ChannelConfig =
  | { readonly type: 'stdout'; readonly for: readonly string[]; readonly match?: ChannelMatch }
  /** `path` may hold `{week}`, the report's day. */
  | {
      readonly type: 'file';
      readonly path: string;
      readonly format: 'text' | 'markdown' | 'html' | 'json';
      readonly for: readonly string[];
      readonly match?: ChannelMatch;
    }
  | { readonly type: 'slack' | 'email' | 'issue' | 'webhook'; readonly for: readonly string[]; readonly match?: ChannelMatch };

/** The configuration, parsed and complete: every default is filled in. */
export interface Config {
  readonly database: string;
  readonly timeZone: string;
  readonly workweek: readonly Weekday[];
  readonly holidays: readonly PlainDate[];
  readonly idPrefix: string;
  readonly people: Readonly<Record<string, Person>>;
  /** A JSON file with further people, relative to the configuration; who loads the configuration reads it at every run. */
  readonly peopleFile?: string;
  readonly teams: Readonly<Record<string, Team>>;
  readonly trackers: readonly TrackerConfig[];
  readonly routes: readonly Route[];
  readonly sync: SyncConfig;
  readonly duePolicies: readonly DuePolicy[];
  readonly channels: readonly ChannelConfig[];
  /** Job name → cron expression. */
  readonly jobs: Readonly<Record<string, string>>;
}
