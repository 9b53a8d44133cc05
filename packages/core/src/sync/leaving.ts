import { trackerNamed } from '../config/tracker-named.ts';
import type { Incident } from '../model/incident.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { Link, Wish } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { type Placing, targetCalled } from './first-issue.ts';
import type { Named, PlanChange } from './plan.ts';
import { withheld } from './withheld.ts';

/** What a wish means for an item that has a live mirror. */
export interface Leaving {
  /** The mirror is given up: nothing is written into it any more. */
  readonly leaves: boolean;
  readonly changes: readonly PlanChange[];
  readonly notes: readonly Change[];
}

const STAYS: Leaving = { leaves: false, changes: [], notes: [] };

/**
 * A mirror is given up for one in another tracker once nothing is left to take over from it, and only in a run in which that
 * tracker takes part: the old issue is closed first, so that there are never two.
 */
export function leaving(
  link: Link,
  {
    item,
    wish,
    incident,
    named,
    isDrained,
  }: {
    readonly item: ActionItem;
    readonly wish: Wish | null;
    readonly incident: Incident | null;
    readonly named: Named;
    /** Nothing has to be taken over from it. */
    readonly isDrained: boolean;
  },
  placing: Placing,
): Leaving {
  if (wish === null) return STAYS;
  const wait = (code: string, message: string): Leaving => ({ ...STAYS, changes: [{ kind: 'wait', ...named, code, message }] });
  if (wish.want === 'adopt')
    return wait('has-mirror', `its mirror is ${link.issue.url}; end that link first: closeout unlink ${named.item}`);
  const tracker = placing.config.trackers.find(({ name }) => name === wish.tracker) ?? null;
  // It is there already, or anywhere would do.
  if (wish.tracker === null || (tracker !== null && tracker === trackerNamed(link.tracker, placing.config))) {
    return { ...STAYS, notes: [{ op: 'wish.end', item: item.uid }] };
  }
  if (tracker === null) return wait('unknown-tracker', `no tracker is named ${wish.tracker} any more; say another: closeout move`);
  const kept = withheld(tracker, { incident, config: placing.config });
  if (kept !== null) return wait(kept.code, kept.message);
  if (!isUnfinished(item) || targetCalled(tracker.name, placing) === null) return STAYS;
  if (!isDrained) return { ...STAYS, leaves: true };
  const next = wait('old-issue-open', `its issue in ${tracker.name} comes once ${link.issue.url} is closed`);
  return { leaves: true, changes: [{ kind: 'duplicate', ...named, issue: link.issue }, ...next.changes], notes: [] };
}
