import type { Drift, Issue, IssueKey, Link, Marker, TrackerName } from '../model/mirror.ts';
import { linkMade } from '../sync/link-made.ts';
import { issueAt } from '../sync/reference.ts';
import { isSameMarker } from '../tracker/marker.ts';
import type { Seen } from '../tracker/port.ts';
import type { ChangeOf, Round } from './apply-round.ts';

/** Makes an issue that exists already the mirror of an item. What differs is planned in the next round. */
export async function adoptIssue(round: Round, { uid, url }: ChangeOf<'adopt'>): Promise<void> {
  const { world, one, view } = round;
  const { tracker, config } = one.target;
  const key = issueAt(url, config);
  if (key === null || one.pulled === null) return;
  const [seen] = await tracker.read([key]);
  if (seen === undefined) return;
  const lease = await one.lease.current();
  const refuse = (code: Drift['code'], message: string) => {
    const drift: Drift = { item: uid, tracker: tracker.name, issue: seen.key, code, field: null, message, saved: null };
    return world.store.commit([{ op: 'drift', drift }], { actor: tracker.name, lease });
  };
  if (seen.state !== 'present') {
    await refuse(...whyNot(seen, url));
    return;
  }
  const { issue } = seen;
  const { links } = await world.store.mirrors({ of: 'issues', tracker: tracker.name, ids: [issue.id], items: [] });
  const isTaken = links.some((link) => isMirror(link, { issue, tracker: tracker.name }) && link.item !== uid);
  if (isTaken || issue.markers.some(({ workspace }) => workspace !== view.workspace.id)) {
    const by = isTaken ? 'of another item' : 'in another closeout database';
    await refuse('already-mirrored', `${url} is the mirror ${by} already; one issue, one item`);
    return;
  }
  const before = round.linksOf.get(uid) ?? [];
  // The same issue again goes on where it was left: what either side changed meanwhile still crosses.
  const again = before.find((link) => link.tracker === tracker.name && link.issue.id === issue.id);
  const link: Link = {
    item: uid,
    tracker: tracker.name,
    issue: { id: issue.id, key: issue.key, url: issue.url },
    pasts: again === undefined ? {} : pastsOf(again, { issue, marker: { workspace: view.workspace.id, item: uid } }),
    now: issue,
    seenAt: one.pulled.at,
    state: 'live',
    pending: true,
    itemSeq: again?.itemSeq ?? 0,
    ...(again?.sent === undefined ? {} : { sent: again.sent }),
  };
  const fulfils = round.wishes.get(uid)?.want === 'adopt';
  await world.store.commit(linkMade(link, { before, fulfils }), { actor: tracker.name, lease });
  one.tally.adopted += 1;
}

/** Of an issue that lost our block, what stood in it was never in step: it is written anew, with the marker. */
function pastsOf({ pasts }: Link, { issue, marker }: { readonly issue: Issue; readonly marker: Marker }): Link['pasts'] {
  if (issue.markers.some((has) => isSameMarker(has, marker))) return pasts;
  const { details: _, dueOn: __, ...kept } = pasts;
  return kept;
}

function isMirror(link: Link, { issue, tracker }: { readonly issue: IssueKey; readonly tracker: TrackerName }): boolean {
  return link.state !== 'tombstone' && link.tracker === tracker && link.issue.id === issue.id;
}

function whyNot(seen: Exclude<Seen, { readonly state: 'present' }>, url: string): [Drift['code'], string] {
  switch (seen.state) {
    case 'not-an-issue':
      return ['not-an-issue', `${url} is a pull request, not an issue`];
    case 'unreadable':
      return ['unreadable', `${url} is there, but not in a form that can be read`];
    case 'gone':
      return ['deleted', `${url} was deleted`];
    case 'hidden':
      return ['hidden', `${url} does not exist or is not visible to us`];
    case 'moved':
      return ['moved', `${url} was moved elsewhere`];
  }
}
