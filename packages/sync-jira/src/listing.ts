import { type Instant, TrackerError, type TrackerName } from '@closeout/core';
import type { JiraClient } from './client.ts';
import { JiraFailure, recordOf } from './failure.ts';
import { isIssueId, isIssueKey, MARKER_PROPERTY, READ_FIELDS, type SeenIssue, seenIssueOf } from './issue.ts';

/** How many issues one `bulkfetch` takes. */
const FETCH_AT_ONCE = 100;
/** More pages than any project has: a server that never says "last" is not followed for ever. */
const MOST_PAGES = 10_000;

export interface Listed {
  /** In the order of the query, each issue once, as last listed. */
  readonly issues: readonly SeenIssue[];
  /** The site's clock at the first answer. */
  readonly at: Instant;
}

/** What one strong read found: `null` for an id that is there but cannot be read as an issue; absent ids are absent. */
export type Fetched = ReadonlyMap<string, SeenIssue | null>;

/** Reads issues: by a query from the index, which lags, or by id from the database, which does not. */
export interface Listing {
  /** `reconcile`: at most 50 ids of which the answer is as true as a read, the same on every page. */
  search(jql: string, reconcile?: readonly string[]): Promise<Listed>;
  fetch(ids: readonly string[]): Promise<Fetched>;
  /** The issue that answers to `key`, which need no longer be its key. */
  fetchKey(key: string): Promise<Fetched>;
}

export function jiraListing(client: JiraClient, tracker: TrackerName): Listing {
  const asked = { fields: [...READ_FIELDS], properties: [MARKER_PROPERTY] };
  const bulk = async (idsOrKeys: readonly string[]): Promise<Fetched> => {
    const found = new Map<string, SeenIssue | null>();
    for (let at = 0; at < idsOrKeys.length; at += FETCH_AT_ONCE) {
      const issueIdsOrKeys = idsOrKeys.slice(at, at + FETCH_AT_ONCE);
      const { value } = await client.list((calls, transport) => calls.bulkFetchIssues(transport, { issueIdsOrKeys, ...asked }));
      for (const raw of value.issues ?? []) {
        const id = recordOf(raw).id;
        if (typeof id === 'string') found.set(id, seenIssueOf(raw, client.browse));
      }
      const [failed] = value.issueErrors ?? [];
      if (failed) throw new JiraFailure({ kind: 'bad-answer', message: `Jira could not read issue ${failed.id}: ${failed.errorMessage}` });
    }
    return found;
  };
  return {
    async search(jql, reconcile = []) {
      const reconcileIssues = reconcile.map(Number);
      const issues = new Map<string, SeenIssue>();
      const tokens = new Set<string>();
      let at: Instant | null = null;
      for (let token: string | null = null; ; ) {
        const page = await client.list((calls, transport) =>
          calls.searchAndReconsileIssuesUsingJqlPost(transport, {
            jql,
            maxResults: 100,
            ...asked,
            ...(reconcileIssues.length > 0 ? { reconcileIssues } : {}),
            ...(token === null ? {} : { nextPageToken: token }),
          }),
        );
        at ??= page.at;
        for (const raw of page.value.issues ?? []) {
          const seen = seenIssueOf(raw, client.browse);
          if (seen) {
            issues.delete(seen.issue.id);
            issues.set(seen.issue.id, seen);
          }
        }
        token = page.value.isLast === true ? null : (page.value.nextPageToken ?? null);
        if (token === null) return { issues: [...issues.values()], at };
        if (tokens.has(token) || tokens.size >= MOST_PAGES) {
          throw new JiraFailure({ kind: 'bad-answer', message: 'Jira lists pages without end: the same page token came twice' });
        }
        tokens.add(token);
      }
    },
    async fetch(ids) {
      for (const id of ids) assertIssueId(id, tracker);
      return bulk(ids);
    },
    async fetchKey(key) {
      if (!isIssueKey(key)) throw new TrackerError('invalid', tracker, `not the key of a Jira issue: ${JSON.stringify(key.slice(0, 50))}`);
      return bulk([key]);
    },
  };
}

/** Ids come from our own store, which anybody may have edited. */
export function assertIssueId(id: string, tracker: TrackerName): void {
  if (!isIssueId(id)) throw new TrackerError('invalid', tracker, `not the id of a Jira issue: ${JSON.stringify(id.slice(0, 50))}`);
}
