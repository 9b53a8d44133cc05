import { epochMsOf, type Instant } from '../model/instant.ts';

/** One thing that was looked at before anything is written, in a tracker or here. The codes stay. */
export type Check =
  | { readonly state: 'fine'; readonly code: string; readonly message: string }
  /** `wrong`: something will not work. `warning`: it works, but not all of it. `unknown`: it could not be looked at. */
  | { readonly state: 'wrong' | 'warning' | 'unknown'; readonly code: string; readonly message: string; readonly remedy: string };

/** Clocks that differ by less are in step: answers take their time, and trackers tell whole seconds. */
const MOST_SKEW_MS = 120_000;

/** Whether this machine's clock is that of a tracker, which is surely right: it decides what is due today. */
export function checkClock({
  ours,
  theirs,
  tracker,
}: {
  readonly ours: Instant;
  readonly theirs: Instant;
  readonly tracker: string;
}): Check {
  const skewMs = epochMsOf(ours) - epochMsOf(theirs);
  if (Math.abs(skewMs) <= MOST_SKEW_MS)
    return { state: 'fine', code: 'clock', message: `the clock of this machine agrees with that of ${tracker}` };
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return {
    state: 'wrong',
    code: 'clock',
    message: `the clock of this machine is ${minutes} min ${skewMs > 0 ? 'ahead of' : 'behind'} that of ${tracker}`,
    remedy: 'let the machine set its clock by NTP: its clock decides what is due today and which process may write',
  };
}
