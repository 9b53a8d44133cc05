import {
  addMs,
  type Clock,
  type Cursor,
  type Found,
  type Instant,
  type IssueKey,
  isSameMarker,
  type Marker,
  type Pulled,
  type Seen,
  type Tracker,
  TrackerError,
} from '@closeout/core';
import * as z from 'zod';
import { accountAsker } from './account.ts';
import { githubClient } from './client.ts';
import { createIssues } from './create.ts';
import type { GithubApp } from './credentials.ts';
import { issueOf, labelsOf, labelWords, rawIssue } from './issue.ts';
import { GIVEN_LABELS, ownLabels } from './labels.ts';
import { listBound, listIssues, listUrl } from './list.ts';
import { recentRead } from './recent-read.ts';
import { refuseUnsafe } from './safety.ts';
import { githubTrackerName } from './tracker-name.ts';
import { type Place, updateIssue } from './update.ts';

export interface GithubTrackerOptions {
  /** `owner/repository`. */
  readonly repo: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. Plain `http` only to this machine. */
  readonly baseUrl: string;
  /** A token, or the GitHub App that takes one for itself whenever it needs one. */
  readonly token: string | GithubApp;
  /** Begins every label that stands for a status or a priority. */
  readonly labelPrefix: string;
  /** Longer than lists are known to lag behind. */
  readonly overlapSeconds: number;
  /** Nothing of ours is older: the workspace's creation. The first pull begins here. */
  readonly since: Instant;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  /** Somebody else makes the labels: none is made, with colour and description, ahead of the issues that carry it. */
  readonly labelsAreGiven?: boolean;
  /** For every request; default 30 s. */
  readonly timeoutMs?: number;
}

const cursorForm = z.object({
  /** Everything updated before was answered by an earlier pull. Fixed while answers stay 304, so that the address stays the same. */
  since: z.iso.datetime().transform((text) => text as Instant),
  /** Of the last answer to exactly this address; `null` unless that was one whole page. */
  etag: z.string().nullable(),
  url: z.string(),
  /** Labels of ours that are there. */
  labels: z.array(z.string()).default([]),
});

/** A tracker over the issues of one repository. Throws `insecure` or `unauthorized` for options that must not be used. */
export function githubTracker(options: GithubTrackerOptions): Tracker {
  const name = githubTrackerName(options);
  refuseUnsafe(name, options);
  const client = githubClient({
    tracker: name,
    baseUrl: options.baseUrl,
    repo: options.repo,
    token: options.token,
    timeoutMs: options.timeoutMs ?? 30_000,
    clock: options.clock,
    fetch: options.fetch ?? fetch,
  });
  const words = labelWords(options.labelPrefix);
  const repo = `/repos/${options.repo.split('/').map(encodeURIComponent).join('/')}`;
  const labels = options.labelsAreGiven === true ? GIVEN_LABELS : ownLabels(client, { repo, prefix: options.labelPrefix });
  const place: Place = { client, repo, words, labels };
  const accountOf = accountAsker(client);
  const lastRead = recentRead(client);

  const pull = async (cursor: Cursor | null): Promise<Pulled> => {
    const known = cursorForm.safeParse(cursor).data ?? null;
    const since = known?.since ?? listBound(options.since);
    const url = listUrl(repo, since, 'updated');
    const etag = known !== null && known.url === url ? known.etag : null;
    labels.learn(known?.labels ?? []);
    const listed = await listIssues(client, 'reading changes', url, { etag });
    const account = cursor === null ? await accountOf() : null;
    if ('unchanged' in listed) return { issues: [], cursor, at: listed.at, account };
    const issues = listed.issues.map((raw) => issueOf(raw, words));
    const bound = listBound(addMs(listed.at, -options.overlapSeconds * 1000));
    const isNarrower = listed.pages > 1 || issues.some(({ updatedAt }) => updatedAt < bound);
    // `since` came from our clock: if that was ahead, what happens until then would never be listed.
    const isAhead = since > listed.at;
    for (const raw of listed.issues) labels.learn(labelsOf(raw));
    const next =
      isAhead || (isNarrower && bound > since)
        ? { since: bound, etag: null, url: listUrl(repo, bound, 'updated') }
        : { since, etag: listed.pages > 1 ? null : listed.etag, url };
    return { issues, cursor: { ...next, labels: labels.known() }, at: listed.at, account };
  };

  const find = async (markers: readonly Marker[], since: Instant): Promise<Found> => {
    const bound = listBound(since);
    const listed = await listIssues(client, 'looking for issues in doubt', listUrl(repo, bound, 'created'), { until: bound });
    if ('unchanged' in listed) throw new TrackerError('bad-answer', name, `${name}: looking for issues in doubt was answered 304 unasked`);
    const issues = listed.issues
      .map((raw) => issueOf(raw, words))
      .filter((issue) => issue.createdAt >= bound && issue.markers.some((has) => markers.some((marker) => isSameMarker(marker, has))));
    return { issues, at: listed.at, account: await accountOf() };
  };

  const readOne = async (key: IssueKey, probe: () => Promise<unknown>): Promise<Seen> => {
    const doing = `reading issue ${key.key}`;
    const answer = await client.ask(doing, `GET ${repo}/issues/${encodeURIComponent(key.key)}`, { ok: [200, 301, 404, 410] });
    if (answer.status === 301) return { key, state: 'moved', to: String(answer.headers.location ?? '') || null };
    if (answer.status === 410) return { key, state: 'gone' };
    if (answer.status === 404) {
      await probe();
      return { key, state: 'hidden' };
    }
    const raw = rawIssue.safeParse(answer.data);
    if (!raw.success) throw client.failure(doing, answer);
    if (raw.data.pull_request !== undefined) return { key, state: 'not-an-issue' };
    if (key.id !== '' && String(raw.data.id) !== key.id) return { key, state: 'moved', to: null };
    lastRead.keep(raw.data);
    return { key, state: 'present', issue: issueOf(raw.data, words) };
  };

  return {
    name,
    createsAtOnce: 1,
    pull,
    find,
    update: (key, patch, options) =>
      updateIssue(place, key, { patch, known: options?.known ?? null, own: options?.marker ?? null, read: lastRead.take(key) }),
    read: async (keys) => {
      let probed: Promise<unknown> | null = null;
      const probe = () => {
        probed ??= client.ask('reading the repository', `GET ${repo}`);
        return probed;
      };
      const seen: Seen[] = [];
      for (const key of keys) seen.push(await readOne(key, probe));
      return seen;
    },
    create: (drafts) => createIssues(place, drafts),
  };
}
