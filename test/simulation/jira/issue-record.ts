import { epochMsOf } from '../../../packages/core/src/model/instant.ts';
import type { Issue } from '../../../packages/core/src/model/mirror.ts';
import { objectOf, textOf } from '../../../packages/jira-emulation/src/json.ts';
import type { EmulatedIssue } from '../../../packages/jira-emulation/src/site-options.ts';
import { newest, type TrackedIssue, type TrackerWorld, type Version } from '../tracker-world.ts';
import type { Words } from '../words.ts';
import { wordsThere } from './words.ts';

export const SITE_URL = 'https://jira.sim.test';
export const ROBOT = '5b10a0effa615349cb016cd8';

/** What an issue is from a moment on. */
export class IssueVersion implements Version {
  readonly issue: EmulatedIssue;

  constructor(issue: EmulatedIssue) {
    this.issue = issue;
  }

  get atMs(): number {
    return this.issue.updatedMs;
  }

  get assignees(): readonly string[] {
    return this.issue.assignee === null ? [] : [this.issue.assignee.toLowerCase()];
  }

  words(): Words {
    return wordsThere(this.issue);
  }

  /** No two versions of an issue have the same stamp here. */
  isReadAs(now: Issue): boolean {
    return epochMsOf(now.updatedAt) === this.atMs;
  }
}

/** One issue with its whole history. */
export class IssueRecord implements TrackedIssue {
  readonly tracker: TrackerWorld;
  readonly id: string;
  readonly isOurs: boolean;
  readonly createdFor: string | null;
  readonly versions: IssueVersion[];
  /** Hidden ones may come back. */
  fate: { readonly kind: 'deleted' | 'moved' | 'hidden'; readonly atMs: number } | null = null;

  constructor(tracker: TrackerWorld, made: EmulatedIssue) {
    this.tracker = tracker;
    this.id = made.id;
    this.isOurs = made.creator === ROBOT;
    this.createdFor = this.isOurs ? textOf(objectOf(made.properties.closeout), 'item') || null : null;
    this.versions = [new IssueVersion(made)];
  }

  get key(): string {
    return newest(this).issue.key;
  }

  get url(): string {
    return `${SITE_URL}/browse/${this.key}`;
  }
}
