import type { DocumentUid, IncidentUid, ItemUid, SeriesUid } from './id.ts';
import type { Source } from './incident.ts';
import type { PlainDate } from './plain-date.ts';

/**
 * `corrective` removes the cause of what happened, `preventative` the cause of what could happen
 * (ISO 9001:2015, 10.2 and 6.1); `unclassified` until somebody says.
 */
export const KINDS = ['corrective', 'preventative', 'unclassified'] as const;
export type Kind = (typeof KINDS)[number];

export const ACTIVITIES = ['audit', 'drill', 'training', 'stress-test', 'review', 'restore-test'] as const;
/** What kind of follow-up it is; may be one-off. */
export type Activity = (typeof ACTIVITIES)[number];

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const STATUSES = ['proposed', 'open', 'in-progress', 'blocked', 'done', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export const RESOLUTIONS = ['wont-do', 'duplicate', 'superseded', 'obsolete', 'skipped', 'risk-accepted'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const OUTCOMES = ['pass', 'pass-with-findings', 'fail'] as const;
/** How an occurrence of a series went. */
export type Outcome = (typeof OUTCOMES)[number];

/** Where an item stands, with the facts that belong to that standing and to no other. */
export type ItemState =
  | { readonly status: 'proposed' }
  | { readonly status: 'open' }
  | { readonly status: 'in-progress' }
  | { readonly status: 'blocked'; readonly reason: string | null }
  | {
      readonly status: 'done';
      readonly on: PlainDate;
      readonly by: string;
      readonly evidence: string | null;
      readonly outcome: Outcome | null;
    }
  | {
      readonly status: 'cancelled';
      readonly on: PlainDate;
      readonly by: string;
      readonly resolution: Resolution;
      readonly reason: string | null;
      /** For `risk-accepted`: the day on which the item is open again. */
      readonly until: PlainDate | null;
      /** For `duplicate`: what it was merged into. */
      readonly into: ItemUid | null;
    };

/** One move of a due date. */
export interface Extension {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string;
  readonly on: PlainDate;
  readonly by: string;
}

/** When an item is due. The original date never changes; slips = number of extensions. */
export interface Due {
  readonly on: PlainDate;
  readonly originallyOn: PlainDate;
  /** Which rule gave the original date: `explicit`, `gitlab-corrective-action#2`, `fallback`. */
  readonly rule: string;
  readonly extensions: readonly Extension[];
}

/** What a document says of recurrence; a proposal carries it until it becomes a series. */
export interface Recurrence {
  /** The document's own words: "quarterly". */
  readonly text: string;
  /** RFC 5545 `RRULE` value without the name, or `null` when no cadence is stated. */
  readonly rrule: string | null;
  /** It recurs, but nobody said how often: a person decides. */
  readonly needsCadence: boolean;
}

/** Where in a document an item was found. */
export interface Origin {
  readonly document: DocumentUid;
  readonly section: string;
  /** Line in the document as last imported, from 1. */
  readonly line: number;
  /** The anchor's text where the document carries one. */
  readonly anchor: string | null;
  /** The title as last read from the document: what re-import compares with. */
  readonly title: string;
  /** False once the document no longer holds it; nothing is dropped. */
  readonly present: boolean;
  /** How sure the reader was that this is a promise, 0 to 1. */
  readonly sure?: number;
  /** What the document said of other fields, as last read; long text as a digest. Tells who changed a field since. */
  readonly read?: Readonly<Record<string, string>>;
}

/** One promise that follows from an incident or from a series: the unit of everything. */
export interface ActionItem {
  readonly type: 'item';
  readonly uid: ItemUid;
  /** For people: `AI-7`. */
  readonly number: number;
  readonly title: string;
  readonly details: string;
  readonly state: ItemState;
  readonly kind: Kind;
  /** An inferred kind never decides anything by itself. */
  readonly kindSource: 'stated' | 'inferred';
  readonly activity: Activity | null;
  /** A name of `people` in the configuration, or the text that a document or tracker gave. */
  readonly owner: string | null;
  readonly team: string | null;
  readonly priority: Priority | null;
  readonly labels: readonly string[];
  readonly incident: IncidentUid | null;
  /** Set on an occurrence, together with the date it was scheduled for, which never moves. */
  readonly series: SeriesUid | null;
  readonly scheduledOn: PlainDate | null;
  readonly due: Due | null;
  /** A due date stated while the item was still a proposal. */
  readonly proposedDueOn: PlainDate | null;
  readonly snoozedUntil: PlainDate | null;
  readonly recurrence: Recurrence | null;
  /** The item that probably says the same, and how sure that is (0 to 1). */
  readonly duplicateOf: { readonly uid: ItemUid; readonly sure: number } | null;
  /** Issue links from the document or a person: on the first sync such an issue is adopted. */
  readonly references: readonly string[];
  readonly origin: Origin | null;
  readonly source: Source | null;
  readonly createdOn: PlainDate;
  /** `null` while it is a proposal. */
  readonly acceptedOn: PlainDate | null;
}

/** True until an item is done or cancelled; a proposal is not yet promised and not unfinished either. */
export function isUnfinished(item: Pick<ActionItem, 'state'>): boolean {
  switch (item.state.status) {
    case 'open':
    case 'in-progress':
    case 'blocked':
      return true;
    case 'proposed':
    case 'done':
    case 'cancelled':
      return false;
  }
}
