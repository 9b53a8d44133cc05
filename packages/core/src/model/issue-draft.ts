import type { Json } from './brand.ts';
import type { Priority, Resolution, Status } from './item.ts';
import type { Marker, SyncField } from './mirror.ts';
import type { PlainDate } from './plain-date.ts';

/** What an issue shall become, in terms every tracker can translate. */
export interface TargetStatus {
  readonly status: Exclude<Status, 'proposed'>;
  /** For `cancelled` only. */
  readonly resolution: Resolution | null;
}

/** An issue to be made. Text is Markdown with mentions and references already defused. */
export interface Draft {
  readonly marker: Marker;
  readonly title: string;
  /** What the managed block says; the adapter adds what it has no field for (on GitHub the `Due:` line). */
  readonly details: string;
  /** The tracker's name of an account. */
  readonly assignee: string | null;
  readonly dueOn: PlainDate | null;
  readonly priority: Priority | null;
  /** Complete names, prefix included. */
  readonly labels: readonly string[];
  /** For an item that is in progress or blocked when its issue is made. */
  readonly status: TargetStatus;
}

/** What an intent remembers of a create: the draft, and our side of each field at that moment. */
export interface SentCreate {
  readonly draft: Draft;
  /** Raw, in our words; a field the tracker could not be told is absent. */
  readonly ours: Readonly<Partial<Record<SyncField, Json>>>;
  readonly itemSeq: number;
}
