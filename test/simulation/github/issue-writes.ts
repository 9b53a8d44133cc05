import type { Answer } from '../answer.ts';
import type { GithubHabits } from './habits.ts';
import type { IssueState } from './issue-record.ts';
import { invalid, refusal } from './refusal.ts';

/** Logins that can be assigned here, in GitHub's own spelling. */
export const ASSIGNABLE = ['Maria-Gh', 'raj-gh', 'visitor', 'closeout-bot'];

/** What a PATCH or a create makes of a state, or why it is refused. */
export function patched(state: IssueState, body: Readonly<Record<string, unknown>>, habits: GithubHabits): IssueState | Answer {
  let next = state;
  if ('title' in body) {
    const title = String(body.title).trim();
    if (title === '') return invalid('title', 'title is missing');
    if ([...title].length > 256) return invalid('title', 'title is too long (maximum is 256 characters)');
    next = { ...next, title };
  }
  if ('body' in body) {
    const text = String(body.body ?? '');
    if (text.length > 65_536) return invalid('body', 'body is too long (maximum is 65536 characters)');
    next = { ...next, body: withLineEnds(text, habits) };
  }
  if (body.state_reason === 'duplicate' && !habits.knowsDuplicate) return invalid('state_reason', 'not one of the reasons');
  if (body.state === 'closed') next = { ...next, state: 'closed', reason: reasonOf(body.state_reason) };
  if (body.state === 'open' && next.state === 'closed') next = { ...next, state: 'open', reason: 'reopened' };
  if (Array.isArray(body.labels)) next = { ...next, labels: body.labels.map(String) };
  if (Array.isArray(body.assignees)) {
    const unknown = body.assignees.map(String).find((login) => canonical(login) === undefined);
    if (unknown !== undefined) return invalid('assignees', `${unknown} cannot be assigned`);
    next = { ...next, assignees: body.assignees.flatMap((login) => canonical(String(login)) ?? []) };
  }
  return next;
}

/** Adding and removing labels and assignees, one call each. */
export function listChanged(
  state: IssueState,
  { method, below, body }: { readonly method: string; readonly below: string; readonly body: Readonly<Record<string, unknown>> },
): IssueState | Answer {
  if (below === '/labels' && method === 'POST') {
    const added = (body.labels as readonly string[]).filter((name) => !state.labels.some((has) => isSameName(has, name)));
    return { ...state, labels: [...state.labels, ...added] };
  }
  if (below.startsWith('/labels/') && method === 'DELETE') {
    const name = decodeURIComponent(below.slice('/labels/'.length));
    if (!state.labels.some((has) => isSameName(has, name))) return refusal(404, 'Label does not exist');
    return { ...state, labels: state.labels.filter((has) => !isSameName(has, name)) };
  }
  const logins = (body.assignees ?? []) as readonly string[];
  if (below === '/assignees' && method === 'POST') {
    const added = logins.flatMap((login) => canonical(login) ?? []).filter((login) => !state.assignees.includes(login));
    return { ...state, assignees: [...state.assignees, ...added] };
  }
  if (below === '/assignees' && method === 'DELETE')
    return { ...state, assignees: state.assignees.filter((login) => !logins.some((gone) => isSameName(gone, login))) };
  return refusal(404, 'Not Found');
}

export function withLineEnds(text: string, { lineEnds }: Pick<GithubHabits, 'lineEnds'>): string {
  return lineEnds === 'crlf' ? text.replace(/\r?\n/g, '\r\n') : text;
}

export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function canonical(login: string): string | undefined {
  return ASSIGNABLE.find((known) => isSameName(known, login));
}

function reasonOf(reason: unknown): IssueState['reason'] {
  return reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed';
}
