import { type Activity, type ItemFields, type Kind, type Priority, planAdd } from '@closeout/core';
import type { Command } from 'commander';
import { showChanged } from '../shell/act-on-items.ts';
import { commitPlanned } from '../shell/commit.ts';
import { dateOf } from '../shell/dates.ts';
import { startDay } from '../shell/day.ts';
import { incidentNumbered } from '../shell/incident-numbered.ts';
import { addItemOptions, noneOr } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

/** What `add` and `edit` may say of an item. */
export interface ItemFlags {
  readonly kind?: Kind;
  readonly activity?: Activity | 'none';
  readonly owner?: string;
  readonly team?: string;
  readonly due?: string;
  readonly priority?: Priority | 'none';
  readonly incident?: string;
  readonly label?: readonly string[];
  readonly details?: string;
  readonly dryRun: boolean;
}

/** `closeout add`: an item by hand, accepted at once. */
export function define(command: Command, session: Session): void {
  addItemOptions(command.argument('<title>', 'what is to be done, in one sentence'))
    .option('--dry-run', 'show what would happen', false)
    .action((title: string, flags: ItemFlags) => add(session, title, flags));
}

async function add(session: Session, title: string, flags: ItemFlags): Promise<void> {
  const [config, today] = [await session.config(), await session.today()];
  const fields = await fieldsOf(session, flags);
  if (!flags.dryRun) await startDay(session);
  const carried = await commitPlanned(session, {
    read: (store) => store.snapshot({ items: [], also: ['incident'] }),
    plan: (snapshot) => {
      const incident = incidentNumbered(snapshot, flags.incident, config);
      return incident.ok ? planAdd(snapshot, { ...fields, ...incident.value, title }, { config, today, by: session.actor }) : incident;
    },
    dryRun: flags.dryRun,
  });
  await showChanged(session, carried, { dryRun: flags.dryRun, asked: new Set() });
}

/** What the flags say, but for the incident: that takes a snapshot. */
export async function fieldsOf(session: Session, flags: ItemFlags): Promise<Omit<ItemFields, 'incident'>> {
  const { due, label, details } = flags;
  return {
    kind: flags.kind,
    activity: noneOr(flags.activity),
    owner: noneOr(flags.owner),
    team: noneOr(flags.team),
    priority: noneOr(flags.priority),
    labels: label?.filter((one) => one !== 'none'),
    details,
    dueOn: due === undefined ? undefined : dateOf(due, await session.today()),
  };
}
