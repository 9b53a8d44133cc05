import type { Drift, Issue, IssueKey, Link, TrackerName } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { linkEnded } from './link-made.ts';
import { mirrorChange } from './mirror-entity.ts';

/**
 * True when `issue`, seen in `tracker`, is the very issue of the link: a host never gives an id twice, and neither id nor creation
 * ever changes, whatever the repository, the project or the host is called.
 */
export function isSameIssue(link: Link, { issue, tracker }: { readonly issue: Issue; readonly tracker: TrackerName }): boolean {
  return kindOf(link.tracker) === kindOf(tracker) && link.issue.id === issue.id && link.now.createdAt === issue.createdAt;
}

/**
 * The link goes where its issue is now, with all that is known and open about it; what was said of its absence ends. Where the link
 * was, a tombstone stays.
 */
export function followed(
  link: Link,
  {
    issue,
    tracker,
    at,
    view,
  }: { readonly issue: Issue; readonly tracker: TrackerName; readonly at: Link['seenAt']; readonly view: MirrorView },
): readonly Change[] {
  const { id, key, url } = issue;
  const isTombstone = link.state === 'tombstone';
  const isOld = id === link.issue.id && issue.updatedAt < link.now.updatedAt;
  const next: Link = {
    ...link,
    tracker,
    issue: { id, key, url },
    now: isOld ? { ...link.now, key, url } : issue,
    seenAt: at,
    state: isTombstone ? 'tombstone' : 'live',
    pending: !isTombstone,
  };
  const isNew = !view.links.some((known) => known.item === link.item && known.tracker === tracker);
  const open = view.conflicts.filter((one) => one.item === link.item && one.tracker === link.tracker);
  const made: Change[] = [
    { op: 'link', link: next },
    mirrorChange(next, { conflicts: open.filter(({ won }) => won === null).map(({ field }) => field), isNew }),
  ];
  if (isTombstone) return made;
  const drifts = view.drifts.filter(({ item }) => item === link.item);
  const isOver = (drift: Drift) =>
    (LOST.has(drift.code) && drift.tracker === link.tracker) || (SECOND.has(drift.code) && drift.issue?.id === id);
  const over = drifts.filter(isOver).map((drift): Change => ({ op: 'drift.end', drift }));
  if (tracker === link.tracker) return [...made, ...over];
  const refusals = view.refusals.filter((one) => one.item === link.item && one.tracker === link.tracker);
  const kept = drifts.filter((drift) => drift.tracker === link.tracker && !isOver(drift));
  return [
    ...linkEnded(link, { records: { conflicts: open, refusals, drifts: kept }, reason: `its issue is ${url} now` }),
    ...made,
    ...over,
    ...open.map((conflict): Change => ({ op: 'conflict', conflict: { ...conflict, tracker } })),
    ...refusals.map((refusal): Change => ({ op: 'refusal', refusal: { ...refusal, tracker } })),
    ...kept.map((drift): Change => ({ op: 'drift', drift: { ...drift, tracker, issue: issueOf(drift, { link, next }) } })),
    ...(view.accounts[link.tracker] ?? []).map((account): Change => ({ op: 'account', tracker, account })),
  ];
}

function issueOf({ issue }: Drift, { link, next }: { readonly link: Link; readonly next: Link }): IssueKey | null {
  return issue?.id === link.issue.id ? next.issue : issue;
}

function kindOf(tracker: TrackerName): string {
  return tracker.slice(0, tracker.indexOf(':'));
}

const LOST: ReadonlySet<Drift['code']> = new Set(['moved', 'hidden', 'deleted']);
const SECOND: ReadonlySet<Drift['code']> = new Set(['twin', 'rival']);
