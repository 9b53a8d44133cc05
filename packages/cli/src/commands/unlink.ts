import { planUnlink } from '@closeout/core/sync';
import type { Command } from 'commander';
import { actOnMirrors } from '../shell/act-on-mirrors.ts';
import type { Session } from '../shell/session.ts';

/** `closeout unlink`: item and issue go their own ways, for good. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], { dryRun }: { readonly dryRun: boolean }) =>
      actOnMirrors(session, ids, { dryRun, plan: (view, { uids, config }) => planUnlink(view, uids, { config }) }),
    );
}
