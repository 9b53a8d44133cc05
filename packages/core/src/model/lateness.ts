import { type ActionItem, isUnfinished } from './item.ts';
import { daysBetween, type PlainDate } from './plain-date.ts';

/** How an item stands against its due date. Derived, never stored. */
export type Lateness = 'none' | 'on-track' | 'at-risk' | 'due-today' | 'overdue';

/** From this share of its window on, an item that nobody has started is at risk (GitLab's corrective-action rule). */
export const AT_RISK_FROM = 0.5;

/**
 * How `item` stands on `today`. Late means that the due day has ended: due today is not overdue, due yesterday is.
 * An item that is done, cancelled, proposed or without a due date is `none`.
 */
export function latenessOf(item: Pick<ActionItem, 'state' | 'due' | 'acceptedOn'>, today: PlainDate): Lateness {
  if (!isUnfinished(item) || item.due === null) return 'none';
  const due = item.due.on;
  if (due < today) return 'overdue';
  if (due === today) return 'due-today';
  if (item.state.status === 'in-progress' || item.acceptedOn === null) return 'on-track';
  const window = daysBetween(item.acceptedOn, due);
  const gone = daysBetween(item.acceptedOn, today);
  return gone >= window * AT_RISK_FROM && gone > 0 ? 'at-risk' : 'on-track';
}

/** Days past the due date: 0 unless the item is overdue. */
export function daysOverdue(item: Pick<ActionItem, 'state' | 'due' | 'acceptedOn'>, today: PlainDate): number {
  return latenessOf(item, today) === 'overdue' && item.due !== null ? daysBetween(item.due.on, today) : 0;
}
