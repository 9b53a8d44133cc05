import type { Entity, Numbered, RecordedEvent } from '../../model/event.ts';
import type { Uid } from '../../model/id.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { type CommitBase, type CommitNeeds, type CommitPlan, sourceKey } from '../commit-plan.ts';
import { entityFrom, eventRow, listed, portions, versionRow } from './rows.ts';
import type { InTransaction } from './tables.ts';

/** The log's end: `null` for the day of an empty log. */
export async function readEnd(db: InTransaction, asOf: PlainDate | null): Promise<{ readonly seq: number; readonly on: PlainDate | null }> {
  const last = db.selectFrom('events').select(['seq', 'on_day']).orderBy('seq', 'desc').limit(1);
  const row = await (asOf === null ? last : last.where('on_day', '<=', asOf)).executeTakeFirst();
  return { seq: row?.seq ?? 0, on: row?.on_day ?? null };
}

/** Looks up what a commit needs. */
export async function readBase(db: InTransaction, needs: CommitNeeds): Promise<CommitBase> {
  const rows = await db
    .selectFrom('versions')
    .innerJoin('events', 'events.seq', 'versions.seq')
    .select(['versions.uid', 'versions.seq', 'from_on', 'events.value'])
    .where('to_on', 'is', null)
    .where('versions.uid', 'in', listed(needs.uids))
    .execute();
  const current = new Map(rows.map(({ uid, seq, from_on: from, value }) => [uid, { seq, from, to: null, value: entityFrom(value) }]));
  return { ...(await readEnd(db, null)), current, sources: await readSources(db, needs), numbers: await readNumbers(db, needs) };
}

async function readSources(db: InTransaction, { sources }: CommitNeeds): Promise<ReadonlyMap<string, Uid>> {
  const owners = new Map<string, Uid>();
  for (const source of sources) {
    const row = await db
      .selectFrom('versions')
      .select('uid')
      .where('to_on', 'is', null)
      .where('type', '=', source.type)
      .where('source_system', '=', source.system)
      .where('source_id', '=', source.id)
      .executeTakeFirst();
    if (row !== undefined) owners.set(sourceKey(source), row.uid);
  }
  return owners;
}

async function readNumbers(db: InTransaction, { numbered }: CommitNeeds): Promise<ReadonlyMap<Numbered['type'], number>> {
  const highest = new Map<Numbered['type'], number>();
  for (const type of numbered) {
    const row = await db
      .selectFrom('versions')
      .select('number')
      .where('to_on', 'is', null)
      .where('type', '=', type)
      .where('number', 'is not', null)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    highest.set(type, row?.number ?? 0);
  }
  return highest;
}

/** Appends the events and moves the versions on. */
export async function writePlan(db: InTransaction, plan: CommitPlan): Promise<void> {
  await writeEvents(db, plan.events);
  // A version that ends comes before the one that begins: an entity never has two current ones.
  for (const rows of portions(plan.versions.map(versionRow))) {
    await db
      .insertInto('versions')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['uid', 'from_on']).doUpdateSet((row) => ({
          seq: row.ref('excluded.seq'),
          to_on: row.ref('excluded.to_on'),
          status: row.ref('excluded.status'),
          due_on: row.ref('excluded.due_on'),
          until_on: row.ref('excluded.until_on'),
          incident: row.ref('excluded.incident'),
          series: row.ref('excluded.series'),
          source_system: row.ref('excluded.source_system'),
          source_id: row.ref('excluded.source_id'),
        })),
      )
      .execute();
  }
}

async function writeEvents(db: InTransaction, events: readonly RecordedEvent[]): Promise<void> {
  for (const rows of portions(events.map(eventRow))) await db.insertInto('events').values(rows).execute();
}

/** The settings in force now. */
export async function readSettings(db: InTransaction): Promise<readonly Entity[]> {
  const rows = await db
    .selectFrom('versions')
    .innerJoin('events', 'events.seq', 'versions.seq')
    .select('events.value')
    .where('to_on', 'is', null)
    .where('type', '=', 'settings')
    .execute();
  return rows.map(({ value }) => entityFrom(value));
}
