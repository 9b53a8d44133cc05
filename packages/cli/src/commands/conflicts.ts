import { type Conflict, displayId, type ItemUid, plainText, SYNC_FIELDS, type SyncField, trackerNamed } from '@closeout/core';
import { renderDetailsIn, resolveConflict, termsOf } from '@closeout/core/sync';
import { Argument, type Command } from 'commander';
import { itemsNumbered } from '../shell/act-on-items.ts';
import { whileNobodySyncs } from '../shell/act-on-mirrors.ts';
import { refused } from '../shell/failure.ts';
import { numbersOf } from '../shell/ids.ts';
import { choiceOption } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';
import { named } from '../shell/sync-run.ts';
import { valueText } from '../shell/sync-text.ts';

/** `closeout conflicts`: where both sides changed the same field differently, and what a person says of it. */
export function define(command: Command, session: Session): void {
  command
    .command('list', { isDefault: true })
    .description('show them')
    .action(() => list(session));
  command
    .command('resolve')
    .description('say which side is right; the next sync carries it over')
    .argument('<id>', 'the item')
    .addArgument(new Argument('<field>', 'the field').choices(SYNC_FIELDS))
    .addOption(choiceOption('--take <side>', 'ours is the item, theirs the issue', ['ours', 'theirs']).makeOptionMandatory())
    .action((id: string, field: SyncField, { take }: { readonly take: 'ours' | 'theirs' }) => resolve(session, { id, field, take }));
}

async function list(session: Session): Promise<void> {
  const store = await session.store();
  const { conflicts } = await store.mirrors({ of: 'all' });
  const records = await named(session, conflicts);
  session.print({
    json: () => ({ version: 1, conflicts: records }),
    text: () => (records.length === 0 ? 'No conflicts.' : records.map(conflictText).join('\n')),
  });
}

function conflictText({ item, field, tracker, ours, theirs, won }: Omit<Conflict, 'item'> & { readonly item: string | null }): string {
  const standing = won === null ? 'open' : won === 'ours' ? 'ours was kept by rule' : 'theirs was kept by rule';
  return [
    `${item}  ${field}  ${standing} (${plainText(tracker)})`,
    `    ours:   ${valueText(ours)}`,
    `    theirs: ${valueText(theirs)}`,
  ].join('\n');
}

async function resolve(
  session: Session,
  { id, field, take }: { readonly id: string; readonly field: SyncField; readonly take: 'ours' | 'theirs' },
): Promise<void> {
  const [config, store] = [await session.config(), await session.store()];
  const numbers = await numbersOf(session, [id]);
  const found = itemsNumbered(await store.snapshot({ numbers }), numbers, config);
  if (!found.ok) throw refused(found.fault);
  const [item] = found.value;
  if (item === undefined) return;
  const name = displayId(config, item);
  // A sync that is under way has the link in its hands, and would write it back as it was.
  const { links } = await store.mirrors({ of: 'items', items: [item.uid] });
  await whileNobodySyncs(session, {
    trackers: links.map(({ tracker }) => tracker),
    work: () => settle(session, { uid: item.uid, name, field, take }),
  });
  session.print({
    json: () => ({ version: 1, item: name, field, take }),
    text: () => `${name}: ${take === 'ours' ? 'ours' : 'theirs'} it is; the next sync carries it over.`,
  });
}

async function settle(
  session: Session,
  { uid, name, field, take }: { readonly uid: ItemUid; readonly name: string; readonly field: SyncField; readonly take: 'ours' | 'theirs' },
): Promise<void> {
  const [config, store, today] = [await session.config(), await session.store(), await session.today()];
  const view = await store.mirrors({ of: 'items', items: [uid] });
  const item = view.items.find((each) => each.item.uid === uid)?.item;
  const mine = view.conflicts.filter((conflict) => conflict.item === uid);
  const conflict = mine.find((each) => each.field === field);
  const link = view.links.find((each) => each.tracker === conflict?.tracker && each.item === uid);
  const tracker = link === undefined ? null : trackerNamed(link.tracker, config);
  if (item === undefined || conflict === undefined || link === undefined || tracker === null) {
    const message = `${name} has no conflict over ${field}`;
    throw refused({ code: 'no-conflict', message, remedy: 'see what there is: closeout conflicts' });
  }
  const changes = resolveConflict(conflict, {
    item,
    link,
    details: renderDetailsIn(view, config, item),
    take,
    others: mine.filter((each) => each !== conflict && each.tracker === link.tracker).map((each) => each.field),
    terms: termsOf(link.tracker, tracker, config),
    by: session.actor,
    today,
  });
  await store.commit(changes, { actor: session.actor, basedOn: view.seq });
}
