import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Entropy, newUid, type WorkspaceId } from '../../model/id.ts';
import type { Clock } from '../../model/instant.ts';
import { StoreError } from '../port.ts';
import { databaseOver } from './dialect.ts';
import { explained } from './failure.ts';
import { type SqliteStore, sqliteStore } from './sqlite-store.ts';
import type { Database } from './tables.ts';

/** The file says whose it is: `CLOS` in the header (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x434c4f53;
/** How many migrations this release knows; kept as a number so that a start need not load them. */
export const SCHEMA_VERSION = 2;
/** How long opening waits for another process; what follows waits in the driver. */
const BUSY_MS = 5_000;

export interface SqliteStoreOptions {
  readonly path: string;
  readonly clock: Clock;
  /** The zone of days until settings are recorded. */
  readonly timeZone: string;
  /** Creates the database; without it the database must exist. */
  readonly create?: { readonly sandbox: boolean };
}

/**
 * Opens the workspace kept in one SQLite file. Safe with several processes at once.
 * Throws StoreError `missing`, `not-a-store`, `newer`; with `create` `exists`; and `busy`, `full`, `io`.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const path = resolve(options.path);
  if (options.create === undefined) mustExist(path);
  else claimPath(path);
  try {
    return await explained(path, () => openFile(path, options));
  } catch (error) {
    if (options.create !== undefined) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    throw error;
  }
}

async function openFile(path: string, { clock, timeZone, create }: SqliteStoreOptions): Promise<SqliteStore> {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  const db = databaseOver(database);
  try {
    if (create === undefined) await recognise(database, { db, path });
    configure(database);
    const entropy = entropyOf(database);
    if (create !== undefined) {
      await migrate(database, db);
      const id = newUid<WorkspaceId>(clock.now(), entropy);
      await db
        .insertInto('workspace')
        .values({ id, created_at: clock.now(), sandbox: create.sandbox ? 1 : 0 })
        .execute();
      // Last: until then a half-made file is nobody's store.
      database.exec(`pragma application_id = ${APPLICATION_ID}`);
    }
    const row = await db.selectFrom('workspace').selectAll().executeTakeFirst();
    if (row === undefined) throw new StoreError('not-a-store', `${path} holds no workspace: it was emptied. Restore a backup.`);
    const workspace = { id: row.id, createdAt: row.created_at, sandbox: row.sandbox === 1 };
    database.exec('pragma busy_timeout = 0');
    return sqliteStore({ db, path, clock, timeZone, entropy, workspace });
  } catch (error) {
    if (database.isOpen) database.close();
    throw error;
  }
}

/** Readers beside one writer; and a commit is on the disk when it returns, as an intent must be before its create is sent. */
function configure(database: DatabaseSync): void {
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
}

async function recognise(database: DatabaseSync, { db, path }: { readonly db: Database; readonly path: string }): Promise<void> {
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new StoreError('not-a-store', `${path} is not a closeout database. Name the right file, or create one with \`init\`.`);
  }
  const version = pragma(database, 'user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer',
      `Database ${path} was written by a newer closeout (schema ${version}, this one knows ${SCHEMA_VERSION}). Update closeout on this machine.`,
    );
  }
  if (version < SCHEMA_VERSION) await migrate(database, db);
}

/** Runs the migrations that the file lacks, all in one transaction; a second process finds them done. */
async function migrate(database: DatabaseSync, db: Database): Promise<void> {
  const { MIGRATIONS } = await import('./migrations.ts');
  await db.transaction().execute(async (transaction) => {
    for (const step of MIGRATIONS.slice(pragma(database, 'user_version'))) await step(transaction);
    database.exec(`pragma user_version = ${MIGRATIONS.length}`);
  });
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name]);
}

/** SQLite's own generator, seeded by the operating system: a start need not load `node:crypto` (6 ms) for it. */
function entropyOf(database: DatabaseSync): Entropy {
  const draw = database.prepare('select randomblob(16) as chance');
  return () => {
    const chance = draw.get()?.chance;
    if (!(chance instanceof Uint8Array)) throw new TypeError('SQLite answers a blob');
    return chance;
  };
}

function mustExist(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new StoreError(
      'missing',
      `There is no database at ${path}. Go to the folder that has it, name it with --db, or create it with \`init\`.`,
    );
  }
  if (!found.isFile()) throw new StoreError('not-a-store', `${path} is not a file. Name the database file itself.`);
}

/** Makes the empty file, so that of two who create the same database one is told that it exists. */
function claimPath(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new StoreError('exists', `${path} exists already and is left as it is. Choose another path or move it away.`, { cause: error });
    }
    throw new StoreError('io', `Database ${path} could not be created: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}
