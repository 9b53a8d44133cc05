import { SYNC_EVERYTHING } from '@closeout/core/sync';
import type { Command } from 'commander';
import type { Session } from '../shell/session.ts';
import { addSyncOptions, chosenItems, type SyncFlags } from '../shell/sync-options.ts';
import { syncAndShow } from '../shell/sync-run.ts';

/** `closeout sync`: items and issues in step, in one go. */
export function define(command: Command, session: Session): void {
  addSyncOptions(command)
    .option('--retry', 'also what a tracker refused before', false)
    .action((flags: SyncFlags & { readonly retry: boolean }) => sync(session, flags));
}

async function sync(session: Session, flags: SyncFlags & { readonly retry: boolean }): Promise<void> {
  const config = await session.config();
  const request = {
    ...SYNC_EVERYTHING,
    mode: flags.mode ?? config.sync.mode,
    confirm: flags.confirm ?? null,
    limit: flags.limit ?? null,
    items: await chosenItems(session, flags),
    retry: flags.retry,
  };
  await syncAndShow(session, { only: flags.tracker, request });
}
