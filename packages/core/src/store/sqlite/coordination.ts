import type { Clock } from '../../model/instant.ts';
import type { Coordination, JobRun } from '../port.ts';
import { acquired, isNewest, type LeaseRecord, maySend, renewed } from '../turns.ts';
import type { InTransaction, Tables } from './tables.ts';

/** How the store's parts reach the database: each call one transaction, errors explained. */
export interface Transactions {
  read<T>(work: (db: InTransaction) => Promise<T>): Promise<T>;
  write<T>(work: (db: InTransaction) => Promise<T>): Promise<T>;
}

export function sqliteCoordination({ read, write }: Transactions, clock: Clock): Coordination {
  return {
    acquire: (name, request) =>
      write(async (db) => {
        const lease = acquired(await readLease(db, name), { name, ...request, now: clock.now() });
        if (lease !== null) await writeLease(db, lease);
        return lease;
      }),
    renew: (lease, ttlMs) =>
      write(async (db) => {
        const longer = renewed(await readLease(db, lease.name), lease, { ttlMs, now: clock.now() });
        if (longer !== null) await writeLease(db, longer);
        return longer;
      }),
    release: (lease) =>
      write(async (db) => {
        if (isNewest(await readLease(db, lease.name), lease)) await writeLease(db, { ...lease, holder: null });
      }),
    claim: (job, slot, holder) =>
      write(async (db) => {
        const started_at = clock.now();
        const row = { job, slot, holder, started_at, finished_at: null, outcome: null, message: null };
        const claimed = await db
          .insertInto('runs')
          .values(row)
          .onConflict((conflict) => conflict.columns(['job', 'slot']).doNothing())
          .returning('job')
          .executeTakeFirst();
        return claimed !== undefined;
      }),
    finish: (job, slot, outcome, message) =>
      write(async (db) => {
        const ended = { finished_at: clock.now(), outcome, message };
        await db.updateTable('runs').set(ended).where('job', '=', job).where('slot', '=', slot).execute();
      }),
    runs: ({ job, limit }) =>
      read(async (db) => {
        const latest = db.selectFrom('runs').selectAll().orderBy('started_at', 'desc').orderBy('slot', 'desc').orderBy('job').limit(limit);
        return (await (job === undefined ? latest : latest.where('job', '=', job)).execute()).map(runFrom);
      }),
  };
}

/**
 * Sends once: claimed before, marked after. The claim is taken back when `send` throws; when the process dies
 * in between it ends by itself, and what was on its way may then go out twice.
 */
export async function sendOnce(
  { write }: Transactions,
  {
    channel,
    key,
    clock,
    send,
  }: { readonly channel: string; readonly key: string; readonly clock: Clock; readonly send: () => Promise<void> },
): Promise<boolean> {
  const claimedAt = clock.now();
  const ours = await write(async (db) => {
    const row = await db.selectFrom('ledger').selectAll().where('channel', '=', channel).where('key', '=', key).executeTakeFirst();
    if (!maySend(row === undefined ? null : { claimedAt: row.claimed_at, sentAt: row.sent_at }, claimedAt)) return false;
    await db
      .insertInto('ledger')
      .values({ channel, key, claimed_at: claimedAt, sent_at: null })
      .onConflict((conflict) => conflict.columns(['channel', 'key']).doUpdateSet({ claimed_at: claimedAt }))
      .execute();
    return true;
  });
  if (!ours) return false;
  try {
    await send();
  } catch (error) {
    await write((db) => db.deleteFrom('ledger').where('channel', '=', channel).where('key', '=', key).execute());
    throw error;
  }
  await write((db) =>
    db.updateTable('ledger').set({ sent_at: clock.now() }).where('channel', '=', channel).where('key', '=', key).execute(),
  );
  return true;
}

export async function readLease(db: InTransaction, name: string): Promise<LeaseRecord | null> {
  const row = await db.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : { name, holder: row.holder, token: row.token, expiresAt: row.expires_at };
}

async function writeLease(db: InTransaction, { name, holder, token, expiresAt }: LeaseRecord): Promise<void> {
  const state = { holder, token, expires_at: expiresAt };
  await db
    .insertInto('leases')
    .values({ name, ...state })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(state))
    .execute();
}

function runFrom({ started_at: startedAt, finished_at: finishedAt, ...run }: Tables['runs']): JobRun {
  return { ...run, startedAt, finishedAt };
}
