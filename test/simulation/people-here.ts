import { derivedUid, type ItemUid, type WorkspaceId } from '../../packages/core/src/model/id.ts';
import type { ActionItem, ItemState, Priority } from '../../packages/core/src/model/item.ts';
import { PRIORITIES } from '../../packages/core/src/model/item.ts';
import { type PlainDate, plainDate } from '../../packages/core/src/model/plain-date.ts';
import type { World } from './world.ts';

/** What a person changes here, and how often. */
export const EDITS_HERE = {
  title: 6,
  due: 4,
  owner: 5,
  priority: 3,
  'label on': 4,
  'label off': 3,
  details: 3,
  start: 3,
  block: 2,
  done: 3,
  cancel: 3,
  reopen: 3,
} as const;
export type EditHere = keyof typeof EDITS_HERE;

const TODAY = plainDate('2026-03-02');
const OWNERS = ['maria', 'raj', null, 'nobody-there'];
const LABELS = ['keys', 'oncall', 'db'];

/** An accepted item, sometimes one that names an issue people opened themselves. */
export async function addItem(world: World, n: number): Promise<void> {
  const known = world.items.size;
  const foreign = world.trackers.flatMap(({ issues }) => issues).filter(({ isOurs }) => !isOurs);
  const adopts = n % 5 === 0 ? foreign[n % Math.max(1, foreign.length)] : undefined;
  const due = dayOf(n);
  await world.type({
    type: 'item',
    uid: derivedUid<ItemUid>(world.store.workspace.id as WorkspaceId, 'item', String(known)),
    title: n % 7 === 0 ? `  Item ${known}: tell @maria of #${n}  ` : `Item ${known}`,
    details: n % 3 === 0 ? '' : `Because of ${n}, see acme/payments#3`,
    state: { status: 'open' },
    kind: 'preventative',
    kindSource: 'stated',
    activity: null,
    owner: OWNERS[n % OWNERS.length] ?? null,
    team: world.trackers[n % world.trackers.length]?.team ?? null,
    priority: n % 4 === 0 ? null : (PRIORITIES[n % 5] ?? null),
    labels: n % 2 === 0 ? [] : [LABELS[n % 3] ?? ''],
    incident: null,
    series: null,
    scheduledOn: null,
    due: { on: due, originallyOn: due, rule: 'explicit', extensions: [] },
    proposedDueOn: null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: adopts === undefined ? [] : [adopts.url],
    origin: null,
    source: null,
    createdOn: TODAY,
    acceptedOn: TODAY,
  });
}

/** Somebody changes an item on the command line. */
export async function editHere(
  world: World,
  { nth, edit, n }: { readonly nth: number; readonly edit: EditHere; readonly n: number },
): Promise<void> {
  const item = [...world.items.values()][nth % Math.max(1, world.items.size)];
  if (item !== undefined) await world.type({ ...item, ...changed(item, edit, n) });
}

function changed(item: ActionItem, edit: EditHere, n: number): Partial<ActionItem> {
  switch (edit) {
    case 'title':
      return { title: titleOf('Ours', n) };
    case 'due':
      return item.due === null ? {} : { due: { ...item.due, on: dayOf(n) } };
    case 'owner':
      return { owner: OWNERS[n % OWNERS.length] ?? null };
    case 'priority':
      return { priority: [...PRIORITIES, null][n % 6] as Priority | null };
    case 'label on':
      return { labels: [...new Set([...item.labels, LABELS[n % 3] ?? ''])].sort() };
    case 'label off':
      return { labels: item.labels.filter((_, index) => index !== n % Math.max(1, item.labels.length)) };
    case 'details':
      return { details: `Now because of ${n}\n\n- first\n- then tell @raj` };
    default:
      return { state: stateOf(edit, n) };
  }
}

function stateOf(edit: 'start' | 'block' | 'done' | 'cancel' | 'reopen', n: number): ItemState {
  const by = 'a person';
  switch (edit) {
    case 'start':
      return { status: 'in-progress' };
    case 'block':
      return { status: 'blocked', reason: null };
    case 'done':
      return { status: 'done', on: TODAY, by, evidence: null, outcome: null };
    case 'cancel': {
      const resolution = (['wont-do', 'duplicate', 'obsolete'] as const)[n % 3] ?? 'wont-do';
      return { status: 'cancelled', on: TODAY, by, resolution, reason: null, until: null, into: null };
    }
    case 'reopen':
      return { status: 'open' };
  }
}

/** Mostly plain, sometimes with blanks around it, sometimes longer than GitHub takes. */
export function titleOf(whose: string, n: number): string {
  if (n % 11 === 0) return `${whose} ${n} ${'and so on '.repeat(30)}`;
  return n % 5 === 0 ? `  ${whose} ${n} ` : `${whose} ${n}`;
}

export function dayOf(n: number): PlainDate {
  return plainDate(`2026-${n % 2 === 0 ? '04' : '05'}-${String((n % 28) + 1).padStart(2, '0')}`);
}
