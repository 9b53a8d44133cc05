import { createTask, parse } from 'node-cron';
import { epochMsOf, type Instant, instantAt } from '../model/instant.ts';

/** Long enough for the 29th of February to fall on a given weekday, 2100 included. */
const LOOK_BACK_DAYS = 366 * 40;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** No zone ever sets its clocks back further. */
const FOLD_MS = 3 * 3_600_000;

/**
 * The latest slot of a cron expression at or before `instant`, by the clock on the wall of `timeZone`; `null` when
 * there was none in forty years. Slots are the moments at which node-cron starts a task: an hour that the clocks
 * skip has none, an hour that they repeat has each only once.
 * Throws RangeError on an expression that node-cron does not take.
 */
export function lastSlotBefore(expression: string, timeZone: string, instant: Instant): Instant | null {
  const { second, minute, hour, month } = fieldsOf(expression);
  const task = createTask(expression, () => undefined, { timezone: timeZone });
  try {
    const nowMs = epochMsOf(instant);
    const wallMs = nowMs + offsetMs(timeZone, nowMs);
    const timesOfDay = descending(hour).flatMap((h) =>
      descending(minute).flatMap((m) => descending(second).map((s) => ((h * 60 + m) * 60 + s) * SECOND_MS)),
    );
    const lastDay = Math.floor((wallMs + FOLD_MS) / DAY_MS);
    for (let day = lastDay; day > lastDay - LOOK_BACK_DAYS; day--) {
      if (!month.includes(new Date(day * DAY_MS).getUTCMonth() + 1)) continue;
      const slotMs = latestOnDay({ day, timesOfDay, nowMs, wallMs, timeZone });
      // The times of day are right already: what is left to match is the day, with all that cron can say about days.
      if (slotMs !== null && task.match(new Date(slotMs))) return instantAt(slotMs);
    }
    return null;
  } finally {
    void task.destroy();
  }
}

interface DayQuestion {
  /** Days since 1970 on the wall. */
  readonly day: number;
  /** Milliseconds since midnight, latest first. */
  readonly timesOfDay: readonly number[];
  readonly nowMs: number;
  readonly wallMs: number;
  readonly timeZone: string;
}

function latestOnDay({ day, timesOfDay, nowMs, wallMs, timeZone }: DayQuestion): number | null {
  for (const timeOfDay of timesOfDay) {
    const onWall = day * DAY_MS + timeOfDay;
    if (onWall > wallMs + FOLD_MS) continue;
    const ms = momentOf(timeZone, onWall);
    if (ms !== null && ms <= nowMs) return ms;
  }
  return null;
}

/** The moment at which the wall shows a time; of two the one that node-cron takes; `null` for a time that is skipped. */
function momentOf(timeZone: string, onWall: number): number | null {
  const nearby = onWall - offsetMs(timeZone, onWall);
  const ms = onWall - offsetMs(timeZone, nearby);
  return ms + offsetMs(timeZone, ms) === onWall ? ms : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock of `timeZone` is ahead of UTC at a moment. */
function offsetMs(timeZone: string, ms: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const shown = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function fieldsOf(expression: string): ReturnType<typeof parse> {
  try {
    return parse(expression);
  } catch (error) {
    throw new RangeError(
      `not a cron expression: ${JSON.stringify(expression)} (${error instanceof Error ? error.message : String(error)})`,
      {
        cause: error,
      },
    );
  }
}

function descending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => b - a);
}
