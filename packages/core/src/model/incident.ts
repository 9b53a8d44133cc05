import type { DocumentUid, IncidentUid } from './id.ts';
import type { Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** Where a foreign system knows something under its own id; unique in a workspace. */
export interface Source {
  readonly system: string;
  readonly id: string;
}

export interface TimelineEntry {
  /** `null` where the document gives no time that can be resolved. */
  readonly at: Instant | null;
  readonly text: string;
}

/** Something that went wrong. */
export interface Incident {
  readonly type: 'incident';
  readonly uid: IncidentUid;
  /** For people: `INC-3`. */
  readonly number: number;
  readonly title: string;
  /** As stated: `SEV1`, `2`, `high`. */
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly team: string | null;
  readonly lead: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly detectedAt: Instant | null;
  readonly durationMinutes: number | null;
  readonly timeZone: string | null;
  readonly impact: string | null;
  /** 0 to 1. */
  readonly affectedShare: number | null;
  readonly rootCause: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly labels: readonly string[];
  /** Mirrored only by a route that says `confidential: true`. */
  readonly confidential: boolean;
  readonly document: DocumentUid | null;
  readonly source: Source | null;
  readonly recordedOn: PlainDate;
  /** Fields that a person stated: its document no longer changes them. */
  readonly stated?: readonly string[];
}

/** A postmortem that was read; recognised again by its anchor, front-matter id, path, or title and start. */
export interface DocumentRecord {
  readonly type: 'document';
  readonly uid: DocumentUid;
  readonly path: string;
  /** The id in the document's front matter, if it has one. */
  readonly frontMatterId: string | null;
  /** Digest of the text as last imported. */
  readonly digest: string;
  readonly incidents: readonly IncidentUid[];
}
