import type { Version } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { Snapshot } from '../store/port.ts';

/** The values an item had, oldest first. The first was in force when the history begins, or created the item. */
export type ItemPast = readonly Version<ActionItem>[];

/** The past of each item of a snapshot; throws when the snapshot was asked for without its history. */
export function itemPasts(snapshot: Pick<Snapshot, 'items' | 'history'>, asOf: PlainDate): ReadonlyMap<ItemUid, ItemPast> {
  if (snapshot.items.length > 0 && snapshot.history.length === 0) {
    throw new RangeError('this snapshot holds no history; a weekly report needs store.snapshot({ asOf, weeks: 13 })');
  }
  return Map.groupBy(
    snapshot.history.filter((version) => version.from <= asOf),
    (version) => version.value.uid,
  );
}

/** One step by which an item became unfinished, or stopped being so. */
export interface Turn {
  readonly on: PlainDate;
  readonly to: 'opened' | 'reopened' | 'closed';
}

/**
 * The steps of one past, in order: accepted or added, done or cancelled, opened again. A past knows one value a day, so
 * what was promised and ended on one day shows by its due date, which no dropped proposal and no tick in a document has.
 */
export function turnsOf(past: ItemPast): readonly Turn[] {
  const turns: Turn[] = [];
  let before: ActionItem | null = null;
  for (const { from, value } of past) {
    const was = before !== null && isUnfinished(before);
    const is = isUnfinished(value);
    const isNew = before === null || before.state.status === 'proposed';
    if (isNew && !is && value.state.status !== 'proposed' && value.due !== null)
      turns.push({ on: from, to: 'opened' }, { on: from, to: 'closed' });
    if (was && !is) turns.push({ on: from, to: 'closed' });
    if (!was && is) turns.push({ on: from, to: isNew ? 'opened' : 'reopened' });
    before = value;
  }
  return turns;
}

/** What the item was at the end of each of `days` (ascending); `null` where it did not exist yet. */
export function valuesAt(past: ItemPast, days: readonly PlainDate[]): readonly (ActionItem | null)[] {
  let next = 0;
  let value: ActionItem | null = null;
  return days.map((day) => {
    for (let version = past[next]; version !== undefined && version.from <= day; version = past[next]) {
      value = version.value;
      next += 1;
    }
    return value;
  });
}
