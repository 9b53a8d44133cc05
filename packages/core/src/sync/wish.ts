import type { Config, TrackerConfig } from '../config/config.ts';
import { nearest } from '../config/nearest.ts';
import { mayHold, routeOf } from '../config/route.ts';
import { trackerNamed } from '../config/tracker-named.ts';
import type { ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { Link } from '../model/mirror.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { mirrorChange } from './mirror-entity.ts';
import { type Mirrored, mirroredItem, toEach } from './mirrored-item.ts';
import { issueAt } from './reference.ts';
import { NONE, type Place, wished } from './wished.ts';

/**
 * The item adopts the issue at `url` with the next sync. `view` is `mirrors({ of: 'keys' })` of the item and of the issue's
 * key. Refused while the item has a live mirror, and for an issue that is the mirror of another item.
 */
export function planLink(
  view: MirrorView,
  uid: ItemUid,
  { url, config }: { readonly url: string; readonly config: Config },
): Result<readonly Change[]> {
  const found = mirroredItem(view, uid, config);
  if (!found.ok) return found;
  const { item, name, live } = found.value;
  const tracker = config.trackers.find((each) => issueAt(url, each) !== null) ?? null;
  const key = tracker && issueAt(url, tracker);
  if (tracker === null || key === null) {
    const names = config.trackers.map((each) => each.name).join(', ');
    return fault(
      'no-such-tracker',
      `${url} is no issue of a configured tracker.`,
      `Write the address of an issue in one of: ${names || 'none'}.`,
    );
  }
  const isThere = (at: Place) => at.issue?.key === key.key && trackerNamed(at.tracker, config) === tracker;
  if (live !== null && isThere(live)) return ok([]);
  if (live !== null) return hasMirror(name, live);
  const other = view.links.find((link) => link.item !== uid && link.state !== 'tombstone' && isThere(link));
  if (other !== undefined) {
    return fault(
      'already-mirrored',
      `${url} is the mirror of another item: one issue, one item.`,
      'End that link first: closeout unlink ID',
    );
  }
  const shown = refusedIfConfidential(found.value, { tracker, config, view });
  if (shown !== null) return shown;
  const references = [url, ...item.references.filter((each) => each !== url)];
  return ok(
    wished(view, found.value, {
      wish: { item: uid, want: 'adopt', url },
      event: { op: 'update', entity: { ...item, references }, reason: `linked to ${url}` },
      keep: isThere,
    }),
  );
}

/** Each item gets a new issue with the next sync, where the routes say, whatever became of the one it had. */
export function planLinkNew(
  view: MirrorView,
  uids: readonly ItemUid[],
  { config }: { readonly config: Config },
): Result<readonly Change[]> {
  return toEach(uids, (uid) => {
    const found = mirroredItem(view, uid, config);
    if (!found.ok) return found;
    const { item, name, live } = found.value;
    if (live !== null) return hasMirror(name, live);
    const closed = refusedIfFinished(found.value);
    if (closed !== null) return closed;
    if (routeOf(item, incidentOf(view, item), config) === null) {
      return fault('no-route', `No route names a tracker for ${name}.`, `Say which one: closeout move ${name} TRACKER`);
    }
    const event: Change = { op: 'update', entity: item, reason: 'a new issue was asked for' };
    return ok(wished(view, found.value, { wish: { item: uid, want: 'create', tracker: null }, event, keep: NONE }));
  });
}

/** The next issue of each item is in the tracker of that configured name; the next sync closes the one it has as a duplicate first. */
export function planMove(
  view: MirrorView,
  uids: readonly ItemUid[],
  { to, config }: { readonly to: string; readonly config: Config },
): Result<readonly Change[]> {
  const tracker = config.trackers.find(({ name }) => name === to);
  if (tracker === undefined) return unknownTracker(to, config);
  return toEach(uids, (uid) => {
    const found = mirroredItem(view, uid, config);
    if (!found.ok) return found;
    const { item, live, wish } = found.value;
    if (live !== null && trackerNamed(live.tracker, config) === tracker) return ok(wish === null ? [] : [{ op: 'wish.end', item: uid }]);
    const refused = refusedIfFinished(found.value) ?? refusedIfConfidential(found.value, { tracker, config, view });
    if (refused !== null) return refused;
    const conflicts = view.conflicts.filter((one) => one.item === uid && one.tracker === live?.tracker && one.won === null);
    const reason = `to move to ${to}`;
    const event: Change =
      live === null
        ? { op: 'update', entity: item, reason }
        : mirrorChange(live, { conflicts: conflicts.map(({ field }) => field), isNew: false, reason });
    return ok(wished(view, found.value, { wish: { item: uid, want: 'create', tracker: to }, event, keep: NONE }));
  });
}

function hasMirror(name: string, { issue }: Link): Result<never> {
  return fault(
    'has-mirror',
    `${name} has its mirror: ${issue.url}`,
    `Move it (closeout move ${name} TRACKER) or end the link first (closeout unlink ${name}).`,
  );
}

function refusedIfFinished({ item, name }: Mirrored): Result<never> | null {
  if (isUnfinished(item)) return null;
  return fault('closed', `${name} is ${item.state.status}: it gets no new issue.`, `Reopen it first: closeout reopen ${name}`);
}

function refusedIfConfidential(
  { item, name }: Mirrored,
  { tracker, config, view }: { readonly tracker: TrackerConfig; readonly config: Config; readonly view: MirrorView },
): Result<never> | null {
  if (mayHold(tracker, { incident: incidentOf(view, item), config })) return null;
  const message = `${name} follows from a confidential incident, and no route shows those in ${tracker.name}.`;
  return fault('confidential', message, 'Add a route for it that says confidential: true, or choose another tracker.');
}

function unknownTracker(to: string, config: Config): Result<never> {
  const names = config.trackers.map(({ name }) => name);
  const near = nearest(to, names);
  return fault(
    'unknown-tracker',
    `No tracker is named ${JSON.stringify(to)}.`,
    near ? `Did you mean ${near}?` : `There are: ${names.join(', ') || 'none'}.`,
  );
}

function incidentOf(view: MirrorView, { incident }: ActionItem) {
  return view.incidents.find(({ uid }) => uid === incident) ?? null;
}
