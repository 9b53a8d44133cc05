import { type Clock, dayIn, instantAt, type PlainDate } from '@closeout/core';

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => instantAt(Date.now()),
  today: (timeZone) => dayIn(timeZone, instantAt(Date.now())),
};

/** `clock` with its days moved: leases and pacing still go by its moments. */
export function withToday(clock: Clock, today: PlainDate): Clock {
  return { now: clock.now, today: () => today };
}
