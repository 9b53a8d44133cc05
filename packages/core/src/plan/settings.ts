import type { Config } from '../config/config.ts';
import type { EntityChange } from '../model/event.ts';
import { derivedUid } from '../model/id.ts';
import type { Settings } from '../model/settings.ts';
import type { Snapshot } from '../store/port.ts';

/**
 * Records what a report depends on when the configuration says something else than the store: no change or one.
 * The order in which people, teams, holidays and days are written does not matter.
 */
export function planSettings(snapshot: Pick<Snapshot, 'workspace' | 'settings'>, config: Config): readonly EntityChange[] {
  const settings = settingsOf(snapshot, config);
  if (snapshot.settings === null) return [{ op: 'create', entity: settings, reason: null }];
  return JSON.stringify(inOrder(snapshot.settings)) === JSON.stringify(settings)
    ? []
    : [{ op: 'update', entity: settings, reason: 'the configuration changed' }];
}

function settingsOf(snapshot: Pick<Snapshot, 'workspace' | 'settings'>, config: Config): Settings {
  return inOrder({ ...config, type: 'settings', uid: snapshot.settings?.uid ?? derivedUid(snapshot.workspace.id, 'settings') });
}

function inOrder({ uid, timeZone, workweek, holidays, idPrefix, people, teams }: Settings): Settings {
  return {
    type: 'settings',
    uid,
    timeZone,
    workweek: [...new Set(workweek)].sort((a, b) => a - b),
    holidays: [...new Set(holidays)].sort(),
    idPrefix,
    people: byName(people, ({ team, manager }) => ({ team, manager })),
    teams: byName(teams, ({ lead, services }) => ({ lead, services: [...new Set(services)].sort() })),
  };
}

function byName<From, To>(values: Readonly<Record<string, From>>, to: (value: From) => To): Readonly<Record<string, To>> {
  const names = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(names.map(([name, value]) => [name, to(value)]));
}
