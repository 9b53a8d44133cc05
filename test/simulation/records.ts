import type { Json } from '../../packages/core/src/model/brand.ts';
import type { ItemUid } from '../../packages/core/src/model/id.ts';
import type { Conflict, Drift, Link } from '../../packages/core/src/model/mirror.ts';
import { driftKey } from '../../packages/core/src/store/mirror-view.ts';
import type { Change } from '../../packages/core/src/store/port.ts';
import type { Side } from './edit-ledger.ts';
import type { TrackerWorld } from './tracker-world.ts';
import { accountOf, type Field, PREFIX } from './words.ts';

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
    tracker,
    item,
    field,
    side,
    value,
  }: {
    readonly tracker: TrackerWorld;
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
      const kept = side === 'here' ? oursIn(conflict, tracker) : tracker.wordOf(conflict.field, conflict.theirs);
      return kept === value || (kept === 'duplicate' && value === 'cancelled');
    });
  }

  /** True when the text somebody wrote into our block is kept. */
  saves(item: string, text: string, tracker: TrackerWorld): boolean {
    return [...this.drifts.values()].some(
      ({ item: of, code, saved }) =>
        of === item &&
        code === 'block-edited' &&
        Array.isArray(saved) &&
        saved.some((kept) => typeof kept === 'string' && tracker.text(kept) === text),
    );
  }
}

function isAmong(labels: Json, field: Field): boolean {
  return Array.isArray(labels) && labels.some((label) => `label:${String(label).toLowerCase().slice(PREFIX.length)}` === field);
}

function keyOf({ item, tracker, field }: { readonly item: string; readonly tracker: string; readonly field: string }): string {
  return `${item} ${tracker} ${field}`;
}

function oursIn({ field, ours }: Conflict, tracker: TrackerWorld): string {
  if (field === 'status') {
    const { status, resolution } = ours as { readonly status: string; readonly resolution: string | null };
    return resolution === 'duplicate' ? 'duplicate' : status;
  }
  const text = typeof ours === 'string' ? ours : '';
  if (field === 'assignee') return accountOf(text === '' ? null : text, tracker.accounts);
  return field === 'title' ? tracker.title(text) : field === 'priority' ? tracker.wordOf(field, ours) : text.toLowerCase();
}
