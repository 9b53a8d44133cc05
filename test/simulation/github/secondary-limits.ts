import type { Answer } from '../answer.ts';
import type { GithubHabits } from './habits.ts';
import { refusal } from './refusal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CREATES_PER_HOUR = 500;
const POINTS_PER_MINUTE = 900;

/** Secondary limits as a sliding log: content creation by minute and hour, points by minute (a read 1, a write 5). */
export class SecondaryLimits {
  readonly #habits: GithubHabits;
  #creates: number[] = [];
  #points: { readonly atMs: number; readonly points: number }[] = [];

  constructor(habits: GithubHabits) {
    this.#habits = habits;
  }

  /** The refusal, or `null` when the request goes through and counts. */
  refuse({ nowMs, method, creates }: { readonly nowMs: number; readonly method: string; readonly creates: boolean }): Answer | null {
    this.#creates = this.#creates.filter((atMs) => atMs > nowMs - HOUR_MS);
    this.#points = this.#points.filter(({ atMs }) => atMs > nowMs - MINUTE_MS);
    const spent = this.#points.reduce((sum, { points }) => sum + points, 0);
    const cost = method === 'GET' ? 1 : 5;
    const inMinute = this.#creates.filter((atMs) => atMs > nowMs - MINUTE_MS);
    const untilMs = Math.max(
      spent + cost > POINTS_PER_MINUTE ? (this.#points[0]?.atMs ?? nowMs) + MINUTE_MS : 0,
      creates && inMinute.length >= this.#habits.createsPerMinute ? (inMinute[0] ?? nowMs) + MINUTE_MS : 0,
      creates && this.#creates.length >= CREATES_PER_HOUR ? (this.#creates[0] ?? nowMs) + HOUR_MS : 0,
    );
    if (untilMs > 0) return this.refusal(Math.ceil((untilMs - nowMs) / 1000));
    this.#points.push({ atMs: nowMs, points: cost });
    if (creates) this.#creates.push(nowMs);
    return null;
  }

  refusal(seconds: number): Answer {
    const { status, body } = refusal(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.');
    return { status, body, headers: this.#habits.tellsRetryAfter ? { 'retry-after': String(Math.max(1, seconds)) } : {} };
  }
}
