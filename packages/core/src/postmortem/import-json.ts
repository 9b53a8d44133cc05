import type { Instant } from '../model/instant.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft, Problem } from './draft.ts';

type Whole = 'id' | 'digest';
type Told = 'team' | 'lead' | 'labels' | 'source';

type Stated = 'dueText' | 'calledOff' | 'anchor' | 'source';

/** An item as JSON: words for its due date, that it is called off, an anchor and a foreign id are there only when it has them. */
export interface ItemJsonDraft extends Omit<ItemDraft, Stated>, Partial<Pick<ItemDraft, Stated>> {}

/** An incident as JSON: instants without empty milliseconds; team, lead, labels and foreign id only when it has them. */
export interface IncidentJsonDraft
  extends Omit<IncidentDraft, Told | 'items' | 'timeline' | `${'started' | 'ended' | 'detected'}At`>,
    Partial<Pick<IncidentDraft, Told>> {
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly detectedAt: string | null;
  readonly timeline: readonly { readonly at: string | null; readonly text: string }[];
  readonly items: readonly ItemJsonDraft[];
}

/** What `import --dry-run --json` prints, and `import` takes back (DESIGN.md §11). */
export interface ImportJson {
  readonly version: 1;
  readonly documents: readonly ({
    readonly path: string | null;
    readonly incidents: readonly IncidentJsonDraft[];
    readonly problems: readonly Problem[];
  } & Partial<Pick<DocumentDraft, Whole>>)[];
}

/** Documents as `import --dry-run --json` prints them; `parseImportJson` gives them back unchanged. */
export function toImportJson(documents: readonly DocumentDraft[]): ImportJson {
  return {
    version: 1,
    documents: documents.map(({ path, id, digest, incidents, problems }) => ({
      path,
      ...(id === null ? {} : { id }),
      ...(digest === null ? {} : { digest }),
      incidents: incidents.map(incidentJson),
      problems: problems.map(({ line, code, message }) => ({ line, code, message })),
    })),
  };
}

function incidentJson({ team, lead, labels, source, ...incident }: IncidentDraft): IncidentJsonDraft {
  return {
    title: incident.title,
    startedAt: shortInstant(incident.startedAt),
    endedAt: shortInstant(incident.endedAt),
    detectedAt: shortInstant(incident.detectedAt),
    durationMinutes: incident.durationMinutes,
    timeZone: incident.timeZone,
    impact: incident.impact,
    affectedShare: incident.affectedShare,
    rootCause: incident.rootCause,
    services: incident.services,
    severity: incident.severity,
    timeline: incident.timeline.map(({ at, text }) => ({ at: shortInstant(at), text })),
    items: incident.items.map(itemJson),
    ...(team === null ? {} : { team }),
    ...(lead === null ? {} : { lead }),
    ...(labels.length === 0 ? {} : { labels }),
    ...(source === null ? {} : { source }),
  };
}

function itemJson(item: ItemDraft): ItemJsonDraft {
  const { title, details, section, line, sure, duplicateOf, kind, kindSource, activity, recurrence } = item;
  const { owner, team, priority, dueOn, dueText, links, done, calledOff, anchor, source } = item;
  return {
    ...{ title, details, section, line, sure, duplicateOf, kind, kindSource, activity, recurrence },
    ...{ owner, team, priority, dueOn, links, done },
    ...(dueText === null ? {} : { dueText }),
    ...(calledOff ? { calledOff } : {}),
    ...(anchor === null ? {} : { anchor }),
    ...(source === null ? {} : { source }),
  };
}

/** `2024-06-01T14:00:00Z`: milliseconds only where there are some. */
function shortInstant(instant: Instant | null): string | null {
  return instant?.replace('.000Z', 'Z') ?? null;
}
