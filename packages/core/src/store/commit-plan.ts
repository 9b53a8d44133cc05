import type { Entity, EntityChange, NewEntity, Numbered, RecordedEvent, Version } from '../model/event.ts';
import type { ItemUid, Uid } from '../model/id.ts';
import type { Source } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import { nextVersions, recordingDay } from './fold.ts';
import type { Change, VersionedItem } from './port.ts';

/** A foreign id together with what it is the id of: unique in a workspace. */
export interface OwnedSource extends Source {
  readonly type: Entity['type'];
}

/** What a store has to look up before it can judge `changes`. */
export interface CommitNeeds {
  readonly uids: readonly Uid[];
  readonly sources: readonly OwnedSource[];
  readonly numbered: readonly Numbered['type'][];
}

/** What was looked up. */
export interface CommitBase {
  readonly seq: number;
  /** The last event's day. */
  readonly on: PlainDate | null;
  /** The current version of each uid of the needs that exists. */
  readonly current: ReadonlyMap<Uid, Version>;
  /** Who has each source of the needs, by {@link sourceKey}. */
  readonly sources: ReadonlyMap<string, Uid>;
  /** The highest number given, by type. */
  readonly numbers: ReadonlyMap<Numbered['type'], number>;
}

export interface CommitMoment {
  readonly at: Instant;
  readonly today: PlainDate;
  readonly actor: string;
  readonly basedOn: number | null;
}

/** What a store writes, whole or not at all. */
export interface CommitPlan {
  readonly seq: number;
  readonly on: PlainDate;
  readonly events: readonly RecordedEvent[];
  /** Versions to write, by uid and `from`: those that end and those that begin. */
  readonly versions: readonly Version[];
  readonly entities: readonly Entity[];
  /** Every item that the changes name, as it is after them: the sync may have to look at it. */
  readonly touched: readonly VersionedItem[];
}

export function sourceKey({ type, system, id }: OwnedSource): string {
  return JSON.stringify([type, system, id]);
}

export function sourceOf(entity: NewEntity): OwnedSource | null {
  return 'source' in entity && entity.source !== null ? { type: entity.type, ...entity.source } : null;
}

export function commitNeeds(changes: readonly Change[]): CommitNeeds {
  const entities = changes.filter(isEntityChange).map(({ entity }) => entity);
  const created = changes.flatMap((change) => (change.op === 'create' ? [change.entity.type] : []));
  return {
    uids: [...new Set(changes.flatMap(namedItem))],
    sources: entities.map(sourceOf).filter((source) => source !== null),
    numbered: NUMBERED.filter((type) => created.includes(type)),
  };
}

/**
 * What `changes` do to the state in `base`, or why they are refused: one rule for every store.
 * Stale is an update of what moved after `basedOn` or does not exist, and a create whose uid or source exists.
 */
export function planCommit(base: CommitBase, changes: readonly Change[], moment: CommitMoment): Result<CommitPlan> {
  const on = recordingDay(moment.today, base.on);
  const numbers = new Map(base.numbers);
  const sources = new Map(base.sources);
  const versions = new Map<Uid, readonly Version[]>();
  const events: RecordedEvent[] = [];

  for (const change of changes) {
    if (!isEntityChange(change)) continue;
    const { entity, reason } = change;
    const known = versions.get(entity.uid) ?? versionsIn(base, entity.uid);
    const before = known.at(-1)?.value ?? null;
    const refused = refusalOf(change, { before, movedTo: base.current.get(entity.uid)?.seq ?? 0, sources, basedOn: moment.basedOn });
    if (refused !== null) return fault('stale', refused, 'Read the current state and plan again.');

    const value = change.op === 'update' ? change.entity : numberedFrom(numbers, change.entity);
    const source = sourceOf(entity);
    if (source !== null) sources.set(sourceKey(source), entity.uid);
    const event: RecordedEvent = {
      seq: base.seq + events.length + 1,
      at: moment.at,
      on,
      actor: moment.actor,
      reason,
      uid: entity.uid,
      v: 1,
      value,
    };
    events.push(event);
    versions.set(entity.uid, nextVersions(known, event));
  }

  return ok({
    seq: base.seq + events.length,
    on,
    events,
    versions: [...versions.values()].flat(),
    entities: events.map(({ value }) => value),
    touched: touchedItems(changes, (uid) => (versions.get(uid) ?? versionsIn(base, uid)).at(-1) ?? null),
  });
}

