import type { EntityChange } from '../model/event.ts';
import type { SeriesUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { addDays } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { nameIn } from './find-entity.ts';
import type { ActOptions } from './item-verb.ts';

/** What a decision changed: items as they were and as it left them, and the series it began. */
export interface Decided {
  readonly items: readonly { readonly before: ActionItem; readonly after: ActionItem }[];
  readonly series: readonly SeriesUid[];
}

const TAKEN_BACK = 'taken back in triage';

/**
 * Takes a decision back: its items are again what they were, and a series that began with it ends before its first date, so that
 * it has no occurrence. The log keeps both. Refused: `changed-since` when somebody went on working with one of them or a series
 * has an occurrence by now, `mirrored` when one has an issue already.
 */
export function planUndo(snapshot: Snapshot, { items, series }: Decided, { by }: Pick<ActOptions, 'by'>): Result<readonly EntityChange[]> {
  const now = new Map(snapshot.items.map((item) => [item.uid, item]));
  const mirrored = new Set(snapshot.mirrors.map(({ item }) => item));
  const changes: EntityChange[] = [];
  for (const { before, after } of items) {
    const name = nameIn(snapshot, before);
    const current = now.get(before.uid);
    if (mirrored.has(before.uid)) {
      return fault('mirrored', `${name} has an issue already.`, `Cancel it instead: closeout cancel ${name} --resolution … --reason …`);
    }
    if (current === undefined || !isSame(current, after)) {
      return fault('changed-since', `${name} has changed since.`, `See how it stands: closeout show ${name}`);
    }
    changes.push({ op: 'update', entity: before, reason: TAKEN_BACK });
  }
  const began = new Set(series);
  for (const one of snapshot.series) {
    if (!began.has(one.uid) || one.ended !== null) continue;
    if (snapshot.items.some((item) => item.series === one.uid)) {
      const name = `SER-${one.number}`;
      return fault('changed-since', `${name} has begun already.`, `End it instead: closeout series end ${name} --reason …`);
    }
    const ended = { on: addDays(one.startsOn, -1), by, reason: TAKEN_BACK };
    changes.push({ op: 'update', entity: { ...one, ended }, reason: TAKEN_BACK });
  }
  return ok(changes);
}

function isSame(a: ActionItem, b: ActionItem): boolean {
  return Object.keys({ ...a, ...b }).every((key) => JSON.stringify(Reflect.get(a, key)) === JSON.stringify(Reflect.get(b, key)));
}
