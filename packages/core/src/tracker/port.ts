import type { Json } from '../model/brand.ts';
import type { Instant } from '../model/instant.ts';
import type { Draft, TargetStatus } from '../model/issue-draft.ts';
import type { Priority } from '../model/item.ts';
import type { Issue, IssueKey, Marker, SyncField, TrackerName } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';

export type { Draft, TargetStatus };

/** Where the next pull goes on; only its tracker can read it. */
export type Cursor = Json;

/** Only what shall change. Labels are added and removed, never replaced as a set. */
export interface Patch {
  readonly title?: string;
  readonly details?: string;
  /** `from` is the account of ours that goes; others stay. */
  readonly assignee?: { readonly from: string | null; readonly to: string | null };
  readonly dueOn?: PlainDate | null;
  readonly priority?: Priority | null;
  readonly labels?: { readonly add: readonly string[]; readonly remove: readonly string[] };
  readonly status?: TargetStatus;
  /** Makes an issue ours: adopted issues get the marker with their first update. */
  readonly marker?: Marker;
}

export interface Pulled {
  readonly issues: readonly Issue[];
  readonly cursor: Cursor;
  /** The tracker's clock at the first response. */
  readonly at: Instant;
  /** Who we are there; `null` when this pull did not ask. The first pull (cursor `null`) asks. */
  readonly account: string | null;
  /** Ids of issues that are there and changed, and that no read could make out. Each later pull names them until one can. */
  readonly unreadable?: readonly string[];
}

/** `unreadable`: there, but not in a form that can be made out; nothing is known of it. `hidden`: absent or not to be seen by us, and nobody can tell which. */
export type Seen =
  | { readonly key: IssueKey; readonly state: 'present'; readonly issue: Issue }
  | { readonly key: IssueKey; readonly state: 'moved'; readonly to: string | null }
  | { readonly key: IssueKey; readonly state: 'gone' | 'hidden' | 'not-an-issue' | 'unreadable' };

export interface Found {
  readonly issues: readonly Issue[];
  /** The tracker's clock. */
  readonly at: Instant;
  readonly account: string | null;
}

/** A field or create that the tracker plainly refused. A title or details that are `too-long` were written, cut. */
export interface FieldRefusal {
  readonly field: SyncField | 'create';
  readonly code: RefusalCode;
  readonly message: string;
}

export type RefusalCode =
  | 'assignee-unknown'
  | 'no-permission'
  | 'too-long'
  | 'invalid'
  | 'no-transition'
  | 'required-field'
  | 'gone'
  | 'closed-to-issues';

/** What became of one draft. In doubt: no answer that says yes or no; settled by `find`, never by trying again. */
export type Created =
  | { readonly outcome: 'created'; readonly issue: Issue; readonly refused: readonly FieldRefusal[] }
  | { readonly outcome: 'refused'; readonly refusal: FieldRefusal }
  | { readonly outcome: 'in-doubt'; readonly reason: string }
  /** Surely not created: a limit, or nothing was sent. */
  | { readonly outcome: 'later'; readonly retryAfterMs: number; readonly reason: string };

export interface Updated {
  /** As the tracker now holds it. */
  readonly issue: Issue;
  readonly refused: readonly FieldRefusal[];
  /** Left as they were: somebody changed them since `known`, as a read before the write showed. */
  readonly outdated?: readonly SyncField[];
}

/** What the caller is about to do with what it pulls. */
export interface PullOptions {
  /**
   * Issues that are likely to be written next, the likeliest first. Where lists lag, what a pull says of these should be as true as a
   * read, as far as that costs no request more: nobody's edit is overwritten then for being too new to be listed.
   */
  readonly soon: readonly IssueKey[];
}

/** What is known of an issue that is to be written: where a tracker reads before it writes, it overwrites nothing newer. */
export interface UpdateOptions {
  readonly known: Issue;
  /** Of the item that the issue mirrors: of several blocks in its text this one's is ours. */
  readonly marker?: Marker;
}

/**
 * A tracker is a function's answer: transport comes in, nothing is registered, and no call is ever repeated
 * once it may have created something.
 *
 * Laws (judged by `trackerContract`): a pull from a cursor answers everything that changed since, each issue
 * whole; what `create` made is seen by `read` at once and by `find` once lists have caught up; `update` touches
 * only what the patch names; foreign labels, assignees and text survive every call.
 */
export interface Tracker {
  /** `github:acme/payments`; the part before the colon names the accounts in `people`. */
  readonly name: TrackerName;
  /** How many drafts one call takes: intents are committed per batch. */
  readonly createsAtOnce: number;
  pull(cursor: Cursor | null, options?: PullOptions): Promise<Pulled>;
  /** The strongest read there is. Answers in the order of `keys`. */
  read(keys: readonly IssueKey[]): Promise<readonly Seen[]>;
  /** Issues that carry one of `markers` and were created at or after `since`. By listing, never by search. */
  find(markers: readonly Marker[], since: Instant): Promise<Found>;
  /** Answers in the order of `drafts`. */
  create(drafts: readonly Draft[]): Promise<readonly Created[]>;
  update(key: IssueKey, patch: Patch, options?: UpdateOptions): Promise<Updated>;
}

export type TrackerErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'unreachable'
  | 'limited'
  | 'moved'
  | 'gone'
  | 'invalid'
  | 'timeout'
  | 'bad-answer'
  | 'insecure';

/** What a tracker throws when a whole call fails. Never holds a secret. */
export class TrackerError extends Error {
  override readonly name = 'TrackerError';
  readonly code: TrackerErrorCode;
  readonly tracker: TrackerName;
  /** For `limited`: how long to wait. */
  readonly retryAfterMs: number | null;
  /** For `limited`: only the issue that was to be written has to wait, others need not. */
  readonly isOfOneIssue: boolean;

  constructor(
    code: TrackerErrorCode,
    tracker: TrackerName,
    message: string,
    options?: ErrorOptions & { readonly retryAfterMs?: number; readonly isOfOneIssue?: boolean },
  ) {
    super(message, options);
    this.code = code;
    this.tracker = tracker;
    this.retryAfterMs = options?.retryAfterMs ?? null;
    this.isOfOneIssue = options?.isOfOneIssue ?? false;
  }
}
