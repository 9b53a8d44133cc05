import type { Drift, Link, Wish } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { UNADOPTABLE } from './first-issue.ts';
import type { Mirrored } from './mirrored-item.ts';

/** An issue that a link or a drift names. */
export type Place = Pick<Link | Drift, 'tracker' | 'issue'>;

/** No issue that is on record is the one that is wished for. */
export const NONE = (): boolean => false;

/**
 * A wish with its event; what stood in its way is no longer asked. An issue that we made, and that a person unlinked while it
 * was open, is on record as a second one from now on: it is closed before the next one comes. `keep` knows the issue that
 * is to be the mirror.
 */
export function wished(
  view: MirrorView,
  { item, links, live, wish: old }: Mirrored,
  { wish, event, keep }: { readonly wish: Wish; readonly event: Change; readonly keep: (place: Place) => boolean },
): readonly Change[] {
  if (JSON.stringify(old) === JSON.stringify(wish)) return [];
  const changes: Change[] = [event, { op: 'wish', wish }];
  for (const { tracker, field } of view.refusals.filter((refusal) => refusal.item === item.uid && refusal.field === 'create')) {
    changes.push({ op: 'refusal.end', item: item.uid, tracker, field });
  }
  for (const drift of view.drifts.filter((each) => each.item === item.uid)) {
    if (UNADOPTABLE.has(drift.code) || drift.code === 'no-permission' || keep(drift)) changes.push({ op: 'drift.end', drift });
  }
  if (live !== null) return changes;
  for (const drift of view.drifts.filter((each) => each.item === item.uid && LEFT_OPEN.has(each.code) && !keep(each))) {
    const message = `${drift.issue?.url} is not the mirror; it is closed as a duplicate`;
    changes.push({ op: 'drift.end', drift }, { op: 'drift', drift: { ...drift, code: 'twin', message } });
  }
  for (const link of links.filter((each) => each.state === 'tombstone' && !keep(each) && isOurOpenIssue(each, view))) {
    const { tracker, issue } = link;
    const message = `${issue.url} is no longer the mirror; it is closed as a duplicate`;
    changes.push({ op: 'drift', drift: { item: item.uid, tracker, issue, code: 'twin', field: null, message, saved: null } });
  }
  return changes;
}

/** Issues with our marker that stayed open until a person decided which one it shall be. */
const LEFT_OPEN: ReadonlySet<Drift['code']> = new Set(['rival', 'open-again']);

function isOurOpenIssue({ tracker, now }: Link, { accounts }: MirrorView): boolean {
  return now.status.category !== 'done' && now.author !== null && (accounts[tracker] ?? []).includes(now.author);
}
