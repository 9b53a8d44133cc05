import { planMove } from '@closeout/core/sync';
import type { Command } from 'commander';
import { actOnMirrors } from '../shell/act-on-mirrors.ts';
import { wrongUsage } from '../shell/failure.ts';
import type { Session } from '../shell/session.ts';

/** `closeout move`: the next issue of an item is in another tracker; the old one is closed first. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id-and-tracker...>', 'items (or - for standard input), then the name of a tracker')
    .usage('<id...> <tracker> [options]')
    .option('--dry-run', 'show what would happen', false)
    .action((words: readonly string[], flags: { readonly dryRun: boolean }) => move(session, words, flags));
}

async function move(session: Session, words: readonly string[], { dryRun }: { readonly dryRun: boolean }): Promise<void> {
  const to = words.at(-1);
  if (to === undefined || words.length < 2)
    throw wrongUsage('the tracker is missing', 'write the ids, then its name: closeout move AI-7 ops');
  await actOnMirrors(session, words.slice(0, -1), { dryRun, plan: (view, { uids, config }) => planMove(view, uids, { to, config }) });
}
