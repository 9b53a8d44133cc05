import { planMerge } from '@closeout/core';
import type { Command } from 'commander';
import { actOnItems } from '../shell/act-on-items.ts';
import type { Session } from '../shell/session.ts';

/** `closeout merge`: one item says the same as another and goes into it. */
export function define(command: Command, session: Session): void {
  command
    .argument('<id>', 'the item that goes')
    .argument('<into>', 'the item that stays')
    .option('--take-title', 'the title of the item that goes is the better one; the other goes into the details', false)
    .option('--dry-run', 'show what would happen', false)
    .action((id: string, into: string, { takeTitle, dryRun }: { readonly takeTitle: boolean; readonly dryRun: boolean }) =>
      actOnItems(session, [id, into], {
        dryRun,
        plan: (snapshot, { uids: [from, to = from], today, by }) =>
          from === undefined || to === undefined
            ? { ok: true, value: [] }
            : planMerge(snapshot, from, to, { today, by, titleOf: takeTitle ? 'merged' : 'into' }),
      }),
    );
}
