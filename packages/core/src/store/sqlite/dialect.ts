import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import type { Database, Tables } from './tables.ts';

/** Kysely over `node:sqlite`. A transaction that may write takes the write lock at once. */
export function databaseOver(database: DatabaseSync): Database {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new WaitingDriver(database),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/** How long to wait between two tries while another process writes; the last one repeats. All in all some five seconds. */
const PAUSES_MS = [1, 2, 5, 10, 20, 50];
const TRIES = 105;
const SQLITE_BUSY = 5;

/**
 * A deferred transaction that reads first and writes later fails at once when another process wrote in
 * between, whatever the busy timeout (https://sqlite.org/isolation.html); an immediate one waits its turn.
 * It waits here and not inside SQLite, which would hold up the whole process, the transaction that is waited for
 * included when that is one of its own. Once begun, no statement waits for anybody.
 */
class WaitingDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: asBetterSqlite(database) });
    this.#database = database;
  }

  override async beginTransaction(_connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const start = settings?.accessMode === 'read only' ? 'begin; select 1 from sqlite_schema' : 'begin immediate';
    for (let tries = 1; ; tries++) {
      try {
        this.#database.exec(start);
        return;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('rollback');
        if (!isBusy(error) || tries === TRIES) throw error;
      }
      await setTimeout(PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1]);
    }
  }

  /** SQLite itself rolls back on some failures (a full disk): a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY;
}

/** Statements are kept: preparing costs as much as a small query. Dropped all at once when too many (lists vary in length). */
const KEPT_STATEMENTS = 200;

function asBetterSqlite(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      if (kept.size >= KEPT_STATEMENTS) kept.clear();
      const statement = asBetterStatement(database.prepare(sql));
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** Rows come as arrays and become objects here: a third cheaper than the objects that `node:sqlite` makes. */
function asBetterStatement(statement: StatementSync): SqliteStatement {
  const names = statement.columns().map(({ name }) => name);
  statement.setReturnArrays(true);
  return {
    reader: names.length > 0,
    all: (parameters) => statement.all(...bound(parameters)).map((row) => namedRow(names, row)),
    run: (parameters) => statement.run(...bound(parameters)),
    *iterate(parameters) {
      for (const row of statement.iterate(...bound(parameters))) yield namedRow(names, row);
    },
  };
}

function namedRow(names: readonly string[], row: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(row)) throw new TypeError('rows are read as arrays');
  const named: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index++) named[names[index] ?? ''] = row[index];
  return named;
}

function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
    throw new TypeError(`not a value for SQL: ${typeof value}`);
  });
}
