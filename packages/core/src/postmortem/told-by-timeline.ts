import { epochMsOf, type Instant } from '../model/instant.ts';
import { BEGINS, DETECTION, ENDS, NOT_DETECTION, RESTORED } from './time-words.ts';
import type { Happening } from './timeline.ts';

/** When an entry says that it began. */
export function statedBeginning(timeline: readonly Happening[]): Instant | null {
  return timeline.find((each) => each.at !== null && BEGINS.test(each.text))?.at ?? null;
}

/** The first time there is; where entries of one day are out of order, the earliest of that day. */
export function firstOf(timeline: readonly Happening[]): Instant | null {
  const first = timeline.find((each) => each.at !== null);
  const sameDay = timeline.flatMap((each) => (each.at !== null && each.date === first?.date ? each.at : []));
  return sameDay.reduce<Instant | null>((earliest, at) => (earliest === null || at < earliest ? at : earliest), null);
}

/** When an entry says that it ended, or the last one after which things worked. */
export function endOf(timeline: readonly Happening[]): Instant | null {
  const timed = timeline.filter((each) => each.at !== null);
  return timed.find((each) => ENDS.test(each.text))?.at ?? timed.findLast((each) => RESTORED.test(each.text))?.at ?? null;
}

/** The first entry that tells of noticing it; one before the beginning tells of something else. */
export function firstDetection(timeline: readonly Happening[], start: Instant | null): Instant | null {
  const noticed = timeline.filter((each) => each.at !== null && DETECTION.test(each.text) && !NOT_DETECTION.test(each.text));
  return (noticed.find((each) => start === null || (each.at !== null && each.at >= start)) ?? noticed[0])?.at ?? null;
}

/** The entry that stands so many minutes after the beginning: `Time to recovery: 84 minutes` says which one was the end. */
export function entryAfter(timeline: readonly Happening[], start: Instant | null, minutes: number | null): Instant | null {
  if (start === null || minutes === null) return null;
  const meant = epochMsOf(start) + minutes * 60_000;
  return timeline.find((each) => each.at !== null && Math.abs(epochMsOf(each.at) - meant) < 60_000)?.at ?? null;
}
