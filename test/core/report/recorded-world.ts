import type { Version } from '../../../packages/core/src/model/event.ts';
import type { IncidentUid, ItemUid, SeriesUid, Uid, WorkspaceId } from '../../../packages/core/src/model/id.ts';
import type { Incident } from '../../../packages/core/src/model/incident.ts';
import type { Instant } from '../../../packages/core/src/model/instant.ts';
import type { ActionItem, Due } from '../../../packages/core/src/model/item.ts';
import type { MirrorState, TrackerState } from '../../../packages/core/src/model/mirror.ts';
import { addDays, type PlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import type { Series } from '../../../packages/core/src/model/series.ts';
import type { Settings } from '../../../packages/core/src/model/settings.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';

/** What was recorded of one item: on that day, these facts changed. */
export type Told = readonly (readonly [on: string, facts: Partial<ActionItem>])[];

/** Everything recorded in a small workspace; `snapshotOf` answers what a store would. */
export interface World {
  readonly items: readonly Told[];
  readonly incidents?: readonly Incident[];
  readonly series?: readonly Series[];
  readonly mirrors?: readonly MirrorState[];
  readonly trackers?: readonly TrackerState[];
  readonly settings?: Settings | null;
}

export const SETTINGS: Settings = {
  type: 'settings',
  uid: '00000000-0000-4000-8000-0000000000aa' as Uid,
  timeZone: 'Europe/Berlin',
  workweek: [1, 2, 3, 4, 5],
  holidays: [],
  idPrefix: 'AI',
  people: { ada: { team: 'payments', manager: null }, ben: { team: 'search', manager: null } },
  teams: { payments: { lead: 'ada', services: ['checkout'] }, search: { lead: 'ben', services: ['index'] } },
};

/** The snapshot of `world` at the end of `asOf`, with the versions of thirteen weeks. Items are numbered in their order. */
export function snapshotOf(world: World, asOf: PlainDate): Snapshot {
  const pasts = world.items.map((told, index) => pastOf(told, index + 1).filter(({ from }) => from <= asOf));
  const first = addDays(asOf, -91);
  const history = pasts
    .flatMap((past) => past.map((version, at) => ({ version, next: past[at + 1] })))
    .filter(({ next }) => next === undefined || next.from >= first)
    .map(({ version, next }) => ({ ...version, to: next?.from ?? null }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.seq - b.seq))
    .map((version, index) => ({ ...version, seq: index + 1 }));
  return {
    workspace: {
      id: '01980000-0000-7000-8000-00000000beef' as WorkspaceId,
      createdAt: '2025-01-01T00:00:00.000Z' as Instant,
      sandbox: false,
    },
    seq: history.length,
    at: '2026-03-30T06:00:00.000Z' as Instant,
    nonce: 'n',
    settings: world.settings === undefined ? SETTINGS : world.settings,
    items: pasts.flatMap((past) => past.at(-1)?.value ?? []),
    incidents: world.incidents ?? [],
    series: world.series ?? [],
    documents: [],
    mirrors: world.mirrors ?? [],
    trackers: world.trackers ?? [],
    history,
  };
}

export function itemUid(number: number): ItemUid {
  return `01980000-0000-7000-8000-${String(number).padStart(12, '0')}` as ItemUid;
}

/** A proposal of which nothing is known. */
export const PLAIN_ITEM: ActionItem = {
  type: 'item',
  uid: itemUid(1),
  number: 1,
  title: 'Item',
  details: '',
  state: { status: 'proposed' },
  kind: 'unclassified',
  kindSource: 'inferred',
  activity: null,
  owner: null,
  team: null,
  priority: null,
  labels: [],
  incident: null,
  series: null,
  scheduledOn: null,
  due: null,
  proposedDueOn: null,
  snoozedUntil: null,
  recurrence: null,
  duplicateOf: null,
  references: [],
  origin: null,
  source: null,
  createdOn: plainDate('2026-01-01'),
  acceptedOn: null,
};

export function due(on: string, ...before: readonly string[]): Due {
  const dates = [...before, on].map(plainDate);
  return {
    on: plainDate(on),
    originallyOn: dates[0] ?? plainDate(on),
    rule: 'explicit',
    extensions: dates.slice(1).map((to, index) => ({ from: dates[index] ?? to, to, reason: 'not yet', on: to, by: 'ada' })),
  };
}

export function done(on: string, facts: Partial<Extract<ActionItem['state'], { status: 'done' }>> = {}): ActionItem['state'] {
  return { status: 'done', by: 'ada', evidence: null, outcome: null, ...facts, on: plainDate(on) };
}

export function cancelled(on: string, facts: Partial<Extract<ActionItem['state'], { status: 'cancelled' }>> = {}): ActionItem['state'] {
  return { status: 'cancelled', by: 'ada', resolution: 'wont-do', reason: null, until: null, into: null, ...facts, on: plainDate(on) };
}

export function incident(number: number, facts: Partial<Incident> = {}): Incident {
  return {
    type: 'incident',
    uid: `01980000-0000-7000-8001-${String(number).padStart(12, '0')}` as IncidentUid,
    number,
    title: `Incident ${number}`,
    severity: null,
    services: [],
    team: null,
    lead: null,
    startedAt: null,
    endedAt: null,
    detectedAt: null,
    durationMinutes: null,
    timeZone: null,
    impact: null,
    affectedShare: null,
    rootCause: null,
    timeline: [],
    labels: [],
    confidential: false,
    document: null,
    source: null,
    recordedOn: plainDate('2026-01-01'),
    ...facts,
  };
}

export function series(number: number, facts: Partial<Series> = {}): Series {
  return {
    type: 'series',
    uid: `01980000-0000-7000-8002-${String(number).padStart(12, '0')}` as SeriesUid,
    number,
    title: `Series ${number}`,
    details: '',
    kind: 'preventative',
    activity: 'drill',
    owner: null,
    team: null,
    priority: null,
    labels: [],
    incident: null,
    rrule: 'FREQ=MONTHLY;INTERVAL=3',
    startsOn: plainDate('2025-01-01'),
    strategy: 'fixed',
    leadDays: 14,
    windowDays: 14,
    graceDays: 7,
    requires: ['outcome'],
    controls: [],
    ended: null,
    proposal: null,
    origin: null,
    source: null,
    createdOn: plainDate('2025-01-01'),
    ...facts,
  };
}

export function mirror(item: number, facts: Partial<MirrorState> = {}): MirrorState {
  return {
    type: 'mirror',
    uid: `01980000-0000-7000-8003-${String(item).padStart(12, '0')}` as Uid,
    item: itemUid(item),
    tracker: 'github:acme/payments',
    key: String(item),
    url: `https://github.com/acme/payments/issues/${item}`,
    state: 'live',
    conflicts: [],
    ...facts,
  };
}

export function tracker(name: string, lastSyncOn: string): TrackerState {
  return { type: 'tracker', uid: '00000000-0000-4000-8000-0000000000bb' as Uid, name, lastSyncOn: plainDate(lastSyncOn) };
}

/** The versions of one item; `to` is filled in by `snapshotOf`, which knows what is seen. */
function pastOf(told: Told, number: number): readonly Version<ActionItem>[] {
  const [first] = told;
  const createdOn = plainDate(first?.[0] ?? '2026-01-01');
  let value: ActionItem = { ...PLAIN_ITEM, uid: itemUid(number), number, title: `Item ${number}`, createdOn };
  return told.map(([on, facts], index) => {
    const accepted = facts.state !== undefined && facts.state.status !== 'proposed' && value.acceptedOn === null;
    value = { ...value, ...(accepted ? { acceptedOn: plainDate(on) } : {}), ...facts };
    return { seq: index, from: plainDate(on), to: null, value };
  });
}
