import type { Json } from '../model/brand.ts';
import type { ActionItem } from '../model/item.ts';
import { type Link, SYNC_FIELDS } from '../model/mirror.ts';
import { oursRaw, theirsRaw } from './field.ts';
import type { Terms } from './terms.ts';

/**
 * True when every field holds, on both sides, the very values of its past. Whatever they mean under today's configuration, equal
 * values mean the same: nothing crosses, nothing met, nothing is in conflict. Most links a planner sees are like that.
 */
export function isStill({
  item,
  link,
  details,
  terms,
}: {
  readonly item: ActionItem;
  readonly link: Link;
  readonly details: string;
  readonly terms: Terms;
}): boolean {
  // An update whose answer nobody heard may still show itself.
  if (link.sent !== undefined) return false;
  const ours = { terms, details };
  for (const field of SYNC_FIELDS) {
    const past = link.pasts[field];
    if (past === undefined || !isSame(past.ours, oursRaw(field, item, ours))) return false;
    if (!isSame(past.theirs, theirsRaw(field, link.now, { terms, past }))) return false;
  }
  return true;
}

/** Equal as JSON, whatever the order of keys. Makes nothing on its way: it is asked for every field of every link. */
function isSame(a: Json, b: Json): boolean {
  if (a === b || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return holds(a as Members, b as Members) && holds(b as Members, a as Members);
}

type Members = Readonly<Record<string, Json>>;

/** True when `a` has every member of `b`. */
function holds(a: Members, b: Members): boolean {
  for (const key in b) {
    const value = a[key];
    if (value === undefined || !isSame(value, b[key] ?? null)) return false;
  }
  return true;
}
