import type { Entity, Version, Workspace } from '../model/event.ts';
import type { Entropy, Uid } from '../model/id.ts';
import type { Instant } from '../model/instant.ts';
import type { ActionItem } from '../model/item.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import type { Settings } from '../model/settings.ts';
import type { Snapshot, SnapshotQuery } from './port.ts';

/** True when a query asks for a part only. */
export function isRestricted(query: SnapshotQuery): boolean {
  const { statuses, dueBefore, riskEndsBy, numbers, items, incidents, series, alone } = query;
  return [statuses, dueBefore, riskEndsBy, numbers, items, incidents, series, alone].some((condition) => condition !== undefined);
}

/** Whether `item` meets every condition of `query`. */
export function isSelected(item: ActionItem, query: SnapshotQuery): boolean {
  const { statuses, dueBefore, riskEndsBy, numbers, items, incidents, series } = query;
  const until = riskEndOf(item);
  return (
    (statuses?.includes(item.state.status) ?? true) &&
    (dueBefore === undefined || (item.due !== null && item.due.on < dueBefore)) &&
    (riskEndsBy === undefined || (until !== null && until <= riskEndsBy)) &&
    (numbers?.includes(item.number) ?? true) &&
    (items?.includes(item.uid) ?? true) &&
    (incidents === undefined || (item.incident !== null && incidents.includes(item.incident))) &&
    (series === undefined || (item.series !== null && series.includes(item.series)))
  );
}

/** The day on which an accepted risk is open again. */
export function riskEndOf({ state }: Pick<ActionItem, 'state'>): PlainDate | null {
  return state.status === 'cancelled' ? state.until : null;
}

/** Entities that come whatever items are chosen. */
export function isStanding({ type }: Entity, { also }: SnapshotQuery): boolean {
  return standingTypes(also).some((standing) => standing === type);
}

/** Their types; `also` is what a query adds. */
export function standingTypes(also: SnapshotQuery['also'] = []): readonly Entity['type'][] {
  return ['settings', 'tracker', ...also];
}

/** What `entities` name that comes along with them, beyond what was `seen` already; adds it there. */
export function newNames(entities: readonly Entity[], seen: Set<Uid>): readonly Uid[] {
  const fresh: Uid[] = [];
  const name = (uid: Uid | null) => {
    if (uid === null || seen.has(uid)) return;
    seen.add(uid);
    fresh.push(uid);
  };
  for (const entity of entities) {
    switch (entity.type) {
      case 'item':
        name(entity.incident);
        name(entity.series);
        name(entity.origin?.document ?? null);
        break;
      case 'series':
        name(entity.incident);
        name(entity.origin?.document ?? null);
        break;
      case 'incident':
        name(entity.document);
        break;
      case 'document':
      case 'mirror':
      case 'tracker':
      case 'settings':
        break;
    }
  }
  return fresh;
}

/** The days whose versions `weeks` asks for, both included. */
export function daysOfWeeks(weeks: number, last: PlainDate): { readonly first: PlainDate; readonly last: PlainDate } {
  return { first: addDays(last, -7 * weeks), last };
}

/** The settings among `entities`, if any were recorded. */
export function settingsOf(entities: readonly Entity[]): Settings | null {
  return entities.find((entity) => entity.type === 'settings') ?? null;
}

export interface SnapshotParts {
  readonly workspace: Workspace;
  readonly seq: number;
  readonly at: Instant;
  readonly nonce: string;
  /** The chosen items and what comes with them, each once, in any order. */
  readonly entities: readonly Entity[];
  readonly history: readonly Version<ActionItem>[];
}

/** Puts what was read into the order that every store promises. */
export function snapshotFrom({ entities, history, ...stated }: SnapshotParts): Snapshot {
  return {
    ...stated,
    settings: settingsOf(entities),
    items: byNumber(entities.filter((entity) => entity.type === 'item')),
    incidents: byNumber(entities.filter((entity) => entity.type === 'incident')),
    series: byNumber(entities.filter((entity) => entity.type === 'series')),
    documents: byUid(entities.filter((entity) => entity.type === 'document')),
    mirrors: byUid(entities.filter((entity) => entity.type === 'mirror')),
    trackers: byUid(entities.filter((entity) => entity.type === 'tracker')),
    history: [...history].sort((a, b) => a.seq - b.seq),
  };
}

export function byNumber<E extends { readonly number: number }>(entities: readonly E[]): readonly E[] {
  return [...entities].sort((a, b) => a.number - b.number);
}

export function byUid<E extends { readonly uid: Uid }>(entities: readonly E[]): readonly E[] {
  return [...entities].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** Fresh chance as text, for planners to derive uids from. */
export function nonceFrom(entropy: Entropy): string {
  return Array.from(entropy(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
