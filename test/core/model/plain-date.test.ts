import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../packages/core/src/model/instant.ts';
import { addMonths, dayIn, daysBetween, parsePlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';

describe('plain dates', () => {
  it('refuses days that do not exist', () => {
    expect(parsePlainDate('2026-02-30')).toBeNull();
  });
  it('counts days', () => {
    expect(daysBetween(plainDate('2026-03-28'), plainDate('2026-03-30'))).toBe(2);
    expect(addMonths(plainDate('2026-01-31'), 1)).toBe('2026-02-28');
  });
  it('zones', () => {
    expect(dayIn('Europe/Berlin', '2026-03-28T23:30:00.000Z' as Instant)).toBe('2026-03-29');
  });
});
