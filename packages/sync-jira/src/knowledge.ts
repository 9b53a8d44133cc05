import type { Issue } from '@closeout/core';
import type { SeenIssue } from './issue.ts';

/** What decides which ways an issue can go: its workflow, and where it stands in it. */
export type Place = Pick<SeenIssue, 'project' | 'typeId' | 'statusId'>;

/** A pull, by what it can be trusted in. */
export interface PullSeen {
  readonly listed: readonly SeenIssue[];
  /** Ids that were listed in a form that says nothing of them. */
  readonly unreadable: readonly string[];
  /** Ids for which the search was as strong as a read: what it did not list of them has not changed. */
  readonly reconciled: ReadonlySet<string>;
  /** Ids that are likely to be needed. */
  readonly soon: readonly string[];
  /** Our clock before it was sent. */
  readonly atMs: number;
}

/** What was learned of issues on the way, so that they need not be read again. */
export interface Knowledge {
  /** What a strong read found, or a write returned. */
  remember(seen: SeenIssue): void;
  pulled(pull: PullSeen): void;
  /**
   * What is known of an issue within the last ten seconds: no older knowledge is acted on (DESIGN.md §7). `known` is what
   * the caller holds of it; where a search just showed that nothing is newer, that is what it is. Where it stands in its
   * workflow is told only if it `isMoving`. `null`: read it.
   */
  recent(id: string, options: { readonly known: Issue | null; readonly isMoving: boolean }): SeenIssue | null;
  /** `id`, and what else may as well be read in the same request. */
  alongWith(id: string): readonly string[];
}

const FRESH_MS = 10_000;
/** How many issues one read takes. */
const READ_AT_ONCE = 100;

const NOWHERE = { project: '', typeId: '', statusId: '', status: '' };

export function issueKnowledge(nowMs: () => number): Knowledge {
  const strong = new Map<string, { readonly seen: SeenIssue; readonly atMs: number }>();
  const still = new Map<string, number>();
  // Places change only with an issue's stamp, so a later pull corrects them; the status' name tells whether they are out of date.
  const places = new Map<string, Place & { readonly status: string }>();
  let soon: readonly string[] = [];
  const isFresh = (atMs: number | undefined) => atMs !== undefined && Math.abs(nowMs() - atMs) <= FRESH_MS;
  const isRead = (id: string) => isFresh(strong.get(id)?.atMs);
  const placed = ({ issue, project, typeId, statusId }: SeenIssue) =>
    void places.set(issue.id, { project, typeId, statusId, status: issue.status.name });
  const remember = (seen: SeenIssue, atMs = nowMs()) => {
    placed(seen);
    strong.set(seen.issue.id, { seen, atMs });
  };

  return {
    remember: (seen) => remember(seen),
    pulled(pull) {
      strong.clear();
      still.clear();
      soon = pull.soon;
      for (const id of pull.reconciled) if (!pull.unreadable.includes(id)) still.set(id, pull.atMs);
      for (const seen of pull.listed) {
        placed(seen);
        if (still.delete(seen.issue.id)) remember(seen, pull.atMs);
      }
    },
    recent(id, { known, isMoving }) {
      if (isRead(id)) return strong.get(id)?.seen ?? null;
      if (known === null || !isFresh(still.get(id))) return null;
      const { status, ...place } = places.get(id) ?? NOWHERE;
      return isMoving && status !== known.status.name ? null : { issue: known, ...place, description: null };
    },
    alongWith: (id) => [id, ...soon.filter((other) => other !== id && !isRead(other))].slice(0, READ_AT_ONCE),
  };
}
