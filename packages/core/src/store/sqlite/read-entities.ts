import type { Expression, SqlBool } from 'kysely';
import type { Entity, Version } from '../../model/event.ts';
import type { Uid } from '../../model/id.ts';
import type { ActionItem } from '../../model/item.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { knownOn } from '../fold.ts';
import type { SnapshotQuery, VersionedItem } from '../port.ts';
import { daysOfWeeks, isRestricted, isStanding, newNames, standingTypes } from '../selection.ts';
import { entityFrom, listed } from './rows.ts';
import type { InTransaction } from './tables.ts';

/** The versions in force at the end of `asOf`, or now, with their values. */
function inForce(db: InTransaction, asOf: PlainDate | null) {
  const versions = db.selectFrom('versions').innerJoin('events', 'events.seq', 'versions.seq').select(['events.value', 'versions.seq']);
  return asOf === null
    ? versions.where('versions.to_on', 'is', null)
    : versions.where('from_on', '<=', asOf).where((row) => row.or([row('to_on', 'is', null), row('to_on', '>', asOf)]));
}

/** The entities a snapshot of `query` holds, each once. */
export async function readEntities(db: InTransaction, query: SnapshotQuery): Promise<readonly Entity[]> {
  const asOf = query.asOf ?? null;
  if (!isRestricted(query)) return entitiesOf(await inForce(db, asOf).execute());
  const items = await readSelected(db, query);
  const asked = [...(query.incidents ?? []), ...(query.series ?? [])];
  const companions = query.alone ? [] : items;
  const named = await readNamed(db, { items: companions, asked, asOf });
  const mirrors = await inForce(db, asOf)
    .where('versions.item', 'in', listed(companions.map(({ uid }) => uid)))
    .execute();
  const standing = await inForce(db, asOf).where('versions.type', 'in', standingTypes(query.also)).execute();
  return [...items, ...named.filter((entity) => !isStanding(entity, query)), ...entitiesOf(mirrors), ...entitiesOf(standing)];
}

async function readSelected(db: InTransaction, query: SnapshotQuery): Promise<readonly Entity[]> {
  const { statuses, dueBefore, riskEndsBy, numbers, items, incidents, series } = query;
  const selected = inForce(db, query.asOf ?? null)
    .where('versions.type', '=', 'item')
    .where((row) => {
      const conditions: Expression<SqlBool>[] = [];
      if (statuses !== undefined) conditions.push(row('status', 'in', listed(statuses)));
      if (dueBefore !== undefined) conditions.push(row('due_on', '<', dueBefore));
      if (riskEndsBy !== undefined) conditions.push(row('until_on', '<=', riskEndsBy));
      if (numbers !== undefined) conditions.push(row('number', 'in', listed(numbers)));
      if (incidents !== undefined) conditions.push(row('incident', 'in', listed(incidents)));
      if (series !== undefined) conditions.push(row('series', 'in', listed(series)));
      if (items !== undefined) conditions.push(row('versions.uid', 'in', listed(items)));
      return row.and(conditions);
    });
  return entitiesOf(await selected.execute());
}

/** Whatever `items` name, what that names in turn, and what was asked for by name. */
export async function readNamed(
  db: InTransaction,
  { items, asked, asOf }: { readonly items: readonly Entity[]; readonly asked: readonly Uid[]; readonly asOf: PlainDate | null },
): Promise<readonly Entity[]> {
  const seen = new Set<Uid>(asked);
  const found: (readonly Entity[])[] = [];
  let wanted: readonly Uid[] = [...seen, ...newNames(items, seen)];
  while (wanted.length > 0) {
    const fresh = entitiesOf(await inForce(db, asOf).where('versions.uid', 'in', listed(wanted)).execute());
    found.push(fresh);
    wanted = newNames(fresh, seen);
  }
  return found.flat();
}

/** The current items of `uids`, each with the seq of its last event. */
export async function readItems(db: InTransaction, uids: readonly Uid[]): Promise<readonly VersionedItem[]> {
  const rows = await inForce(db, null).where('versions.uid', 'in', listed(uids)).execute();
  return rows.flatMap(({ seq, value }) => {
    const item = entityFrom(value);
    return item.type === 'item' ? [{ seq, item }] : [];
  });
}

/** Item versions in force at some time in the `weeks` before `last`, as they were known then. */
export async function readHistory(
  db: InTransaction,
  { weeks, last }: { readonly weeks: number; readonly last: PlainDate },
): Promise<readonly Version<ActionItem>[]> {
  const days = daysOfWeeks(weeks, last);
  const rows = await db
    .selectFrom('versions')
    .innerJoin('events', 'events.seq', 'versions.seq')
    .select(['versions.seq', 'from_on', 'to_on', 'events.value'])
    .where('type', '=', 'item')
    .where('from_on', '<=', days.last)
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>', days.first)]))
    .execute();
  return rows.flatMap(({ seq, from_on: from, to_on: to, value }) => {
    const item = entityFrom(value);
    return item.type === 'item' ? [knownOn({ seq, from, to, value: item }, days.last)] : [];
  });
}

function entitiesOf(rows: readonly { readonly value: string }[]): readonly Entity[] {
  return rows.map(({ value }) => entityFrom(value));
}
