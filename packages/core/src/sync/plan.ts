import type { TrackerConfig } from '../config/config.ts';
import type { Json } from '../model/brand.ts';
import type { ItemUid } from '../model/id.ts';
import type { Conflict, IssueKey, SyncField, TrackerName } from '../model/mirror.ts';
import type { Draft, Patch } from '../tracker/port.ts';

/** A tracker as the planner knows it: by its name there and by its configuration. */
export interface PlanTarget {
  readonly tracker: TrackerName;
  readonly config: TrackerConfig;
}

/** One field that crosses, raw: in the tracker's words on the side of the tracker. */
export interface FieldChange {
  readonly field: SyncField;
  readonly from: Json;
  readonly to: Json;
}

export interface Named {
  /** For people: `AI-7`. */
  readonly item: string;
  readonly uid: ItemUid;
  readonly tracker: TrackerName;
}

interface AtIssue extends Named {
  readonly key: string;
  readonly url: string;
}

/** One step that brings both sides closer. */
export type PlanChange =
  /** Look whether a create in doubt happened. */
  | (Named & { readonly kind: 'settle' })
  /** An issue that exists already becomes the mirror. */
  | (Named & { readonly kind: 'adopt'; readonly url: string })
  /** What moved there moves here. */
  | (AtIssue & { readonly kind: 'pull'; readonly fields: readonly FieldChange[] })
  /** What moved here moves there. */
  | (AtIssue & { readonly kind: 'update'; readonly fields: readonly FieldChange[]; readonly patch: Patch })
  | (Named & { readonly kind: 'create'; readonly draft: Draft })
  /** A second issue for the same item, or the mirror that it moves away from, is closed as duplicate. */
  | (Named & { readonly kind: 'duplicate'; readonly issue: IssueKey })
  /** Nothing can be done until somebody changes something. */
  | (Named & { readonly kind: 'wait'; readonly code: string; readonly message: string });

/** The order in which kinds are carried out, and listed. */
export const PLAN_ORDER = [
  'settle',
  'pull',
  'update',
  'duplicate',
  'adopt',
  'create',
  'wait',
] as const satisfies readonly PlanChange['kind'][];

/** The list of changes that would bring both sides in step: sorted, serialisable, made without any clock. */
export interface SyncPlan {
  readonly version: 1;
  /** Sorted by kind in {@link PLAN_ORDER}, then by item number. */
  readonly changes: readonly PlanChange[];
  /** Open ones, new ones included. */
  readonly conflicts: readonly Conflict[];
  /** Proposals that wait for triage. */
  readonly waiting: number;
}
