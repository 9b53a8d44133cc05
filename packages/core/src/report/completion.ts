import type { ActionItem, Due } from '../model/item.ts';
import { addDays, daysBetween, type PlainDate } from '../model/plain-date.ts';

/** A figure that may not exist, beside what it was a week before. */
export interface MaybeFigure {
  readonly now: number | null;
  readonly before: number | null;
  readonly change: number | null;
}

/** How promises of the last 90 days were kept. */
export interface Completion {
  /** Items with a due date that were done in the 90 days that end yesterday. What a document calls done never had one. */
  readonly done: number;
  /** Share (0 to 1) of them done on or before their first due date; `null` when there were none. */
  readonly onTime: MaybeFigure;
  /** The same against the due date as it was last moved. */
  readonly onTimeAsExtended: number | null;
  /** Median of the days from recorded to done. */
  readonly medianDays: MaybeFigure;
}

const WINDOW_DAYS = 90;

/** `before` are the items as they were a week earlier. */
export function completionOf(options: {
  readonly items: readonly ActionItem[];
  readonly before: readonly ActionItem[];
  readonly asOf: PlainDate;
}): Completion {
  const now = doneBefore(options.items, options.asOf);
  const earlier = doneBefore(options.before, addDays(options.asOf, -7));
  return {
    done: now.length,
    onTime: maybeFigure(onTimeShare(now, 'originallyOn'), onTimeShare(earlier, 'originallyOn')),
    onTimeAsExtended: onTimeShare(now, 'on'),
    medianDays: maybeFigure(medianDays(now), medianDays(earlier)),
  };
}

interface DoneItem {
  readonly on: PlainDate;
  readonly due: Due;
  readonly createdOn: PlainDate;
}

function doneBefore(items: readonly ActionItem[], day: PlainDate): readonly DoneItem[] {
  const first = addDays(day, -WINDOW_DAYS);
  return items.flatMap(({ state, due, createdOn }) =>
    state.status === 'done' && state.on >= first && state.on < day && due !== null ? [{ on: state.on, due, createdOn }] : [],
  );
}

function onTimeShare(done: readonly DoneItem[], against: 'on' | 'originallyOn'): number | null {
  const kept = done.filter(({ on, due }) => on <= due[against]);
  return done.length === 0 ? null : roundTo(kept.length / done.length, 3);
}

function medianDays(done: readonly DoneItem[]): number | null {
  const days = done.map(({ on, createdOn }) => Math.max(0, daysBetween(createdOn, on))).sort((a, b) => a - b);
  const low = days[Math.floor((days.length - 1) / 2)];
  const high = days[Math.floor(days.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function maybeFigure(now: number | null, before: number | null): MaybeFigure {
  return { now, before, change: now === null || before === null ? null : roundTo(now - before, 3) };
}

function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
