import type { Json } from '../model/brand.ts';
import type { ActionItem } from '../model/item.ts';
import { type Link, type Past, SYNC_FIELDS, type SyncField } from '../model/mirror.ts';
import { oursRaw, theirsRaw } from './field.ts';
import { isOwnLabel } from './label-set.ts';
import type { Terms } from './terms.ts';

/** Both sides of one link. `details` is the text of the managed block. */
export interface LinkSides {
  readonly item: ActionItem;
  readonly link: Link;
  readonly details: string;
  readonly terms: Terms;
}

/**
 * True when every field holds, on both sides, the very values of its past. Whatever they mean under today's configuration, equal
 * values mean the same: nothing crosses, nothing met, nothing is in conflict. Most links a planner sees are like that.
 */
export function isStill(sides: LinkSides): boolean {
  const { sent, formerLabels, pasts, now } = sides.link;
  // An update whose answer nobody heard may still show itself.
  if (sent !== undefined || formerLabels !== undefined) return false;
  // Several blocks: which is ours is looked at closely.
  if (now.blocks !== undefined) return false;
  return SYNC_FIELDS.every((field) => {
    const past = pasts[field];
    return past !== undefined && isFieldStill(field, past, sides);
  });
}

/** As if {@link oursRaw} and {@link theirsRaw} were compared with the past; makes nothing on its way, since it is asked of every link. */
function isFieldStill(field: SyncField, past: Past, { item, link: { now }, details, terms }: LinkSides): boolean {
  switch (field) {
    case 'title':
    case 'assignee':
    case 'dueOn':
    case 'priority':
    case 'details':
      return past.ours === oursRaw(field, item, { terms, details }) && past.theirs === theirsRaw(field, now, { terms, past });
    case 'status': {
      const { state } = item;
      const resolution = state.status === 'cancelled' ? state.resolution : null;
      return (
        isRecord(past.ours) &&
        past.ours.status === state.status &&
        past.ours.resolution === resolution &&
        isRecord(past.theirs) &&
        past.theirs.name === now.status.name &&
        past.theirs.category === now.status.category &&
        past.theirs.resolution === now.status.resolution
      );
    }
    case 'labels':
      return (
        isSetOf(past.ours, item.labels, { prefix: terms.labelPrefix }) && isSetOf(past.theirs, now.labels, { among: terms.labelPrefix })
      );
  }
}

/** True when `held` names exactly `labels`, with `prefix` before each; or exactly those of them that begin with `among`. */
function isSetOf(
  held: Json,
  labels: readonly string[],
  { prefix = '', among = '' }: { readonly prefix?: string; readonly among?: string },
): boolean {
  if (!Array.isArray(held)) return false;
  let count = 0;
  for (const label of labels) if (isOwnLabel(label, among)) count += 1;
  if (count !== held.length) return false;
  for (const one of held) if (!isAmong(one, labels, prefix)) return false;
  for (const label of labels) if (isOwnLabel(label, among) && !isHeld(label, held, prefix)) return false;
  return true;
}

function isAmong(one: Json, labels: readonly string[], prefix: string): boolean {
  for (const label of labels) if (isPrefixed(one, prefix, label)) return true;
  return false;
}

function isHeld(label: string, held: readonly Json[], prefix: string): boolean {
  for (const one of held) if (isPrefixed(one, prefix, label)) return true;
  return false;
}

function isPrefixed(text: Json, prefix: string, rest: string): boolean {
  return typeof text === 'string' && text.length === prefix.length + rest.length && text.startsWith(prefix) && text.endsWith(rest);
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
