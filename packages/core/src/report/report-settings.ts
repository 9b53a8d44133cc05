import type { Settings } from '../model/settings.ts';
import type { Snapshot } from '../store/port.ts';

/** What a report reads from the recorded settings. */
export interface ReportSettings {
  readonly timeZone: string;
  readonly idPrefix: string;
  readonly people: Readonly<Record<string, { readonly team: string | null }>>;
  readonly teams: Readonly<Record<string, unknown>>;
}

const DEFAULTS: ReportSettings = { timeZone: 'UTC', idPrefix: 'AI', people: {}, teams: {} };

/**
 * The settings recorded by then, so that a past report stays what it was. Only a workspace that never
 * recorded any takes them from `config`.
 */
export function reportSettings(snapshot: { readonly settings: Settings | null }, config: Partial<ReportSettings> = {}): ReportSettings {
  if (snapshot.settings !== null) return snapshot.settings;
  return {
    timeZone: config.timeZone ?? DEFAULTS.timeZone,
    idPrefix: config.idPrefix ?? DEFAULTS.idPrefix,
    people: config.people ?? DEFAULTS.people,
    teams: config.teams ?? DEFAULTS.teams,
  };
}

/** The part of a snapshot from which single items are described. */
export type ItemSource = Pick<Snapshot, 'settings' | 'incidents' | 'series' | 'mirrors'>;
