import type { ActionItem } from '../../packages/core/src/model/item.ts';
import type { TrackerWorld } from './tracker-world.ts';

/*
 * The oracle's own reading of both sides, in words that can be compared; none of it is the engine's code.
 * A label of ours is a field of its own, `label:keys`, that is there (`on`) or not (`''`).
 */

export type Field = 'title' | 'status' | 'assignee' | 'dueOn' | 'priority' | 'details' | `label:${string}`;
export type Words = Readonly<Partial<Record<Field, string>>>;

export const CLOSED: ReadonlySet<string> = new Set(['done', 'cancelled', 'duplicate']);

export const PREFIX = 'closeout/';

/** Who has an account, and where: `nobody-there` has none. */
export const PEOPLE: Readonly<Record<string, Readonly<Record<'github' | 'jira', string>>>> = {
  maria: { github: 'maria-gh', jira: '5b10a2844c20165700ede21f' },
  raj: { github: 'raj-gh', jira: '5b109f2e9729b51b54dc274e' },
};

/** Somebody who is nobody of ours: taken over from there, the account is the name. */
export const VISITORS: readonly string[] = ['visitor', '5b10a0effa615349cb0aaaaa'];

export function accountOf(owner: string | null, accounts: TrackerWorld['accounts']): string {
  if (owner === null || VISITORS.includes(owner)) return owner ?? '';
  return accounts[owner] ?? `?${owner.toLowerCase()}`;
}

/** What an item says, as the tracker would hold it. `details` is what the engine would render: it is ours alone. */
export function wordsHere(
  item: ActionItem,
  {
    details,
    tracker,
  }: { readonly details: string; readonly tracker: Pick<TrackerWorld, 'accounts' | 'knowsDuplicate' | 'title' | 'text' | 'wordOf'> },
): Words {
  const { state, owner } = item;
  const status = state.status === 'cancelled' && state.resolution === 'duplicate' && tracker.knowsDuplicate ? 'duplicate' : state.status;
  return {
    title: tracker.title(item.title),
    status,
    assignee: accountOf(owner, tracker.accounts),
    dueOn: item.due?.on ?? '',
    priority: tracker.wordOf('priority', item.priority),
    details: tracker.text(details),
    ...Object.fromEntries(item.labels.map((label) => [`label:${label.toLowerCase()}`, 'on'])),
  };
}

/** Fields in which two sides differ, with what each says. */
export function differences(a: Words, b: Words): readonly { readonly field: Field; readonly from: string; readonly to: string }[] {
  return fieldsOf(a, b)
    .map((field) => ({ field, from: a[field] ?? '', to: b[field] ?? '' }))
    .filter(({ from, to }) => from !== to);
}

export function fieldsOf(a: Words, b: Words): readonly Field[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])] as Field[];
}