interface Standing {
  readonly before: Entity | null;
  readonly movedTo: number;
  readonly sources: ReadonlyMap<string, Uid>;
  readonly basedOn: number | null;
}

function refusalOf(change: EntityChange, { before, movedTo, sources, basedOn }: Standing): string | null {
  const { entity } = change;
  const name = `${entity.type} ${entity.uid}`;
  const source = sourceOf(entity);
  const owner = source === null ? undefined : sources.get(sourceKey(source));
  if (owner !== undefined && owner !== entity.uid) return `${name}: ${source?.system} ${source?.id} is already recorded as ${owner}.`;
  if (change.op === 'create') return before === null ? null : `${name} exists already.`;
  if (before === null) return `${name} does not exist here.`;
  if (basedOn !== null && movedTo > basedOn)
    return `${name} was changed by event ${movedTo}, after event ${basedOn} on which this was planned.`;
  if (before.type !== entity.type || numberOf(before) !== numberOf(change.entity)) {
    throw new RangeError(`${name}: an update keeps type and number (${before.type} ${numberOf(before) ?? ''})`);
  }
  return null;
}

function versionsIn(base: CommitBase, uid: Uid): readonly Version[] {
  const current = base.current.get(uid);
  return current === undefined ? [] : [current];
}

function touchedItems(changes: readonly Change[], currentOf: (uid: Uid) => Version | null): readonly VersionedItem[] {
  const uids = new Set(changes.flatMap(namedItem));
  return [...uids].flatMap((uid) => {
    const current = currentOf(uid);
    return current?.value.type === 'item' ? [{ seq: current.seq, item: current.value }] : [];
  });
}

function namedItem(change: Change): readonly Uid[] {
  return isEntityChange(change) ? [change.entity.uid] : mirroredItem(change);
}

/** The item whose standing with the trackers a change may alter. */
function mirroredItem(change: Change): readonly ItemUid[] {
  switch (change.op) {
    case 'link':
      return [change.link.item];
    case 'intent':
      return [change.intent.item];
    case 'intent.clear':
    case 'wish.end':
      return [change.item];
    case 'wish':
      return [change.wish.item];
    case 'create':
    case 'update':
    case 'cursor':
    case 'conflict':
    case 'conflict.end':
    case 'refusal':
    case 'refusal.end':
    case 'drift':
    case 'drift.end':
    case 'account':
    case 'write':
      return [];
  }
}

const NUMBERED: readonly Numbered['type'][] = ['item', 'incident', 'series'];

function numberedFrom(numbers: Map<Numbered['type'], number>, entity: NewEntity): Entity {
  switch (entity.type) {
    case 'item':
      return { ...entity, number: nextNumber(numbers, entity.type) };
    case 'incident':
      return { ...entity, number: nextNumber(numbers, entity.type) };
    case 'series':
      return { ...entity, number: nextNumber(numbers, entity.type) };
    case 'document':
    case 'mirror':
    case 'tracker':
    case 'settings':
      return entity;
  }
}

function nextNumber(numbers: Map<Numbered['type'], number>, type: Numbered['type']): number {
  const number = (numbers.get(type) ?? 0) + 1;
  numbers.set(type, number);
  return number;
}

/** The number people call it by; `null` for what has none. */
export function numberOf(entity: Entity): number | null {
  return 'number' in entity ? entity.number : null;
}

export function isEntityChange(change: Change): change is EntityChange {
  return change.op === 'create' || change.op === 'update';
}
