import { type Clock, type Config, type Store, StoreError } from '@closeout/core';
import { misconfigured } from './failure.ts';
import { systemClock } from './system-clock.ts';

/** How `openStore` opens; everything has a default. */
export interface OpenStoreOptions {
  /** Default: the clock of this machine. */
  readonly clock?: Clock;
  /** Makes a new workspace; refused where a file exists. */
  readonly create?: { readonly sandbox: boolean };
}

/** The store of a loaded configuration. Throws `StoreError`; close it when done. */
export async function openStore(config: Pick<Config, 'database' | 'timeZone'>, options: OpenStoreOptions = {}): Promise<Store> {
  const path = config.database;
  if (/^[a-z]+:\/\//.test(path)) {
    throw misconfigured({
      code: 'database-unsupported',
      message: `${path.replace(/\/\/[^/@]*@/, '//…@')} is a database server, and this version keeps its store in an SQLite file`,
      remedy: 'name a file as database',
    });
  }
  // Loaded here, so that whoever only wants a configuration loads no database.
  const { openSqliteStore } = await import('@closeout/core/sqlite');
  const { clock = systemClock, create } = options;
  return openSqliteStore({ path, clock, timeZone: config.timeZone, ...(create === undefined ? {} : { create }) });
}

/** Whether a store is in its place; anything but `missing` is still thrown. */
export function isMissing(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'missing';
}
