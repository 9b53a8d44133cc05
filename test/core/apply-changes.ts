import type { Entity, EntityChange, NewEntity, Numbered } from '../../packages/core/src/model/event.ts';
import { digestOf, type WorkspaceId } from '../../packages/core/src/model/id.ts';
import { addMs, type Instant } from '../../packages/core/src/model/instant.ts';
import { plainDate } from '../../packages/core/src/model/plain-date.ts';
import type { Snapshot } from '../../packages/core/src/store/port.ts';

/** A store that holds nothing yet. */
export function emptySnapshot(): Snapshot {
  const at = '2026-11-20T08:00:00.000Z' as Instant;
  return {
    workspace: { id: '0193a1b2-0000-7000-8000-000000000001' as WorkspaceId, createdAt: at, sandbox: false },
    seq: 0,
    at,
    nonce: 'first',
    settings: null,
    items: [],
    incidents: [],
    series: [],
    documents: [],
    mirrors: [],
    trackers: [],
    history: [],
  };
}

/** The fold that planners are judged by: what the snapshot is once the changes are carried out. Refuses what a store refuses. */
export function applyChanges(snapshot: Snapshot, changes: readonly EntityChange[]): Snapshot {
  const entities = new Map<string, Entity>(allOf(snapshot).map((entity) => [entity.uid, entity]));
  const sources = new Set(allOf(snapshot).flatMap(sourceOf));
  for (const { op, entity } of changes) {
    const before = entities.get(entity.uid);
    if (op === 'update') {
      if (before === undefined) throw new Error(`update of unknown ${entity.type} ${entity.uid}`);
      if (JSON.stringify(before) === JSON.stringify(entity)) throw new Error(`update that changes nothing: ${JSON.stringify(entity)}`);
      entities.set(entity.uid, entity);
      continue;
    }
    if (before !== undefined) throw new Error(`${entity.type} ${entity.uid} exists already`);
    for (const source of sourceOf(entity)) {
      if (sources.has(source)) throw new Error(`source ${source} exists already`);
      sources.add(source);
    }
    entities.set(entity.uid, numbered(entity, [...entities.values()]));
  }
  return folded(snapshot, [...entities.values()], changes.length);
}

function allOf({ items, incidents, series, documents, mirrors, trackers, settings }: Snapshot): readonly Entity[] {
  return [...items, ...incidents, ...series, ...documents, ...mirrors, ...trackers, ...(settings === null ? [] : [settings])];
}

function sourceOf(entity: NewEntity): readonly string[] {
  return 'source' in entity && entity.source !== null ? [`${entity.type} ${entity.source.system} ${entity.source.id}`] : [];
}

function numbered(entity: NewEntity, others: readonly Entity[]): Entity {
  const next = (type: Numbered['type']) => others.filter((other) => other.type === type).length + 1;
  switch (entity.type) {
    case 'item':
      return { ...entity, number: next('item') };
    case 'incident':
      return { ...entity, number: next('incident') };
    case 'series':
      return { ...entity, number: next('series') };
    case 'document':
    case 'mirror':
    case 'tracker':
    case 'settings':
      return entity;
  }
}

function folded(snapshot: Snapshot, entities: readonly Entity[], count: number): Snapshot {
  const of = <T extends Entity['type']>(type: T) =>
    entities.filter((entity): entity is Extract<Entity, { type: T }> => entity.type === type);
  const byNumber = (a: Numbered, b: Numbered) => a.number - b.number;
  return {
    ...snapshot,
    seq: snapshot.seq + count,
    at: addMs(snapshot.at, 60_000),
    nonce: digestOf(snapshot.nonce),
    items: of('item').sort(byNumber),
    incidents: of('incident').sort(byNumber),
    series: of('series').sort(byNumber),
    documents: of('document').sort((a, b) => (a.uid < b.uid ? -1 : 1)),
    settings: of('settings')[0] ?? null,
  };
}

/** The day on which most of these tests play: a Friday. */
export const TODAY = plainDate('2026-11-20');
