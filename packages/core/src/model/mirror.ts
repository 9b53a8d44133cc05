import type { Json } from './brand.ts';
import type { ItemUid, Uid, WorkspaceId } from './id.ts';
import type { Instant } from './instant.ts';
import type { SentCreate } from './issue-draft.ts';
import type { PlainDate } from './plain-date.ts';

/** A tracker by host and repository or project, never by its configured name: `github:acme/payments`. */
export type TrackerName = string;

/** What we write into an issue so that it can be recognised. */
export interface Marker {
  readonly workspace: WorkspaceId;
  readonly item: ItemUid;
}

/** Names one issue: `id` never changes, `key` (a number, `OPS-12`) and `url` may. Of an issue known by its URL only, `id` is empty. */
export interface IssueKey {
  readonly id: string;
  readonly key: string;
  readonly url: string;
}

/** What crosses between an item and its issue. */
export const SYNC_FIELDS = ['title', 'status', 'assignee', 'dueOn', 'priority', 'labels', 'details'] as const;
export type SyncField = (typeof SYNC_FIELDS)[number];

/** An issue's status in the tracker's own words. */
export interface RemoteStatus {
  readonly name: string;
  /** Jira's status categories; GitHub has the first and the last. */
  readonly category: 'new' | 'indeterminate' | 'done';
  readonly resolution: string | null;
}

/** What an issue holds, whole, in the tracker's own words. */
export interface Issue extends IssueKey {
  /** Who created it, as the tracker names accounts. */
  readonly author: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** `null` when it carries none; more than one means it was copied. */
  readonly markers: readonly Marker[];
  readonly title: string;
  readonly status: RemoteStatus;
  readonly assignees: readonly string[];
  readonly dueOn: PlainDate | null;
  readonly priority: string | null;
  /** All labels, foreign ones too. */
  readonly labels: readonly string[];
  /** The text of the managed block without what is a field of its own; `null` when there is no block. */
  readonly details: string | null;
  /** Where an issue's text holds several blocks: what each says. `dueOn` and `details` are those of the first. */
  readonly blocks?: readonly (Pick<Issue, 'dueOn' | 'details'> & { readonly marker: Marker | null })[];
}

/** The values, raw and each in its side's terms, when a field was last in step. */
export interface Past {
  readonly ours: Json;
  readonly theirs: Json;
}

/** What an update was about to write, while nobody knows whether it did. */
export interface Sent {
  /** Our value, raw; of labels those that the issue should then have. */
  readonly ours: Json;
  /** The issue's own stamp, as it was known. */
  readonly known: Instant;
}

/** Our record that item and issue belong together. */
export interface Link {
  readonly item: ItemUid;
  readonly tracker: TrackerName;
  readonly issue: IssueKey;
  readonly pasts: Readonly<Partial<Record<SyncField, Past>>>;
  /** What the issue held when last seen, and when that was by the tracker's clock. */
  readonly now: Issue;
  readonly seenAt: Instant;
  /** `tombstone`: a person deleted or unlinked it; never created again. */
  readonly state: 'live' | 'gone' | 'hidden' | 'moved' | 'tombstone';
  /** Something is not in step: planned again even if neither side moves. */
  readonly pending: boolean;
  /** The item's seq at which it was last planned. */
  readonly itemSeq: number;
  /** Committed before an update is sent, and ended with its answer. */
  readonly sent?: Readonly<Partial<Record<SyncField, Sent>>>;
  /** Labels of ours by a prefix of before: to be taken off with the next update of labels, which ends this. */
  readonly formerLabels?: readonly string[];
}

/** Committed before a create is sent; cleared when its fate is known. */
export interface Intent {
  readonly item: ItemUid;
  readonly tracker: TrackerName;
  readonly marker: Marker;
  /** What was sent. */
  readonly draft: SentCreate;
  readonly at: Instant;
  /** Bound below for `find`, by the tracker's clock where known. */
  readonly since: Instant;
  /** The first `find` that did not see it, by the tracker's clock: the settle window runs from here. */
  readonly firstEmptyFindAt: Instant | null;
}

/** What a person asked for an item's mirror. Ended by the sync that carries it out. */
export type Wish = { readonly item: ItemUid } & (
  | { readonly want: 'adopt'; readonly url: string }
  /** A new issue, instead of the one it has, in the tracker of that configured name; `null`: where the routes say. */
  | { readonly want: 'create'; readonly tracker: string | null }
);

/** A create or field the tracker plainly refused; not tried again until what would be sent changes. */
export interface Refusal {
  readonly item: ItemUid;
  readonly tracker: TrackerName;
  readonly field: SyncField | 'create';
  readonly code: string;
  readonly message: string;
  /** Digest of what was sent. */
  readonly digest: string;
}

/** Both sides changed the same field differently since they last agreed. */
export interface Conflict {
  readonly item: ItemUid;
  readonly tracker: TrackerName;
  readonly field: SyncField;
  readonly ours: Json;
  readonly theirs: Json;
  readonly since: Instant;
  /** Who won, by authority; `null` while a person must say. */
  readonly won: 'ours' | 'theirs' | null;
}

/** The mirror is no longer what the link says, or holds what our model cannot. */
export interface Drift {
  readonly item: ItemUid | null;
  readonly tracker: TrackerName;
  readonly issue: IssueKey | null;
  readonly code:
    | 'deleted'
    | 'hidden'
    | 'moved'
    | 'marker-gone'
    | 'marker-twice'
    | 'orphan'
    | 'stranger'
    | 'twin'
    | 'rival'
    | 'open-again'
    | 'unreached'
    | 'already-mirrored'
    | 'not-an-issue'
    | 'unreadable'
    | 'unmappable'
    | 'block-edited'
    | 'label-gone'
    | 'no-permission'
    | 'found-again';
  readonly field: SyncField | null;
  readonly message: string;
  /** What to keep: the value that means nothing here, or the list of texts that were written into our block. */
  readonly saved: Json;
}

/** What the log keeps of an item's mirrors: enough for lists and reports of any day. */
export interface MirrorState {
  readonly type: 'mirror';
  /** Derived from item and tracker. */
  readonly uid: Uid;
  readonly item: ItemUid;
  readonly tracker: TrackerName;
  readonly key: string;
  readonly url: string;
  readonly state: Link['state'];
  /** Fields in open conflict. */
  readonly conflicts: readonly SyncField[];
}

/** What the log keeps of a tracker: written once a day at most. */
export interface TrackerState {
  readonly type: 'tracker';
  readonly uid: Uid;
  readonly name: TrackerName;
  readonly lastSyncOn: PlainDate;
}
