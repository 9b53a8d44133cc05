import type { Entity, RecordedEvent, Version } from '../model/event.ts';
import type { Uid } from '../model/id.ts';
import { laterOf, type PlainDate } from '../model/plain-date.ts';

/** Every version of every entity, oldest first. */
export type Versions = ReadonlyMap<Uid, readonly Version[]>;

/**
 * The versions of one entity after `event`: its value is in force from the event's day on. A second change on
 * the same day replaces that day's value, so that no version is in force for no day.
 */
export function nextVersions(versions: readonly Version[], event: Pick<RecordedEvent, 'seq' | 'on' | 'value'>): readonly Version[] {
  const next: Version = { seq: event.seq, from: event.on, to: null, value: event.value };
  const last = versions.at(-1);
  if (last === undefined) return [next];
  const before = versions.slice(0, -1);
  return last.from === event.on ? [...before, next] : [...before, { ...last, to: event.on }, next];
}

/** What the whole log says: the law of every store is that its state equals this. */
export function foldEvents(events: Iterable<RecordedEvent>): Versions {
  const folded = new Map<Uid, readonly Version[]>();
  for (const event of events) folded.set(event.uid, nextVersions(folded.get(event.uid) ?? [], event));
  return folded;
}

/** The version in force at the end of `asOf`; without a day the current one. `null` before the entity existed. */
export function versionOn(versions: readonly Version[], asOf: PlainDate | null): Version | null {
  if (asOf === null) return versions.at(-1) ?? null;
  return versions.findLast((version) => version.from <= asOf) ?? null;
}

/** The state that `versions` hold at the end of `asOf`, or now. */
export function entitiesOn(versions: Versions, asOf: PlainDate | null): readonly Entity[] {
  return [...versions.values()].flatMap((each) => versionOn(each, asOf)?.value ?? []);
}

/**
 * A version as it was known at the end of `asOf`: what ended it later is not told, so that the past never changes.
 */
export function knownOn<E extends Entity>(version: Version<E>, asOf: PlainDate): Version<E> {
  return version.to !== null && version.to > asOf ? { ...version, to: null } : version;
}

/** The day that counts for what is recorded today: never before the last event's, even when a clock was set back. */
export function recordingDay(today: PlainDate, lastOn: PlainDate | null): PlainDate {
  return lastOn === null ? today : laterOf(today, lastOn);
}
