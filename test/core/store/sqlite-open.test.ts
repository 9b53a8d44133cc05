import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../../packages/core/src/contract/manual-clock.ts';
import { create, MORNING, sampleItem } from '../../../packages/core/src/contract/store-world.ts';
import { storeErrorOf } from '../../../packages/core/src/store/sqlite/failure.ts';
import { MIGRATIONS } from '../../../packages/core/src/store/sqlite/migrations.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../packages/core/src/store/sqlite/open.ts';
import { scratchFolder } from './open-worlds.ts';

let folder: ReturnType<typeof scratchFolder>;
let path: string;
beforeEach(() => {
  folder = scratchFolder();
  path = join(folder.path, 'closeout.db');
});
afterEach(() => folder.remove());

const clock = manualClock(MORNING);
const open = (at = path) => openSqliteStore({ path: at, clock, timeZone: 'UTC' });
const createStore = (at = path) => openSqliteStore({ path: at, clock, timeZone: 'UTC', create: { sandbox: true } });

async function refusal(work: Promise<unknown>): Promise<StoreError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StoreError)) throw new TypeError('expected a StoreError', { cause: error });
  return error;
}

describe('opening a database', () => {
  test('that was created finds the same workspace, and what was written before the process ended', async () => {
    const first = await createStore();
    await first.commit([create(sampleItem(1))], { actor: 'ada' });
    await first.close();
    const second = await open();
    expect(second.workspace).toEqual(first.workspace);
    expect(second.workspace).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), createdAt: MORNING, sandbox: true });
    expect((await second.snapshot()).items).toEqual([{ ...sampleItem(1), number: 1 }]);
    await second.close();
  });

  test('that is not there names the path that was tried, and makes no file', async () => {
    const error = await refusal(open());
    expect([error.code, error.message.includes(path)]).toEqual(['missing', true]);
    expect(() => readFileSync(path)).toThrow();
  });

  test.each([
    ['is empty', () => writeFileSync(path, '')],
    ['is text', () => writeFileSync(path, 'a shopping list\n'.repeat(400))],
    ['is another program’s database', () => new DatabaseSync(path).exec('create table recipes (name text)')],
    ['is a folder', () => mkdirSync(path)],
  ])('that %s says that it is none of ours, and leaves it alone', async (_what, make) => {
    make();
    const error = await refusal(open());
    expect([error.code, error.message.includes(path)]).toEqual(['not-a-store', true]);
  });

  test('of a newer version asks for an update of closeout', async () => {
    await (await createStore()).close();
    const database = new DatabaseSync(path);
    database.exec(`pragma user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const error = await refusal(open());
    expect([error.code, error.message.includes('Update closeout')]).toEqual(['newer', true]);
  });

  test('of an older version brings its tables up to date first', async () => {
    expect(MIGRATIONS.length).toBe(SCHEMA_VERSION);
    const database = new DatabaseSync(path);
    database.exec(`pragma application_id = ${APPLICATION_ID}`);
    expect((await refusal(open())).message).toContain('holds no workspace');
    expect(database.prepare('pragma user_version').get()).toEqual({ user_version: SCHEMA_VERSION });
    expect(database.prepare('select count(*) as events from events').get()).toEqual({ events: 0 });
    database.close();
  });

  test('that is cut off says that it is damaged', async () => {
    const store = await createStore();
    await store.commit(
      Array.from({ length: 50 }, (_, n) => create(sampleItem(n))),
      { actor: 'ada' },
    );
    await store.close();
    const file = openSync(path, 'r+');
    ftruncateSync(file, 8_192);
    closeSync(file);
    const error = await refusal(open().then((store) => store.snapshot()));
    expect([error.code, error.message.includes('damaged')]).toEqual(['io', true]);
  });
});

describe('creating a database', () => {
  test('never writes over a file that is there', async () => {
    writeFileSync(path, 'precious');
    expect((await refusal(createStore())).code).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  test('in a folder that is not there says so', async () => {
    const error = await refusal(createStore(join(folder.path, 'nowhere', 'closeout.db')));
    expect([error.code, error.message.includes('nowhere')]).toEqual(['io', true]);
  });
});

describe('the log', () => {
  test('cannot be changed or cut, not even past the store', async () => {
    const store = await createStore();
    await store.commit([create(sampleItem(1))], { actor: 'ada' });
    await store.close();
    const database = new DatabaseSync(path);
    for (const attempt of ["update events set actor = 'eve'", 'delete from events']) {
      expect(() => database.exec(attempt)).toThrow('the log is append-only');
    }
    database.close();
  });
});

describe('a failure of SQLite', () => {
  test('on a full disk says so, and nothing of the change is kept', async () => {
    const store = await createStore();
    const full = failureOf(() => {
      const database = new DatabaseSync(':memory:');
      database.exec('pragma max_page_count = 2; create table big (text text)');
      database.prepare('insert into big values (?)').run('x'.repeat(100_000));
    });
    const error = storeErrorOf(full, path);
    expect(error instanceof StoreError && [error.code, error.message]).toEqual([
      'full',
      `Database ${path} could not grow: the disk is full. Free some space and repeat; nothing of this change was kept.`,
    ]);
    await store.close();
  });

  test('for a lock that is held too long says so; one that is given back in time is waited for', async () => {
    const store = await createStore();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const waiting = store.commit([create(sampleItem(1))], { actor: 'ada' });
    const error = await refusal(waiting);
    expect([error.code, error.message.includes(path)]).toEqual(['busy', true]);
    const patient = store.commit([create(sampleItem(1))], { actor: 'ada' });
    other.exec('rollback');
    expect((await patient).seq).toBe(1);
    other.close();
    await store.close();
  });

  test('of any other kind stays what it is', () => {
    const error = new TypeError('a mistake of ours');
    expect(storeErrorOf(error, path)).toBe(error);
  });
});

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new TypeError('nothing failed');
}
