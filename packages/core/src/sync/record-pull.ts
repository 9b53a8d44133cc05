import type { Json } from '../model/brand.ts';
import { epochMsOf, type Instant } from '../model/instant.ts';
import type { Issue, IssueKey, Link, TrackerName } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import type { Pulled } from '../tracker/port.ts';
import { MarkedIssues } from './marked-issues.ts';
import { mirrorChange } from './mirror-entity.ts';
import { openAgain } from './open-again.ts';
import type { Terms } from './terms.ts';

/** What a pull means for the store, and which issues it could not tell apart from what is recorded. */
export interface RecordedPull {
  readonly changes: readonly Change[];
  /** Same stamp, other content: only a strong read can say which is newer. */
  readonly reread: readonly IssueKey[];
}

/**
 * Stores what each linked or marked issue holds now. Nothing is planned here, so that a change which a mode
 * filters, which fails or which stays in conflict is still there next time.
 *
 * `view` is `mirrors({ of: 'issues' })` of the pulled issues and of the items their markers name.
 */
export function recordPull(view: MirrorView, { terms, pulled }: { readonly terms: Terms; readonly pulled: Pulled }): RecordedPull {
  const { changes, reread } = recordIssues(view, { terms, pulled });
  const { cursor, at } = pulled;
  return { changes: [...changes, { op: 'cursor', tracker: terms.tracker, cursor: cursor as Json, pulledAt: at }], reread };
}

/** The same of issues that were looked at for another reason: the next pull goes on where it would have. */
export function recordIssues(
  view: MirrorView,
  { terms, pulled }: { readonly terms: Terms; readonly pulled: Omit<Pulled, 'cursor'> },
): RecordedPull {
  const { tracker } = terms;
  const changes: Change[] = [];
  const reread: IssueKey[] = [];
  if (pulled.account !== null && !(view.accounts[tracker] ?? []).includes(pulled.account)) {
    changes.push({ op: 'account', tracker, account: pulled.account });
  }
  const trusted = [...(view.accounts[tracker] ?? []), ...(pulled.account === null ? [] : [pulled.account])];
  const marked = new MarkedIssues(view, { terms, trusted, at: pulled.at });
  const links = linksById(view.links, tracker);
  for (const issue of byId(pulled.issues)) {
    const link = links.get(issue.id);
    if (link === undefined) changes.push(...marked.record(issue));
    else if (link.state === 'tombstone') changes.push(...formerMirror(link, { issue, view }));
    else {
      const next = seenAgain(link, { issue, at: pulled.at });
      if (next === 'reread') reread.push(link.issue);
      else if (next !== null) changes.push({ op: 'link', link: next }, ...keyChange(link, next), ...markerDrift(link, issue));
    }
  }
  changes.push(...marked.linksWithTwins(changes));
  return { changes, reread };
}

/** Said once of a former mirror that is open again, until it is not. */
function formerMirror(link: Link, { issue, view }: { readonly issue: Issue; readonly view: MirrorView }): readonly Change[] {
  const drift = openAgain(link, { issue, view });
  const known = view.drifts.find(
    ({ code, tracker, issue: its }) => code === 'open-again' && tracker === link.tracker && its?.id === issue.id,
  );
  if (drift !== null && known === undefined) return [{ op: 'drift', drift }];
  return drift === null && known !== undefined ? [{ op: 'drift.end', drift: known }] : [];
}

/** Links of a tracker by their issue's id. A tombstone gives way to the link of an item that took the issue over. */
function linksById(links: readonly Link[], tracker: TrackerName): ReadonlyMap<string, Link> {
  const mine = links.filter((link) => link.tracker === tracker);
  const byTurn = [...mine.filter(({ state }) => state === 'tombstone'), ...mine.filter(({ state }) => state !== 'tombstone')];
  return new Map(byTurn.map((link) => [link.issue.id, link]));
}

/** The link with what a strong read of its issue showed. */
export function recordRead(link: Link, { issue, at }: { readonly issue: Issue; readonly at: Instant }): readonly Change[] {
  const next: Link = { ...link, issue: keyOf(issue), now: issue, seenAt: at, pending: true };
  return [{ op: 'link', link: next }, ...keyChange(link, next)];
}

function seenAgain(link: Link, { issue, at }: { readonly issue: Issue; readonly at: Instant }): Link | 'reread' | null {
  if (epochMsOf(issue.updatedAt) < epochMsOf(link.now.updatedAt)) return null;
  const same = JSON.stringify(issue) === JSON.stringify(link.now);
  if (same) return link.state === 'live' ? null : { ...link, state: 'live', seenAt: at };
  if (issue.updatedAt === link.now.updatedAt && link.seenAt !== at) return 'reread';
  return { ...link, issue: keyOf(issue), now: issue, seenAt: at, state: 'live', pending: true };
}

function keyChange(before: Link, after: Link): readonly Change[] {
  const moved = before.issue.key !== after.issue.key || before.issue.url !== after.issue.url || before.state !== after.state;
  return moved ? [mirrorChange(after, { conflicts: [], isNew: false })] : [];
}

function markerDrift(link: Link, issue: Issue): readonly Change[] {
  const had = link.now.markers.length;
  const drift = (code: 'marker-gone' | 'marker-twice', message: string): readonly Change[] => [
    { op: 'drift', drift: { item: link.item, tracker: link.tracker, issue: keyOf(issue), code, field: null, message, saved: null } },
  ];
  if (had > 0 && issue.markers.length === 0) return drift('marker-gone', `the marker was removed from ${issue.url}; the link stays`);
  if (issue.markers.length > 1 && had <= 1) return drift('marker-twice', `${issue.url} carries more than one marker`);
  return [];
}

function keyOf({ id, key, url }: Issue): IssueKey {
  return { id, key, url };
}

/** Ids are numbers in GitHub and Jira; elsewhere they sort as text. */
function byId(issues: readonly Issue[]): readonly Issue[] {
  return [...issues].sort((a, b) => compareIds(a.id, b.id));
}

export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
