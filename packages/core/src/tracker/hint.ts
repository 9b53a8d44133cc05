import type { IssueKey, TrackerName } from '../model/mirror.ts';

/** Something happened to an issue, somebody says: a reason to read it. What it says of the issue's content is not believed. */
export interface Hint {
  readonly tracker: TrackerName;
  readonly issue: IssueKey;
}
