import { OUTCOMES, type Outcome, planDone } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { choiceOption } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

interface DoneFlags {
  readonly evidence?: string;
  readonly outcome?: Outcome;
  readonly dryRun: boolean;
}

/** `closeout done`: it is done. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id...>', 'items, or - for ids on standard input')
    .option('--evidence <text>', 'a link or a sentence that shows it')
    .addOption(choiceOption('--outcome <outcome>', 'how an audit or drill went', OUTCOMES))
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], { evidence, outcome, dryRun }: DoneFlags) =>
      actOnItems(session, ids, { dryRun, plan: (snapshot, { uids, ...act }) => planDone(snapshot, uids, { ...act, evidence, outcome }) }),
    );
}
