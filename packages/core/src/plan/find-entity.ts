import { displayId } from '../model/display-id.ts';
import type { EntityChange } from '../model/event.ts';
import type { ItemUid, SeriesUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Series } from '../model/series.ts';
import type { Snapshot } from '../store/port.ts';

/** How messages call an item of this snapshot. */
export function nameIn(snapshot: Snapshot, item: Pick<ActionItem, 'number'>): string {
  return displayId(snapshot.settings ?? { idPrefix: 'AI' }, { type: 'item', number: item.number });
}

export function findItem(snapshot: Snapshot, uid: ItemUid): Result<ActionItem> {
  const item = snapshot.items.find((each) => each.uid === uid);
  return item ? ok(item) : unknownItem(uid);
}

function unknownItem(uid: ItemUid): Result<never> {
  return fault('unknown-item', `There is no action item ${uid}.`, 'List the items with: closeout list --all');
}

export function findSeries(snapshot: Snapshot, uid: SeriesUid): Result<Series> {
  const series = snapshot.series.find((each) => each.uid === uid);
  return series ? ok(series) : fault('unknown-series', `There is no series ${uid}.`, 'List the series with: closeout series list');
}

/**
 * One update for each item that `change` answers a new value for; the same value means that there is nothing to do.
 * The first fault is the answer to all: either everything asked for can be done, or nothing is.
 */
export function changeItems(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  change: { readonly reason: string | null; readonly to: (item: ActionItem) => Result<ActionItem> },
): Result<readonly EntityChange[]> {
  const wanted = new Set(uids);
  const found = new Map(snapshot.items.filter(({ uid }) => wanted.has(uid)).map((item) => [item.uid, item]));
  const changes: EntityChange[] = [];
  for (const uid of wanted) {
    const item = found.get(uid);
    if (item === undefined) return unknownItem(uid);
    const changed = change.to(item);
    if (!changed.ok) return changed;
    if (changed.value !== item) changes.push({ op: 'update', entity: changed.value, reason: change.reason });
  }
  return ok(changes);
}

/** Why nothing can be done with an item that is not unfinished (`not-accepted`, `closed`), or `null` when it is. */
export function refusedUnlessUnfinished(snapshot: Snapshot, item: ActionItem): Result<never> | null {
  const name = nameIn(snapshot, item);
  switch (item.state.status) {
    case 'open':
    case 'in-progress':
    case 'blocked':
      return null;
    case 'proposed':
      return fault('not-accepted', `${name} is only proposed.`, `Accept it first: closeout accept ${name}`);
    case 'done':
    case 'cancelled':
      return fault('closed', `${name} is ${item.state.status}.`, `Reopen it first: closeout reopen ${name}`);
  }
}
