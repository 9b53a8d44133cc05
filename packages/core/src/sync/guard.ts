import type { Config } from '../config/config.ts';
import type { TrackerName } from '../model/mirror.ts';
import type { RawStatus } from './field.ts';
import type { FieldChange, PlanChange } from './plan.ts';
import { isClosed, type SharedStatus, sharedStatusOf, type Terms } from './terms.ts';

/** Why a plan must not run unattended, and the number that `--confirm` has to repeat. */
export interface GuardStop {
  readonly count: number;
  readonly message: string;
}

/**
 * Stops a run that would close or cancel more than a share of all mirrors and more than a count, or create or adopt
 * more than a count: a wrong route or a database in the wrong folder shows itself this way.
 */
export function guard(
  changes: readonly PlanChange[],
  {
    limits,
    liveLinks,
    confirm,
    terms,
  }: {
    readonly limits: Config['sync']['guard'];
    readonly liveLinks: number;
    readonly confirm: number | null;
    readonly terms: ReadonlyMap<TrackerName, Terms>;
  },
): GuardStop | null {
  const closing = changes.filter(
    (change) => (change.kind === 'pull' || change.kind === 'update') && change.fields.some((field) => closes(change, field, terms)),
  ).length;
  const opening = changes.filter(({ kind }) => kind === 'create' || kind === 'adopt').length;
  if (closing > limits.count && closing > limits.share * liveLinks && confirm !== closing) {
    return { count: closing, message: `this would close or cancel ${closing} of ${liveLinks} mirrored items` };
  }
  if (opening > limits.creates && confirm !== opening) {
    return { count: opening, message: `this would create or adopt ${opening} issues; up to ${limits.creates} go through unasked` };
  }
  return null;
}

function closes(change: PlanChange, { field, to }: FieldChange, terms: ReadonlyMap<TrackerName, Terms>): boolean {
  if (field !== 'status') return false;
  if (change.kind === 'pull') {
    const words = terms.get(change.tracker);
    return words !== undefined && isClosed(words.statusOf(to as RawStatus));
  }
  const ours = to as { readonly status: Exclude<SharedStatus, 'duplicate'>; readonly resolution: 'duplicate' | null };
  return isClosed(sharedStatusOf(ours.status, ours.resolution));
}
