import { planReopen } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import type { Session } from '../shell/session.ts';

/** `closeout reopen`: what was closed is open again. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .option('--dry-run', 'show what would happen', false)
    .action(async (ids: readonly string[], { dryRun }: { readonly dryRun: boolean }) => {
      const config = await session.config();
      await actOnItems(session, ids, { dryRun, plan: (snapshot, { uids, ...act }) => planReopen(snapshot, uids, { ...act, config }) });
    });
}
