import type { NewIncident } from '../model/event.ts';
import type { DocumentUid, IncidentUid } from '../model/id.ts';
import type { Source } from '../model/incident.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';
import type { FieldChange, ImportOverrides } from './import-plan.ts';
import type { Directory } from './people.ts';

/** What is known of an incident besides its draft. */
export interface IncidentContext {
  readonly title: string;
  readonly document: DocumentUid | null;
  readonly overrides: ImportOverrides;
  readonly directory: Directory;
}

/** The facts of an incident that documents state and people correct. */
type Stated = Omit<NewIncident, 'type' | 'uid' | 'document' | 'source' | 'recordedOn' | 'confidential' | 'stated'>;

export function incidentFrom(
  draft: IncidentDraft,
  { uid, today, ...context }: IncidentContext & { readonly uid: IncidentUid; readonly today: PlainDate },
): NewIncident {
  const stated = overridden(context.overrides);
  return {
    type: 'incident',
    uid,
    ...factsOf(draft, context),
    confidential: false,
    document: context.document,
    source: sourceFrom(context.overrides) ?? draft.source,
    recordedOn: today,
    ...(stated.length === 0 ? {} : { stated }),
  };
}

/**
 * An incident as its document says it now. What the document does not say stays; what a person stated stays too, unless
 * it is stated anew with the import.
 */
export function restatedIncident<I extends NewIncident>(
  incident: I,
  draft: IncidentDraft,
  context: IncidentContext,
): { readonly incident: I; readonly fields: readonly FieldChange[] } {
  const byHand = overridden(context.overrides);
  const stays = new Set((incident.stated ?? []).filter((field) => !byHand.includes(field)));
  const facts = factsOf(draft, context);
  const labels = [...new Set([...incident.labels, ...facts.labels])];
  const said = Object.entries({ ...facts, labels }).filter(
    ([field, value]) => !stays.has(field) && isSaid(value) && !isEqual(value, Reflect.get(incident, field)),
  );
  const source = incident.source ?? sourceFrom(context.overrides) ?? draft.source;
  const stated = [...new Set([...(incident.stated ?? []), ...byHand])].sort();
  const isStatedNews = stated.length > (incident.stated?.length ?? 0);
  if (said.length === 0 && source === incident.source && !isStatedNews) return { incident, fields: [] };
  return {
    incident: { ...incident, ...Object.fromEntries(said), source, ...(stated.length === 0 ? {} : { stated }) },
    fields: said.map(([field, value]) => ({ field, from: shown(Reflect.get(incident, field)), to: shown(value), kept: false })),
  };
}

function factsOf(draft: IncidentDraft, { title, overrides, directory }: IncidentContext): Stated {
  const services = [...new Set([...draft.services, ...(overrides.service === undefined ? [] : [overrides.service])])];
  const stated = overrides.lead ?? draft.lead;
  const lead = stated === null ? null : (directory.personBy(stated) ?? stated);
  return {
    title,
    severity: overrides.severity ?? draft.severity,
    services,
    team: overrides.team ?? draft.team ?? directory.teamFor(services) ?? (lead === null ? null : directory.teamOf(lead)),
    lead,
    startedAt: draft.startedAt,
    endedAt: draft.endedAt,
    detectedAt: draft.detectedAt,
    durationMinutes: draft.durationMinutes,
    timeZone: draft.timeZone,
    impact: draft.impact,
    affectedShare: draft.affectedShare,
    rootCause: draft.rootCause,
    timeline: draft.timeline,
    labels: [...new Set([...draft.labels, ...(overrides.labels ?? [])])],
  };
}

/** Fields that whoever imports has stated. */
function overridden(overrides: ImportOverrides): readonly string[] {
  const { lead, service, severity, team } = overrides;
  return Object.entries({ lead, services: service, severity, team }).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}

function sourceFrom({ incidentId }: ImportOverrides): Source | null {
  const parts = incidentId === undefined ? null : /^(?:([^:]+):)?(.+)$/s.exec(incidentId.trim());
  return parts ? { system: parts[1] ?? 'external', id: parts[2] ?? '' } : null;
}

function isSaid(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function shown(value: unknown): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value.join(', ') : `${value.length} entries`;
  return String(value);
}
