import {
  type ActionItem,
  type Change,
  type Config,
  displayId,
  type ItemUid,
  itemLookup,
  type PlainDate,
  plainText,
  type Result,
  type Snapshot,
  toItemJson,
} from '@closeout/core';
import { type Carried, commitPlanned } from './commit.ts';
import { startDay } from './day.ts';
import { numbersOf } from './ids.ts';
import { itemLine } from './item-lines.ts';
import type { Session } from './session.ts';
import { snapshotAfter } from './snapshot-after.ts';

/** Who acts, on which day, on what. */
export interface Acting {
  readonly uids: readonly ItemUid[];
  readonly today: PlainDate;
  readonly by: string;
}

/** Does something to the items that `words` name, all or none, and shows what became of them. */
export async function actOnItems(
  session: Session,
  words: readonly string[],
  { dryRun, plan }: { readonly dryRun: boolean; readonly plan: (snapshot: Snapshot, acting: Acting) => Result<readonly Change[]> },
): Promise<void> {
  const numbers = await numbersOf(session, words);
  const [config, today] = [await session.config(), await session.today()];
  if (!dryRun) await startDay(session);
  const carried = await commitPlanned(session, {
    read: (store) => store.snapshot({ numbers, also: ['series', 'incident'] }),
    plan: (snapshot) => {
      const items = itemsNumbered(snapshot, numbers, config);
      return items.ok ? plan(snapshot, { uids: items.value.map(({ uid }) => uid), today, by: session.actor }) : items;
    },
    dryRun,
  });
  await showChanged(session, carried, { dryRun, asked: new Set(numbers) });
}

/** The items with these numbers, in their order. */
export function itemsNumbered(
  snapshot: Pick<Snapshot, 'items'>,
  numbers: readonly number[],
  config: Pick<Config, 'idPrefix'>,
): Result<readonly ActionItem[]> {
  const items: ActionItem[] = [];
  for (const number of numbers) {
    const item = snapshot.items.find((each) => each.number === number);
    if (item === undefined) {
      const id = displayId(config, { type: 'item', number });
      return {
        ok: false,
        fault: { code: 'unknown-item', message: `there is no action item ${id}`, remedy: 'see what there is: closeout list --all' },
      };
    }
    items.push(item);
  }
  return { ok: true, value: items };
}

/** Shows the items that were asked for and whatever else changed, each with how it stands now. */
export async function showChanged(
  session: Session,
  carried: Carried,
  { dryRun, asked }: { readonly dryRun: boolean; readonly asked: ReadonlySet<number> },
): Promise<void> {
  const [config, today] = [await session.config(), await session.today()];
  const after = snapshotAfter(carried);
  const changed = new Set<string>(carried.changes.flatMap((change) => ('entity' in change ? [change.entity.uid] : [])));
  const lookup = itemLookup(after, config);
  const items = after.items
    .filter(({ uid, number }) => changed.has(uid) || asked.has(number))
    .map((item) => toItemJson(item, { lookup, today }));
  const series = after.series
    .filter(({ uid }) => changed.has(uid))
    .map((one) => ({
      id: lookup.idOf(one),
      title: one.title,
      rrule: one.rrule,
      startsOn: one.startsOn,
    }));
  session.print({
    json: () => ({ version: 1, today, dryRun, changed: changed.size, items, series }),
    text: () =>
      [
        ...items.map((item) => itemLine(item, session.io.columns)),
        ...series.map(({ id, title, rrule, startsOn }) => `${id}  every ${rrule}, from ${startsOn}  ${plainText(title)}`),
      ].join('\n'),
  });
  if (dryRun) session.note('A dry run: nothing was recorded.');
  else if (changed.size === 0) session.note('Nothing to do: it is so already.');
}
