import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Workspace } from '../../packages/core/src/model/event.ts';
import type { WorkspaceId } from '../../packages/core/src/model/id.ts';
import type { Clock, Instant } from '../../packages/core/src/model/instant.ts';
import { databaseOver } from '../../packages/core/src/store/sqlite/dialect.ts';
import { openSqliteStore } from '../../packages/core/src/store/sqlite/open.ts';
import { type SqliteStore, sqliteStore } from '../../packages/core/src/store/sqlite/sqlite-store.ts';
import { Chance } from './chance.ts';

const WORKSPACE = '01958b2e-0000-7000-8000-00000000c105' as WorkspaceId;

/** A connection to the store's file, as one process has it. */
export interface Connection {
  readonly store: SqliteStore;
  /** As the end of a process closes it: whatever was under way is rolled back. */
  drop(): void;
}

/** The database files of simulated worlds, in a folder of their own, in memory where the system offers that. */
export class StoreFiles {
  readonly #folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'closeout-sim-'));
  #empty: Uint8Array | null = null;

  /** A fresh database at `path`: a copy of one that was made as `init` makes it. */
  async create(name: string, createdAt: Instant): Promise<StoreFile> {
    this.#empty ??= await this.#made();
    const path = join(this.#folder, `${name}.db`);
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    writeFileSync(path, this.#empty);
    const workspace: Workspace = { id: WORKSPACE, createdAt, sandbox: false };
    const database = new DatabaseSync(path);
    database.prepare('update workspace set id = ?, created_at = ?').run(workspace.id, createdAt);
    database.close();
    return new StoreFile(path, workspace);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #made(): Promise<Uint8Array> {
    const path = join(this.#folder, 'empty.db');
    const clock: Clock = { now: () => '2026-01-01T00:00:00.000Z' as Instant, today: () => '2026-01-01' as ReturnType<Clock['today']> };
    const store = await openSqliteStore({ path, clock, timeZone: 'UTC', create: { sandbox: false } });
    await store.close();
    return readFileSync(path);
  }
}

/** One database that several simulated processes share. */
export class StoreFile {
  readonly workspace: Workspace;
  readonly #path: string;
  #opened = 0;

  constructor(path: string, workspace: Workspace) {
    this.#path = path;
    this.workspace = workspace;
  }

  /** The real store on a connection of its own; only that a crash of the machine is not simulated, so nothing waits for a disk. */
  connect(clock: Clock): Connection {
    const database = new DatabaseSync(this.#path, { timeout: 0 });
    database.exec('pragma journal_mode = wal; pragma synchronous = off');
    this.#opened += 1;
    const chance = new Chance(this.#opened * 7919);
    const entropy = () => Uint8Array.from({ length: 16 }, () => chance.below(256));
    const parts = { db: databaseOver(database), path: this.#path, clock, timeZone: 'UTC', entropy, workspace: this.workspace };
    return { store: sqliteStore(parts), drop: () => database.close() };
  }
}
