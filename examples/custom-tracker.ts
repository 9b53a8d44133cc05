import {
  type Clock,
  type Created,
  type Draft,
  type Issue,
  isSameMarker,
  type Patch,
  type TargetStatus,
  type Tracker,
  TrackerError,
} from '@closeout/core';

/** A list of issues, as a spreadsheet or a chat might keep it; the caller owns it. */
export interface IssueList {
  readonly name: string;
  readonly members: readonly string[];
  readonly issues: Map<string, Issue>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A tracker over such a list: seven members, nothing registered, no state of its own. */
export function listTracker({ name, members, issues, clock }: IssueList): Tracker {
  const account = 'closeout';
  const all = () => [...issues.values()];
  const known = (login: string | null) => login === null || members.includes(login);
  const refusalOf = (login: string) =>
    ({ field: 'assignee', code: 'assignee-unknown', message: `nobody here is called ${login}` }) as const;
  const create = ({ marker, assignee, status, ...same }: Draft): Created => {
    const [key, at] = [`${issues.size + 1}`, clock.now()];
    const place = { id: `entry-${key}`, key, url: `https://list.example/${key}`, author: account, createdAt: at, updatedAt: at };
    const assignees = assignee !== null && known(assignee) ? [assignee] : [];
    const issue: Issue = { ...place, ...same, markers: [marker], status: statusOf(status), assignees };
    issues.set(issue.id, issue);
    return { outcome: 'created', issue, refused: assignee === null || known(assignee) ? [] : [refusalOf(assignee)] };
  };
  return {
    name: `list:${name}`,
    createsAtOnce: 1,
    pull: async (cursor) => {
      const changed = all().filter(({ updatedAt }) => typeof cursor !== 'string' || updatedAt >= cursor);
      return { issues: changed, cursor: clock.now(), at: clock.now(), account };
    },
    read: async (keys) =>
      keys.map((key) => {
        const issue = issues.get(key.id);
        return issue ? { key, state: 'present', issue } : { key, state: 'gone' };
      }),
    find: async (markers, since) => {
      const isWanted = (issue: Issue) => issue.markers.some((found) => markers.some((marker) => isSameMarker(found, marker)));
      return { issues: all().filter((issue) => issue.createdAt >= since && isWanted(issue)), at: clock.now(), account };
    },
    create: async (drafts) => drafts.map(create),
    update: async ({ id }, { assignee, ...patch }) => {
      const issue = issues.get(id);
      if (issue === undefined) throw new TrackerError('gone', `list:${name}`, `the list has no entry ${id}`);
      const refused = assignee?.to != null && !known(assignee.to) ? [refusalOf(assignee.to)] : [];
      const updated = { ...changed(issue, refused.length === 0 && assignee ? { ...patch, assignee } : patch), updatedAt: clock.now() };
      issues.set(id, updated);
      return { issue: updated, refused };
    },
  };
}

function changed(issue: Issue, { assignee, labels, status, marker, ...same }: Patch): Issue {
  const others = issue.assignees.filter((login) => login !== assignee?.from);
  return {
    ...issue,
    ...same,
    ...(assignee && { assignees: assignee.to === null ? others : [...others, assignee.to] }),
    ...(labels && { labels: [...new Set([...issue.labels, ...labels.add])].filter((label) => !labels.remove.includes(label)) }),
    ...(status && { status: statusOf(status) }),
    ...(marker && { markers: [...issue.markers, marker] }),
  };
}

function statusOf({ status, resolution }: TargetStatus): Issue['status'] {
  const category = status === 'open' ? 'new' : status === 'done' || status === 'cancelled' ? 'done' : 'indeterminate';
  return { name: status, category, resolution };
}
