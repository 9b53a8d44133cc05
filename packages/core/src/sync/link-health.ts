import type { Config } from '../config/config.ts';
import type { ItemUid } from '../model/id.ts';
import type { Drift, Issue, IssueKey, Link } from '../model/mirror.ts';
import { driftKey } from '../store/mirror-view.ts';
import type { MirrorView } from '../store/port.ts';
import { isSameMarker } from '../tracker/marker.ts';
import type { Pulled, Seen } from '../tracker/port.ts';
import { detailsIn } from './details.ts';
import { judgeLink } from './link-verdict.ts';
import { MarkedIssues } from './marked-issues.ts';
import { openAgain } from './open-again.ts';
import type { Terms } from './terms.ts';

/** What a tracker showed: everything it lists, and strong reads of what the list left open. */
export interface Shown {
  readonly listed: Pick<Pulled, 'issues' | 'account' | 'at'>;
  readonly read: readonly Seen[];
}

interface Judging {
  readonly view: MirrorView;
  readonly terms: Terms;
  readonly config: Pick<Config, 'idPrefix' | 'sync'>;
}

/**
 * Links that only a strong read can judge: their issue is not in the list, the link was lost before, or the list shows
 * something wrong. Absence from a list proves nothing.
 */
export function doubtful({ view, terms, config }: Judging, listed: readonly Issue[]): readonly IssueKey[] {
  const issues = new Map(listed.map((issue) => [issue.id, issue]));
  const judge = judging({ view, terms, config });
  return linksOf(view, terms)
    .filter((link) => {
      const issue = issues.get(link.issue.id);
      return link.state !== 'live' || issue === undefined || judge(link, issue).length > 0;
    })
    .map(({ issue }) => issue);
}

/** What is wrong between items and their issues in one tracker, each once. Records nothing. */
export function linkHealth(judged: Judging, { listed, read }: Shown): readonly Drift[] {
  const { view, terms } = judged;
  const issues = new Map(listed.issues.map((issue) => [issue.id, issue]));
  const strong = new Map(read.map((seen) => [seen.key.id, seen]));
  const judge = judging(judged);
  const links = linksOf(view, terms);
  const found = links.flatMap((link): readonly Drift[] => {
    const seen = strong.get(link.issue.id);
    if (seen !== undefined && seen.state !== 'present')
      return [drift(link, { code: CODES[seen.state], message: `${link.issue.url} ${WORDS[seen.state]}` })];
    const issue = seen?.issue ?? issues.get(link.issue.id);
    if (issue === undefined) return [];
    if (link.state === 'live') return judge(link, issue);
    return [drift(link, { code: 'found-again', message: `${issue.url} is there again; the link to it was given up` })];
  });
  const former = view.links.flatMap((link) => {
    const issue = link.tracker === terms.tracker && link.state === 'tombstone' ? issues.get(link.issue.id) : undefined;
    return issue === undefined ? [] : (openAgain(link, { issue, view }) ?? []);
  });
  const all = [
    ...found,
    ...former,
    ...sharedIssues(links, view),
    ...unlinkedIssues(judged, listed),
    ...refusals(links, judged),
    ...recorded(judged),
  ];
  return [...new Map(all.map((one) => [driftKey(one), one])).values()];
}

/** Judges one live link by its issue as the tracker shows it. */
function judging({ view, terms, config }: Judging): (link: Link, issue: Issue) => readonly Drift[] {
  const items = new Map(view.items.map((versioned) => [versioned.item.uid, versioned]));
  const detailsOf = detailsIn(view, config);
  return (link, issue) => {
    const item = items.get(link.item)?.item;
    if (item === undefined) return [];
    const seen: Link = { ...link, now: issue };
    const { drifts } = judgeLink({ item, link: seen, details: detailsOf(item), terms, authority: config.sync.authority, refusals: [] });
    const marker = markerDrift(seen, view);
    // Without our block, what stood in it is missing, too: one thing is wrong, not three.
    const further = marker?.code === 'marker-gone' ? drifts.filter(({ field }) => field !== 'details' && field !== 'dueOn') : drifts;
    return [...(marker === null ? [] : [marker]), ...further, ...labelDrift(seen)];
  };
}

