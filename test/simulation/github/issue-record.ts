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
export interface IssueVersion {
  readonly atMs: number;
  readonly state: IssueState;
}

/** One issue with its whole history. */
export interface IssueRecord {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  /** The marker it was created with, when it was created through the token. */
  readonly createdFor: string | null;
  readonly versions: IssueVersion[];
  /** Where it is since when, when it is no longer here. */
  fate: { readonly kind: 'deleted' | 'transferred'; readonly atMs: number } | null;
}

export function newest({ versions }: IssueRecord): IssueVersion {
  const version = versions.at(-1);
  if (version === undefined) throw new Error('an issue has a first version');
  return version;
}

/** GitHub's stamps are whole seconds. */
export function stamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

export function stampMs(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}

/** An issue as the REST API shows it. */
export function shown(record: IssueRecord, version: IssueVersion, repoUrl: string): Readonly<Record<string, unknown>> {
  const { state } = version;
  const first = record.versions[0] ?? version;
  return {
    id: record.id,
    number: record.number,
    html_url: `${repoUrl}/issues/${record.number}`,
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
