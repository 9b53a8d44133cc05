import { planBlock } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import type { Session } from '../shell/session.ts';

/** `closeout block`: it cannot go on, for a reason. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .requiredOption('--reason <text>', 'what it waits for')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], { reason, dryRun }: { readonly reason: string; readonly dryRun: boolean }) =>
      actOnItems(session, ids, { dryRun, plan: (snapshot, { uids, ...act }) => planBlock(snapshot, uids, { ...act, reason }) }),
    );
}
