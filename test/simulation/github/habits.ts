/** How this GitHub behaves. All of it stays within what GitHub documents or is known to do (docs/guarantee.md names the bounds). */
export interface GithubHabits {
  /** Each list is answered by a copy that is behind by up to this much, another one each time. */
  readonly lagMaxMs: number;
  /** The most issues on one page, however many are asked for. */
  readonly pageSize: number;
  /** How the next page is named: large repositories have opaque cursors. */
  readonly paging: 'page' | 'after';
  /** Line ends of bodies as they come back. */
  readonly lineEnds: 'kept' | 'crlf';
  /** Content creation (documented: 80 a minute). */
  readonly createsPerMinute: number;
  /** Whether a limit says how long it lasts. */
  readonly tellsRetryAfter: boolean;
  /** False: a server that takes the reason `duplicate` for `not_planned` (422). */
  readonly knowsDuplicate: boolean;
}

/** What people who administer the repository change from time to time. */
export interface GithubSwitches {
  /** The token may push: without, labels and assignees are dropped silently. */
  push: boolean;
  /** The token sees the repository. */
  access: boolean;
  /** Issues are enabled. */
  issues: boolean;
}
