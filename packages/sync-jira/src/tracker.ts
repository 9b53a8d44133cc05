import {
  addMs,
  type Cursor,
  epochMsOf,
  type Issue,
  type IssueKey,
  isSameMarker,
  type Marker,
  type Pulled,
  type PullOptions,
  type Seen,
  type Tracker,
  TrackerError,
} from '@closeout/core';
import { createDrafts } from './create.ts';
import { recordOf, trackerErrorOf } from './failure.ts';
import { isIssueId, isProjectKey } from './issue.ts';
import type { Fetched, Listed } from './listing.ts';
import type { JiraTrackerOptions } from './options.ts';
import { type JiraProject, jiraProject } from './project.ts';
import { jiraTrackerName } from './tracker-name.ts';
import { updateIssue } from './update.ts';

/**
 * One Jira Cloud project, as a tracker. Its name is `jira:<host>/<PROJECT>`. Nothing is sent and jira.js is not loaded
 * before the first call. Throws `TrackerError` (`insecure`, `invalid`, `unauthorized`) for an address, a key or a token that
 * must not be used.
 */
export function jiraTracker(options: JiraTrackerOptions): Tracker {
  const name = jiraTrackerName(options);
  if (!isProjectKey(options.project)) throw new TrackerError('invalid', name, `not a project key: ${JSON.stringify(options.project)}`);
  const project = opened(options, name);
  const translated = async <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((cause) => {
      throw trackerErrorOf(cause, name);
    });

  return {
    name,
    // Two bulk creates and one read that confirms them all.
    createsAtOnce: 100,
    pull: (cursor, pullOptions) => translated(pull(project, cursor, pullOptions)),
    read: (keys) => translated(read(project, keys)),
    find: (markers, since) => translated(find(project, markers, since)),
    create: (drafts) => translated(createDrafts(project, drafts)),
    update: (key, patch, updateOptions) => translated(updateIssue(project, key, { patch, known: updateOptions?.known ?? null })),
  };
}

function opened(options: JiraTrackerOptions, name: string): JiraProject {
  try {
    return jiraProject(options, name);
  } catch (cause) {
    throw trackerErrorOf(cause, name);
  }
}

/** Jira reconciles no more in one search. */
const RECONCILED = 50;

/**
 * One search when nothing happened. Epoch milliseconds mean the same whatever zone the user's profile is in. Of the issues
 * that are written soon Jira is asked to look into its database, so that the lag of its index hides no edit from them.
 */
async function pull(project: JiraProject, cursor: Cursor | null, { soon: keys }: PullOptions = { soon: [] }): ReturnType<Tracker['pull']> {
  const atMs = project.nowMs();
  const soon = keys.map(({ id }) => id).filter(isIssueId);
  const reconciled = soon.slice(0, RECONCILED);
  const account = cursor === null ? await project.whoAmI() : project.account();
  const from = Math.max(updatedFrom(cursor) ?? epochMsOf(project.options.since), 0);
  const { issues, unreadable, at } = await project.search(
    `project = "${project.options.project}" AND updated >= ${from} ORDER BY updated ASC`,
    reconciled,
  );
  const unclear = unclearAfter(cursor, { issues, unreadable });
  project.knowledge.pulled({ listed: issues, unreadable: unclear, reconciled: new Set(reconciled), soon, atMs });
  const next = epochMsOf(addMs(at, -project.options.overlapSeconds * 1_000));
  const listed = { issues: issues.map(({ issue }) => issue), cursor: { updatedFrom: next }, at, account };
  return unclear.length === 0 ? listed : { ...listed, ...(await readUnclear(project, unclear, listed)) };
}

/** Ids of what this pull or an earlier one could not make out; a later listing may have. */
function unclearAfter(cursor: Cursor | null, { issues, unreadable }: Pick<Listed, 'issues' | 'unreadable'>): readonly string[] {
  const { unread } = recordOf(cursor);
  const before = Array.isArray(unread) ? unread.filter((id): id is string => typeof id === 'string' && isIssueId(id)) : [];
  const listed = new Set(issues.map(({ issue }) => issue.id));
  return [...new Set([...before, ...unreadable.map(({ id }) => id)])].filter((id) => !listed.has(id));
}

/** A read may say what a search did not. What it does not say either is kept in the cursor, which would pass it for good. */
async function readUnclear(
  project: JiraProject,
  ids: readonly string[],
  { issues, cursor }: { readonly issues: readonly Issue[]; readonly cursor: { readonly updatedFrom: number } },
): Promise<Pick<Pulled, 'issues' | 'cursor' | 'unreadable'>> {
  const found = await project.fetch(ids);
  const here = [...found.values()].filter((seen) => seen !== null && seen.project === project.options.project);
  const unread = ids.filter((id) => found.get(id) === null);
  return {
    issues: [...issues, ...here.flatMap((seen) => (seen === null ? [] : [seen.issue]))],
    ...(unread.length === 0 ? { cursor } : { cursor: { ...cursor, unread }, unreadable: unread }),
  };
}

async function read(project: JiraProject, keys: readonly IssueKey[]): Promise<readonly Seen[]> {
  const byId = await project.fetch([...new Set(keys.map(({ id }) => id).filter((id) => id !== ''))]);
  const all: Seen[] = [];
  for (const key of keys) all.push(seenOf(project, key, key.id === '' ? await byKey(project, key) : byId));
  return all;
}

/** What a key alone names, under the id that is asked for: a moved issue answers to its old key with its new one. */
async function byKey(project: JiraProject, { key }: IssueKey): Promise<Fetched> {
  return new Map([...(await project.fetchKey(key)).values()].map((seen) => ['', seen]));
}

/** Jira does not tell deleted from hidden: both are absent. What has left our project keeps its id and has a new key. */
function seenOf(project: JiraProject, key: IssueKey, found: Fetched): Seen {
  const seen = found.get(key.id);
  if (seen === undefined) return { key, state: 'hidden' };
  if (seen === null) return { key, state: 'unreadable' };
  if (seen.project !== project.options.project) return { key, state: 'moved', to: seen.issue.url };
  return { key, state: 'present', issue: seen.issue };
}

/** One search for all markers, by time and project only: a property cannot be searched for. What it finds is read again from the database. */
async function find(project: JiraProject, markers: readonly Marker[], since: Parameters<Tracker['find']>[1]): ReturnType<Tracker['find']> {
  const account = await project.whoAmI();
  const { issues, unreadable, at } = await project.search(
    `project = "${project.options.project}" AND created >= ${epochMsOf(since)} ORDER BY created ASC`,
  );
  const isWanted = (carried: readonly Marker[]) => carried.some((each) => markers.some((marker) => isSameMarker(marker, each)));
  const marked = [...issues.map(({ issue }) => issue), ...unreadable].filter(({ markers: carried }) => isWanted(carried));
  const ids = marked.map(({ id }) => id);
  const found: Fetched = ids.length > 0 ? await project.fetch(ids) : new Map();
  const unread = ids.find((id) => found.get(id) === null);
  // It is there: not to find it would be to make it again.
  if (unread !== undefined)
    throw new TrackerError('bad-answer', project.tracker, `Jira answers issue ${unread} in a form that cannot be read`);
  const confirmed = ids.flatMap((id) => found.get(id)?.issue ?? []).filter((issue) => isWanted(issue.markers));
  return { issues: confirmed, at, account };
}

function updatedFrom(cursor: Cursor | null): number | null {
  const { updatedFrom: from } = recordOf(cursor);
  return typeof from === 'number' && Number.isFinite(from) ? Math.trunc(from) : null;
}
