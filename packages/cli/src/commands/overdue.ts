import { itemListJson, itemLookup, overdueItems, plainText, renderItemTable, type SnapshotQuery } from '@closeout/core';
import type { Command } from 'commander';
import { snapshotOfDay } from '../shell/day.ts';
import { EXIT } from '../shell/exit-code.ts';
import type { Session } from '../shell/session.ts';

/** `closeout overdue`: what is late today. */
export function define(command: Command, session: Session): void {
  command
    .option('--exit-code', 'end with 2 when something is overdue', false)
    .action((flags: { readonly exitCode: boolean }) => overdue(session, flags));
}

async function overdue(session: Session, { exitCode }: { readonly exitCode: boolean }): Promise<void> {
  const [config, today] = [await session.config(), await session.today()];
  const late: SnapshotQuery = { statuses: ['open', 'in-progress', 'blocked'], dueBefore: today };
  // The table shows neither incidents nor links: with thousands of late items, reading them is most of the work.
  const snapshot = await snapshotOfDay(session, session.globals.json ? late : { ...late, alone: true });
  const items = overdueItems(snapshot, today);
  const list = itemListJson(items, { lookup: itemLookup(snapshot, config), today });
  session.print({
    json: () => list,
    text: () => {
      if (items.length === 0) return `Nothing is overdue on ${today} (${plainText(config.database)}).`;
      return `${renderItemTable(list.items, { width: session.io.columns })}\n\n${items.length} overdue on ${today}.`;
    },
  });
  if (exitCode && items.length > 0) session.exitWith(EXIT.condition);
}
