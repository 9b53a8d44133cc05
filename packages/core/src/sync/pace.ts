import type { PaceLimits, TrackerConfig } from '../config/config.ts';
import { addMs, epochMsOf, type Instant } from '../model/instant.ts';
import type { TrackerName } from '../model/mirror.ts';
import type { RecordedWrite } from '../store/port.ts';
import type { Patch } from '../tracker/port.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A write is written down before it is sent: a tracker may count it so much later than we do. */
const ARRIVAL_MS = 5_000;

/** What of a spent budget has to be free again before it is worth another run. */
const WORTHWHILE = 0.1;

/**
 * How many requests writing a patch takes at most, so that each counts: GitHub takes title, body and state in one, labels that come
 * in one more, and each label that goes and each person by itself. Jira takes fields in one and a status in another.
 */
export function writesOf(patch: Patch, type: TrackerConfig['type']): number {
  const { title, details, dueOn, marker, status, priority, assignee, labels } = patch;
  const isFields = [title, details, dueOn, marker].some((field) => field !== undefined);
  switch (type) {
    case 'github': {
      const isState = status !== undefined && (status.status === 'done' || status.status === 'cancelled');
      const adds = labels !== undefined && labels.add.length > 0;
      const words = [status, priority].filter((field) => field !== undefined).length;
      const people = [assignee?.from, assignee?.to].filter((name) => name != null).length;
      return Math.max(1, Number(isFields || isState) + Number(adds || words > 0) + words + (labels?.remove.length ?? 0) + people);
    }
    case 'jira':
      return Number(isFields || status === undefined) + Number(status !== undefined);
    case 'custom':
      return 1;
  }
}

/** Trackers that share a host share a budget: GitHub counts per account, over all repositories. */
export function paceGroup(tracker: TrackerName): string {
  const parts = tracker.split('/');
  return parts.length > 2 || parts[0]?.includes('.') ? `${parts[0]}` : tracker.slice(0, tracker.indexOf(':') + 1);
}

/** A budget: so many writes in any stretch of that length. */
interface Budget {
  readonly most: number;
  readonly withinMs: number;
}

/**
 * When the next write may go out: now (`null`), or the moment when a tenth of the budget is free again, so that nobody begins a run
 * for a single write. Derived from the writes on record, so that another run, or one for another repository, knows of them.
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
  const minute = roomAt(mine, { most: limits.writesPerMinute, withinMs: MINUTE_MS }, now);
  if (kind === 'update') return minute;
  const creates = mine.filter((write) => write.kind === 'create');
  const hour = roomAt(creates, { most: limits.createsPerHour, withinMs: HOUR_MS }, now);
  return minute !== null && (hour === null || minute > hour) ? minute : hour;
}

function roomAt(writes: readonly RecordedWrite[], { most, withinMs }: Budget, now: Instant): Instant | null {
  const nowMs = epochMsOf(now);
  const spanMs = withinMs + ARRIVAL_MS;
  const counted = writes
    .map(({ at }) => epochMsOf(at))
    // What lies further ahead was written down by a clock that was wrong.
    .filter((atMs) => atMs > nowMs - spanMs && atMs <= nowMs + spanMs)
    .sort((a, b) => a - b);
  const surplus = counted.length - most;
  if (surplus < 0) return null;
  const last = Math.min(counted.length - 1, surplus + Math.ceil(most * WORTHWHILE) - 1);
  return addMs(now, (counted[last] ?? nowMs) + spanMs - nowMs);
}
