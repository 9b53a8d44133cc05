import type { Drift, Refusal } from '../model/mirror.ts';
import { isLeftOut } from './outcome.ts';

/** What a person can do about drift; `id` is how the item is called. */
export function driftRemedy(
  { code, issue, field = null }: Pick<Drift, 'code' | 'issue'> & Partial<Pick<Drift, 'field'>>,
  id: string | null,
): string {
  const item = id ?? 'ID';
  const url = issue?.url ?? 'URL';
  switch (code) {
    case 'deleted':
      return `a new issue: closeout link ${item} --create; none any more: closeout unlink ${item}`;
    case 'hidden':
      return `check that the token may still see it; if it is gone: closeout link ${item} --create, or closeout unlink ${item}`;
    case 'moved':
      return `say where it is now: closeout link ${item} URL; or a new issue: closeout link ${item} --create`;
    case 'found-again':
      return `take it up again: closeout link ${item} ${url}`;
    case 'not-an-issue':
      return `say which issue it is: closeout link ${item} URL; or a new one: closeout link ${item} --create`;
    case 'unreadable':
      return `nothing crosses until it can be read again; look at ${url}, and whether a new version of closeout is out`;
    case 'already-mirrored':
      return `one issue, one item: closeout unlink ${item}, or another issue: closeout link ${item} URL`;
    case 'marker-gone':
      return `the marker comes back with: closeout unlink ${item}, then closeout link ${item} ${url}`;
    case 'marker-twice':
      return 'somebody copied the text of an issue into this one; take the marker that is not its own out by hand';
    case 'orphan':
      return 'an item that is not in this database: if an old backup was restored, restore a newer one; or else close the issue by hand';
    case 'stranger':
      return `somebody else made it and our marker was pasted; to make it the mirror: closeout link ${item} ${url}`;
    case 'twin':
      return 'the next sync closes it as a duplicate: closeout sync';
    case 'rival':
      return `to make it the mirror: closeout unlink ${item}, then closeout link ${item} ${url}; or else close it there by hand`;
    case 'open-again':
      return `close it there; or to make it the mirror again: closeout unlink ${item}, then closeout link ${item} ${url}`;
    case 'unreached':
      return `configure that tracker again; or a mirror elsewhere: closeout unlink ${item}, then closeout link ${item} URL`;
    case 'unmappable':
      if (field === 'dueOn') return `write a date there (2027-01-31), or set one here: closeout extend ${item} DATE --reason WHY`;
      if (field === 'priority') return 'say in "priorities" of the tracker what that means here, or choose another priority there';
      return 'name the account under "people" in the configuration, or give the item a value that the tracker knows';
    case 'block-edited':
      return `what closeout writes there comes back with the next change; to keep the text: closeout edit ${item} --details TEXT`;
    case 'label-gone':
      return 'the next sync takes it off the item, too; put it back there to keep it';
    case 'no-permission':
      return 'let the account of the token write there (on GitHub: triage or more), then: closeout sync --retry';
  }
}

/** What a person can do about what a tracker refused; `id` is how the item is called. */
export function refusalRemedy(refusal: Pick<Refusal, 'field' | 'code'>, id: string): string {
  if (!isLeftOut(refusal)) return `shorten it: closeout edit ${id} --${refusal.field} TEXT`;
  return 'mend what it says, there or in the configuration; to try at once: closeout sync --retry';
}
