import { PREFIX } from '../words.ts';
import type { IssueState } from './issue-record.ts';
import { blockOf } from './words.ts';

/** What of other people's the robot changed: labels without our prefix, assignees it has nothing to do with, text outside our block. */
export function foreignTouched(before: IssueState, after: IssueState, { ours }: { readonly ours: readonly string[] }): readonly string[] {
  const found: string[] = [];
  const labels = (state: IssueState) =>
    state.labels
      .filter((label) => !label.toLowerCase().startsWith(PREFIX))
      .sort()
      .join();
  if (labels(before) !== labels(after)) found.push(`foreign labels were ${labels(before)} and are ${labels(after)}`);
  const gone = before.assignees.filter((login) => !after.assignees.includes(login) && !ours.includes(login.toLowerCase()));
  if (gone.length > 0) found.push(`${gone.join()} is no longer assigned`);
  if (before.body !== after.body && !isTextKept(before.body, after.body))
    found.push(`text changed from ${JSON.stringify(before.body)} to ${JSON.stringify(after.body)}`);
  return found;
}

function isTextKept(before: string, after: string): boolean {
  const old = blockOf(before);
  const now = blockOf(after);
  if (old === null) return after.startsWith(before);
  if (now === null || now.before !== old.before) return false;
  const isWhole = before.includes('<!-- closeout:end -->', before.indexOf('<!-- closeout:begin'));
  if (isWhole && blockIsFirst(before)) return now.after === old.after;
  return old.inside.split(/\r?\n/).every((line) => /^\s*(Due:.*)?$/.test(line) || after.includes(line));
}

/** No second block begins inside the first one. */
function blockIsFirst(body: string): boolean {
  const begin = body.indexOf('<!-- closeout:begin');
  const end = body.indexOf('<!-- closeout:end -->', begin);
  const again = body.indexOf('<!-- closeout:begin', begin + 1);
  return again === -1 || end < again;
}
