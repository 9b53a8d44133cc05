import { type ManualClock, manualClock } from './manual-clock.ts';
import { logLaws } from './store-log-laws.ts';
import { mirrorLaws } from './store-mirror-laws.ts';
import { turnLaws } from './store-turn-laws.ts';
import { MORNING, type OpenStore, type StoreWorld } from './store-world.ts';
import type { Expectation, TestRunner } from './test-runner.ts';

/** One law as a test: over a store of its own, with a clock that only the test moves. */
export type Law = (name: string, body: (open: OpenStore, clock: ManualClock) => Promise<void>) => void;

export interface StoreLaws {
  readonly describe: TestRunner['describe'];
  readonly expect: (actual: unknown) => Expectation;
  readonly law: Law;
}

/**
 * The laws of the store port as tests: one suite for every store, with the test runner as an argument.
 *
 * ```ts
 * import { describe, expect, test } from 'vitest';
 * storeContract({ describe, test, expect }, { open: (clock) => openMyStore(clock) });
 * ```
 */
export function storeContract({ describe, test, expect }: TestRunner, world: StoreWorld): void {
  const law: Law = (name, body) =>
    test(name, async () => {
      const clock = manualClock(MORNING);
      const open = await world.open(clock);
      try {
        await body(open, clock);
      } finally {
        await open.close();
      }
    });
  const laws: StoreLaws = { describe, expect, law };
  logLaws(laws);
  mirrorLaws(laws);
  turnLaws(laws);
}
