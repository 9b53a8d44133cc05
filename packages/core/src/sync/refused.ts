import type { Json } from '../model/brand.ts';
import { digestOf } from '../model/id.ts';
import type { Link, Refusal, SyncField } from '../model/mirror.ts';

/** Names what would be sent: a refused field is tried again only when this changes. */
export function refusalDigest(field: SyncField | 'create', sent: unknown): string {
  return digestOf([field, sent]);
}

/** True for what was sent before and plainly refused. */
export function isRefused(
  { refusals, link }: { readonly refusals: readonly Refusal[]; readonly link: Link },
  field: SyncField,
  sent: Json,
): boolean {
  const digest = refusalDigest(field, sent);
  return refusals.some((refusal) => refusal.field === field && refusal.tracker === link.tracker && refusal.digest === digest);
}
