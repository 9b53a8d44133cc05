import type { Check } from '@closeout/core';

/** What doctor looks at, in this order. */
export type Area = 'configuration' | 'database' | 'environment' | 'tracker' | 'channel';

/** One thing that was looked at, and how it is. */
export interface Examined {
  readonly area: Area;
  /** Which of several: a tracker's name, a variable's. */
  readonly subject: string;
  readonly check: Check;
}

/** The result of a look that went well. */
export function fine(code: string, message: string): Check {
  return { state: 'fine', code, message };
}

/** What it found as values of one shape, with nothing left out. */
export function examinedJson(examined: readonly Examined[]) {
  return {
    version: 1,
    wrong: countOf(examined, 'wrong'),
    warnings: countOf(examined, 'warning'),
    checks: examined.map(({ area, subject, check }) => ({
      area,
      subject,
      state: check.state,
      code: check.code,
      message: check.message,
      remedy: check.state === 'fine' ? null : check.remedy,
    })),
  };
}

export function countOf(examined: readonly Examined[], state: Check['state']): number {
  return examined.filter(({ check }) => check.state === state).length;
}
