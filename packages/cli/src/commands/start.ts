import { planStart } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import type { Session } from '../shell/session.ts';

/** `closeout start`: somebody works on it now. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], { dryRun }: { readonly dryRun: boolean }) =>
      actOnItems(session, ids, { dryRun, plan: (snapshot, { uids, ...act }) => planStart(snapshot, uids, act) }),
    );
}
