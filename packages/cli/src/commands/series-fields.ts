import type { Activity, Kind, Priority, Series, SeriesFields } from '@closeout/core';
import { dateOf } from '../shell/dates.ts';
import { noneOr } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

/** What `series add` and `series edit` may say. */
export interface SeriesFlags {
  readonly every?: string;
  readonly kind?: Kind;
  readonly activity?: Activity | 'none';
  readonly owner?: string;
  readonly team?: string;
  readonly priority?: Priority | 'none';
  readonly incident?: string;
  readonly label?: readonly string[];
  readonly details?: string;
  readonly starts?: string;
  readonly strategy?: Series['strategy'];
  readonly lead?: number;
  readonly window?: number;
  readonly grace?: number;
  readonly requires?: Series['requires'];
  readonly control?: readonly string[];
  readonly dryRun: boolean;
}

/** What the flags say, but for the incident: that takes a snapshot. */
export async function seriesFields(session: Session, flags: SeriesFlags): Promise<SeriesFields> {
  const { kind, label, details, starts, strategy, lead, window, grace, requires, control } = flags;
  return {
    kind,
    activity: noneOr(flags.activity),
    owner: noneOr(flags.owner),
    team: noneOr(flags.team),
    priority: noneOr(flags.priority),
    labels: label?.filter((one) => one !== 'none'),
    details,
    rrule: flags.every,
    startsOn: starts === undefined ? undefined : dateOf(starts, await session.today()),
    strategy,
    leadDays: lead,
    windowDays: window,
    graceDays: grace,
    requires,
    controls: control,
  };
}
