import { describe, expect, it } from 'vitest';
import { type Instant, instantAt, parseInstant } from '../../../packages/core/src/model/instant.ts';
import {
  addDays,
  addMonths,
  dayByIntl,
  dayByTemporal,
  dayIn,
  daysBetween,
  parsePlainDate,
  plainDate,
  weekdayOf,
} from '../../../packages/core/src/model/plain-date.ts';
import { fc } from '../../support/property.ts';

const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((days) => addDays(plainDate('2026-01-01'), days));

describe('plain dates', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', ' 2026-01-01', '2026-01-01T00:00', ''])(
    '%j is no date',
    (text) => {
      expect(parsePlainDate(text)).toBeNull();
    },
  );

  it('a date written in code that does not exist is thrown', () => {
    expect(() => plainDate('2026-02-29')).toThrow('not a date: "2026-02-29"; write YYYY-MM-DD');
  });

  it('days added are days between, and a later day is a greater text', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
        const other = addDays(day, days);
        expect(daysBetween(day, other)).toBe(days);
        expect(other > day).toBe(days > 0);
        expect(parsePlainDate(other)).toBe(other);
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
      }),
    );
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(plainDate(day), months)).toBe(expected);
  });

  it('Friday is the fifth day', () => {
    expect([weekdayOf(plainDate('2026-11-20')), weekdayOf(plainDate('2026-11-22'))]).toEqual([5, 7]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-28T23:30:00.000Z', '2026-03-29'],
    ['America/Los_Angeles', '2026-03-29T06:59:00.000Z', '2026-03-28'],
    ['Pacific/Kiritimati', '2026-03-28T10:00:00.000Z', '2026-03-29'],
    ['UTC', '2026-03-28T23:59:59.999Z', '2026-03-28'],
  ])('in %s it is at %s the %s', (zone, instant, day) => {
    expect(dayIn(zone, instant as Instant)).toBe(day);
  });

  it('Intl, for machines without Temporal, shows the same day in every zone at any time', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const ms = fc.integer({ min: Date.parse('1971-01-01'), max: Date.parse('2099-12-31') });
    fc.assert(
      fc.property(zone, ms, (timeZone, at) => {
        expect(dayByIntl(timeZone, instantAt(at))).toBe(dayByTemporal(timeZone, instantAt(at)));
      }),
    );
  });

  it.each(['Mars/Olympus', ''])('%j is no zone, by Temporal as by Intl', (zone) => {
    expect(() => dayByTemporal(zone, instantAt(0))).toThrow(RangeError);
    expect(() => dayByIntl(zone, instantAt(0))).toThrow(RangeError);
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-28T10:00:00+02:00', '2026-03-28T08:00:00.000Z'],
    ['2026-03-28T10:00:00-0530', '2026-03-28T15:30:00.000Z'],
    ['2026-03-28T10:00:00Z', '2026-03-28T10:00:00.000Z'],
    ['2026-03-28T10:00:00', null],
    ['yesterday Z', null],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });
});
