import { createRequire } from 'node:module';
import { type Instant, instantAt } from '@closeout/core';
import { lastSlotBefore } from '@closeout/core/scheduler';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fc } from '../../support/property.ts';

const at = (text: string) => text as Instant;

describe('the last slot', () => {
  test.each([
    ['*/10 * * * *', 'UTC', '2026-03-02T08:09:59.999Z', '2026-03-02T08:00:00.000Z'],
    ['*/10 * * * *', 'UTC', '2026-03-02T08:10:00.000Z', '2026-03-02T08:10:00.000Z'],
    ['0 8 * * mon', 'UTC', '2026-03-04T12:00:00.000Z', '2026-03-02T08:00:00.000Z'],
    ['0 8 * * mon', 'Europe/Berlin', '2026-03-02T07:00:00.000Z', '2026-03-02T07:00:00.000Z'],
    ['0 8 * * mon', 'Europe/Berlin', '2026-03-02T06:59:59.999Z', '2026-02-23T07:00:00.000Z'],
    ['0 8 * * mon-fri', 'America/New_York', '2026-03-08T20:00:00.000Z', '2026-03-06T13:00:00.000Z'],
    ['0 0 1 1 *', 'UTC', '2026-03-02T08:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['0 12 29 2 *', 'UTC', '2026-03-02T08:00:00.000Z', '2024-02-29T12:00:00.000Z'],
    ['30 6 L * *', 'UTC', '2026-03-02T08:00:00.000Z', '2026-02-28T06:30:00.000Z'],
    ['15 9 * * 1#2', 'UTC', '2026-03-02T08:00:00.000Z', '2026-02-09T09:15:00.000Z'],
    ['*/20 * * * * *', 'Asia/Kathmandu', '2026-03-02T08:00:45.000Z', '2026-03-02T08:00:40.000Z'],
    ['@daily', 'Pacific/Auckland', '2026-03-02T08:00:00.000Z', '2026-03-01T11:00:00.000Z'],
  ])('of %s in %s at %s was %s', (cron, zone, now, slot) => {
    expect(lastSlotBefore(cron, zone, at(now))).toBe(slot);
  });

  test('skips a time that the clocks skip: no 02:30 on the day summer time begins', () => {
    expect(lastSlotBefore('30 2 * * *', 'Europe/Berlin', at('2026-03-29T12:00:00.000Z'))).toBe('2026-03-28T01:30:00.000Z');
  });

  test('has a time that the clocks repeat only once', () => {
    const slots = new Set<Instant | null>();
    for (let ms = Date.parse('2026-10-25T00:00:00Z'); ms < Date.parse('2026-10-25T03:00:00Z'); ms += 60_000) {
      slots.add(lastSlotBefore('30 2 * * *', 'Europe/Berlin', instantAt(ms)));
    }
    expect([...slots]).toEqual(['2026-10-24T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
  });

  test('of an expression that is none is a RangeError that repeats it', () => {
    expect(() => lastSlotBefore('every monday', 'UTC', at('2026-03-02T08:00:00.000Z'))).toThrow(/not a cron expression: "every monday"/);
  });
});

describe('the last slot and the next run of node-cron', () => {
  // node-cron belongs to core: it is reached the way core reaches it.
  const cron: NodeCron = createRequire(new URL('../../../packages/core/package.json', import.meta.url))('node-cron');
  afterEach(() => vi.useRealTimers());

  test('leave no moment between them, whatever the clocks of the zone do', () => {
    const minuteOf2026 = fc.integer({ min: 0, max: 365 * 24 * 60 });
    const nearAChange = fc.constantFrom(
      '2026-03-08T07:00Z',
      '2026-03-29T01:00Z',
      '2026-10-25T01:00Z',
      '2026-11-01T06:00Z',
      '2026-04-04T15:00Z',
    );
    const moment = fc.oneof(
      minuteOf2026.map((minute) => Date.UTC(2026, 0, 1) + minute * 60_000),
      fc.tuple(nearAChange, fc.integer({ min: -300, max: 300 })).map(([change, minutes]) => Date.parse(change) + minutes * 60_000),
    );
    const expression = fc.constantFrom(
      '*/10 * * * *',
      '30 2 * * *',
      '0 1-3 * * *',
      '0 8 * * mon',
      '15 */5 * * sun',
      '0 3 1 * *',
      '45 1 * 3,10,11 *',
    );
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    fc.assert(
      fc.property(expression, zone, moment, (text, timezone, nowMs) => {
        const slot = lastSlotBefore(text, timezone, instantAt(nowMs));
        if (slot === null) return false;
        vi.useFakeTimers({ now: Date.parse(slot), toFake: ['Date'] });
        const task = cron.createTask(text, () => undefined, { timezone });
        const [next] = task.getNextRuns(1);
        task.destroy();
        vi.useRealTimers();
        return task.match(new Date(slot)) && Date.parse(slot) <= nowMs && next !== undefined && next.getTime() > nowMs;
      }),
      { numRuns: 400 },
    );
  });
});

interface NodeCron {
  createTask(
    expression: string,
    run: () => void,
    options: { readonly timezone: string },
  ): { getNextRuns(count: number): readonly Date[]; match(date: Date): boolean; destroy(): void };
}
