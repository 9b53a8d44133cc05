import type { Json } from '../model/brand.ts';
import type { Issue, Link, Past, SyncField } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import type { Cursor } from '../tracker/port.ts';
import { theirsRaw } from './field.ts';
import { distinctLabels, hasLabel, isOwnLabel, labelsWithin, labelsWithout } from './label-set.ts';
import type { Terms } from './terms.ts';
import { heardOf } from './unheard.ts';

/*
 * Issues are read by the prefix that the configuration gives our labels: under another one the same issue says something else. So the
 * prefix is kept with the cursor, and where it has changed, everything is pulled anew and the pasts take over what is due to that alone.
 */

/** A cursor as the store keeps it. */
export function cursorKept(cursor: Cursor, { labelPrefix }: Terms): Json {
  return { labelPrefix, cursor };
}

/** Where the next pull goes on; from the beginning, with the former prefix, when the configuration now gives our labels another one. */
export function cursorToday(kept: Json, { labelPrefix }: Terms): { readonly cursor: Cursor | null; readonly formerPrefix: string | null } {
  if (typeof kept !== 'object' || kept === null || !('labelPrefix' in kept)) return { cursor: kept, formerPrefix: null };
  const { labelPrefix: former, cursor = null } = kept as { readonly [name: string]: Json };
  return former === labelPrefix ? { cursor, formerPrefix: null } : { cursor: null, formerPrefix: String(former) };
}

/**
 * Links as `recorded` leaves them, all read by today's prefix now, with pasts in which a change of the prefix is nobody's edit. What of
 * ours the issues show by the former one is put on them anew, and those labels are to be taken off.
 */
export function underNewPrefix(
  links: readonly Link[],
  { recorded, formerPrefix, terms }: { readonly recorded: readonly Change[]; readonly formerPrefix: string; readonly terms: Terms },
): readonly Change[] {
  const latest = new Map(recorded.flatMap((change) => (change.op === 'link' ? [[change.link.item, change.link]] : [])));
  return links
    .filter(({ tracker, state }) => tracker === terms.tracker && state !== 'tombstone')
    .map(
      (before): Change => ({
        op: 'link',
        link: readAnew(latest.get(before.item) ?? before, { seen: before.now, formerPrefix, terms }),
      }),
    );
}

function readAnew(
  link: Link,
  { seen, formerPrefix, terms }: { readonly seen: Issue; readonly formerPrefix: string; readonly terms: Terms },
): Link {
  const { now } = link;
  const pasts: Partial<Record<SyncField, Past>> = { ...link.pasts };
  const former: string[] = [...((link.pasts.labels?.theirs ?? []) as readonly string[])];
  for (const field of ['status', 'priority'] as const) {
    const past = link.pasts[field];
    if (past === undefined) continue;
    const shown = `${formerPrefix}${wordOf(past.theirs)}`;
    former.push(shown);
    // The label that said so is there and says so no longer, or one was there that says something from now on.
    const isByPrefix =
      hasLabel(now.labels, shown) || hasLabel(seen.labels, `${terms.labelPrefix}${wordOf(theirsRaw(field, now, { terms, past }))}`);
    if (isByPrefix) pasts[field] = { ours: meant(field, now, terms), theirs: theirsRaw(field, now, { terms, past }) };
  }
  const past = link.pasts.labels;
  if (past !== undefined) {
    const renamed = (labels: Json) =>
      labelsWithout(labels as readonly string[], now.labels)
        .filter((label) => isOwnLabel(label, formerPrefix))
        .map((label) => terms.labelPrefix + label.slice(formerPrefix.length));
    // What begins so and was there before is no news; nor is a label that stood for a status or a priority.
    const before = [...seen.labels, ...now.labels.filter((label) => isOwnLabel(label, formerPrefix))];
    const known = before.filter((label) => isOwnLabel(label, terms.labelPrefix));
    pasts.labels = { ours: [...renamed(past.ours)].sort(), theirs: [...distinctLabels([...known, ...renamed(past.theirs)])].sort() };
  }
  const formerLabels = labelsWithin(now.labels, [...former, ...(link.formerLabels ?? [])]);
  return { ...heardOf(link, ['status', 'priority', 'labels']), pasts, pending: true, formerLabels };
}

/** What a tracker's status or priority is called. */
function wordOf(theirs: Json): string {
  return typeof theirs === 'object' && theirs !== null && 'name' in theirs ? String(theirs.name) : String(theirs);
}

/** What an issue says, in our words. */
function meant(field: 'status' | 'priority', now: Issue, terms: Terms): Json {
  if (field === 'priority') return now.priority === null ? null : (terms.priorityOf(now.priority) ?? null);
  const status = terms.statusOf(now.status);
  const isCancelled = status === 'cancelled' || status === 'duplicate';
  return isCancelled ? { status: 'cancelled', resolution: terms.resolutionOf(now.status) } : { status, resolution: null };
}
