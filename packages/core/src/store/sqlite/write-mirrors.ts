import { addMs, type Instant } from '../../model/instant.ts';
import { driftKey, needsSync, paceStart } from '../mirror-view.ts';
import type { Change, VersionedItem } from '../port.ts';
import { linkRow, listed, portions } from './rows.ts';
import type { InTransaction } from './tables.ts';

/** Writes what the sync remembers; entity changes are written by `writePlan`. */
export async function writeMirror(db: InTransaction, { change, now }: { readonly change: Change; readonly now: Instant }): Promise<void> {
  switch (change.op) {
    case 'create':
    case 'update':
      return;
    case 'link': {
      const row = linkRow(change.link);
      const put = db.insertInto('links').values(row);
      await put.onConflict((known) => known.columns(['item', 'tracker']).doUpdateSet(row)).execute();
      return;
    }
    case 'intent': {
      const value = JSON.stringify(change.intent);
      const put = db.insertInto('intents').values({ item: change.intent.item, value });
      await put.onConflict((known) => known.column('item').doUpdateSet({ value })).execute();
      return;
    }
    case 'intent.clear':
      await db.deleteFrom('intents').where('item', '=', change.item).execute();
      return;
    case 'wish': {
      const value = JSON.stringify(change.wish);
      const put = db.insertInto('wishes').values({ item: change.wish.item, value });
      await put.onConflict((known) => known.column('item').doUpdateSet({ value })).execute();
      return;
    }
    case 'wish.end':
      await db.deleteFrom('wishes').where('item', '=', change.item).execute();
      return;
    case 'cursor': {
      const row = { cursor: JSON.stringify(change.cursor), pulled_at: change.pulledAt };
      const put = db.insertInto('cursors').values({ tracker: change.tracker, ...row });
      await put.onConflict((known) => known.column('tracker').doUpdateSet(row)).execute();
      return;
    }
    case 'conflict': {
      const { item, tracker, field } = change.conflict;
      const value = JSON.stringify(change.conflict);
      const put = db.insertInto('conflicts').values({ item, tracker, field, value });
      await put.onConflict((known) => known.columns(['item', 'tracker', 'field']).doUpdateSet({ value })).execute();
      return;
    }
    case 'refusal': {
      const { item, tracker, field } = change.refusal;
      const value = JSON.stringify(change.refusal);
      const put = db.insertInto('refusals').values({ item, tracker, field, value });
      await put.onConflict((known) => known.columns(['item', 'tracker', 'field']).doUpdateSet({ value })).execute();
      return;
    }
    case 'conflict.end':
      await db
        .deleteFrom('conflicts')
        .where((row) => row.and(fieldOf(change)))
        .execute();
      return;
    case 'refusal.end':
      await db
        .deleteFrom('refusals')
        .where((row) => row.and(fieldOf(change)))
        .execute();
      return;
    case 'drift': {
      const value = JSON.stringify(change.drift);
      const put = db.insertInto('drifts').values({ key: driftKey(change.drift), value });
      await put.onConflict((known) => known.column('key').doUpdateSet({ value })).execute();
      return;
    }
    case 'drift.end':
      await db.deleteFrom('drifts').where('key', '=', driftKey(change.drift)).execute();
      return;
    case 'account': {
      const put = db.insertInto('accounts').values({ tracker: change.tracker, account: change.account });
      await put.onConflict((known) => known.columns(['tracker', 'account']).doNothing()).execute();
      return;
    }
    case 'write':
      // Kept a while longer than they count, so that a clock set back a little forgets nothing.
      await db
        .deleteFrom('writes')
        .where('at', '<', addMs(paceStart(now), -KEPT_LONGER_MS))
        .execute();
      await db.insertInto('writes').values(change.write).execute();
      return;
  }
}

const KEPT_LONGER_MS = 3_600_000;

/** Keeps `moved` true for the items that a commit touched. */
export async function writeMoved(db: InTransaction, touched: readonly VersionedItem[]): Promise<void> {
  if (touched.length === 0) return;
  const uids = listed(touched.map(({ item }) => item.uid));
  const links = await db.selectFrom('links').select(['item', 'pending', 'item_seq', 'state']).where('item', 'in', uids).execute();
  const intents = await db.selectFrom('intents').select('item').where('item', 'in', uids).execute();
  const wishes = await db.selectFrom('wishes').select('item').where('item', 'in', uids).execute();
  const linksOf = Map.groupBy(links, ({ item }) => item);
  const intended = new Set([...intents, ...wishes].map(({ item }) => item));
  const moved = touched.filter((each) => {
    const ofItem = linksOf.get(each.item.uid) ?? [];
    return needsSync(each, {
      links: ofItem.map((link) => ({ pending: link.pending === 1, itemSeq: link.item_seq, state: link.state })),
      intended: intended.has(each.item.uid),
    });
  });
  await db.deleteFrom('moved').where('item', 'in', uids).execute();
  for (const rows of portions(moved.map(({ item }) => ({ item: item.uid })))) await db.insertInto('moved').values(rows).execute();
}

function fieldOf({ item, tracker, field }: { readonly item: string; readonly tracker: string; readonly field: string }) {
  return { item, tracker, field };
}
