import type { Instant } from '../model/instant.ts';
import type { Conflict, Drift } from '../model/mirror.ts';
import type { PlanChange, SyncPlan } from '../sync/plan.ts';

/** A field or create that a tracker refused in this run. */
export interface RefusedChange {
  /** For people: `AI-7`. */
  readonly item: string;
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What one run did to one tracker. */
export interface TargetResult {
  /** The configured name. */
  readonly name: string;
  readonly tracker: string;
  readonly created: number;
  readonly adopted: number;
  readonly updated: number;
  readonly pulled: number;
  /** Creates whose fate is not known yet. */
  readonly inDoubt: number;
  readonly refused: readonly RefusedChange[];
  /** Set when the run stopped early: a limit, or a create in doubt that is settled then. */
  readonly resumeAt: Instant | null;
  /** What limit that was, as the tracker names it; `null` without one. */
  readonly limitedBy: string | null;
  /** The call that failed, if one did; other trackers went on. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Why a run did nothing or not all, when no tracker is to blame. */
export type SyncStop =
  | { readonly code: 'busy'; readonly tracker: string; readonly message: string }
  | { readonly code: 'guard'; readonly count: number; readonly message: string }
  | { readonly code: 'stale'; readonly message: string }
  | { readonly code: 'aborted'; readonly message: string };

export interface SyncResult {
  readonly trackers: readonly TargetResult[];
  /** Open ones. */
  readonly conflicts: readonly Conflict[];
  readonly drift: readonly Drift[];
  /** Proposals that wait for triage. */
  readonly waiting: number;
  readonly stop: SyncStop | null;
}

/** What `plan` shows: the plan, and trackers that could not be asked. */
export interface PlanResult {
  readonly plan: SyncPlan;
  readonly failed: readonly { readonly name: string; readonly code: string; readonly message: string }[];
  readonly stop: SyncStop | null;
}

/** The running figures of one tracker. */
export class Tally {
  readonly name: string;
  readonly tracker: string;
  created = 0;
  adopted = 0;
  updated = 0;
  pulled = 0;
  inDoubt = 0;
  readonly refused: RefusedChange[] = [];
  #stoppedUntil: Limited | null = null;
  #leftUntil: Limited | null = null;
  #settleAt: Instant | null = null;
  error: TargetResult['error'] = null;

  constructor(name: string, tracker: string) {
    this.name = name;
    this.tracker = tracker;
  }

  /** True once nothing more may be sent in this run. */
  get isStopped(): boolean {
    return this.error !== null || this.#stoppedUntil !== null;
  }

  /** Why nothing more may be sent in this run, or could be. */
  get failure(): TargetResult['error'] {
    if (this.error !== null || this.#stoppedUntil === null) return this.error;
    return { code: 'limited', message: `${this.#stoppedUntil.by}; it goes on at ${this.#stoppedUntil.at}` };
  }

  /** Nothing more may be sent before that moment. */
  stopUntil(at: Instant, by: string): void {
    this.#stoppedUntil = later(this.#stoppedUntil, { at, by });
  }

  /** One issue may not be written before that moment; others go on. */
  leaveUntil(at: Instant, by: string): void {
    this.#leftUntil = later(this.#leftUntil, { at, by });
  }

  /** A create in doubt can be settled then; other items go on. */
  settleAgainAt(at: Instant): void {
    if (this.#settleAt === null || at > this.#settleAt) this.#settleAt = at;
  }

  refuse(change: PlanChange, refusals: readonly { readonly field: string; readonly code: string; readonly message: string }[]): void {
    for (const { field, code, message } of refusals) this.refused.push({ item: change.item, field, code, message });
  }

  result(): TargetResult {
    const { name, tracker, created, adopted, updated, pulled, inDoubt, refused, error } = this;
    const limited = this.#stoppedUntil ?? this.#leftUntil;
    const resumeAt = limited?.at ?? (inDoubt > 0 ? this.#settleAt : null);
    return { name, tracker, created, adopted, updated, pulled, inDoubt, refused, resumeAt, limitedBy: limited?.by ?? null, error };
  }
}

interface Limited {
  readonly at: Instant;
  readonly by: string;
}

function later(known: Limited | null, next: Limited): Limited {
  return known === null || next.at > known.at ? next : known;
}
