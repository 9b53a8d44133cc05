import type { ActionItem } from '../model/item.ts';
import type { MirrorState, SyncField, TrackerState } from '../model/mirror.ts';
import { daysBetween, type PlainDate } from '../model/plain-date.ts';
import type { ReportView } from './report-item.ts';

/** A mirror that needs somebody's eye. */
export interface MirrorTrouble {
  readonly id: string;
  readonly title: string;
  readonly team: string | null;
  readonly tracker: string;
  readonly key: string;
  readonly url: string;
  readonly state: MirrorState['state'];
  /** Fields that both sides changed differently. */
  readonly conflicts: readonly SyncField[];
}

export interface SyncHealth {
  readonly trackers: readonly { readonly name: string; readonly lastSyncOn: PlainDate; readonly daysAgo: number }[];
  readonly conflicts: readonly MirrorTrouble[];
  /** The issue was deleted, moved or hidden, or the link was cut. */
  readonly lostLinks: readonly MirrorTrouble[];
}

/** How mirrors and trackers fare, in order of the items' numbers. */
export function mirrorSection(
  items: readonly ActionItem[],
  options: { readonly view: ReportView; readonly trackers: readonly TrackerState[] },
): SyncHealth {
  const { lookup, asOf } = options.view;
  const troubles = items.flatMap((item) =>
    lookup
      .mirrorsOf(item.uid)
      .filter((mirror) => mirror.conflicts.length > 0 || mirror.state !== 'live')
      .map(({ tracker, key, url, state, conflicts }) => ({
        id: lookup.idOf(item),
        title: item.title,
        team: lookup.teamOf(item),
        tracker,
        key,
        url,
        state,
        conflicts,
      })),
  );
  return {
    trackers: options.trackers
      .map(({ name, lastSyncOn }) => ({ name, lastSyncOn, daysAgo: Math.max(0, daysBetween(lastSyncOn, asOf)) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    conflicts: troubles.filter(({ conflicts }) => conflicts.length > 0),
    lostLinks: troubles.filter(({ state }) => state !== 'live'),
  };
}
