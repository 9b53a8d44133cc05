import type { Brand } from './brand.ts';
import type { PlainDate } from './plain-date.ts';

/** A moment, as ISO 8601 in UTC with milliseconds (`2026-03-31T08:00:00.000Z`): sorts in the order of time. */
export type Instant = Brand<string, 'Instant'>;

/** The moment that `text` names, or `null` when it names none or has no offset. */
export function parseInstant(text: string): Instant | null {
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? null : instantAt(ms);
}

/** The moment `epochMs` milliseconds after 1970 in UTC. */
export function instantAt(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** Milliseconds since 1970 in UTC. */
export function epochMsOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantAt(epochMsOf(instant) + ms);
}

/** Where "now" comes from. The shell hands in a real one; tests and `--today` another. */
export interface Clock {
  now(): Instant;
  /** The day it is in `timeZone`; under `--today` the day that was asked for. */
  today(timeZone: string): PlainDate;
}
