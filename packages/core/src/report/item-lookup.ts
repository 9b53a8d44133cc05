import { displayId } from '../model/display-id.ts';
import type { Numbered } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import type { Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { MirrorState } from '../model/mirror.ts';
import type { Series } from '../model/series.ts';
import { type ItemSource, type ReportSettings, reportSettings } from './report-settings.ts';

/** Finds in constant time what belongs to an item. */
export interface ItemLookup {
  readonly settings: ReportSettings;
  /** `AI-7`, `INC-3`, `SER-2`. */
  idOf(entity: Pick<Numbered, 'type' | 'number'>): string;
  incidentOf(item: Pick<ActionItem, 'incident'>): Incident | null;
  seriesOf(item: Pick<ActionItem, 'series'>): Series | null;
  /** Sorted by tracker. */
  mirrorsOf(item: ItemUid): readonly MirrorState[];
  /** The item's own team, else the team of its owner. */
  teamOf(item: Pick<ActionItem, 'team' | 'owner'>): string | null;
  /** Whether settings name that person. */
  isKnown(owner: string): boolean;
}

/** Everything a snapshot knows about its items, by uid. `config` counts only where no settings are recorded. */
export function itemLookup(snapshot: ItemSource, config?: Partial<ReportSettings>): ItemLookup {
  const settings = reportSettings(snapshot, config);
  const incidents = new Map(snapshot.incidents.map((incident) => [incident.uid, incident]));
  const series = new Map(snapshot.series.map((one) => [one.uid, one]));
  const people = new Map(Object.entries(settings.people));
  const mirrors = Map.groupBy(snapshot.mirrors, (mirror) => mirror.item);
  for (const group of mirrors.values()) group.sort((a, b) => (a.tracker < b.tracker ? -1 : a.tracker > b.tracker ? 1 : 0));
  return {
    settings,
    idOf: (entity) => displayId(settings, entity),
    incidentOf: (item) => (item.incident === null ? null : (incidents.get(item.incident) ?? null)),
    seriesOf: (item) => (item.series === null ? null : (series.get(item.series) ?? null)),
    mirrorsOf: (item) => mirrors.get(item) ?? [],
    teamOf: (item) => item.team ?? (item.owner === null ? null : (people.get(item.owner)?.team ?? null)),
    isKnown: (owner) => people.has(owner),
  };
}
