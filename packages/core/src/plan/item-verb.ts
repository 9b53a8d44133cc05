import type { EntityChange } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';

/** Who acts, and on which day. */
export interface ActOptions {
  readonly today: PlainDate;
  readonly by: string;
}

/** Something a person does to items: all of them change, or none and the fault says why. */
export type ItemVerb<Options extends ActOptions> = (
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  options: Options,
) => Result<readonly EntityChange[]>;
