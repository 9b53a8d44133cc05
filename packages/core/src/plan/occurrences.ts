import type { Config } from '../config/config.ts';
import { rollForward } from '../due/workdays.ts';
import type { EntityChange, NewItem } from '../model/event.ts';
import { derivedUid, type ItemUid, type SeriesUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { addDays, laterOf, type PlainDate } from '../model/plain-date.ts';
import type { Series } from '../model/series.ts';
import type { Snapshot } from '../store/port.ts';
import { leastGapDays } from './rrule.ts';
import { type DatesOf, loadRuleDates } from './rule-dates.ts';

export interface OccurrencesOptions {
  readonly today: PlainDate;
  readonly config: Pick<Config, 'workweek' | 'holidays'>;
  /** From {@link datesFor}. */
  readonly datesOf: DatesOf;
}

/** The item that a series has for a date: two machines that compute it mean the same. */
export function occurrenceUid(series: SeriesUid, scheduledOn: PlainDate): ItemUid {
  return derivedUid<ItemUid>(series, scheduledOn);
}

/**
 * The occurrences that should exist by `today` and do not; by series number, then scheduled date. What was missed while
 * nothing ran is created too, since it is evidence. The snapshot has to hold every occurrence of its series.
 *
 * | strategy         | scheduled                                                                     |
 * |------------------|-------------------------------------------------------------------------------|
 * | fixed            | every date of the rule from its start to today and the lead                   |
 * | after-completion | one at a time: the rule's first date, then the first after the last one ended |
 */
export function planOccurrences(snapshot: Snapshot, { today, config, datesOf }: OccurrencesOptions): readonly EntityChange[] {
  const proposals = new Map(snapshot.items.map((item) => [item.uid, item]));
  return upcoming(snapshot, today).flatMap(({ series, last, from, to }) => {
    const kindSource = series.proposal === null ? 'stated' : (proposals.get(series.proposal)?.kindSource ?? 'inferred');
    const dates = datesOf({ rrule: series.rrule, startsOn: anchorOf(series, last) }, { from, to });
    return (series.strategy === 'fixed' ? dates : dates.slice(0, 1)).map((scheduledOn): EntityChange => {
      return { op: 'create', entity: occurrenceOf(series, { scheduledOn, today, config, kindSource }), reason: null };
    });
  });
}

/**
 * What {@link planOccurrences} computes dates with. On a day on which no series can have a new date nothing is loaded.
 */
export async function datesFor(snapshot: Snapshot, today: PlainDate): Promise<DatesOf> {
  return upcoming(snapshot, today).length === 0 ? () => [] : await loadRuleDates();
}

/**
 * Whether an occurrence was missed: its due day and the grace have passed and it had not ended by then. For ever: moving
 * the due date or completing it later changes nothing.
 */
export function isMissed(occurrence: Pick<ActionItem, 'state' | 'due'>, series: Pick<Series, 'graceDays'>, today: PlainDate): boolean {
  if (occurrence.due === null) return false;
  const lastDay = addDays(occurrence.due.originallyOn, series.graceDays);
  const { state } = occurrence;
  return state.status === 'done' || state.status === 'cancelled' ? state.on > lastDay : today > lastDay;
}

/** A series that may have new dates, and in which days. */
interface Upcoming {
  readonly series: Series;
  /** Its latest occurrence. */
  readonly last: ActionItem | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

function upcoming(snapshot: Snapshot, today: PlainDate): readonly Upcoming[] {
  const latest = new Map<SeriesUid, ActionItem>();
  for (const item of snapshot.items) {
    if (item.series === null || item.scheduledOn === null) continue;
    const other = latest.get(item.series)?.scheduledOn;
    if (!other || other < item.scheduledOn) latest.set(item.series, item);
  }
  return snapshot.series
    .map((series): Upcoming & { readonly notBefore: PlainDate } => {
      const last = latest.get(series.uid) ?? null;
      const horizon = addDays(today, series.leadDays);
      const to = series.ended !== null && series.ended.on < horizon ? series.ended.on : horizon;
      const anchor = anchorOf(series, last);
      const isFirst = last?.scheduledOn == null || last.scheduledOn < series.startsOn;
      const from = isFirst ? series.startsOn : addDays(laterOf(anchor, last.scheduledOn), 1);
      const notBefore = isFirst ? from : addDays(series.strategy === 'fixed' ? last.scheduledOn : anchor, leastGapDays(series.rrule));
      return { series, last, from, to, notBefore };
    })
    .filter(
      ({ series, last, notBefore, to }) => notBefore <= to && !(series.strategy === 'after-completion' && last !== null && isOpen(last)),
    );
}

function isOpen(item: ActionItem): boolean {
  return isUnfinished(item) || item.state.status === 'proposed';
}

/** The day from which the rule counts. */
function anchorOf(series: Series, last: ActionItem | null): PlainDate {
  if (series.strategy === 'fixed' || last?.scheduledOn == null || last.scheduledOn < series.startsOn) return series.startsOn;
  const ended = last.state.status === 'done' || last.state.status === 'cancelled' ? last.state.on : last.scheduledOn;
  return laterOf(ended, last.scheduledOn);
}

function occurrenceOf(
  series: Series,
  {
    scheduledOn,
    today,
    config,
    kindSource,
  }: Pick<OccurrencesOptions, 'today' | 'config'> & { readonly scheduledOn: PlainDate; readonly kindSource: ActionItem['kindSource'] },
): NewItem {
  const dueOn = rollForward(addDays(scheduledOn, series.windowDays), config);
  return {
    type: 'item',
    uid: occurrenceUid(series.uid, scheduledOn),
    title: series.title,
    details: series.details,
    state: { status: 'open' },
    kind: series.kind,
    kindSource,
    activity: series.activity,
    owner: series.owner,
    team: series.team,
    priority: series.priority,
    labels: series.labels,
    incident: series.incident,
    series: series.uid,
    scheduledOn,
    due: { on: dueOn, originallyOn: dueOn, rule: 'series', extensions: [] },
    proposedDueOn: null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: [],
    origin: null,
    source: null,
    createdOn: today,
    acceptedOn: today,
  };
}
