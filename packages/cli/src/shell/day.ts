import { datesFor, type PlainDate, planDay, planSettings, type Snapshot, type SnapshotQuery, type Store } from '@closeout/core';
import { type Carried, commitPlanned } from './commit.ts';
import type { Session } from './session.ts';
import { snapshotAfter } from './snapshot-after.ts';

/**
 * Records what the day itself changes, before anything is shown or synced: settings that the configuration changed,
 * occurrences whose time has come, accepted risks that have ended. Reads series and their occurrences only.
 * Under `--today` a database of real work records none of it: nobody shall find occurrences of a day that never was.
 */
export async function startDay(session: Session): Promise<Carried> {
  const [store, config, today] = await Promise.all([session.store(), session.config(), session.today()]);
  return commitPlanned(session, {
    read: (store) => readDay(store, today),
    plan: async (snapshot) => {
      const datesOf = await datesFor(snapshot, today);
      return { ok: true, value: [...planSettings(snapshot, config), ...planDay(snapshot, { today, config, datesOf })] };
    },
    dryRun: session.globals.today !== undefined && !store.workspace.sandbox,
  });
}

/** What `query` asks for, as the day leaves it. What the day changes comes too, whether `query` asks for it or not. */
export async function snapshotOfDay(session: Session, query: SnapshotQuery): Promise<Snapshot> {
  const day = await startDay(session);
  const store = await session.store();
  const snapshot = await store.snapshot(query);
  return day.committed === null && day.changes.length > 0 ? snapshotAfter({ ...day, snapshot }) : snapshot;
}

async function readDay(store: Store, today: PlainDate): Promise<Snapshot> {
  const risks = await store.snapshot({ statuses: ['cancelled'], riskEndsBy: today, also: ['series'] });
  if (risks.series.length === 0) return risks;
  const series = risks.series.map(({ uid }) => uid);
  const proposals = risks.series.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  const [occurrences, accepted] = [await store.snapshot({ series }), await store.snapshot({ items: proposals })];
  const items = new Map([...risks.items, ...occurrences.items, ...accepted.items].map((item) => [item.uid, item]));
  return { ...risks, items: [...items.values()] };
}
