import type { EntityChange } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished, type Recurrence } from '../model/item.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { BECAME_SERIES } from './acceptance.ts';
import { findItem, nameIn } from './find-entity.ts';
import type { ActOptions } from './item-verb.ts';

export interface MergeOptions extends ActOptions {
  /** Whose text is the title afterwards; the other's goes into the details. Default: that of the item that stays. */
  readonly titleOf?: 'into' | 'merged' | undefined;
}

/**
 * `uid` says the same as `into`: the text of one goes into the details of `into`, which also takes what it lacks (owner, priority,
 * links); then `uid` is cancelled as its duplicate. A proposal also goes into one that became a series, which stays as it is.
 * Refused: `same-item`, `closed`, `not-accepted` when only `into` is a proposal.
 */
export function planMerge(
  snapshot: Snapshot,
  uid: ItemUid,
  into: ItemUid,
  { today, by, titleOf = 'into' }: MergeOptions,
): Result<readonly EntityChange[]> {
  const found = findItem(snapshot, uid);
  if (!found.ok) return found;
  const target = findItem(snapshot, into);
  if (!target.ok) return target;
  const [merged, kept] = [found.value, target.value];
  if (uid === into) return fault('same-item', `${nameIn(snapshot, kept)} cannot be merged into itself.`, 'Name two different items.');
  const cancelled = (reason: string): EntityChange => ({
    op: 'update',
    entity: { ...merged, state: { status: 'cancelled', on: today, by, resolution: 'duplicate', reason, until: null, into } },
    reason,
  });
  if (becameSeries(kept) && merged.state.status === 'proposed') {
    return ok([cancelled(`says the same as ${nameIn(snapshot, kept)}, which became a series`)]);
  }
  const closed = [merged, kept].find((item) => item.state.status === 'done' || item.state.status === 'cancelled');
  if (closed) {
    const name = nameIn(snapshot, closed);
    return fault('closed', `${name} is ${closed.state.status}.`, `Reopen it first: closeout reopen ${name}`);
  }
  if (kept.state.status === 'proposed' && isUnfinished(merged)) {
    const [goes, stays] = [nameIn(snapshot, merged), nameIn(snapshot, kept)];
    return fault(
      'not-accepted',
      `${goes} is accepted, ${stays} is only proposed.`,
      `Merge the other way round: closeout merge ${stays} ${goes}`,
    );
  }
  return ok([
    { op: 'update', entity: absorb(kept, merged, titleOf), reason: `merged with ${nameIn(snapshot, merged)}` },
    cancelled(`merged into ${nameIn(snapshot, kept)}`),
  ]);
}

/** Whether a proposal was accepted as a series. */
export function becameSeries({ state }: ActionItem): boolean {
  return state.status === 'cancelled' && state.reason === BECAME_SERIES;
}

function absorb(kept: ActionItem, merged: ActionItem, titleOf: 'into' | 'merged'): ActionItem {
  const [title, other] = titleOf === 'into' ? [kept.title, merged.title] : [merged.title, kept.title];
  const said = `${title}\n${kept.details}`.toLowerCase();
  const added = [other, merged.details].filter((text) => text !== '' && !said.includes(text.toLowerCase().replace(/[\s.!;:,]+$/, '')));
  const common: ActionItem = {
    ...kept,
    title,
    details: [kept.details, ...added].filter((text) => text !== '').join('\n\n'),
    owner: kept.owner ?? merged.owner,
    team: kept.team ?? merged.team,
    priority: kept.priority ?? merged.priority,
    references: [...new Set([...kept.references, ...merged.references])],
    duplicateOf: kept.duplicateOf?.uid === merged.uid ? null : kept.duplicateOf,
  };
  if (kept.state.status !== 'proposed') return common;
  const like = common.duplicateOf ?? merged.duplicateOf;
  return {
    ...common,
    activity: kept.activity ?? merged.activity,
    recurrence: clearer(kept.recurrence, merged.recurrence),
    proposedDueOn: kept.proposedDueOn ?? merged.proposedDueOn,
    duplicateOf: like?.uid === kept.uid ? null : like,
  };
}

/** Of two that recur the one that says how often. */
function clearer(kept: Recurrence | null, merged: Recurrence | null): Recurrence | null {
  if (kept === null || (kept.rrule === null && merged !== null && merged.rrule !== null)) return merged;
  return kept;
}
