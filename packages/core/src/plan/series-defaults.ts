import type { Activity } from '../model/item.ts';
import type { Series } from '../model/series.ts';
import { leastGapDays } from './rrule.ts';

/** The parts of a series that nobody has to state. */
export type SeriesDefaults = Pick<Series, 'strategy' | 'leadDays' | 'windowDays' | 'graceDays' | 'requires' | 'controls'>;

/**
 * Two weeks of lead, two weeks to do it, one week of grace; less when the next occurrence comes sooner, so that
 * the occurrences of a series do not overlap. Whatever can fail has to record how it went.
 */
export function seriesDefaults(rrule: string, activity: Activity | null): SeriesDefaults {
  const gap = leastGapDays(rrule);
  return {
    strategy: 'fixed',
    leadDays: Math.min(14, Math.floor(gap / 2)),
    windowDays: Math.min(14, gap - 1),
    graceDays: Math.min(7, Math.floor(gap / 4)),
    requires: activity !== null && CAN_FAIL[activity] ? ['outcome'] : [],
    controls: [],
  };
}

const CAN_FAIL: Readonly<Record<Activity, boolean>> = {
  audit: true,
  drill: true,
  'restore-test': true,
  'stress-test': true,
  training: false,
  review: false,
};
