import type { Issue } from '../../../packages/core/src/model/mirror.ts';
import type { TrackedIssue, TrackerWorld, Version } from '../tracker-world.ts';
import type { Words } from '../words.ts';
import { asText, wordsThere } from './words.ts';

/** What an issue says at one moment. */
export interface IssueState {
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly reason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** The state an issue had from a moment on. */
export class IssueVersion implements Version {
  readonly atMs: number;
  readonly state: IssueState;

  constructor(atMs: number, state: IssueState) {
    this.atMs = atMs;
    this.state = state;
  }

  get assignees(): readonly string[] {
    return this.state.assignees.map((login) => login.toLowerCase());
  }

  words(inStep: string): Words {
    return wordsThere(this.state, inStep);
  }

  isReadAs(now: Issue): boolean {
    const { state } = this;
    if (stamp(this.atMs) !== `${now.updatedAt.slice(0, 19)}Z` || state.title !== now.title) return false;
    const words = this.words('');
    const isDone = now.status.category === 'done';
    const isSameStatus = isDone ? state.state === 'closed' && state.reason === now.status.resolution : words.status === now.status.name;
    const isSameText = words.dueOn === (now.dueOn ?? '') && words.details === asText(now.details ?? '');
    const isSameLabels = words.priority === (now.priority ?? '').toLowerCase() && now.labels.every((label) => state.labels.includes(label));
    return isSameStatus && isSameText && isSameLabels && state.assignees.join() === now.assignees.join();
  }
}

/** One issue with its whole history. */
export interface IssueRecord extends TrackedIssue {
  readonly number: number;
  readonly author: string;
  readonly versions: IssueVersion[];
  /** Where it is since when, when it is no longer here. */
  fate: { readonly kind: 'deleted' | 'transferred'; readonly atMs: number } | null;
}

export const ROBOT = 'closeout-bot';

export function newRecord(
  made: { readonly number: number; readonly author: string; readonly createdFor: string | null; readonly first: IssueVersion },
  { tracker, repoUrl }: { readonly tracker: TrackerWorld; readonly repoUrl: string },
): IssueRecord {
  const { number, author, createdFor, first } = made;
  return {
    tracker,
    id: String(7000 + number * 3),
    key: String(number),
    url: `${repoUrl}/issues/${number}`,
    number,
    author,
    isOurs: author === ROBOT,
    createdFor,
    versions: [first],
    fate: null,
  };
}

/** GitHub's stamps are whole seconds. */
export function stamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

export function stampMs(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}

/** An issue as the REST API shows it. */
export function shown(record: IssueRecord, version: IssueVersion): Readonly<Record<string, unknown>> {
  const { state } = version;
  const first = record.versions[0] ?? version;
  return {
    id: Number(record.id),
    number: record.number,
    html_url: record.url,
    title: state.title,
    body: state.body === '' ? null : state.body,
    state: state.state,
    state_reason: state.reason,
    user: { login: record.author },
    labels: state.labels.map((name) => ({ name })),
    assignees: state.assignees.map((login) => ({ login })),
    created_at: stamp(first.atMs),
    updated_at: stamp(version.atMs),
  };
}
