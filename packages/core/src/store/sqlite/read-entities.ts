import type { Expression, SqlBool } from 'kysely';
import type { Entity, Version } from '../../model/event.ts';
import type { Uid } from '../../model/id.ts';
import type { ActionItem } from '../../model/item.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { knownOn } from '../fold.ts';
import type { SnapshotQuery, VersionedItem } from '../port.ts';
import { daysOfWeeks, isRestricted, isStanding, newNames, standingTypes } from '../selection.ts';
import { entityFrom, portions } from './rows.ts';
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
  const named = await readNamed(db, { items, asked, asOf });
  const mirrors: Entity[] = [];
  for (const uids of portions(items.map(({ uid }) => uid))) {
    mirrors.push(...entitiesOf(await inForce(db, asOf).where('versions.item', 'in', uids).execute()));
  }
  const standing = await inForce(db, asOf).where('versions.type', 'in', standingTypes(query.also)).execute();
  return [...items, ...named.filter((entity) => !isStanding(entity, query)), ...mirrors, ...entitiesOf(standing)];
}

async function readSelected(db: InTransaction, query: SnapshotQuery): Promise<readonly Entity[]> {
  const { statuses, dueBefore, riskEndsBy, numbers, items, incidents, series } = query;
  if ([statuses, numbers, items, incidents, series].some((list) => list?.length === 0)) return [];
  const selected = inForce(db, query.asOf ?? null)
    .where('versions.type', '=', 'item')
    .where((row) => {
      const conditions: Expression<SqlBool>[] = [];
      if (statuses !== undefined) conditions.push(row('status', 'in', statuses));
      if (dueBefore !== undefined) conditions.push(row('due_on', '<', dueBefore));
      if (riskEndsBy !== undefined) conditions.push(row('until_on', '<=', riskEndsBy));
      if (numbers !== undefined) conditions.push(row('number', 'in', numbers));
      if (incidents !== undefined) conditions.push(row('incident', 'in', incidents));
      if (series !== undefined) conditions.push(row('series', 'in', series));
      return row.and(conditions);
    });
  if (items === undefined) return entitiesOf(await selected.execute());
  const found: Entity[] = [];
  for (const uids of portions([...new Set(items)])) found.push(...entitiesOf(await selected.where('versions.uid', 'in', uids).execute()));
  return found;
}

/** Whatever `items` name, what that names in turn, and what was asked for by name. */
export async function readNamed(
  db: InTransaction,
  { items, asked, asOf }: { readonly items: readonly Entity[]; readonly asked: readonly Uid[]; readonly asOf: PlainDate | null },
): Promise<readonly Entity[]> {
  const seen = new Set<Uid>(asked);
  const found: Entity[] = [];
  let wanted: readonly Uid[] = [...seen, ...newNames(items, seen)];
  while (wanted.length > 0) {
    const fresh: Entity[] = [];
    for (const uids of portions(wanted)) fresh.push(...entitiesOf(await inForce(db, asOf).where('versions.uid', 'in', uids).execute()));
    found.push(...fresh);
    wanted = newNames(fresh, seen);
  }
  return found;
}

/** The current items of `uids`, each with the seq of its last event. */
export async function readItems(db: InTransaction, uids: readonly Uid[]): Promise<readonly VersionedItem[]> {
  const found: VersionedItem[] = [];
  for (const portion of portions(uids)) {
    for (const { seq, value } of await inForce(db, null).where('versions.uid', 'in', portion).execute()) {
      const item = entityFrom(value);
      if (item.type === 'item') found.push({ seq, item });
    }
  }
  return found;
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
