import type { Config } from '../config/config.ts';
import type { ItemUid } from '../model/id.ts';
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
 * more than a count: a wrong route or a database in the wrong folder shows itself this way. Each item counts once, with what the
 * rounds before did, so that nothing slips through in parts; the number is that of what is left to do.
 */
export function guard(
  changes: readonly PlanChange[],
  {
    before,
    limits,
    liveLinks,
    confirm,
    terms,
    asked,
  }: {
    /** What the run has tried already. */
    readonly before: readonly PlanChange[];
    readonly limits: Config['sync']['guard'];
    readonly liveLinks: number;
    /** Covers the whole run. */
    readonly confirm: number | null;
    readonly terms: ReadonlyMap<TrackerName, Terms>;
    /** Items of which a person decided where their mirror shall be: that an old one is closed for it surprises nobody. */
    readonly asked: ReadonlySet<ItemUid>;
  },
): GuardStop | null {
  const isClosing = (change: PlanChange) => {
    if (change.kind === 'duplicate') return !asked.has(change.uid);
    return (change.kind === 'pull' || change.kind === 'update') && change.fields.some((field) => closes(change, field, terms));
  };
  const closing = counted(isClosing, { before, changes });
  const opening = counted(({ kind }) => kind === 'create' || kind === 'adopt', { before, changes });
  const isConfirmed = ({ left, total }: Count) => left === 0 || confirm === total;
  if (closing.total > limits.count && closing.total > limits.share * liveLinks && !isConfirmed(closing)) {
    return { count: closing.left, message: `this would close or cancel ${inAll(closing)} of ${liveLinks} mirrored items` };
  }
  if (opening.total > limits.creates && !isConfirmed(opening)) {
    return {
      count: opening.left,
      message: `this would create or adopt ${inAll(opening)} issues; up to ${limits.creates} go through unasked`,
    };
  }
  return null;
}

interface Count {
  readonly left: number;
  readonly total: number;
}

function counted(
  counts: (change: PlanChange) => boolean,
  { before, changes }: { readonly before: readonly PlanChange[]; readonly changes: readonly PlanChange[] },
): Count {
  const done = new Set(before.filter(counts).map(placeOf));
  const places = [...new Set(changes.filter(counts).map(placeOf))];
  const left = places.filter((place) => !done.has(place)).length;
  return { left, total: done.size + left };
}

/** A second issue counts by itself, anything else by item. */
function placeOf(change: PlanChange): string {
  return change.kind === 'duplicate' ? `${change.tracker} ${change.issue.id}` : change.uid;
}

function inAll({ left, total }: Count): string {
  return left === total ? `${left}` : `${left} more, ${total} in this run,`;
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
