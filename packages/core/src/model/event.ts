import type { Uid, WorkspaceId } from './id.ts';
import type { DocumentRecord, Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import type { ActionItem } from './item.ts';
import type { MirrorState, TrackerState } from './mirror.ts';
import type { PlainDate } from './plain-date.ts';
import type { Series } from './series.ts';
import type { Settings } from './settings.ts';

/** Everything whose history is kept. What a report depends on is one of these, and nothing else. */
export type Entity = ActionItem | Incident | Series | DocumentRecord | MirrorState | TrackerState | Settings;
export type EntityType = Entity['type'];

/** The entities that people call by number. */
export type Numbered = Extract<Entity, { readonly number: number }>;

type WithoutNumber<E> = E extends Numbered ? Omit<E, 'number'> : E;
/** An entity before the store gave it its number. */
export type NewEntity = WithoutNumber<Entity>;
export type NewItem = WithoutNumber<ActionItem>;
export type NewIncident = WithoutNumber<Incident>;
export type NewSeries = WithoutNumber<Series>;

/** One line of the append-only log: after this, the entity is `value`. State is the fold: the last value wins. */
export interface RecordedEvent {
  readonly seq: number;
  readonly at: Instant;
  /** The day in the workspace's zone, never before the last event's. */
  readonly on: PlainDate;
  readonly actor: string;
  readonly reason: string | null;
  readonly uid: Uid;
  /** The version of the value's shape. */
  readonly v: 1;
  readonly value: Entity;
}

/** What planners answer and stores carry out. */
export type EntityChange =
  | { readonly op: 'create'; readonly entity: NewEntity; readonly reason: string | null }
  | { readonly op: 'update'; readonly entity: Entity; readonly reason: string | null };

/** A store: created once, carried by every marker. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly createdAt: Instant;
  /** Made by `init --sandbox`: may write to trackers under `--today`. */
  readonly sandbox: boolean;
}

/** One value that an entity had from a day on, until another day or until today (`null`). */
export interface Version<E extends Entity = Entity> {
  readonly seq: number;
  readonly from: PlainDate;
  /** The first day on which it had another value. */
  readonly to: PlainDate | null;
  readonly value: E;
}
