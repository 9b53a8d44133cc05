import { type Instant, type Marker, TrackerError, type TrackerName } from '@closeout/core';
import type { JiraClient } from './client.ts';
import { DEFAULT_RETRY_MS, JiraFailure, recordOf } from './failure.ts';
import { isIssueId, isIssueKey, MARKER_PROPERTY, markersOf, READ_FIELDS, type SeenIssue, seenIssueOf } from './issue.ts';

/** How many issues one `bulkfetch` takes. */
const FETCH_AT_ONCE = 100;
/** More pages than any project has: a server that never says "last" is not followed for ever. */
const MOST_PAGES = 10_000;

/** An issue of which no more can be made out than this. */
export interface Unreadable {
  readonly id: string;
  readonly markers: readonly Marker[];
}

export interface Listed {
  /** In the order of the query, each issue once, as last listed. */
  readonly issues: readonly SeenIssue[];
  /** What is listed and cannot be read as an issue. */
  readonly unreadable: readonly Unreadable[];
  /** The site's clock at the first answer. */
  readonly at: Instant;
}

/** What one strong read found: `null` for what is there and cannot be read as an issue; what is absent is absent or hidden. */
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
      // What Jira could not read is not absent, and no reason to give up the others.
      for (const { id } of value.issueErrors ?? []) if (id !== undefined && !found.has(id)) found.set(id, null);
    }
    return found;
  };
  return {
    async search(jql, reconcile = []) {
      const reconcileIssues = reconcile.map(Number);
      const issues = new Map<string, SeenIssue>();
      const unreadable = new Map<string, Unreadable>();
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
          const { id, properties } = recordOf(raw);
          if (seen) {
            issues.delete(seen.issue.id);
            issues.set(seen.issue.id, seen);
          } else if (typeof id === 'string' && isIssueId(id)) unreadable.set(id, { id, markers: markersOf(properties) });
        }
        token = page.value.isLast === true ? null : (page.value.nextPageToken ?? null);
        if (token === null) return { issues: [...issues.values()], unreadable: [...unreadable.values()], at };
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

/** Nothing is known of the issue, so nothing is done with it; the others can go on. */
export function unreadableIssue(tracker: TrackerName, name: string): TrackerError {
  const message = `Jira answers issue ${name} in a form that cannot be read: it is left alone until it can be`;
  return new TrackerError('limited', tracker, message, { retryAfterMs: DEFAULT_RETRY_MS, isOfOneIssue: true });
}
