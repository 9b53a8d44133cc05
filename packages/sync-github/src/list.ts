import { epochMsOf, type Instant, instantAt } from '@closeout/core';
import * as z from 'zod';
import type { Client } from './client.ts';
import type { Answer } from './failure.ts';
import { type RawIssue, rawIssue } from './issue.ts';

/** Every issue of a list, whole. */
export interface Listed {
  readonly issues: readonly RawIssue[];
  readonly pages: number;
  readonly etag: string | null;
  /** The server's clock at the first page. */
  readonly at: Instant;
}

/**
 * All pages of a list, newest first: what changes meanwhile can then only appear twice, never slip between two pages.
 * Pull requests are left out. `until`: older issues than that are not needed.
 */
export async function listIssues(
  client: Client,
  doing: string,
  url: string,
  { etag = null, until }: ListOptions,
): Promise<Listed | Unchanged> {
  const visited = new Set<string>([url]);
  const issues = new Map<string, RawIssue>();
  let first: Answer | null = null;
  let pages = 0;
  for (let at: string | null = url; at !== null; ) {
    const conditional = first === null && etag !== null ? { 'if-none-match': etag } : {};
    const answer: Answer = await client.ask(doing, `GET ${at}`, {
      headers: conditional,
      ok: first === null && etag !== null ? [200, 304] : [200],
    });
    if (answer.status === 304) return { unchanged: true, at: client.at(answer) };
    first ??= answer;
    pages += 1;
    const page = z.array(rawIssue).safeParse(answer.data);
    if (!page.success) throw client.failure(doing, answer);
    for (const raw of page.data) if (raw.pull_request === undefined && !issues.has(String(raw.id))) issues.set(String(raw.id), raw);
    const last = page.data.at(-1);
    const isPast = until !== undefined && last !== undefined && Date.parse(last.created_at) < epochMsOf(until);
    at = isPast ? null : client.next(doing, answer, visited);
  }
  if (first === null) throw new Error('a list has a first page');
  return {
    issues: [...issues.values()],
    pages,
    etag: first.headers.etag === undefined ? null : String(first.headers.etag),
    at: client.at(first),
  };
}

/** The list is what it was when `etag` was given. */
export interface Unchanged {
  readonly unchanged: true;
  readonly at: Instant;
}

export interface ListOptions {
  readonly etag?: string | null;
  readonly until?: Instant;
}

/** The address of all issues updated at or after `since`; the same arguments always give the same address. */
export function listUrl(repo: string, since: Instant, sort: 'updated' | 'created'): string {
  const seconds = since.replace(/\.\d+Z$/, 'Z');
  return `${repo}/issues?state=all&since=${encodeURIComponent(seconds)}&sort=${sort}&direction=desc&per_page=100`;
}

/** GitHub's stamps are whole seconds, and `since` includes its own: one second earlier misses nothing. */
export function listBound(instant: Instant): Instant {
  return instantAt(Math.floor(epochMsOf(instant) / 1000 - 1) * 1000);
}
