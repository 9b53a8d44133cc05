import { type Change, type Entity, NO_NUMBER, type Snapshot } from '@closeout/core';
import type { Carried } from './commit.ts';

/** The state that was left, or would be left, by what was planned. */
export function snapshotAfter({ snapshot, changes, committed }: Carried): Snapshot {
  const entities = committed?.entities ?? entitiesAfter(changes);
  const fresh = new Map(entities.map((entity) => [entity.uid, entity]));
  return {
    ...snapshot,
    settings: entities.find((entity) => entity.type === 'settings') ?? snapshot.settings,
    items: merged(snapshot.items, { fresh, type: 'item' }),
    incidents: merged(snapshot.incidents, { fresh, type: 'incident' }),
    series: merged(snapshot.series, { fresh, type: 'series' }),
    documents: merged(snapshot.documents, { fresh, type: 'document' }),
  };
}

/** What `changes` would leave; what they create has {@link NO_NUMBER}. */
function entitiesAfter(changes: readonly Change[]): readonly Entity[] {
  const entities: Entity[] = [];
  for (const change of changes) {
    if (change.op === 'update') entities.push(change.entity);
    else if (change.op === 'create') entities.push(numbered(change.entity));
  }
  return entities;
}

function numbered(entity: Extract<Change, { readonly op: 'create' }>['entity']): Entity {
  switch (entity.type) {
    case 'item':
    case 'incident':
    case 'series':
      return { ...entity, number: NO_NUMBER };
    case 'document':
    case 'mirror':
    case 'tracker':
    case 'settings':
      return entity;
  }
}

type Typed<Type extends Entity['type']> = Extract<Entity, { readonly type: Type }>;

function merged<Type extends Entity['type']>(
  old: readonly Typed<Type>[],
  { fresh, type }: { readonly fresh: ReadonlyMap<string, Entity>; readonly type: Type },
): readonly Typed<Type>[] {
  const isOfType = (entity: Entity | undefined): entity is Typed<Type> => entity?.type === type;
  const kept = old.map((entity) => {
    const after = fresh.get(entity.uid);
    return isOfType(after) ? after : entity;
  });
  const known = new Set<string>(old.map(({ uid }) => uid));
  return [...kept, ...[...fresh.values()].filter(isOfType).filter(({ uid }) => !known.has(uid))];
}
