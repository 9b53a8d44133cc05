import type { Source } from '../model/incident.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft } from './draft.ts';

/** An action item of a foreign system: its id there, its title, and whatever else is known. */
export interface ForeignItem extends Partial<Omit<ItemDraft, 'source' | 'title'>> {
  readonly source: Source;
  readonly title: string;
}

/** An incident of a foreign system with its action items. */
export interface ForeignIncident extends Partial<Omit<IncidentDraft, 'source' | 'title' | 'items'>> {
  readonly source: Source;
  readonly title: string;
  readonly items: readonly ForeignItem[];
}

/**
 * What `planImport` takes, from records that no document holds: everything that is not mentioned is unknown. A kind that
 * is given is stated. Importing records with the same `source` again updates what came from them.
 */
export function foreignDraft(incidents: readonly ForeignIncident[]): DocumentDraft {
  return { path: null, id: null, digest: null, incidents: incidents.map(incidentDraft), problems: [] };
}

function incidentDraft(incident: ForeignIncident): IncidentDraft {
  return {
    startedAt: null,
    endedAt: null,
    detectedAt: null,
    durationMinutes: null,
    timeZone: null,
    impact: null,
    affectedShare: null,
    rootCause: null,
    services: [],
    severity: null,
    team: null,
    lead: null,
    labels: [],
    timeline: [],
    ...incident,
    items: incident.items.map(itemDraft),
  };
}

function itemDraft(item: ForeignItem): ItemDraft {
  return {
    details: '',
    section: '',
    line: 0,
    sure: 1,
    duplicateOf: null,
    kind: 'unclassified',
    kindSource: item.kind === undefined ? 'inferred' : 'stated',
    activity: null,
    recurrence: null,
    owner: null,
    team: null,
    priority: null,
    dueOn: null,
    dueText: null,
    links: [],
    done: null,
    calledOff: false,
    anchor: null,
    ...item,
  };
}