function markerDrift(link: Link, { workspace }: MirrorView): Drift | null {
  const { markers, url } = link.now;
  // An adopted issue gets its marker with the first update.
  if (link.pasts.details === undefined) return null;
  if (!markers.some((marker) => isSameMarker(marker, { workspace: workspace.id, item: link.item }))) {
    return drift(link, { code: 'marker-gone', message: `the marker was removed from ${url}; the link stays, but not our text there` });
  }
  return markers.length > 1 ? drift(link, { code: 'marker-twice', message: `${url} carries more than one marker` }) : null;
}

function labelDrift(link: Link): readonly Drift[] {
  const past = (link.pasts.labels?.theirs ?? []) as readonly string[];
  const gone = past.filter((label) => !link.now.labels.includes(label));
  if (gone.length === 0) return [];
  return [drift(link, { code: 'label-gone', field: 'labels', message: `${gone.join(', ')}: no longer on ${link.now.url}`, saved: gone })];
}

/** Two items on one issue: the first keeps it. */
function sharedIssues(links: readonly Link[], view: MirrorView): readonly Drift[] {
  const numbers = new Map(view.items.map(({ item }) => [item.uid, item.number]));
  const byNumber = (a: Link, b: Link) => (numbers.get(a.item) ?? 0) - (numbers.get(b.item) ?? 0);
  return [...Map.groupBy(links, ({ issue }) => issue.id).values()]
    .filter((sharing) => sharing.length > 1)
    .flatMap((sharing) => sharing.toSorted(byNumber).slice(1))
    .map((link) => drift(link, { code: 'already-mirrored', message: `${link.issue.url} is the mirror of another item, too` }));
}

/** Issues that carry our marker and are nobody's mirror. */
function unlinkedIssues({ view, terms }: Judging, { issues, account, at }: Shown['listed']): readonly Drift[] {
  const linked = new Set(view.links.filter(({ tracker }) => tracker === terms.tracker).map(({ issue }) => issue.id));
  const trusted = [...(view.accounts[terms.tracker] ?? []), ...(account === null ? [] : [account])];
  const marked = new MarkedIssues({ ...view, drifts: [] }, { terms, trusted, at });
  return issues
    .filter(({ id }) => !linked.has(id))
    .flatMap((issue) => marked.record(issue))
    .flatMap((change) => (change.op === 'drift' ? [change.drift] : []));
}

/** What the tracker refuses for want of an account or of permission. */
function refusals(links: readonly Link[], { view, terms }: Judging): readonly Drift[] {
  const byItem = new Map<ItemUid, Link>(links.map((link) => [link.item, link]));
  return view.refusals.flatMap(({ item, tracker, field, code, message }) => {
    const shown = tracker === terms.tracker ? REFUSED.get(code) : undefined;
    if (shown === undefined) return [];
    return [
      {
        item,
        tracker,
        issue: byItem.get(item)?.issue ?? null,
        code: shown,
        field: field === 'create' ? null : field,
        message,
        saved: null,
      },
    ];
  });
}

/** What was recorded and no look at the tracker can tell: why an issue was not adopted or not closed. */
function recorded({ view, terms }: Judging): readonly Drift[] {
  const linked = new Set(view.links.filter(({ state }) => state === 'live').map(({ item }) => item));
  return view.drifts.filter(
    ({ tracker, code, item }) =>
      tracker === terms.tracker && LASTING.has(code) && (code === 'no-permission' || item === null || !linked.has(item)),
  );
}

function linksOf({ links }: MirrorView, { tracker }: Terms): readonly Link[] {
  return links.filter((link) => link.tracker === tracker && link.state !== 'tombstone');
}

function drift(
  { item, tracker, issue }: Link,
  { code, message, field = null, saved = null }: Pick<Drift, 'code' | 'message'> & Partial<Pick<Drift, 'field' | 'saved'>>,
): Drift {
  return { item, tracker, issue, code, field, message, saved };
}

const CODES = { gone: 'deleted', hidden: 'hidden', moved: 'moved', 'not-an-issue': 'not-an-issue', unreadable: 'unreadable' } as const;
const WORDS = {
  gone: 'was deleted',
  hidden: 'is deleted or no longer visible to us',
  moved: 'was moved elsewhere',
  'not-an-issue': 'is a pull request, not an issue',
  unreadable: 'is there, but not in a form that can be read',
} as const;
const REFUSED: ReadonlyMap<string, Drift['code']> = new Map([
  ['no-permission', 'no-permission'],
  ['assignee-unknown', 'unmappable'],
]);
const LASTING: ReadonlySet<Drift['code']> = new Set(['no-permission', 'already-mirrored', 'not-an-issue', 'deleted', 'hidden', 'moved']);
