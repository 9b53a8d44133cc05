import type { Link, SyncField } from '../model/mirror.ts';
import { type ScalarField, sharedOurs, sharedTheirs } from './field.ts';
import { hasLabel } from './label-set.ts';
import type { Terms } from './terms.ts';
import { isFormOf } from './title-form.ts';

/**
 * What may have become of an update whose answer nobody recorded, seen in one field. `arrived`: the issue holds what was sent.
 * `put-back`: it holds what it held before and has been touched since: the update never arrived, or somebody undid it. Either can be a
 * person's doing as well, so that whatever is written over for it is kept as a conflict.
 */
export type Doubt = 'arrived' | 'put-back';

export function doubtOver(link: Link, field: ScalarField, terms: Terms, theirs: string): Doubt | null {
  const sent = link.sent?.[field];
  if (sent === undefined) return null;
  const shared = sharedOurs(field, sent.ours, terms);
  if (shared === theirs || (field === 'title' && isFormOf(theirs, shared))) return 'arrived';
  const past = link.pasts[field];
  const isAsBefore = past !== undefined && sharedTheirs(field, past.theirs, terms) === theirs;
  return isAsBefore && link.now.updatedAt > sent.known ? 'put-back' : null;
}

/** Labels by member: true when what crosses now may be the trace of an update that nobody heard of. */
export function isLabelsDoubtful(
  link: Link,
  { push, pull }: Readonly<Record<'push' | 'pull', { readonly add: readonly string[]; readonly remove: readonly string[] }>>,
): boolean {
  const sent = link.sent?.labels;
  if (sent === undefined) return false;
  const had = sent.ours as readonly string[];
  const isAmong = (label: string) => hasLabel(had, label);
  const arrived = pull.add.some(isAmong) || !pull.remove.every(isAmong);
  const isTouched = link.now.updatedAt > sent.known;
  return arrived || (isTouched && (push.add.some(isAmong) || !push.remove.every(isAmong)));
}

/** The link once the fate of these fields is known. */
export function heardOf(link: Link, fields: readonly SyncField[]): Link {
  if (link.sent === undefined) return link;
  const { sent, ...rest } = link;
  const left = Object.entries(sent).filter(([field]) => !fields.some((each) => each === field));
  return left.length === 0 ? rest : { ...rest, sent: Object.fromEntries(left) };
}
