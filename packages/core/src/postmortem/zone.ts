import { type Instant, instantAt } from '../model/instant.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { OFFSETS, PLACES, type Zone } from './zone-names.ts';

/** What a clock on a wall shows. */
export interface WallTime {
  readonly date: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The zone that `name` names — abbreviation, offset, words or IANA name — or `null`. */
export function zoneNamed(name: string): Zone | null {
  const text = name
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s+/g, ' ');
  const fixed = OFFSETS[text.toUpperCase()];
  if (fixed !== undefined) return { type: 'offset', name: text.toUpperCase(), minutes: fixed };
  const offset = /^(?:UTC|GMT)? ?([+-]) ?(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return minutes > 14 * 60 ? null : { type: 'offset', name: text.replace(/ /g, ''), minutes: offset[1] === '-' ? -minutes : minutes };
  }
  const place = PLACES.find(([pattern]) => pattern.test(text))?.[1] ?? (text.includes('/') ? text : null);
  if (place === null) return null;
  return clockOf(place) === null ? null : { type: 'place', name: place === text ? place : text, place };
}

/** The zone of an IANA name from configuration; UTC for one that this machine does not know. */
export function zoneOfPlace(place: string): Zone {
  const fixed = OFFSETS[place];
  if (fixed !== undefined) return { type: 'offset', name: place, minutes: fixed };
  return clockOf(place) === null ? { type: 'offset', name: 'UTC', minutes: 0 } : { type: 'place', name: place, place };
}

/**
 * The moment at which clocks in `zone` show `wall`. A time that a change of clocks skipped is read with the offset before the
 * change; of a time that clocks showed twice, the first is meant.
 */
export function instantOf(wall: WallTime, zone: Zone): Instant {
  const shown = Date.UTC(
    Number(wall.date.slice(0, 4)),
    Number(wall.date.slice(5, 7)) - 1,
    Number(wall.date.slice(8, 10)),
    wall.hour,
    wall.minute,
    wall.second,
  );
  if (zone.type === 'offset') return instantAt(shown - zone.minutes * 60_000);
  const before = offsetMs(zone.place, shown - 86_400_000);
  const after = offsetMs(zone.place, shown + 86_400_000);
  const candidates = [shown - before, shown - after].filter((at) => at + offsetMs(zone.place, at) === shown);
  return instantAt(candidates.length > 0 ? Math.min(...candidates) : shown - before);
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockOf(place: string): Intl.DateTimeFormat | null {
  const known = clocks.get(place);
  if (known !== undefined) return known;
  let clock: Intl.DateTimeFormat | null;
  try {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    clock = new Intl.DateTimeFormat('en-CA', { timeZone: place, hourCycle: 'h23', ...digits });
  } catch {
    // The only failure there is: a name that this machine's zone data does not hold.
    clock = null;
  }
  clocks.set(place, clock);
  return clock;
}

/** How far clocks at `place` are ahead of UTC at that moment. */
function offsetMs(place: string, epochMs: number): number {
  const parts = new Map(
    clockOf(place)
      ?.formatToParts(new Date(epochMs))
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(epochMs / 1000) * 1000;
}
