import type { RecordedEvent } from '../model/event.ts';

/** A log that can be read: for export, for audit, and for the law that the state equals its fold. */
export interface EventLog {
  /** Events after `after` (default: from the first), in order of seq; at most `limit`. */
  events(options?: { readonly after?: number; readonly limit?: number }): Promise<readonly RecordedEvent[]>;
}
