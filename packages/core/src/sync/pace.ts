import type { PaceLimits } from '../config/config.ts';
import { addMs, epochMsOf, type Instant } from '../model/instant.ts';
import type { TrackerName } from '../model/mirror.ts';
import type { RecordedWrite } from '../store/port.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Trackers that share a host share a budget: GitHub counts per account, over all repositories. */
export function paceGroup(tracker: TrackerName): string {
  const parts = tracker.split('/');
  return parts.length > 2 || parts[0]?.includes('.') ? `${parts[0]}` : tracker.slice(0, tracker.indexOf(':') + 1);
}

/**
 * When the next write may go out: now (`null`), or the moment the budget has room again.
 * Derived from the writes on record, so that a second run knows of the first one's.
 */
export function nextWriteAt(
  writes: readonly RecordedWrite[],
  {
    tracker,
    kind,
    limits,
    now,
  }: { readonly tracker: TrackerName; readonly kind: RecordedWrite['kind']; readonly limits: PaceLimits; readonly now: Instant },
): Instant | null {
  const group = paceGroup(tracker);
  const mine = writes.filter((write) => paceGroup(write.tracker) === group);
  const room = (counted: readonly RecordedWrite[], { most, withinMs }: { readonly most: number; readonly withinMs: number }) => {
    const from = epochMsOf(now) - withinMs;
    const recent = counted
      .map(({ at }) => at)
      .filter((at) => epochMsOf(at) > from)
      .sort();
    const oldestInTheWay = recent[recent.length - most];
    return oldestInTheWay === undefined ? null : addMs(oldestInTheWay, withinMs);
  };
  const minute = room(mine, { most: limits.writesPerMinute, withinMs: MINUTE_MS });
  const hour =
    kind === 'create'
      ? room(
          mine.filter((write) => write.kind === 'create'),
          { most: limits.createsPerHour, withinMs: HOUR_MS },
        )
      : null;
  return (
    [minute, hour]
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null
  );
}
