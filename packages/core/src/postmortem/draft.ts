import type { Source, TimelineEntry } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import type { Activity, Kind, Recurrence } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';

/** Something the reader noticed: where, what, and in a form that a program can tell apart. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** An action item as a document or a foreign system states it. */
export interface ItemDraft {
  readonly title: string;
  readonly details: string;
  /** The heading path it stands under: `Corrective and Preventative Measures > Tasks`. */
  readonly section: string;
  /** From 1; 0 when it comes from no document. */
  readonly line: number;
  /** 0 to 1. */
  readonly sure: number;
  /** Index of the earlier item of the same incident that probably says the same. */
  readonly duplicateOf: number | null;
  readonly kind: Kind;
  readonly kindSource: 'stated' | 'inferred';
  readonly activity: Activity | null;
  readonly recurrence: Recurrence | null;
  /** As stated, without `@`. */
  readonly owner: string | null;
  readonly team: string | null;
  /** As stated: `P1`, `High`. */
  readonly priority: string | null;
  /** The day that {@link dueText} names; of a period (`Q3 2026`) or range the last, because until then it can be kept. */
  readonly dueOn: PlainDate | null;
  /** When it is due, in the document's own words, also where they name no day: `next sprint`; `null` when it does not say. */
  readonly dueText: string | null;
  /** URLs of issues it names. */
  readonly links: readonly string[];
  readonly done: boolean | null;
  /** The document itself says that it will not be done: cancelled, a duplicate, struck out. Then `done` is `null`. */
  readonly calledOff: boolean;
  /** The id of the anchor comment in the document: `<!-- closeout:… -->`. */
  readonly anchor: string | null;
  readonly source: Source | null;
}

/** An incident as a document or a foreign system states it. */
export interface IncidentDraft {
  readonly title: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly detectedAt: Instant | null;
  readonly durationMinutes: number | null;
  readonly timeZone: string | null;
  readonly impact: string | null;
  readonly affectedShare: number | null;
  readonly rootCause: string | null;
  readonly services: readonly string[];
  readonly severity: string | null;
  readonly team: string | null;
  readonly lead: string | null;
  readonly labels: readonly string[];
  readonly timeline: readonly TimelineEntry[];
  readonly items: readonly ItemDraft[];
  readonly source: Source | null;
}

/** What one document (or one batch from a foreign system, with `path: null`) holds. */
export interface DocumentDraft {
  readonly path: string | null;
  /** From front matter. */
  readonly id: string | null;
  /** Digest of the text; `null` when there was none. */
  readonly digest: string | null;
  readonly incidents: readonly IncidentDraft[];
  readonly problems: readonly Problem[];
}
