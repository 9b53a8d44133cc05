import type { IncidentUid, ItemUid, SeriesUid } from './id.ts';
import type { Source } from './incident.ts';
import type { Activity, Kind, Origin, Priority } from './item.ts';
import type { PlainDate } from './plain-date.ts';

/** A recurring follow-up: a rule, a template and an owner; it produces occurrences. */
export interface Series {
  readonly type: 'series';
  readonly uid: SeriesUid;
  /** For people: `SER-2`. */
  readonly number: number;
  readonly title: string;
  readonly details: string;
  readonly kind: Kind;
  readonly activity: Activity | null;
  readonly owner: string | null;
  readonly team: string | null;
  readonly priority: Priority | null;
  readonly labels: readonly string[];
  readonly incident: IncidentUid | null;
  /** RFC 5545 `RRULE` value without the name, on civil dates. */
  readonly rrule: string;
  /** No occurrence precedes this day. */
  readonly startsOn: PlainDate;
  readonly strategy: 'fixed' | 'after-completion';
  /** How many days before its scheduled date an occurrence appears. */
  readonly leadDays: number;
  /** Days from the scheduled date to the due date. */
  readonly windowDays: number;
  /** Days after the due date until an occurrence that is not done counts as missed. */
  readonly graceDays: number;
  /** What must be recorded to complete an occurrence. */
  readonly requires: readonly ('evidence' | 'outcome')[];
  /** Names of controls it serves: `SOC2 A1.3`. */
  readonly controls: readonly string[];
  readonly ended: { readonly on: PlainDate; readonly by: string; readonly reason: string | null } | null;
  /** The proposal it was accepted from. */
  readonly proposal: ItemUid | null;
  readonly origin: Origin | null;
  readonly source: Source | null;
  readonly createdOn: PlainDate;
}
