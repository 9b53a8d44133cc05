import type { EntityChange } from '../model/event.ts';
import type { Snapshot } from '../store/port.ts';
import type { DueConfig } from './acceptance.ts';
import { reopened } from './item-state.ts';
import { type OccurrencesOptions, planOccurrences } from './occurrences.ts';

export interface DayOptions extends OccurrencesOptions {
  readonly config: DueConfig;
}

/**
 * What the day itself changes: occurrences whose time has come, and items open again whose accepted risk has ended.
 * Planned before anything is shown or synced; planning the same day twice changes nothing.
 */
export function planDay(snapshot: Snapshot, { today, config, datesOf }: DayOptions): readonly EntityChange[] {
  const ended = snapshot.items.filter(({ state }) => state.status === 'cancelled' && state.until !== null && state.until <= today);
  return [
    ...planOccurrences(snapshot, { today, config, datesOf }),
    ...ended.map((item): EntityChange => {
      return { op: 'update', entity: reopened(snapshot, item, { today, config }), reason: 'the accepted risk has ended' };
    }),
  ];
}
