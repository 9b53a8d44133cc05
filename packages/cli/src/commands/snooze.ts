import { planSnooze } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { dateOf } from '../shell/dates.ts';
import { lastIsDate } from '../shell/ids.ts';
import type { Session } from '../shell/session.ts';

/** `closeout snooze`: no reminders until a day; lateness stays what it is. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id-and-date...>', 'items (or - for standard input), then YYYY-MM-DD or +2w from today')
    .usage('<id...> <date> [options]')
    .option('--dry-run', 'show what would happen', false)
    .action((words: readonly string[], flags: { readonly dryRun: boolean }) => snooze(session, words, flags));
}

async function snooze(session: Session, words: readonly string[], { dryRun }: { readonly dryRun: boolean }): Promise<void> {
  const { ids, date } = lastIsDate(words);
  const until = dateOf(date, await session.today());
  await actOnItems(session, ids, { dryRun, plan: (snapshot, { uids, ...act }) => planSnooze(snapshot, uids, { ...act, until }) });
}
