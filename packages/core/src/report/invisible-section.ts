import type { Incident } from '../model/incident.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { TrackerState } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { byDueDate, type ReportItem, type ReportView, toReportItem } from './report-item.ts';

/** An incident as a report names it. */
export interface ReportIncident {
  readonly id: string;
  readonly title: string;
  readonly severity: string | null;
  readonly team: string | null;
  readonly recordedOn: PlainDate;
}

/** Accepted work that nobody would see or be reminded of. An item may be in several lists. */
export interface InvisibleWork {
  readonly noOwner: readonly ReportItem[];
  /** The owner is none of the people in the settings; empty while the settings name nobody. */
  readonly unknownOwner: readonly ReportItem[];
  readonly noDueDate: readonly ReportItem[];
  /** No issue in any tracker, although trackers are in use. */
  readonly noMirror: readonly ReportItem[];
  readonly incidentsWithoutItems: readonly ReportIncident[];
}

/** Looks at unfinished items, and at all incidents. */
export function invisibleSection(
  items: readonly ActionItem[],
  options: { readonly view: ReportView; readonly incidents: readonly Incident[]; readonly trackers: readonly TrackerState[] },
): InvisibleWork {
  const { view, incidents, trackers } = options;
  const { lookup } = view;
  const unfinished = items.filter(isUnfinished).sort(byDueDate);
  const listed = (isListed: (item: ActionItem) => boolean) => unfinished.filter(isListed).map((item) => toReportItem(item, view));
  const anybodyKnown = Object.keys(lookup.settings.people).length > 0;
  const named = new Set(items.map((item) => item.incident));
  return {
    noOwner: listed((item) => item.owner === null),
    unknownOwner: listed((item) => anybodyKnown && item.owner !== null && !lookup.isKnown(item.owner)),
    noDueDate: listed((item) => item.due === null),
    noMirror: listed((item) => trackers.length > 0 && lookup.mirrorsOf(item.uid).length === 0),
    incidentsWithoutItems: incidents
      .filter((incident) => !named.has(incident.uid))
      .map((incident) => ({
        id: lookup.idOf(incident),
        title: incident.title,
        severity: incident.severity,
        team: incident.team,
        recordedOn: incident.recordedOn,
      })),
  };
}
