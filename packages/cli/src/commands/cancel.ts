import { planCancel, RESOLUTIONS, type Resolution } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { dateOf } from '../shell/dates.ts';
import { choiceOption } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

interface CancelFlags {
  readonly resolution: Resolution;
  readonly reason: string;
  readonly until?: string;
  readonly dryRun: boolean;
}

/** `closeout cancel`: it will not be done, for a reason. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .addOption(choiceOption('--resolution <resolution>', 'what became of it', RESOLUTIONS).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why it will not be done')
    .option('--until <date>', 'for an accepted risk: the day on which it is open again')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], flags: CancelFlags) => cancel(session, ids, flags));
}

async function cancel(session: Session, ids: readonly string[], { resolution, reason, until, dryRun }: CancelFlags): Promise<void> {
  const untilOn = until === undefined ? undefined : dateOf(until, await session.today());
  await actOnItems(session, ids, {
    dryRun,
    plan: (snapshot, { uids, ...act }) => planCancel(snapshot, uids, { ...act, resolution, reason, until: untilOn }),
  });
}
