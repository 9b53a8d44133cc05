import { planEdit } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import { wrongUsage } from '../shell/failure.ts';
import { incidentNumbered } from '../shell/incident-numbered.ts';
import { addItemOptions } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';
import { fieldsOf, type ItemFlags } from './add.ts';

interface EditFlags extends ItemFlags {
  readonly title?: string;
  readonly reason?: string;
}

/** `closeout edit`: states something else of items. */
export function define(command: Command, session: Session): void {
  addItemOptions(command.argument('<id...>', 'items, or - for ids on standard input'))
    .option('--title <text>', 'what is to be done, in one sentence')
    .option('--reason <text>', 'why a due date moves')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], flags: EditFlags) => edit(session, ids, flags));
}

async function edit(session: Session, ids: readonly string[], flags: EditFlags): Promise<void> {
  const { dryRun, reason, title, ...stated } = flags;
  if (title === undefined && Object.keys(stated).length === 0) {
    throw wrongUsage('nothing says what to change', 'name it, for example --owner NAME; see: closeout edit --help');
  }
  const config = await session.config();
  const fields = { ...(await fieldsOf(session, flags)), title };
  await actOnItems(session, ids, {
    dryRun,
    plan: (snapshot, { uids, ...act }) => {
      const incident = incidentNumbered(snapshot, flags.incident, config);
      return incident.ok ? planEdit(snapshot, uids, { ...act, config, reason, fields: { ...fields, ...incident.value } }) : incident;
    },
  });
}
