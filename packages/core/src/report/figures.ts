import type { ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import { type Ageing, ageingOf } from './ageing.ts';
import { type Completion, completionOf } from './completion.ts';
import { type ItemPast, turnsOf, valuesAt } from './item-past.ts';
import { overdueItems } from './overdue.ts';
import { TREND_WEEKS, type Week, weekIndex, weeksBefore } from './report-week.ts';

/** A number beside what it was a week before. */
export interface Figure {
  readonly now: number;
  readonly before: number;
  readonly change: number;
}

/**
 * The figures at the head of a report. They reconcile:
 * `open.now = open.before + net.now + today.opened − today.closed`.
 */
export interface Headline {
  readonly open: Figure;
  readonly overdue: Figure;
  readonly dueSoon: Figure;
  /** In the seven days of the week, re-opened ones included. */
  readonly opened: Figure;
  readonly reopened: number;
  readonly closed: Figure;
  readonly net: Figure;
  /** What happened on the day of the report, after the week had ended. */
  readonly today: { readonly opened: number; readonly closed: number };
  readonly completion: Completion;
}

/** One week of the trend; `open` and `overdue` at its end. */
export interface TrendWeek extends Week {
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly overdue: number;
}

/** All numbers about one set of items. */
export interface Figures {
  readonly headline: Headline;
  readonly ageing: Ageing;
  /** Twelve weeks, oldest first. */
  readonly trend: readonly TrendWeek[];
  /** Proposals that nobody has accepted or dropped yet, and when the oldest was recorded. */
  readonly waiting: { readonly count: number; readonly oldestOn: PlainDate | null };
}

/** Counts `items` in one pass over them and their pasts. */
export function figuresOf(
  items: readonly ActionItem[],
  options: { readonly pasts: ReadonlyMap<ItemUid, ItemPast>; readonly asOf: PlainDate },
): Figures {
  const { pasts, asOf } = options;
  const weeks = weeksBefore(asOf);
  const ends = weeks.map((week) => week.to);
  const days = weekIndex(asOf);
  const lastWeek = TREND_WEEKS - 2;
  const opened = zeros();
  const reopened = zeros();
  const closed = zeros();
  const open = zeros();
  const overdue = zeros();
  const soonBefore = addDays(asOf, -7);
  const before: ActionItem[] = [];
  let dueSoonBefore = 0;

  for (const item of items) {
    const past = pasts.get(item.uid) ?? [];
    for (const turn of turnsOf(past)) {
      const place = days.get(turn.on);
      if (place === undefined) continue;
      const tally = turn.to === 'closed' ? closed : opened;
      tally[place] = (tally[place] ?? 0) + 1;
      if (turn.to === 'reopened') reopened[place] = (reopened[place] ?? 0) + 1;
    }
    for (const [place, value] of valuesAt(past, ends).entries()) {
      if (value === null) continue;
      if (place === lastWeek) before.push(value);
      if (!isUnfinished(value)) continue;
      open[place] = (open[place] ?? 0) + 1;
      if (value.due === null) continue;
      if (value.due.on <= (ends[place] ?? '')) overdue[place] = (overdue[place] ?? 0) + 1;
      if (place === lastWeek && value.due.on >= soonBefore && value.due.on < asOf) dueSoonBefore += 1;
    }
  }

  const soonEnd = addDays(asOf, 7);
  const unfinished = items.filter(isUnfinished);
  const late = overdueItems({ items }, asOf);
  const soon = unfinished.filter(({ due }) => due !== null && due.on >= asOf && due.on < soonEnd);
  const week = TREND_WEEKS - 1;
  const at = (tally: readonly number[], place: number) => tally[place] ?? 0;
  const inWeek = (tally: readonly number[]) => figure(at(tally, week), at(tally, lastWeek));
  return {
    headline: {
      open: figure(unfinished.length, at(open, lastWeek)),
      overdue: figure(late.length, at(overdue, lastWeek)),
      dueSoon: figure(soon.length, dueSoonBefore),
      opened: inWeek(opened),
      reopened: at(reopened, week),
      closed: inWeek(closed),
      net: figure(at(opened, week) - at(closed, week), at(opened, lastWeek) - at(closed, lastWeek)),
      today: { opened: at(opened, TREND_WEEKS), closed: at(closed, TREND_WEEKS) },
      completion: completionOf({ items, before, asOf }),
    },
    ageing: ageingOf(late, asOf),
    trend: weeks.map((one, place) => ({
      ...one,
      opened: at(opened, place),
      closed: at(closed, place),
      open: at(open, place),
      overdue: at(overdue, place),
    })),
    waiting: waitingIn(items),
  };
}

function zeros(): number[] {
  return Array<number>(TREND_WEEKS + 1).fill(0);
}

function figure(now: number, before: number): Figure {
  return { now, before, change: now - before };
}

function waitingIn(items: readonly ActionItem[]): Figures['waiting'] {
  const waiting = items.filter((item) => item.state.status === 'proposed');
  const oldestOn = waiting.reduce<PlainDate | null>(
    (oldest, { createdOn }) => (oldest === null || createdOn < oldest ? createdOn : oldest),
    null,
  );
  return { count: waiting.length, oldestOn };
}
