import { epochMsOf, type TrackerName } from '@closeout/core';
import { type JiraClient, jiraClient } from './client.ts';
import { type CreateMeta, readCreateMeta } from './create-meta.ts';
import type { SeenIssue } from './issue.ts';
import { type Fetched, jiraListing, type Listed } from './listing.ts';
import type { JiraTrackerOptions } from './options.ts';
import type { Transition } from './transition.ts';

/** What all calls of one tracker share: transport, and what was learned of the project on the way. */
export interface JiraProject {
  readonly options: JiraTrackerOptions;
  readonly tracker: TrackerName;
  readonly client: JiraClient;
  /** Reads the index, which lags; all pages. */
  search(jql: string): Promise<Listed>;
  /** Reads the database. */
  fetch(ids: readonly string[]): Promise<Fetched>;
  fetchKey(key: string): Promise<Fetched>;
  /** What was read or returned of an issue within the last ten seconds: no older knowledge is acted on (DESIGN.md §7). */
  recent(id: string): SeenIssue | null;
  remember(issue: SeenIssue): void;
  /** Forgets all issues. */
  forget(): void;
  /** Asks once who we are there. */
  whoAmI(): Promise<string | null>;
  /** Who we are, if anybody asked. */
  account(): string | null;
  /** What creating takes; read once. */
  createMeta(): Promise<CreateMeta>;
  /** Ways out of a status, by project, issue type and status. */
  readonly transitions: Map<string, readonly Transition[]>;
}

const FRESH_MS = 10_000;

export function jiraProject(options: JiraTrackerOptions, tracker: TrackerName): JiraProject {
  const client = jiraClient(options);
  const listing = jiraListing(client, tracker);
  const recent = new Map<string, { readonly seen: SeenIssue; readonly atMs: number }>();
  const nowMs = () => epochMsOf(options.clock.now());
  let createMeta: CreateMeta | null = null;
  let account: string | null = null;
  const remember = (seen: SeenIssue) => void recent.set(seen.issue.id, { seen, atMs: nowMs() });

  return {
    options,
    tracker,
    client,
    search: (jql) => listing.search(jql),
    fetchKey: (key) => listing.fetchKey(key),
    async fetch(ids) {
      const found = await listing.fetch(ids);
      for (const seen of found.values()) if (seen) remember(seen);
      return found;
    },
    recent(id) {
      const known = recent.get(id);
      return known && Math.abs(nowMs() - known.atMs) <= FRESH_MS ? known.seen : null;
    },
    remember,
    forget: () => recent.clear(),
    async whoAmI() {
      account ??= (await client.call((calls, transport) => calls.getCurrentUser(transport))).value.accountId ?? null;
      return account;
    },
    account: () => account,
    async createMeta() {
      createMeta ??= await readCreateMeta(client, options.project, options.issueType);
      return createMeta;
    },
    transitions: new Map(),
  };
}
