import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, memoryStore } from '@closeout/core';
import type { OpenStore } from '@closeout/core/contract';
import { openSqliteStore } from '@closeout/core/sqlite';

/** A folder of its own, removed by `remove`. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'closeout-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Two connections to one new database. */
export async function openSqlite(clock: Clock): Promise<OpenStore & { readonly path: string }> {
  const folder = scratchFolder();
  const path = join(folder.path, 'closeout.db');
  const store = await openSqliteStore({ path, clock, timeZone: 'UTC', create: { sandbox: false } });
  const again = await openSqliteStore({ path, clock, timeZone: 'UTC' });
  return {
    path,
    store,
    again,
    async close() {
      await store.close();
      await again.close();
      folder.remove();
    },
  };
}

/** Chance that is the same at every run. */
export function countingEntropy(): () => Uint8Array {
  let drawn = 0;
  return () => {
    drawn += 1;
    return Uint8Array.from({ length: 16 }, (_, index) => (drawn * 31 + index * 17) % 256);
  };
}

export async function openMemory(clock: Clock): Promise<OpenStore> {
  const store = memoryStore({ clock, entropy: countingEntropy(), timeZone: 'UTC' });
  return { store, again: store, close: () => store.close() };
}
