import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { instantOf, type WallTime, zoneNamed, zoneOfPlace } from '../../../packages/core/src/postmortem/zone.ts';
import { fc } from '../../support/property.ts';

function wall(date: string, time: string): WallTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { date: plainDate(date), hour, minute, second: 0 };
}

describe('zoneNamed', () => {
  test.each([
    ['UTC', '2024-06-01', '14:00', '2024-06-01T14:00:00.000Z'],
    ['GMT', '2024-06-01', '14:00', '2024-06-01T14:00:00.000Z'],
    ['EST', '2024-01-15', '09:00', '2024-01-15T14:00:00.000Z'],
    ['EST', '2023-07-15', '09:00', '2023-07-15T14:00:00.000Z'],
    ['EDT', '2023-07-15', '09:00', '2023-07-15T13:00:00.000Z'],
    ['PST', '2024-02-01', '08:00', '2024-02-01T16:00:00.000Z'],
    ['PDT', '2024-07-01', '08:00', '2024-07-01T15:00:00.000Z'],
    ['PT', '2024-07-01', '08:00', '2024-07-01T15:00:00.000Z'],
    ['Pacific Time', '2024-01-01', '08:00', '2024-01-01T16:00:00.000Z'],
    ['EAT', '2023-10-10', '15:00', '2023-10-10T12:00:00.000Z'],
    ['WAT', '2024-03-10', '08:00', '2024-03-10T07:00:00.000Z'],
    ['CET', '2024-07-01', '08:00', '2024-07-01T07:00:00.000Z'],
    ['IST', '2024-07-01', '05:30', '2024-07-01T00:00:00.000Z'],
    ['UTC+3', '2024-07-01', '08:00', '2024-07-01T05:00:00.000Z'],
    ['UTC-5', '2024-07-01', '08:00', '2024-07-01T13:00:00.000Z'],
    ['GMT+05:30', '2024-07-01', '08:00', '2024-07-01T02:30:00.000Z'],
    ['Europe/Berlin', '2024-07-01', '08:00', '2024-07-01T06:00:00.000Z'],
  ])('%s at %s %s is %s', (name, date, time, instant) => {
    const zone = zoneNamed(name);
    expect(zone && instantOf(wall(date, time), zone)).toBe(instant);
  });

  test.each(['', 'lunch', 'Europe/Atlantis', 'UTC+99'])('%j names no zone', (name) => {
    expect(zoneNamed(name)).toBeNull();
  });
});

describe('instantOf', () => {
  const berlin = zoneOfPlace('Europe/Berlin');

  test('a time that the change to summer time skipped is read with the offset before the change', () => {
    expect(instantOf(wall('2024-03-31', '02:30'), berlin)).toBe('2024-03-31T01:30:00.000Z');
  });

  test('of a time that clocks showed twice, the first is meant', () => {
    expect(instantOf(wall('2024-10-27', '02:30'), berlin)).toBe('2024-10-27T00:30:00.000Z');
  });

  test('the hours around a change are read with their own offset', () => {
    expect(instantOf(wall('2024-03-31', '01:59'), berlin)).toBe('2024-03-31T00:59:00.000Z');
    expect(instantOf(wall('2024-03-31', '03:00'), berlin)).toBe('2024-03-31T01:00:00.000Z');
  });

  test('a name that no zone data holds is read as UTC', () => {
    expect(zoneOfPlace('Mars/Olympus')).toEqual({ type: 'offset', name: 'UTC', minutes: 0 });
  });

  test('a fixed offset moves every wall time by the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.integer({ min: 0, max: 23 }), (minutes, hour) => {
        const at = instantOf({ date: plainDate('2024-06-15'), hour, minute: 0, second: 0 }, { type: 'offset', name: 'x', minutes });
        expect(Date.parse(at) + minutes * 60_000).toBe(Date.UTC(2024, 5, 15, hour));
      }),
    );
  });
});
