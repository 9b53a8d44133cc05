import type { Workspace } from '../../model/event.ts';
import type { Entropy } from '../../model/id.ts';
import type { Clock } from '../../model/instant.ts';
import type { PlainDate } from '../../model/plain-date.ts';
import { commitNeeds, planCommit } from '../commit-plan.ts';
import type { EventLog } from '../event-log.ts';
import { recordingDay } from '../fold.ts';
import { mirrorViewFrom } from '../mirror-view.ts';
import { type Committed, type MirrorView, type Snapshot, type SnapshotQuery, type Store, StoreError } from '../port.ts';
import { nonceFrom, settingsOf, snapshotFrom } from '../selection.ts';
import { isNewest } from '../turns.ts';
import { readLease, sendOnce, sqliteCoordination, type Transactions } from './coordination.ts';
import { explained } from './failure.ts';
import { readEntities, readHistory } from './read-entities.ts';
import { readMirrors } from './read-mirrors.ts';
import { eventFrom } from './rows.ts';
import type { Database, InTransaction } from './tables.ts';
import { readBase, readEnd, readSettings, writePlan } from './write-commit.ts';
import { writeMirror, writeMoved } from './write-mirrors.ts';

/** A workspace in one SQLite file. */
export type SqliteStore = Store & EventLog;

export interface SqliteStoreParts {
  readonly db: Database;
  /** For messages. */
  readonly path: string;
  readonly clock: Clock;
  /** The zone of days until settings are recorded. */
  readonly timeZone: string;
  readonly entropy: Entropy;
  readonly workspace: Workspace;
}

/** The store over an open database that has our tables. */
export function sqliteStore({ db, path, clock, timeZone, entropy, workspace }: SqliteStoreParts): SqliteStore {
  const transactions: Transactions = {
    read: (work) => explained(path, () => db.transaction().setAccessMode('read only').execute(work)),
    write: (work) => explained(path, () => db.transaction().execute(work)),
  };
  const { read, write } = transactions;
  const today = async (transaction: InTransaction) => clock.today(settingsOf(await readSettings(transaction))?.timeZone ?? timeZone);
  const historyOf = async (transaction: InTransaction, { weeks, asOf }: SnapshotQuery, on: PlainDate | null) => {
    if (weeks === undefined) return [];
    return readHistory(transaction, { weeks, last: asOf ?? recordingDay(await today(transaction), on) });
  };

  return {
    workspace,
    coordination: sqliteCoordination(transactions, clock),

    snapshot: (query = {}) =>
      read(async (transaction): Promise<Snapshot> => {
        const end = await readEnd(transaction, query.asOf ?? null);
        const entities = await readEntities(transaction, query);
        const history = await historyOf(transaction, query, end.on);
        return snapshotFrom({ workspace, seq: end.seq, at: clock.now(), nonce: nonceFrom(entropy), entities, history });
      }),

    mirrors: (query) =>
      read(async (transaction): Promise<MirrorView> => {
        const { seq } = await readEnd(transaction, null);
        return mirrorViewFrom({ workspace, seq, ...(await readMirrors(transaction, { query, now: clock.now() })) });
      }),

    commit: (changes, { actor, basedOn = null, lease }) =>
      write(async (transaction): Promise<Committed> => {
        if (lease !== undefined && !isNewest(await readLease(transaction, lease.name), lease)) {
          throw new StoreError('lease-lost', `${lease.holder} no longer holds ${lease.name}; nothing was recorded. Start again.`);
        }
        const now = clock.now();
        const base = await readBase(transaction, commitNeeds(changes));
        const planned = planCommit(base, changes, { at: now, today: await today(transaction), actor, basedOn });
        if (!planned.ok) throw new StoreError('stale', `${planned.fault.message} ${planned.fault.remedy}`);
        const { seq, on, entities, touched } = planned.value;
        await writePlan(transaction, planned.value);
        for (const change of changes) await writeMirror(transaction, { change, now });
        await writeMoved(transaction, touched);
        return { seq, on, entities };
      }),

    once: (channel, key, send) => sendOnce(transactions, { channel, key, clock, send }),

    events: ({ after = 0, limit } = {}) =>
      read(async (transaction) => {
        const later = transaction.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq');
        return (await (limit === undefined ? later : later.limit(limit)).execute()).map(eventFrom);
      }),

    close: () => db.destroy(),
  };
}
