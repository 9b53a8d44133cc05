import type { Config } from '../config/config.ts';
import type { EntityChange, NewSeries } from '../model/event.ts';
import type { IncidentUid, SeriesUid } from '../model/id.ts';
import { type Activity, isUnfinished, type Kind, type Outcome, type Priority } from '../model/item.ts';
import { mintFrom } from '../model/mint.ts';
import { addDays, laterOf, type PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Series } from '../model/series.ts';
import type { Snapshot } from '../store/port.ts';
import { findSeries } from './find-entity.ts';
import { planCancel, planDone } from './item-state.ts';
import type { ActOptions } from './item-verb.ts';
import { occurrenceUid } from './occurrences.ts';
import { type Directory, directoryOf } from './people.ts';
import { countsOccurrences, oneIntervalAfter, parseRrule } from './rrule.ts';
import { seriesDefaults } from './series-defaults.ts';

/** What a person states of a series; what is left out stays, or has a default; `null` clears. */
export interface SeriesFields {
  readonly title?: string | undefined;
  readonly details?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly activity?: Activity | null | undefined;
  readonly owner?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly priority?: Priority | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly incident?: IncidentUid | null | undefined;
  readonly rrule?: string | undefined;
  readonly startsOn?: PlainDate | undefined;
  readonly strategy?: Series['strategy'] | undefined;
  readonly leadDays?: number | undefined;
  readonly windowDays?: number | undefined;
  readonly graceDays?: number | undefined;
  readonly requires?: Series['requires'] | undefined;
  readonly controls?: readonly string[] | undefined;
}

export interface SeriesOptions extends ActOptions {
  readonly config: Config;
}

/** How far back a series may start: one occurrence for each date since is created. */
const EARLIEST_START_DAYS = 366;

/**
 * A new series; it starts today unless told otherwise.
 * Refused: `title-missing`, `bad-rrule`, `bad-days`, `starts-too-early`, `unknown-incident`.
 */
export function planSeriesAdd(
  snapshot: Snapshot,
  fields: SeriesFields & { readonly title: string; readonly rrule: string },
  { today, config }: SeriesOptions,
): Result<readonly EntityChange[]> {
  const rrule = parseRrule(fields.rrule);
  if (!rrule.ok) return rrule;
  const blank: NewSeries = {
    type: 'series',
    uid: mintFrom(snapshot)<SeriesUid>(),
    title: '',
    details: '',
    kind: 'unclassified',
    activity: null,
    owner: null,
    team: null,
    priority: null,
    labels: [],
    incident: null,
    rrule: rrule.value,
    startsOn: fields.startsOn ?? today,
    ...seriesDefaults(rrule.value, fields.activity ?? null),
    ended: null,
    proposal: null,
    origin: null,
    source: null,
    createdOn: today,
  };
  const entity = withFields(blank, { ...fields, rrule: rrule.value }, directoryOf(config));
  return refusedSeries(snapshot, entity, today) ?? ok([{ op: 'create', entity, reason: null }]);
}

/**
 * States something else of a series; occurrences that exist stay what they are. A new rule starts where the old one left off:
 * one interval after the last occurrence, not before today, unless told otherwise.
 * Refused: as for a new series, `ended`, `starts-before-last`.
 */
export function planSeriesEdit(
  snapshot: Snapshot,
  uid: SeriesUid,
  { fields, today, config }: SeriesOptions & { readonly fields: SeriesFields },
): Result<readonly EntityChange[]> {
  const found = findSeries(snapshot, uid);
  if (!found.ok) return found;
  const series = found.value;
  if (series.ended !== null) return endedFault(series);
  const rrule = parseRrule(fields.rrule ?? series.rrule);
  if (!rrule.ok) return rrule;
  const last = lastScheduled(snapshot, uid);
  const continued =
    rrule.value === series.rrule ? series.startsOn : last === null ? today : laterOf(today, oneIntervalAfter(last, rrule.value));
  const startsOn = fields.startsOn ?? continued;
  if (startsOn !== series.startsOn && last !== null && startsOn <= last) {
    return fault('starts-before-last', `The last occurrence is on ${last}.`, `Name a start after it, for example ${addDays(last, 1)}.`);
  }
  const entity = withFields(series, { ...fields, rrule: rrule.value, startsOn }, directoryOf(config));
  const refused = refusedSeries(snapshot, entity, startsOn === series.startsOn ? null : today);
  if (refused) return refused;
  return ok(JSON.stringify(entity) === JSON.stringify(series) ? [] : [{ op: 'update', entity, reason: null }]);
}

