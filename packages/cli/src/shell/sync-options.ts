import type { ItemUid, SyncMode } from '@closeout/core';
import type { Command } from 'commander';
import { itemsNumbered } from './act-on-items.ts';
import { refused } from './failure.ts';
import { numbersOf } from './ids.ts';
import { incidentNumbered } from './incident-numbered.ts';
import { choiceOption, collect, wholeNumber } from './options.ts';
import type { Session } from './session.ts';

export const SYNC_MODES = ['two-way', 'push-only', 'pull-only', 'create-only'] as const satisfies readonly SyncMode[];

/** What `plan`, `apply` and `sync` are told alike. */
export interface SyncFlags {
  readonly tracker?: string;
  readonly mode?: SyncMode;
  readonly item?: readonly string[];
  readonly incident?: string;
  readonly limit?: number;
  readonly confirm?: number;
}

export function addSyncOptions(command: Command): Command {
  return command
    .option('--tracker <name>', 'only this tracker')
    .addOption(choiceOption('--mode <mode>', 'what may cross (default: as configured)', SYNC_MODES))
    .option('--item <id>', 'only this item; may be repeated', collect)
    .option('--incident <id>', 'only items of this incident')
    .option('--limit <n>', 'at most so many writes to trackers', wholeNumber)
    .option('--confirm <n>', 'go on although so many are created, closed or cancelled', wholeNumber);
}

/** The items that `--item` and `--incident` name, or `null` for all. */
export async function chosenItems(session: Session, { item, incident }: SyncFlags): Promise<readonly ItemUid[] | null> {
  if (item === undefined && incident === undefined) return null;
  const store = await session.store();
  const chosen = new Set<ItemUid>();
  if (item !== undefined) {
    const numbers = await numbersOf(session, item);
    const found = itemsNumbered(await store.snapshot({ numbers }), numbers, await session.config());
    if (!found.ok) throw refused(found.fault);
    for (const { uid } of found.value) chosen.add(uid);
  }
  if (incident !== undefined) {
    const found = incidentNumbered(await store.snapshot({ items: [], also: ['incident'] }), incident, await session.config());
    if (!found.ok) throw refused(found.fault);
    const uid = found.value.incident;
    if (uid) for (const each of (await store.snapshot({ incidents: [uid] })).items) chosen.add(each.uid);
  }
  return [...chosen];
}
