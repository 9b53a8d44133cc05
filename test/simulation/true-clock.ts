import { type Clock, type Instant, instantAt } from '../../packages/core/src/model/instant.ts';
import { dayIn } from '../../packages/core/src/model/plain-date.ts';

/** Monday, nine in the morning. */
export const STORY_BEGINS_MS = Date.parse('2026-03-02T09:00:00.250Z');

/** The time it really is. It moves only when told to, and what was arranged for a moment happens in passing it. */
export class TrueClock {
  #nowMs = STORY_BEGINS_MS;
  #arranged: { readonly atMs: number; readonly happen: () => void }[] = [];

  get nowMs(): number {
    return this.#nowMs;
  }

  get now(): Instant {
    return instantAt(this.#nowMs);
  }

  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [next] = this.#arranged.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#arranged = this.#arranged.filter((one) => one !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.happen();
    }
    this.#nowMs = untilMs;
  }

  arrange(inMs: number, happen: () => void): void {
    this.#arranged.push({ atMs: this.#nowMs + inMs, happen });
  }
}

/** The clock of the machine on which closeout runs: it may be wrong, and may jump. */
export class MachineClock implements Clock {
  readonly #truth: TrueClock;
  /** How far it is ahead. */
  aheadMs: number;

  constructor(truth: TrueClock, aheadMs: number) {
    this.#truth = truth;
    this.aheadMs = aheadMs;
  }

  now(): Instant {
    return instantAt(this.#truth.nowMs + this.aheadMs);
  }

  today(timeZone: string) {
    return dayIn(timeZone, this.now());
  }
}
