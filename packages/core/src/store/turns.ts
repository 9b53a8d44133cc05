import { addMs, type Instant } from '../model/instant.ts';
import type { JobRun, Lease } from './port.ts';

/** What is kept of a lease's name for ever, so that tokens only grow. `holder: null`: released. */
export interface LeaseRecord {
  readonly name: string;
  readonly holder: string | null;
  readonly token: number;
  readonly expiresAt: Instant;
}

export interface LeaseRequest {
  readonly name: string;
  readonly holder: string;
  readonly ttlMs: number;
  readonly now: Instant;
  readonly isDead?: (holder: string) => boolean;
}

/**
 * The lease that a request gets, or `null` while one is held by a holder not known to be dead. Holding it does
 * not help: two tasks of one process that share a holder's name exclude each other too.
 */
export function acquired(record: LeaseRecord | null, { name, holder, ttlMs, now, isDead }: LeaseRequest): Lease | null {
  const isHeld = record !== null && record.holder !== null && record.expiresAt > now && isDead?.(record.holder) !== true;
  if (isHeld) return null;
  return { name, holder, token: (record?.token ?? 0) + 1, expiresAt: addMs(now, ttlMs) };
}

/** `lease` with a later expiry, or `null` when it was lost. */
export function renewed(
  record: LeaseRecord | null,
  lease: Lease,
  { ttlMs, now }: { readonly ttlMs: number; readonly now: Instant },
): Lease | null {
  return isNewest(record, lease) ? { ...lease, expiresAt: addMs(now, ttlMs) } : null;
}

/** True while nobody else got the name after `lease`: expired but untaken is still ours, released is not. */
export function isNewest(record: LeaseRecord | null, lease: Lease): boolean {
  return record !== null && record.token === lease.token && record.holder === lease.holder;
}

/** How long a claim to send keeps others from sending; longer than any channel's timeout. */
const SEND_CLAIM_MS = 600_000;

export interface SendRecord {
  readonly claimedAt: Instant;
  readonly sentAt: Instant | null;
}

/** Whether somebody may send now: never sent, and nobody else at it (a process that died leaves a claim that ends). */
export function maySend(record: SendRecord | null, now: Instant): boolean {
  return record === null || (record.sentAt === null && addMs(record.claimedAt, SEND_CLAIM_MS) <= now);
}

/** The order of `runs`: the latest first. */
export function laterRun(a: JobRun, b: JobRun): number {
  return compare(b.startedAt, a.startedAt) || compare(b.slot, a.slot) || compare(a.job, b.job);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
