import type { EntityChange } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { addDays, addMonths, laterOf, type PlainDate, parsePlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { changeItems, nameIn, refusedUnlessUnfinished } from './find-entity.ts';
import type { ActOptions } from './item-verb.ts';

export interface ExtendOptions extends ActOptions {
  /** A day (`2026-04-30`), or how much later: `+10d`, `+2w`, `+1m`. */
  readonly to: string;
  readonly reason: string;
}

/**
 * Moves due dates, with a reason; the original date stays. `+2w` counts from the due date, or from today once that has passed.
 * Refused: `reason-missing`, `bad-date`, `date-past`, `same-date`, `not-accepted`, `closed`.
 */
export function planExtend(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { to, reason, today, by }: ExtendOptions,
): Result<readonly EntityChange[]> {
  if (reason.trim() === '') return fault('reason-missing', 'Moving a due date needs a reason.', 'Say why: --reason TEXT');
  return changeItems(snapshot, uids, {
    reason,
    to: (item) => {
      const name = nameIn(snapshot, item);
      const refused = refusedUnlessUnfinished(snapshot, item);
      if (refused) return refused;
      const day = dayFrom(to, laterOf(today, item.due?.on ?? today));
      if (day === null) {
        return fault('bad-date', `${JSON.stringify(to)} is no day.`, 'Write YYYY-MM-DD, or how much later: +10d, +2w or +1m.');
      }
      if (day < today) return fault('date-past', `${day} is before today, ${today}.`, 'Name today or a later day.');
      if (day === item.due?.on) return fault('same-date', `${name} is due on ${day} already.`, 'Name another day.');
      return ok(movedDue(item, { to: day, reason, today, by }));
    },
  });
}

/** The item with its due date moved and the move on record; a first date is explicit and no move. */
export function movedDue(
  item: ActionItem,
  { to, reason, today, by }: ActOptions & { readonly to: PlainDate; readonly reason: string },
): ActionItem {
  if (item.due === null) return { ...item, due: { on: to, originallyOn: to, rule: 'explicit', extensions: [] } };
  const extension = { from: item.due.on, to, reason, on: today, by };
  return { ...item, due: { ...item.due, on: to, extensions: [...item.due.extensions, extension] } };
}

export interface SnoozeOptions extends ActOptions {
  readonly until: PlainDate;
}

/** No reminders before `until`; lateness stays what it is. Refused: `date-past`, `not-accepted`, `closed`. */
export function planSnooze(snapshot: Snapshot, uids: readonly ItemUid[], { until, today }: SnoozeOptions): Result<readonly EntityChange[]> {
  if (until <= today) return fault('date-past', `${until} is not after today, ${today}.`, 'Name a later day.');
  return changeItems(snapshot, uids, {
    reason: null,
    to: (item) => {
      const refused = refusedUnlessUnfinished(snapshot, item);
      return refused ?? ok(item.snoozedUntil === until ? item : { ...item, snoozedUntil: until });
    },
  });
}

function dayFrom(text: string, base: PlainDate): PlainDate | null {
  const later = /^\+(\d{1,4})([dwm])$/.exec(text.trim().toLowerCase());
  if (!later) return parsePlainDate(text.trim());
  const amount = Number(later[1]);
  switch (later[2] as 'd' | 'w' | 'm') {
    case 'd':
      return addDays(base, amount);
    case 'w':
      return addDays(base, amount * 7);
    case 'm':
      return addMonths(base, amount);
  }
}
