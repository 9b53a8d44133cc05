import {
  type ActionItem,
  type Change,
  type Config,
  cutToWidth,
  type Decided,
  displayId,
  type ItemUid,
  plainText,
  planUndo,
  type Result,
  type Snapshot,
} from '@closeout/core';
import { commitPlanned } from '../shell/commit.ts';
import { refused } from '../shell/failure.ts';
import type { Session } from '../shell/session.ts';
import type { Dialog } from './dialog.ts';
import type { Doubles } from './situation.ts';
import type { Style } from './style.ts';

/** A walk through the proposals: where it is, and what was decided on the way. */
export interface Walk {
  readonly session: Session;
  readonly dialog: Dialog;
  readonly style: Style;
  readonly doubles: Doubles;
  /** Numbers of the proposals, in the order of the walk. */
  readonly queue: number[];
  at: number;
  /** Whether the other text of the pair stays. */
  isSwapped: boolean;
  readonly decisions: Decision[];
}

export interface Decision extends Decided {
  /** Where the walk was. */
  readonly at: number;
  readonly number: number;
}

/** Carries out what a person decided, at once, and remembers how to take it back. */
export async function carry(
  walk: Walk,
  { items, plan }: { readonly items: readonly ItemUid[]; readonly plan: (snapshot: Snapshot) => Result<readonly Change[]> },
): Promise<void> {
  const { session, dialog, queue, at } = walk;
  const { snapshot, committed } = await commitPlanned(session, { read: (store) => store.snapshot({ items }), plan, dryRun: false });
  if (committed === null) return;
  const before = new Map(snapshot.items.map((item) => [item.uid, item]));
  const changed = committed.entities.flatMap((after) => {
    const was = after.type === 'item' ? before.get(after.uid) : undefined;
    return after.type === 'item' && was !== undefined ? [{ before: was, after }] : [];
  });
  const series = committed.entities.flatMap((entity) => (entity.type === 'series' ? [entity] : []));
  walk.decisions.push({ at, number: queue[at] ?? 0, items: changed, series: series.map(({ uid }) => uid) });
  const config = await session.config();
  const told = [
    ...changed.flatMap(({ before: was, after }) => (was.state.status === 'proposed' ? [outcomeOf(after, config)] : [])),
    ...series.map((one) => `${displayId(config, one)} from ${one.startsOn}: ${one.rrule}`),
  ];
  for (const line of told) session.write(cutToWidth(`  ${plainText(line)}`, dialog.columns));
}

/** What became of a proposal, in a line. */
function outcomeOf({ number, state, due, owner, title }: ActionItem, config: Pick<Config, 'idPrefix'>): string {
  const id = displayId(config, { type: 'item', number });
  switch (state.status) {
    case 'proposed':
      return `${id} now: ${title}`;
    case 'cancelled':
      return `${id} ${state.resolution === 'wont-do' ? `dropped: ${state.reason ?? ''}` : (state.reason ?? state.resolution)}`;
    case 'open':
    case 'in-progress':
    case 'blocked':
    case 'done':
      return `${id} accepted${due === null ? '' : `, due ${due.on} (${due.rule})`}${owner === null ? '' : `, owner ${owner}`}`;
  }
}

/** How many proposals were decided, all in all. */
export function decidedIn({ decisions }: Walk): number {
  const proposals = decisions.flatMap(({ items }) => items).filter(({ before }) => before.state.status === 'proposed');
  return proposals.filter(({ after }) => after.state.status !== 'proposed').length;
}

/** Takes the last decision back, and goes where it was made. */
export async function undo(walk: Walk): Promise<void> {
  const { session, decisions } = walk;
  const last = decisions.at(-1);
  if (last === undefined) return session.write('  Nothing was decided yet.');
  const store = await session.store();
  const items = last.items.map(({ after }) => after.uid);
  const { intents } = await store.mirrors({ of: 'items', items });
  if (intents.length > 0) {
    throw refused({ code: 'mirrored', message: 'it is being mirrored right now', remedy: 'cancel it when the sync has ended' });
  }
  const act = { today: await session.today(), by: session.actor };
  await commitPlanned(session, {
    read: () => store.snapshot({ items, also: ['series'] }),
    plan: (snapshot) => planUndo(snapshot, last, act),
    dryRun: false,
  });
  decisions.pop();
  walk.at = last.at;
  if (walk.queue[walk.at] !== last.number) walk.queue[walk.at] = last.number;
  session.write('  Taken back.');
}
