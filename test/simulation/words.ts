import type { ActionItem } from '../../packages/core/src/model/item.ts';
import type { IssueState } from './github/issue-record.ts';

/*
 * The oracle's own reading of both sides, in words that can be compared; none of it is the engine's code.
 * A label of ours is a field of its own, `label:keys`, that is there (`on`) or not (`''`).
 */

export type Field = 'title' | 'status' | 'assignee' | 'dueOn' | 'priority' | 'details' | `label:${string}`;
export type Words = Readonly<Partial<Record<Field, string>>>;

export const PREFIX = 'closeout/';
const STATUS_LABELS = ['blocked', 'in-progress'];
const PRIORITY_LABELS = ['p0', 'p1', 'p2', 'p3', 'p4'];

/** Who is who there. `nobody-there` has no account. */
export const ACCOUNTS: Readonly<Record<string, string>> = { maria: 'maria-gh', raj: 'raj-gh' };

/** A visitor is nobody of ours: taken over from there, the login is the name. */
export function accountOf(owner: string | null): string {
  if (owner === null || owner === 'visitor') return owner ?? '';
  return ACCOUNTS[owner] ?? `?${owner.toLowerCase()}`;
}

/** What an item says, as GitHub would hold it. `details` is what the engine would render: it is ours alone. */
export function wordsHere(
  item: ActionItem,
  { details, knowsDuplicate }: { readonly details: string; readonly knowsDuplicate: boolean },
): Words {
  const { state, owner } = item;
  const status = state.status === 'cancelled' && state.resolution === 'duplicate' && knowsDuplicate ? 'duplicate' : state.status;
  return {
    title: asTitle(item.title),
    status,
    assignee: accountOf(owner),
    dueOn: item.due?.on ?? '',
    priority: item.priority?.toLowerCase() ?? '',
    details: asText(details),
    ...Object.fromEntries(item.labels.map((label) => [`label:${label.toLowerCase()}`, 'on'])),
  };
}

/** What an issue says. Of several assignees the one in step, else the first. */
export function wordsThere(state: IssueState, inStep: string): Words {
  const labels = state.labels.map((label) => label.toLowerCase());
  const has = (word: string) => labels.includes(`${PREFIX}${word}`);
  const logins = state.assignees.map((login) => login.toLowerCase());
  const block = blockOf(state.body);
  const ours = labels.filter((label) => label.startsWith(PREFIX)).map((label) => label.slice(PREFIX.length));
  return {
    title: state.title,
    status: state.state === 'closed' ? (CLOSED[state.reason ?? ''] ?? 'done') : (STATUS_LABELS.find(has) ?? 'open'),
    assignee: inStep !== '' && logins.includes(inStep) ? inStep : (logins[0] ?? ''),
    dueOn: dateIn(/^Due:(.*)$/m.exec(block?.inside ?? '')?.[1] ?? ''),
    priority: PRIORITY_LABELS.find(has) ?? '',
    details: asText((block?.inside ?? '').replace(/^\s*Due:.*$/m, '')),
    ...Object.fromEntries(
      ours.filter((label) => ![...STATUS_LABELS, ...PRIORITY_LABELS].includes(label)).map((label) => [`label:${label}`, 'on']),
    ),
  };
}

const CLOSED: Readonly<Record<string, string>> = { not_planned: 'cancelled', duplicate: 'duplicate' };

/** Fields in which two sides differ, with what each says. */
export function differences(a: Words, b: Words): readonly { readonly field: Field; readonly from: string; readonly to: string }[] {
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Field[];
  return fields.map((field) => ({ field, from: a[field] ?? '', to: b[field] ?? '' })).filter(({ from, to }) => from !== to);
}

/** A body taken apart around the block of ours; `null` when nothing marks one. Without an end nobody can tell where it ends. */
export function blockOf(body: string): { readonly before: string; readonly inside: string; readonly after: string } | null {
  const begin = /<!-- closeout:begin [^>]*-->/.exec(body);
  if (begin === null) return null;
  const rest = body.slice(begin.index + begin[0].length);
  const end = /<!-- closeout:end -->/.exec(rest);
  const again = /<!-- closeout:begin/.exec(rest);
  const isWhole = end !== null && (again === null || end.index < again.index);
  return {
    before: body.slice(0, begin.index),
    inside: isWhole ? rest.slice(0, end.index) : rest,
    after: isWhole ? rest.slice(end.index + end[0].length) : '',
  };
}

/** GitHub takes 256 letters and trims; what is longer is cut by us and says so. */
export function asTitle(title: string): string {
  return (title.length <= 256 ? title : `${title.slice(0, 255)}…`).trim();
}

export function asText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function dateIn(line: string): string {
  const [, year, month = '', day = ''] = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(line) ?? [];
  return year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
