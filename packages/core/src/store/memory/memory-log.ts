import type { Numbered, RecordedEvent, Version } from '../../model/event.ts';
import type { Uid } from '../../model/id.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { type CommitBase, type CommitNeeds, sourceKey, sourceOf } from '../commit-plan.ts';
import { nextVersions, type Versions } from '../fold.ts';

/** The log and its fold, kept in step. */
export interface MemoryLog {
  readonly events: readonly RecordedEvent[];
  readonly versions: Versions;
  /** The last event with `on ≤ asOf`, or the last one of all. */
  last(asOf: PlainDate | null): RecordedEvent | null;
  current(uid: Uid): Version | null;
  base(needs: CommitNeeds): CommitBase;
  append(added: readonly RecordedEvent[]): void;
}

export function memoryLog(): MemoryLog {
  const events: RecordedEvent[] = [];
  const versions = new Map<Uid, readonly Version[]>();
  const numbers = new Map<Numbered['type'], number>();
  const sources = new Map<string, Uid>();
  const last = (asOf: PlainDate | null) => (asOf === null ? events.at(-1) : events.findLast(({ on }) => on <= asOf)) ?? null;
  const current = (uid: Uid) => versions.get(uid)?.at(-1) ?? null;

  const append = (event: RecordedEvent) => {
    const before = current(event.uid);
    const sourceBefore = before === null ? null : sourceOf(before.value);
    if (sourceBefore !== null) sources.delete(sourceKey(sourceBefore));
    const source = sourceOf(event.value);
    if (source !== null) sources.set(sourceKey(source), event.uid);
    if ('number' in event.value) numbers.set(event.value.type, Math.max(event.value.number, numbers.get(event.value.type) ?? 0));
    events.push(event);
    versions.set(event.uid, nextVersions(versions.get(event.uid) ?? [], event));
  };

  return {
    events,
    versions,
    last,
    current,
    base({ uids }) {
      const known = uids.map(current).filter((version) => version !== null);
      const byUid = new Map(known.map((version) => [version.value.uid, version]));
      return { seq: events.length, on: last(null)?.on ?? null, current: byUid, sources, numbers };
    },
    append: (added) => added.forEach(append),
  };
}