/** No occurrence after today; those that were opened ahead are cancelled. Refused: `ended`, `unknown-series`. */
export function planSeriesEnd(
  snapshot: Snapshot,
  uid: SeriesUid,
  { reason, today, by }: ActOptions & { readonly reason: string | null },
): Result<readonly EntityChange[]> {
  const found = findSeries(snapshot, uid);
  if (!found.ok) return found;
  if (found.value.ended !== null) return endedFault(found.value);
  const ahead = snapshot.items.filter((item) => item.series === uid && isUnfinished(item) && (item.scheduledOn ?? today) > today);
  const why = 'the series ended';
  return ok([
    { op: 'update', entity: { ...found.value, ended: { on: today, by, reason } }, reason },
    ...ahead.map((item): EntityChange => {
      const state = { status: 'cancelled', on: today, by, resolution: 'obsolete', reason: why, until: null, into: null } as const;
      return { op: 'update', entity: { ...item, state }, reason: why };
    }),
  ]);
}

/** The occurrence of `date` is done. Refused: `unknown-occurrence`, and as for any item. */
export function planCompleteOccurrence(
  snapshot: Snapshot,
  uid: SeriesUid,
  {
    date,
    ...options
  }: ActOptions & { readonly date: PlainDate; readonly evidence?: string | undefined; readonly outcome?: Outcome | undefined },
): Result<readonly EntityChange[]> {
  return refusedOccurrence(snapshot, uid, date) ?? planDone(snapshot, [occurrenceUid(uid, date)], options);
}

/** The occurrence of `date` is left out, for a reason. Refused: `unknown-occurrence`, and as for any item. */
export function planSkipOccurrence(
  snapshot: Snapshot,
  uid: SeriesUid,
  { date, ...options }: ActOptions & { readonly date: PlainDate; readonly reason: string },
): Result<readonly EntityChange[]> {
  return refusedOccurrence(snapshot, uid, date) ?? planCancel(snapshot, [occurrenceUid(uid, date)], { ...options, resolution: 'skipped' });
}

function refusedOccurrence(snapshot: Snapshot, uid: SeriesUid, date: PlainDate): Result<never> | null {
  const series = findSeries(snapshot, uid);
  if (!series.ok) return series;
  const occurrence = occurrenceUid(uid, date);
  if (snapshot.items.some((item) => item.uid === occurrence)) return null;
  const open = snapshot.items.filter((item) => item.series === uid && isUnfinished(item)).map(({ scheduledOn }) => scheduledOn);
  const remedy = open.length === 0 ? 'None is open now: closeout series show ID lists them.' : `Open are: ${open.sort().join(', ')}`;
  return fault('unknown-occurrence', `SER-${series.value.number} has no occurrence on ${date}.`, remedy);
}

function lastScheduled(snapshot: Snapshot, uid: SeriesUid): PlainDate | null {
  let last: PlainDate | null = null;
  for (const { series, scheduledOn } of snapshot.items) {
    if (series === uid && scheduledOn !== null && (last === null || scheduledOn > last)) last = scheduledOn;
  }
  return last;
}

/** `today` only when the start is stated anew: a series that runs may have started long ago. */
function refusedSeries(snapshot: Snapshot, series: NewSeries, today: PlainDate | null): Result<never> | null {
  if (series.title === '') return fault('title-missing', 'A series needs a title.', 'Say in one sentence what recurs.');
  if ([series.leadDays, series.windowDays, series.graceDays].some((days) => !Number.isInteger(days) || days < 0 || days > 366)) {
    return fault('bad-days', 'Lead, window and grace are whole numbers of days, 0 to 366.', 'Name another number.');
  }
  if (series.strategy === 'after-completion' && countsOccurrences(series.rrule)) {
    return fault('bad-rrule', 'A rule with COUNT cannot be counted from completion.', 'Leave out COUNT, or end it with UNTIL=YYYYMMDD.');
  }
  if (today !== null && series.startsOn < addDays(today, -EARLIEST_START_DAYS)) {
    return fault(
      'starts-too-early',
      `${series.startsOn} is more than a year ago.`,
      'Name a later start: every date since then becomes an item.',
    );
  }
  if (series.incident !== null && !snapshot.incidents.some(({ uid }) => uid === series.incident)) {
    return fault('unknown-incident', `There is no incident ${series.incident}.`, 'List the incidents with: closeout incidents');
  }
  return null;
}

function endedFault(series: Series): Result<never> {
  return fault('ended', `SER-${series.number} ended on ${series.ended?.on}.`, 'Add a new series: closeout series add TITLE --every RRULE');
}

function withFields<S extends NewSeries>(series: S, fields: SeriesFields, directory: Directory): S {
  const owner = fields.owner ? (directory.personBy(fields.owner) ?? fields.owner) : fields.owner;
  const teamOfOwner = owner ? (directory.teamOf(owner) ?? undefined) : undefined;
  const { team = teamOfOwner, title = series.title, labels = series.labels, ...rest } = fields;
  const stated = Object.fromEntries(Object.entries({ ...rest, owner, team }).filter(([, value]) => value !== undefined));
  return { ...series, ...stated, title: title.trim(), labels: [...new Set(labels)] };
}
