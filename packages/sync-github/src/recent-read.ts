import type { IssueKey } from '@closeout/core';
import type { Client } from './client.ts';
import type { RawIssue } from './issue.ts';

/** So long a read counts as one right before a write: what a sync does in between is one commit. */
const RECENT_MS = 2_000;

/** The last issue that was read by itself, for the write that follows it. */
export interface RecentRead {
  keep(issue: RawIssue): void;
  /** Once: after a write it is old. `null` when another issue was read last, or that is a while ago. */
  take(key: IssueKey): RawIssue | null;
}

export function recentRead(client: Pick<Client, 'nowMs'>): RecentRead {
  let kept: { readonly issue: RawIssue; readonly atMs: number } | null = null;
  return {
    keep: (issue) => {
      kept = { issue, atMs: client.nowMs() };
    },
    take: ({ id }) => {
      const last = kept;
      kept = null;
      const ageMs = last === null ? RECENT_MS : client.nowMs() - last.atMs;
      return last !== null && String(last.issue.id) === id && ageMs >= 0 && ageMs < RECENT_MS ? last.issue : null;
    },
  };
}
