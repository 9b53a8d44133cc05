import { epochMsOf, type TrackerName } from '@closeout/core';
import { type JiraClient, jiraClient } from './client.ts';
import { type CreateMeta, readCreateMeta } from './create-meta.ts';
import { issueKnowledge, type Knowledge } from './knowledge.ts';
import { type Fetched, jiraListing, type Listed } from './listing.ts';
import type { Ways } from './move.ts';
import type { JiraTrackerOptions } from './options.ts';

/** What all calls of one tracker share: transport, and what was learned of the project on the way. */
export interface JiraProject {
  readonly options: JiraTrackerOptions;
  readonly tracker: TrackerName;
  readonly client: JiraClient;
  /** Reads the index, which lags, except of what is to be reconciled; all pages. */
  search(jql: string, reconcile?: readonly string[]): Promise<Listed>;
  /** Reads the database, and remembers what it found. */
  fetch(ids: readonly string[]): Promise<Fetched>;
  fetchKey(key: string): Promise<Fetched>;
  readonly knowledge: Knowledge;
  /** Our clock. */
  nowMs(): number;
  /** Asks once who we are there. */
  whoAmI(): Promise<string | null>;
  /** Who we are, if anybody asked. */
  account(): string | null;
  /** What creating takes; read once. */
  createMeta(): Promise<CreateMeta>;
  /** Ways out of a status, by project, issue type and status. */
  readonly transitions: Map<string, Ways>;
}

export function jiraProject(options: JiraTrackerOptions, tracker: TrackerName): JiraProject {
  const client = jiraClient(options);
  const listing = jiraListing(client, tracker);
  const nowMs = () => epochMsOf(options.clock.now());
  const knowledge = issueKnowledge(nowMs);
  let createMeta: CreateMeta | null = null;
  let account: string | null = null;

  return {
    options,
    tracker,
    client,
    knowledge,
    nowMs,
    search: (jql, reconcile) => listing.search(jql, reconcile),
    fetchKey: (key) => listing.fetchKey(key),
    async fetch(ids) {
      const found = await listing.fetch(ids);
      for (const seen of found.values()) if (seen) knowledge.remember(seen);
      return found;
    },
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
