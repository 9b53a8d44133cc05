import { planExtend } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { dateOf } from '../shell/dates.ts';
import { lastIsDate } from '../shell/ids.ts';
import type { Session } from '../shell/session.ts';

/** `closeout extend`: a due date moves, with a reason; the original date stays on record. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id-and-date...>', 'items (or - for standard input), then YYYY-MM-DD or +2w from the due date')
    .usage('<id...> <date> --reason <text> [options]')
    .requiredOption('--reason <text>', 'why it moves')
    .option('--dry-run', 'show what would happen', false)
    .action((words: readonly string[], flags: { readonly reason: string; readonly dryRun: boolean }) => extend(session, words, flags));
}

async function extend(
  session: Session,
  words: readonly string[],
  { reason, dryRun }: { readonly reason: string; readonly dryRun: boolean },
): Promise<void> {
  const { ids, date } = lastIsDate(words);
  // Judged here, so that a slip is wrong usage; what it counts from is the planner's to say.
  dateOf(date, await session.today());
  await actOnItems(session, ids, {
    dryRun,
    plan: (snapshot, { uids, ...act }) => planExtend(snapshot, uids, { ...act, to: date, reason }),
  });
}
