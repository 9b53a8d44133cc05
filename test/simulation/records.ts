import type { Json } from '../../packages/core/src/model/brand.ts';
import type { ItemUid } from '../../packages/core/src/model/id.ts';
import type { Conflict, Drift, Issue, Link } from '../../packages/core/src/model/mirror.ts';
import { driftKey } from '../../packages/core/src/store/mirror-view.ts';
import type { Change } from '../../packages/core/src/store/port.ts';
import type { Side } from './edit-ledger.ts';
import { type IssueRecord, stamp } from './github/issue-record.ts';
import { accountOf, asText, asTitle, type Field, PREFIX, wordsThere } from './words.ts';

/** What was committed of conflicts, drift and links, kept by the driver as it went through. */
export class Records {
  readonly conflicts = new Map<string, Conflict>();
  readonly drifts = new Map<string, Drift>();
  readonly links = new Map<ItemUid, Link>();

  apply(change: Change): void {
    switch (change.op) {
      case 'conflict':
        this.conflicts.set(keyOf(change.conflict), change.conflict);
        return;
      case 'conflict.end':
        this.conflicts.delete(keyOf(change));
        return;
      case 'drift':
        this.drifts.set(driftKey(change.drift), change.drift);
        return;
      case 'drift.end':
        this.drifts.delete(driftKey(change.drift));
        return;
      case 'link':
        this.links.set(change.link.item, change.link);
        return;
      default:
        return;
    }
  }

  /** True when a conflict keeps `value` as what `side` said of the field. */
  holds({
    item,
    field,
    side,
    value,
  }: {
    readonly item: string;
    readonly field: Field;
    readonly side: Side;
    readonly value: string;
  }): boolean {
    return [...this.conflicts.values()].some((conflict) => {
      if (conflict.item !== item) return false;
      if (field.startsWith('label:'))
        return conflict.field === 'labels' && isAmong(conflict[side === 'here' ? 'ours' : 'theirs'], field) === (value === 'on');
      if (conflict.field !== field) return false;
      const kept = side === 'here' ? oursIn(conflict) : theirsIn(conflict);
      return kept === value || (kept === 'duplicate' && value === 'cancelled');
    });
  }

  /** True when the text somebody wrote into our block is kept. */
  saves(item: string, text: string): boolean {
    return [...this.drifts.values()].some(
      ({ item: of, code, saved }) =>
        of === item &&
        code === 'block-edited' &&
        Array.isArray(saved) &&
        saved.some((kept) => typeof kept === 'string' && asText(kept) === text),
    );
  }
}

/** Index of the version that `now` was read from, as far as it can be told; -1 when none fits. */
export function versionOf({ versions }: IssueRecord, now: Issue): number {
  return versions.findLastIndex(({ atMs, state }) => {
    if (stamp(atMs) !== `${now.updatedAt.slice(0, 19)}Z` || state.title !== now.title) return false;
    const words = wordsThere(state, '');
    const isDone = now.status.category === 'done';
    const isSameStatus = isDone ? state.state === 'closed' && state.reason === now.status.resolution : words.status === now.status.name;
    const isSameText = words.dueOn === (now.dueOn ?? '') && words.details === asText(now.details ?? '');
    const isSameLabels = words.priority === (now.priority ?? '').toLowerCase() && now.labels.every((label) => state.labels.includes(label));
    return isSameStatus && isSameText && isSameLabels && state.assignees.join() === now.assignees.join();
  });
}

function isAmong(labels: Json, field: Field): boolean {
  return Array.isArray(labels) && labels.some((label) => `label:${String(label).toLowerCase().slice(PREFIX.length)}` === field);
}

function keyOf({ item, tracker, field }: { readonly item: string; readonly tracker: string; readonly field: string }): string {
  return `${item} ${tracker} ${field}`;
}

function oursIn({ field, ours }: Conflict): string {
  if (field === 'status') {
    const { status, resolution } = ours as { readonly status: string; readonly resolution: string | null };
    return resolution === 'duplicate' ? 'duplicate' : status;
  }
  const text = typeof ours === 'string' ? ours : '';
  if (field === 'assignee') return accountOf(text === '' ? null : text);
  return field === 'title' ? asTitle(text) : text.toLowerCase();
}

function theirsIn({ field, theirs }: Conflict): string {
  if (field === 'status') {
    const { name, category, resolution } = theirs as {
      readonly name: string;
      readonly category: string;
      readonly resolution: string | null;
    };
    if (category !== 'done') return name;
    return resolution === 'not_planned' ? 'cancelled' : resolution === 'duplicate' ? 'duplicate' : 'done';
  }
  const text = typeof theirs === 'string' ? theirs : '';
  return field === 'title' ? text : text.toLowerCase();
}
