import { sql } from 'kysely';
import type { Uid } from '../../model/id.ts';
import type { Instant } from '../../model/instant.ts';
import type { Conflict, Drift, Intent, Link, Refusal, Wish } from '../../model/mirror.ts';
import { type MirrorParts, paceStart } from '../mirror-view.ts';
import type { MirrorQuery } from '../port.ts';
import { readItems, readNamed } from './read-entities.ts';
import { listed } from './rows.ts';
import type { InTransaction } from './tables.ts';

/** What `mirrors` reads; the caller adds workspace and seq. */
export async function readMirrors(
  db: InTransaction,
  { query, now }: { readonly query: MirrorQuery; readonly now: Instant },
): Promise<Omit<MirrorParts, 'workspace' | 'seq'>> {
  const uids = await readUids(db, query);
  const items = await readItems(db, uids);
  const named = await readNamed(db, { items: items.map(({ item }) => item), asked: [], asOf: null });
  const drifts = await db.selectFrom('drifts').select('value').execute();
  const cursors = await db.selectFrom('cursors').selectAll().execute();
  const { waiting } = await db
    .selectFrom('versions')
    .select((row) => row.fn.countAll<number>().as('waiting'))
    .where('to_on', 'is', null)
    .where('type', '=', 'item')
    .where('status', '=', 'proposed')
    .executeTakeFirstOrThrow();
  const totals = await db.selectFrom('totals').selectAll().executeTakeFirstOrThrow();
  return {
    items,
    named,
    links: await readOfItems<Link>(db, 'links', uids),
    intents: await readOfItems<Intent>(db, 'intents', uids),
    wishes: await readOfItems<Wish>(db, 'wishes', uids),
    refusals: await readOfItems<Refusal>(db, 'refusals', uids),
    conflicts: await readOfItems<Conflict>(db, 'conflicts', uids),
    drifts: drifts.map(({ value }) => JSON.parse(value) as Drift),
    cursors: cursors.map(({ tracker, cursor, pulled_at: pulledAt }) => ({ tracker, cursor: JSON.parse(cursor), pulledAt })),
    accounts: await db.selectFrom('accounts').selectAll().execute(),
    writes: await db.selectFrom('writes').selectAll().where('at', '>', paceStart(now)).execute(),
    waiting,
    liveLinks: totals.live_links,
  };
}

async function readUids(db: InTransaction, query: MirrorQuery): Promise<readonly Uid[]> {
  switch (query.of) {
    case 'moved':
      return uidsOf(await db.selectFrom('moved').select('item').execute());
    case 'refused':
      return uidsOf(await db.selectFrom('moved').select('item').union(refusedItems(db)).execute());
    case 'items':
      return [...new Set(query.items)];
    case 'issues': {
      const ofTracker = db.selectFrom('links').select('item').where('tracker', '=', query.tracker);
      const linked = await ofTracker.where('issue_id', 'in', listed(query.ids)).execute();
      return [...new Set([...query.items, ...uidsOf(linked)])];
    }
    case 'keys': {
      const key = sql<string>`json_extract(value, '$.issue.key')`;
      const linked = await db.selectFrom('links').select('item').where(key, 'in', listed(query.keys)).execute();
      return [...new Set([...query.items, ...uidsOf(linked)])];
    }
    case 'all': {
      const known = db.selectFrom('links').select('item');
      return uidsOf(await known.union(db.selectFrom('intents').select('item')).union(db.selectFrom('moved').select('item')).execute());
    }
  }
}

function refusedItems(db: InTransaction) {
  return db.selectFrom('refusals').select('item').$castTo<{ item: Uid }>();
}

function uidsOf(rows: readonly { readonly item: string }[]): readonly Uid[] {
  return rows.map(({ item }) => item as Uid);
}

/** Values this store wrote: they were checked before they came in. */
async function readOfItems<T extends Link | Intent | Wish | Refusal | Conflict>(
  db: InTransaction,
  table: 'links' | 'intents' | 'wishes' | 'refusals' | 'conflicts',
  uids: readonly Uid[],
): Promise<readonly T[]> {
  const rows = await db.selectFrom(table).select('value').where('item', 'in', listed(uids)).execute();
  return rows.map(({ value }) => JSON.parse(value) as T);
}
