import { describe, expect, test } from 'vitest';
import type { Clock, Instant } from '../../../packages/core/src/model/instant.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { addDays, type PlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { renderHtml } from '../../../packages/core/src/report/render-html.ts';
import { renderJson } from '../../../packages/core/src/report/render-json.ts';
import { weeklyReport } from '../../../packages/core/src/report/weekly-report.ts';
import { memoryStore } from '../../../packages/core/src/store/memory/memory-store.ts';
import type { Store } from '../../../packages/core/src/store/port.ts';
import { fc } from '../../support/property.ts';
import { cancelled, done, due, itemUid, PLAIN_ITEM, SETTINGS } from './recorded-world.ts';

const first = plainDate('2026-01-05');

/** A store whose day moves only by hand. */
function storeWithDays(): { readonly store: Store; readonly goTo: (day: PlainDate) => void } {
  let day = first;
  let drawn = 0;
  const clock: Clock = { now: () => `${day}T08:00:00.000Z` as Instant, today: () => day };
  const entropy = () => {
    drawn += 1;
    return Uint8Array.from({ length: 16 }, (_, index) => (drawn >> (8 * (15 - index))) & 255);
  };
  return {
    store: memoryStore({ clock, entropy, timeZone: 'UTC' }),
    goTo: (next) => {
      day = next;
    },
  };
}

async function record(store: Store, number: number, change: (item: ActionItem) => ActionItem): Promise<void> {
  const { items } = await store.snapshot();
  const item = items.find((one) => one.number === number);
  if (item === undefined) {
    const { number: _, ...fresh } = change({ ...PLAIN_ITEM, number });
    await store.commit([{ op: 'create', entity: fresh, reason: null }], { actor: 'ada' });
  } else {
    await store.commit([{ op: 'update', entity: change(item), reason: null }], { actor: 'ada' });
  }
}

async function report(store: Store, asOf: PlainDate) {
  return weeklyReport(await store.snapshot({ asOf, weeks: 13 }), { asOf });
}

describe('as of a past day', () => {
  test('a report is the same bytes again, whatever happened since', async () => {
    const steps = fc.array(
      fc.record({
        days: fc.integer({ min: 0, max: 30 }),
        item: fc.integer({ min: 0, max: 3 }),
        step: fc.constantFrom('open', 'done', 'extend', 'rename', 'settings'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { store, goTo } = storeWithDays();
        const known = new Map<PlainDate, string>();
        let items = 0;
        let settled = false;
        let day = first;
        for (const { days, item, step } of story) {
          if (days > 0) known.set(day, await print(store, day));
          day = addDays(day, days);
          goTo(day);
          if (step === 'settings') {
            const entity = { ...SETTINGS, idPrefix: `P${days}` };
            await store.commit([{ op: settled ? 'update' : 'create', entity, reason: null }], { actor: 'ada' });
            settled = true;
          }
          const state = step === 'done' ? done(day) : { status: 'open' as const };
          const number = Math.min(item + 1, items + 1);
          items = Math.max(items, number);
          await record(store, number, (before) => ({
            ...before,
            uid: itemUid(number),
            state,
            acceptedOn: before.acceptedOn ?? day,
            due: step === 'extend' ? due(addDays(day, 5), addDays(day, -5)) : (before.due ?? due(addDays(day, 14))),
            title: step === 'rename' ? `Renamed on ${day}` : before.title,
          }));
        }
        for (const [past, printed] of known) expect(await print(store, past)).toBe(printed);
      }),
      { numRuns: 40 },
    );
  });

  test('what was accepted and done on one day was opened and closed', async () => {
    const { store, goTo } = storeWithDays();
    await record(store, 1, (item) => ({ ...item, state: { status: 'open' }, acceptedOn: first, due: due('2026-02-01') }));
    await record(store, 1, (item) => ({ ...item, state: done(first) }));
    goTo(addDays(first, 1));
    const { headline } = (await report(store, addDays(first, 1))).figures;
    expect([headline.opened.now, headline.closed.now, headline.open.now]).toEqual([1, 1, 0]);
    expect(headline.completion.done).toBe(1);
  });

  test('what a document already calls done, and a proposal that was dropped, were never opened nor closed', async () => {
    const { store, goTo } = storeWithDays();
    await record(store, 1, (item) => ({ ...item, state: done(first, { by: 'document' }), acceptedOn: first }));
    await record(store, 2, (item) => ({ ...item, uid: itemUid(2) }));
    goTo(addDays(first, 1));
    await record(store, 2, (item) => ({ ...item, state: cancelled(addDays(first, 1)) }));
    const { figures, closed } = await report(store, addDays(first, 3));
    const { headline } = figures;
    expect([headline.opened.now, headline.closed.now, headline.completion.done]).toEqual([0, 0, 0]);
    expect([closed.done, closed.cancelled]).toEqual([[], []]);
  });
});

async function print(store: Store, day: PlainDate): Promise<string> {
  const shown = await report(store, day);
  return renderJson(shown) + renderHtml(shown);
}
