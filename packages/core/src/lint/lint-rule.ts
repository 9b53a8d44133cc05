import type { PlainDate } from '../model/plain-date.ts';
import type { Directory } from '../plan/people.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft } from '../postmortem/draft.ts';
import type { IncidentPlace } from './incident-place.ts';
import type { LintSeverity } from './lint-finding.ts';

/** One rule: what it wants of a document, why, and what a writer can do. */
export interface LintRule {
  readonly code: string;
  readonly severity: LintSeverity;
  /** Goes on after "wants": `a name behind every promise`. */
  readonly wants: string;
  /** A sentence. */
  readonly why: string;
  /** What to write; begins with a verb. */
  readonly remedy: string;
  readonly find: (subject: LintSubject) => Iterable<LintHit>;
}

/** Where a rule is broken and how. */
export interface LintHit {
  readonly line: number;
  readonly message: string;
}

/** What rules look at. */
export interface LintSubject {
  readonly draft: DocumentDraft;
  readonly incidents: readonly LintedIncident[];
  /** Who there is; `null` where nobody said. */
  readonly people: KnownPeople | null;
  readonly today: PlainDate | null;
  /** Codes that comments of the document switch off, as written. */
  readonly switchedOff: readonly { readonly line: number; readonly code: string }[];
}

/** An incident and where the document tells of it. */
export interface LintedIncident {
  readonly incident: IncidentDraft;
  /** For an item that was promised more than once: it, and those that probably say the same. */
  readonly alike: ReadonlyMap<ItemDraft, readonly ItemDraft[]>;
  /** `null` where the text is not at hand: then nothing is said of what only the text can tell. */
  readonly place: IncidentPlace | null;
}

/** The people and teams of a configuration. */
export interface KnownPeople {
  readonly directory: Directory;
  /** Every name that may own a promise. */
  readonly names: readonly string[];
}

/** Where a finding about a whole incident is shown. */
export function lineOf({ incident, place }: LintedIncident): number {
  return place?.line ?? incident.items[0]?.line ?? 1;
}

/** `text` in quotation marks, cut at a word. */
export function quoted(text: string): string {
  if (text.length <= LONGEST_QUOTE) return `“${text}”`;
  const cut = text.slice(0, LONGEST_QUOTE);
  const end = cut.lastIndexOf(' ');
  return `“${(end > LONGEST_QUOTE / 2 ? cut.slice(0, end) : cut).replace(/[\s,;:.–-]+$/, '')} …”`;
}

const LONGEST_QUOTE = 44;
