import { CADENCES, planAccept, ruleOfCadence } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { dateOf } from '../shell/dates.ts';
import { startDay } from '../shell/day.ts';
import { NONE } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

interface AcceptFlags {
  readonly owner?: string;
  readonly due?: string;
  readonly every?: string;
  readonly dryRun: boolean;
}

/** `closeout accept`: proposals become promises; what recurs becomes a series. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'proposals, or - for ids on standard input')
    .option('--owner <name>', 'who does it')
    .option('--due <date>', 'YYYY-MM-DD, or +2w from today (default: by due policy)')
    .option('--every <cadence>', `how often it recurs: ${Object.keys(CADENCES).join(', ')}, or an RRULE; once, or none, if it does not`)
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], flags: AcceptFlags) => accept(session, ids, flags));
}

async function accept(session: Session, ids: readonly string[], { owner, due, every, dryRun }: AcceptFlags): Promise<void> {
  const config = await session.config();
  const dueOn = due === undefined ? undefined : dateOf(due, await session.today());
  const rrule = every === undefined ? undefined : every === NONE || every === 'once' ? null : ruleOfCadence(every);
  await actOnItems(session, ids, {
    dryRun,
    plan: (snapshot, { uids, today, by }) => planAccept(snapshot, uids, { config, today, by, owner, dueOn, rrule }),
  });
  // A series that starts now has its first occurrence now.
  if (!dryRun) await startDay(session);
}
