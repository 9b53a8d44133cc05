import type { Clock, Instant, Priority, Resolution, Status } from '@closeout/core';

/** Basic takes an API token of that account; bearer a personal or OAuth access token. */
export type JiraAuth =
  | { readonly type: 'basic'; readonly email: string; readonly token: string }
  | { readonly type: 'bearer'; readonly token: string };

export interface JiraTrackerOptions {
  /** `https://acme.atlassian.net`, or `https://api.atlassian.com/ex/jira/<cloud id>`; plain `http` only to this machine. */
  readonly host: string;
  /** Where people see issues; default: below `host`. */
  readonly site?: string | null;
  /** The key of the project: `OPS`. */
  readonly project: string;
  /** The name of the issue type that creates make: `Task`. */
  readonly issueType: string;
  readonly auth: JiraAuth;
  /** How far each pull reaches back behind the last, because the search index lags. */
  readonly overlapSeconds: number;
  /** Status names there → statuses here, where the category does not say enough. */
  readonly statuses: Readonly<Record<string, Exclude<Status, 'proposed'>>>;
  /** Resolutions there → resolutions here. */
  readonly resolutions: Readonly<Record<string, Resolution>>;
  /** Names of priorities there → priorities here; what it leaves out means what is common. */
  readonly priorities?: Readonly<Record<string, Priority>>;
  /** Fields that a transition to a status of ours is given: `{ done: { resolution: 'Done' } }`. */
  readonly transitionFields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Further fields by name, set on create: `{ Team: 'SRE' }`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where the first pull begins. */
  readonly since: Instant;
  /** Transport; default: the global one. */
  readonly fetch?: typeof fetch;
  /** How long one request may take; default 30,000. */
  readonly timeoutMs?: number;
  readonly clock: Pick<Clock, 'now'>;
}
