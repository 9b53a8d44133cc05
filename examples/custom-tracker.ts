import {
  type Clock,
  type Created,
  type Draft,
  type Issue,
  isSameMarker,
  type Patch,
  type TargetStatus,
  type Tracker,
} from '@closeout/core';

/** A tracker whose issues live in a map that the caller owns, as a list in a chat or a spreadsheet might. */
export function listTracker(name: string, issues: Map<string, Issue>, clock: Pick<Clock, 'now'>): Tracker {
  const account = 'closeout';
  const fileOf = (draft: Draft): Created => {
    const number = `${issues.size + 1}`;
    const { marker, assignee, status, ...same } = draft;
    const key = { id: `list-${number}`, key: number, url: `https://list.example/${number}` };
    const at = clock.now();
    const assignees = assignee === null ? [] : [assignee];
    const issue = {
      ...key,
      ...same,
      author: account,
      createdAt: at,
      updatedAt: at,
      markers: [marker],
      status: statusOf(status),
      assignees,
    };
    issues.set(key.id, issue);
    return { outcome: 'created', issue, refused: [] };
  };
  return {
    name,
    createsAtOnce: 1,
    pull: async (cursor) => {
      const changed = [...issues.values()].filter(({ updatedAt }) => typeof cursor !== 'string' || updatedAt >= cursor);
      return { issues: changed, cursor: clock.now(), at: clock.now(), account };
    },
    read: async (keys) =>
      keys.map((key) => {
        const issue = issues.get(key.id);
        return issue ? { key, state: 'present', issue } : { key, state: 'gone' };
      }),
    find: async (markers, since) => {
      const carriesOne = (issue: Issue) => issue.markers.some((found) => markers.some((wanted) => isSameMarker(found, wanted)));
      return { issues: [...issues.values()].filter((issue) => issue.createdAt >= since && carriesOne(issue)), at: clock.now(), account };
    },
    create: async (drafts) => drafts.map(fileOf),
    update: async ({ id }, patch) => {
      const issue = { ...patched(issues.get(id) as Issue, patch), updatedAt: clock.now() };
      issues.set(id, issue);
      return { issue, refused: [] };
    },
  };
}

function patched(issue: Issue, { assignee, labels, status, marker, ...same }: Patch): Issue {
  const others = issue.assignees.filter((name) => name !== assignee?.from);
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
