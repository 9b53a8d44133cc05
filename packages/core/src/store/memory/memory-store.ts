import type { Entity, Version, Workspace } from '../../model/event.ts';
import { type Entropy, newUid, type Uid, type WorkspaceId } from '../../model/id.ts';
import type { Clock } from '../../model/instant.ts';
import type { ActionItem } from '../../model/item.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { commitNeeds, planCommit } from '../commit-plan.ts';
import type { EventLog } from '../event-log.ts';
import { entitiesOn, knownOn, recordingDay, type Versions, versionOn } from '../fold.ts';
import { mirrorViewFrom } from '../mirror-view.ts';
import { type SnapshotQuery, type Store, StoreError, type VersionedItem } from '../port.ts';
import { daysOfWeeks, isRestricted, isSelected, isStanding, newNames, nonceFrom, settingsOf, snapshotFrom } from '../selection.ts';
import { memoryCoordination } from './memory-coordination.ts';
import { memoryLog } from './memory-log.ts';
import { kept, memoryMirrors } from './memory-mirrors.ts';

export interface MemoryStoreOptions {
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** The zone of days until settings are recorded. */
  readonly timeZone: string;
  readonly sandbox?: boolean;
}

/** A store that ends with its process: for tests, simulations and trying things out. The laws are those of the others. */
export function memoryStore({ clock, entropy, timeZone, sandbox = false }: MemoryStoreOptions): Store & EventLog {
  const createdAt = clock.now();
  const workspace: Workspace = { id: newUid<WorkspaceId>(createdAt, entropy), createdAt, sandbox };
  const log = memoryLog();
  const mirrors = memoryMirrors();
  const { coordination, once, holds } = memoryCoordination(clock);
  const today = () => clock.today(settingsOf(entitiesOn(log.versions, null))?.timeZone ?? timeZone);
  const versioned = (uid: Uid): readonly VersionedItem[] => {
    const version = log.current(uid);
    return version?.value.type === 'item' ? [{ seq: version.seq, item: version.value }] : [];
  };

  return {
    workspace,
    coordination,
    once,
    async snapshot(query = {}) {
      const last = query.asOf ?? recordingDay(today(), log.last(null)?.on ?? null);
      return snapshotFrom({
        workspace,
        seq: log.last(query.asOf ?? null)?.seq ?? 0,
        at: clock.now(),
        nonce: nonceFrom(entropy),
        entities: selectedFrom(log.versions, query),
        history: query.weeks === undefined ? [] : historyFrom(log.versions, { weeks: query.weeks, last }),
      });
    },
    async mirrors(query) {
      const uids = mirrors.uids(query);
      const items = uids.flatMap(versioned);
      return mirrorViewFrom({
        workspace,
        seq: log.events.length,
        items,
        named: namedFrom(log.versions, { entities: items.map(({ item }) => item), asked: [], asOf: null }),
        waiting: entitiesOn(log.versions, null).filter((entity) => entity.type === 'item' && entity.state.status === 'proposed').length,
        ...mirrors.of(uids, clock.now()),
      });
    },
    async commit(changes, { actor, basedOn = null, lease }) {
      if (lease !== undefined && !holds(lease)) {
        throw new StoreError('lease-lost', `${lease.holder} no longer holds ${lease.name}; nothing was recorded. Start again.`);
      }
      const base = log.base(commitNeeds(changes));
      const planned = planCommit(base, kept(changes), { at: clock.now(), today: today(), actor, basedOn });
      if (!planned.ok) throw new StoreError('stale', `${planned.fault.message} ${planned.fault.remedy}`);
      const { seq, on, events, entities, touched } = planned.value;
      log.append(events);
      for (const change of changes) mirrors.apply(change);
      for (const item of touched) mirrors.touch(item);
      return { seq, on, entities };
    },
    events: async ({ after = 0, limit = log.events.length } = {}) => log.events.slice(after, after + limit),
    async close() {},
  };
}

function selectedFrom(versions: Versions, query: SnapshotQuery): readonly Entity[] {
  const asOf = query.asOf ?? null;
  const all = entitiesOn(versions, asOf);
  if (!isRestricted(query)) return all;
  const items = all.filter((entity) => entity.type === 'item').filter((item) => isSelected(item, query));
  const companions = query.alone ? [] : items;
  const chosen = new Set<Uid>(companions.map(({ uid }) => uid));
  const named = namedFrom(versions, { entities: companions, asked: [...(query.incidents ?? []), ...(query.series ?? [])], asOf });
  const standing = all.filter((entity) => isStanding(entity, query));
  return [
    ...items,
    ...named.filter((entity) => !isStanding(entity, query)),
    ...all.filter((entity) => entity.type === 'mirror' && chosen.has(entity.item)),
    ...standing,
  ];
}

function namedFrom(
  versions: Versions,
  { entities, asked, asOf }: { readonly entities: readonly Entity[]; readonly asked: readonly Uid[]; readonly asOf: PlainDate | null },
): readonly Entity[] {
  const seen = new Set<Uid>(asked);
  const found: Entity[] = [];
  let wanted: readonly Uid[] = [...seen, ...newNames(entities, seen)];
  while (wanted.length > 0) {
    const fresh = wanted.flatMap((uid) => versionOn(versions.get(uid) ?? [], asOf)?.value ?? []);
    found.push(...fresh);
    wanted = newNames(fresh, seen);
  }
  return found;
}

function historyFrom(versions: Versions, options: { readonly weeks: number; readonly last: PlainDate }): readonly Version<ActionItem>[] {
  const { first, last } = daysOfWeeks(options.weeks, options.last);
  return [...versions.values()].flat().flatMap(({ value, ...version }) => {
    const inForce = version.from <= last && (version.to === null || version.to > first);
    return value.type === 'item' && inForce ? [knownOn({ ...version, value }, last)] : [];
  });
}
