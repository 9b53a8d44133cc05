import type { ItemUid } from '../../packages/core/src/model/id.ts';
import type { TrackedIssue } from './tracker-world.ts';
import type { TrueClock } from './true-clock.ts';

/** What people who act in a tracker need of the world. */
export interface Driver {
  readonly truth: TrueClock;
  /** What `change` does to an issue is on record as typed by a person. */
  edit(issue: TrackedIssue, change: () => void): void;
  itemOf(issue: TrackedIssue): ItemUid | null;
  /** True once the engine has recorded that item and issue belong together. */
  isLinked(item: ItemUid): boolean;
}
