import type { Config } from '../config/config.ts';
import { dueFor } from '../due/due-policy.ts';
import type { NewItem, NewSeries } from '../model/event.ts';
import type { SeriesUid } from '../model/id.ts';
import type { Incident } from '../model/incident.ts';
import type { Due } from '../model/item.ts';
import { addDays, dayIn, laterOf, type PlainDate } from '../model/plain-date.ts';
import { seriesDefaults } from './series-defaults.ts';

/** What the configuration says of due dates. */
export type DueConfig = Pick<Config, 'duePolicies' | 'workweek' | 'holidays' | 'timeZone'>;

/** What a due date needs to know of an incident. */
export type IncidentFacts = Pick<Incident, 'severity' | 'startedAt' | 'endedAt' | 'recordedOn'>;

export interface AcceptanceTerms {
  readonly config: DueConfig;
  readonly incident: IncidentFacts | null;
  readonly today: PlainDate;
  readonly by: string;
  /** The rule of the series it becomes; `null`: it happens once, whatever it says of recurrence. */
  readonly rrule: string | null;
  readonly mint: () => SeriesUid;
}

/** A proposal after acceptance; with a series when it became one instead of an item. */
export interface Accepted<I extends NewItem> {
  readonly item: I;
  readonly series: NewSeries | null;
}

export const BECAME_SERIES = 'became a series';

/** The due date of an item that is accepted on `acceptedOn`; the postmortem counts as published when it was first imported. */
export function dueOf(
  item: NewItem,
  { config, incident, acceptedOn }: { readonly config: DueConfig; readonly incident: IncidentFacts | null; readonly acceptedOn: PlainDate },
): Due {
  const resolvedAt = incident?.endedAt ?? incident?.startedAt ?? null;
  const { on, rule } = dueFor({
    item,
    incident,
    statedOn: item.proposedDueOn,
    policies: config.duePolicies,
    acceptedOn,
    resolvedOn: resolvedAt === null ? null : dayIn(config.timeZone, resolvedAt),
    publishedOn: incident?.recordedOn ?? null,
    workweek: config.workweek,
    holidays: config.holidays,
  });
  return { on, originallyOn: on, rule, extensions: [] };
}

/** What a proposal becomes when it is accepted: an open item with a due date or, if it recurs, a series and an ended proposal. */
export function acceptProposal<I extends NewItem>(item: I, terms: AcceptanceTerms): Accepted<I> {
  const { today, by, rrule } = terms;
  if (rrule === null) {
    const due = dueOf(item, { config: terms.config, incident: terms.incident, acceptedOn: today });
    return { item: { ...item, state: { status: 'open' }, acceptedOn: today, due }, series: null };
  }
  const state = { status: 'cancelled', on: today, by, resolution: 'superseded', reason: BECAME_SERIES, until: null, into: null } as const;
  return { item: { ...item, state, acceptedOn: today }, series: seriesFrom(item, { ...terms, rrule }) };
}

function seriesFrom(item: NewItem, { today, rrule, mint }: AcceptanceTerms & { readonly rrule: string }): NewSeries {
  const defaults = seriesDefaults(rrule, item.activity);
  // A stated date is when the first occurrence is due.
  const startsOn = item.proposedDueOn === null ? today : laterOf(today, addDays(item.proposedDueOn, -defaults.windowDays));
  return {
    type: 'series',
    uid: mint(),
    title: item.title,
    details: item.details,
    kind: item.kind,
    activity: item.activity,
    owner: item.owner,
    team: item.team,
    priority: item.priority,
    labels: item.labels,
    incident: item.incident,
    rrule,
    startsOn,
    ...defaults,
    ended: null,
    proposal: item.uid,
    origin: item.origin,
    source: null,
    createdOn: today,
  };
}
