import type { Config } from '../config/config.ts';
import type { EntityChange } from '../model/event.ts';
import type { IncidentUid, ItemUid, SeriesUid } from '../model/id.ts';
import type { Status } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { Problem } from '../postmortem/draft.ts';

/** What the person who imports knows better than the documents. */
export interface ImportOverrides {
  readonly severity?: string | undefined;
  /** Added to the services that the document names. */
  readonly service?: string | undefined;
  readonly team?: string | undefined;
  readonly lead?: string | undefined;
  /** Added to the labels of the incident. */
  readonly labels?: readonly string[] | undefined;
  /** The incident's id in a foreign system, `pagerduty:Q1`; without a system it is called `external`. */
  readonly incidentId?: string | undefined;
}

export interface ImportOptions {
  readonly config: Config;
  readonly today: PlainDate;
  /** Also accept what is proposed, except what is probably double, what its document calls off, and what recurs without a cadence. */
  readonly accept?: boolean | undefined;
  readonly overrides?: ImportOverrides | undefined;
  /** Who imports. */
  readonly by?: string | undefined;
}

/** Where and what, so that it can be printed. */
export interface ReviewedItem {
  readonly uid: ItemUid;
  readonly title: string;
  /** `null` when it comes from no document. */
  readonly path: string | null;
  /** From 1; 0 when it comes from no document. */
  readonly line: number;
  readonly incident: IncidentUid | null;
  readonly status: Status;
}

/** `kept`: closeout says something else since, and that stays; `to` is what the document says. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly kept: boolean;
}

export interface ReviewedIncident {
  readonly uid: IncidentUid;
  readonly title: string;
  readonly path: string | null;
  readonly status: 'new' | 'changed' | 'unchanged';
  readonly fields: readonly FieldChange[];
  /** How many action items it was read with. */
  readonly items: number;
}

/** `match`: recognised as an item that said something else (`was`); `promise`: perhaps no action item at all. */
export type UnsureItem = ReviewedItem &
  (
    | { readonly about: 'match'; readonly was: string; readonly sure: number }
    | { readonly about: 'promise'; readonly was: null; readonly sure: number }
  );

export interface DuplicateItem extends ReviewedItem {
  readonly of: { readonly uid: ItemUid; readonly title: string };
  /** In the same document, or in another incident that is still open. */
  readonly within: 'document' | 'workspace';
  readonly sure: number;
}

/** A proposal that this import accepted. */
export interface AcceptedItem extends ReviewedItem {
  /** What it became instead of an item, because it recurs. */
  readonly series: SeriesUid | null;
}

export interface VanishedItem extends ReviewedItem {
  /** The item that perhaps says it now. */
  readonly like: { readonly uid: ItemUid; readonly title: string; readonly sure: number } | null;
}

/** What an import found, for people; everything in document order. */
export interface ImportReview {
  readonly incidents: readonly ReviewedIncident[];
  readonly added: readonly ReviewedItem[];
  /** What the document says differently now. */
  readonly changed: readonly (ReviewedItem & { readonly fields: readonly FieldChange[] })[];
  /** New and earlier proposals. */
  readonly accepted: readonly AcceptedItem[];
  /** No longer in the document; they stay. */
  readonly vanished: readonly VanishedItem[];
  /** How many stay as they were. */
  readonly unchanged: number;
  readonly unsure: readonly UnsureItem[];
  /** What is new or reworded, and what is not accepted because of it. */
  readonly duplicates: readonly DuplicateItem[];
  /** Proposals that their document calls off: never accepted with others, they wait for somebody to drop them. */
  readonly calledOff: readonly ReviewedItem[];
  /** How many proposals of these documents wait for triage now. */
  readonly waiting: number;
  readonly problems: readonly (Problem & { readonly path: string | null })[];
}

export interface ImportPlan {
  readonly changes: readonly EntityChange[];
  readonly review: ImportReview;
}
