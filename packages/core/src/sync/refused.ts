import type { Json } from '../model/brand.ts';
import { digestOf } from '../model/id.ts';
import type { Link, Refusal, RemoteStatus, SyncField } from '../model/mirror.ts';
import type { Draft } from '../tracker/port.ts';
import type { Terms } from './terms.ts';

/** What a refusal depends on: the item by what is `sent`, the issue by its status, the configuration by `terms`. */
export interface Refusable {
  readonly sent: Json | Draft;
  readonly terms: Terms;
  /** The status now, which decides what ways lead out of it; `null` before there is an issue. */
  readonly status: RemoteStatus | null;
}

/** Names what would be sent, and from where: what was refused is tried again only when this changes. */
export function refusalDigest(field: SyncField | 'create', { sent, terms, status }: Refusable): string {
  const from = field === 'status' && status !== null ? [status.name, status.category, status.resolution] : null;
  const account = field === 'assignee' && typeof sent === 'string' ? terms.accountOf(sent) : null;
  return digestOf([field, sent, from, account, terms.mappingOf(field)]);
}

/** True for what was sent before and plainly refused. */
export function isRefused(
  { refusals, link, terms }: { readonly refusals: readonly Refusal[]; readonly link: Link; readonly terms: Terms },
  field: SyncField,
  sent: Json,
): boolean {
  const digest = refusalDigest(field, { sent, terms, status: link.now.status });
  return refusals.some((refusal) => refusal.field === field && refusal.tracker === link.tracker && refusal.digest === digest);
}
