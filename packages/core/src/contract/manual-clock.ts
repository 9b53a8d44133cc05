import { type Clock, epochMsOf, type Instant, instantAt } from '../model/instant.ts';
import { dayIn, type PlainDate } from '../model/plain-date.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** Noon in UTC of that day; may go back. */
  goTo(day: PlainDate): void;
}

export function manualClock(start: Instant): ManualClock {
  let nowMs = epochMsOf(start);
  return {
    now: () => instantAt(nowMs),
    today: (timeZone) => dayIn(timeZone, instantAt(nowMs)),
    advance(ms) {
      nowMs += ms;
    },
    goTo(day) {
      nowMs = Date.parse(`${day}T12:00:00Z`);
    },
  };
}
