import { DatabaseSync } from 'node:sqlite';
import { plainDate } from '@closeout/core';
import { expect, test } from 'vitest';
import { manualClock } from '../../../packages/core/src/contract/manual-clock.ts';
import {
  create,
  done,
  MORNING,
  sampleIncident,
  sampleItem,
  sampleLink,
  sampleMirror,
  uidOf,
  update,
} from '../../../packages/core/src/contract/store-world.ts';
import type { IncidentUid, ItemUid, SeriesUid } from '../../../packages/core/src/model/id.ts';
import type { Store } from '../../../packages/core/src/store/port.ts';
import { databaseOver } from '../../../packages/core/src/store/sqlite/dialect.ts';
import { type SqliteStore, sqliteStore } from '../../../packages/core/src/store/sqlite/sqlite-store.ts';
import { countingEntropy, openSqlite } from './open-worlds.ts';

/** Tables that grow with history or with links; a quiet question never walks through them. */
const GROWING = ['events', 'versions', 'links', 'intents', 'wishes', 'refusals', 'conflicts', 'writes', 'ledger', 'runs'];

const unfinished = ['open', 'in-progress', 'blocked'] as const;
const questions: readonly [string, (store: Store) => Promise<unknown>, readonly string[]][] = [
  [
    'what is overdue',
    (store) => store.snapshot({ statuses: unfinished, dueBefore: plainDate('2026-04-01') }),
    ['COVERING INDEX versions_due', 'COVERING INDEX versions_item', 'COVERING INDEX versions_current'],
  ],
  ['one number', (store) => store.snapshot({ numbers: [2] }), ['versions_number']],
  ['one uid', (store) => store.snapshot({ items: [uidOf<ItemUid>('item', 2)] }), ['COVERING INDEX versions_current']],
  ['one incident', (store) => store.snapshot({ incidents: [uidOf<IncidentUid>('incident', 1)] }), ['versions_incident']],
  ['one series', (store) => store.snapshot({ series: [uidOf<SeriesUid>('series', 1)] }), ['versions_series']],
  ['risks that end', (store) => store.snapshot({ riskEndsBy: plainDate('2026-04-01') }), ['versions_until']],
  ['what moved', (store) => store.mirrors({ of: 'moved' }), []],
  ['some issues', (store) => store.mirrors({ of: 'issues', tracker: 'github:acme/payments', ids: ['1001'], items: [] }), ['links_issue']],
  ['some keys', (store) => store.mirrors({ of: 'keys', keys: ['1001'], items: [] }), ['links_key']],
];

test.each(questions)('asking for %s walks through no table that grows', async (_name, ask, expected) => {
  const opened = await openSqlite(manualClock(MORNING));
  const database = new RecordingDatabase(opened.path);
  try {
    await fill(opened.store);
    const db = databaseOver(database);
    const { workspace } = opened.store;
    const clock = manualClock(MORNING);
    await ask(sqliteStore({ db, path: opened.path, clock, timeZone: 'UTC', entropy: countingEntropy(), workspace }));
    // With an order and a limit a scan along an index ends where the limit says.
    const asked = database.prepared.filter((sql) => !sql.endsWith('limit ?'));
    const steps = asked.flatMap((sql) => planOf(database, sql));
    expect(steps.filter((step) => GROWING.some((table) => step.startsWith(`SCAN ${table}`)))).toEqual([]);
    for (const index of expected) expect(steps.some((step) => step.includes(index))).toBe(true);
  } finally {
    database.close();
    await opened.close();
  }
});

/** Remembers what it was asked. */
class RecordingDatabase extends DatabaseSync {
  readonly prepared: string[] = [];

  override prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    this.prepared.push(sql);
    return super.prepare(sql);
  }
}

function planOf(database: DatabaseSync, sql: string): readonly string[] {
  const parameters = Array.from(sql.matchAll(/\?/g), () => null);
  return database
    .prepare(`explain query plan ${sql}`)
    .all(...parameters)
    .map(({ detail }) => String(detail));
}

async function fill(store: SqliteStore): Promise<void> {
  const { entities } = await store.commit(
    [
      create(sampleIncident(1)),
      ...[1, 2, 3].flatMap((n) => [create(sampleItem(n, { incident: uidOf<IncidentUid>('incident', 1) })), create(sampleMirror(n))]),
    ],
    { actor: 'ada' },
  );
  const items = entities.filter((entity) => entity.type === 'item');
  await store.commit(
    items.map((item, index) => update(index === 0 ? item : { ...item, state: done('2026-03-02') })),
    { actor: 'ada' },
  );
  await store.commit(
    [1, 2, 3].map((n) => ({ op: 'link', link: sampleLink(n, { itemSeq: 99 }) })),
    { actor: 'ada' },
  );
}
