import { type ActionItem, type Change, type Config, type Decided, displayId, plainText, type Result, type Snapshot } from '@closeout/core';
import { commitPlanned } from '../shell/commit.ts';
import type { Session } from '../shell/session.ts';
import type { Dialog } from './dialog.ts';
import { rowsOf } from './rows.ts';
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

/** Says something beside the dialog. */
export function tell({ session, dialog }: Pick<Walk, 'session' | 'dialog'>, text: string): void {
  const rows = rowsOf(plainText(text), { columns: dialog.columns - 2 });
  session.write(rows.map((row) => `  ${row}`).join('\n'));
}

interface Deed {
  /** What the person saw of it. */
  readonly seen: readonly ActionItem[];
  readonly plan: (snapshot: Snapshot) => Result<readonly Change[]>;
}

/**
 * Carries out what a person decided, at once, and remembers how to take it back. Refused, `changed-meanwhile`: nobody decides
 * about what they have not seen.
 */
export async function carry(walk: Walk, { seen, plan }: Deed): Promise<void> {
  const { session, queue, at } = walk;
  const items = seen.map(({ uid }) => uid);
  const config = await session.config();
  const { snapshot, committed } = await commitPlanned(session, {
    read: (store) => store.snapshot({ items }),
    plan: (now) => changedMeanwhile(now, { seen, config }) ?? plan(now),
    dryRun: false,
  });
  if (committed === null) return;
  walk.isSwapped = false;
  const before = new Map(snapshot.items.map((item) => [item.uid, item]));
  const changed = committed.entities.flatMap((after) => {
    const was = after.type === 'item' ? before.get(after.uid) : undefined;
    return after.type === 'item' && was !== undefined ? [{ before: was, after }] : [];
  });
  const series = committed.entities.flatMap((entity) => (entity.type === 'series' ? [entity] : []));
  walk.decisions.push({ at, number: queue[at] ?? 0, items: changed, series: series.map(({ uid }) => uid) });
  for (const { before: was, after } of changed) {
    if (was.state.status === 'proposed' && after.state.status !== 'proposed') tell(walk, outcomeOf(after, config));
  }
  for (const one of series) tell(walk, `${displayId(config, one)} from ${one.startsOn}: ${one.rrule}`);
}

function changedMeanwhile(
  { items }: Snapshot,
  { seen, config }: { readonly seen: readonly ActionItem[]; readonly config: Pick<Config, 'idPrefix'> },
): Result<never> | null {
  const now = new Map(items.map((item) => [item.uid, JSON.stringify(item)]));
  const changed = seen.find((item) => now.get(item.uid) !== JSON.stringify(item));
  if (changed === undefined) return null;
  const id = displayId(config, { type: 'item', number: changed.number });
  return {
    ok: false,
    fault: { code: 'changed-meanwhile', message: `somebody has changed ${id} meanwhile`, remedy: 'here is how things stand' },
  };
}

/** What became of a proposal, in a line. */
function outcomeOf({ number, state, due, owner }: ActionItem, config: Pick<Config, 'idPrefix'>): string {
  const id = displayId(config, { type: 'item', number });
  switch (state.status) {
    case 'cancelled':
      return `→ ${id} ${state.resolution === 'wont-do' ? `dropped: ${state.reason ?? ''}` : (state.reason ?? state.resolution)}`;
    case 'proposed':
    case 'open':
    case 'in-progress':
    case 'blocked':
    case 'done':
      return `→ ${id} accepted${owner === null ? ', owner nobody' : `, owner ${owner}`}${due === null ? '' : `, due ${due.on} (${due.rule})`}`;
  }
}

/** What became of the proposals so far: `2 accepted, 1 dropped`. */
export function decidedIn({ decisions }: Walk): string {
  const now = new Map(decisions.flatMap(({ items }) => items).map(({ before, after }) => [before.uid, after.state]));
  const proposed = new Set(
    decisions.flatMap(({ items }) => items).flatMap(({ before }) => (before.state.status === 'proposed' ? before.uid : [])),
  );
  const states = [...now].flatMap(([uid, state]) => (proposed.has(uid) && state.status !== 'proposed' ? state : []));
  const dropped = states.filter((state) => state.status === 'cancelled' && state.resolution === 'wont-do').length;
  const merged = states.filter((state) => state.status === 'cancelled' && state.resolution === 'duplicate').length;
  const parts = [
    [states.length - dropped - merged, 'accepted'],
    [merged, 'merged'],
    [dropped, 'dropped'],
  ] as const;
  return parts.flatMap(([count, what]) => (count === 0 ? [] : `${count} ${what}`)).join(', ');
}

/** Goes on with the proposal of that number here; the one whose turn it was gets the other's. */
export function bringHere({ queue, at }: Walk, number: number): void {
  const there = queue.indexOf(number);
  const here = queue[at];
  if (there >= 0 && here !== undefined) queue[there] = here;
  queue[at] = number;
}
