import { Chance } from './chance.ts';
import type { GithubHabits } from './github/habits.ts';
import { GITHUB_EDITS } from './github/people-there.ts';
import type { JiraHabits } from './jira/habits.ts';
import { JIRA_EDITS } from './jira/people-there.ts';
import { FAULTS, type Fault, LATE_MS } from './network.ts';
import type { EditHere } from './people-here.ts';
import { EDITS_HERE } from './people-here.ts';
import type { Doom } from './simulated-process.ts';

/** Ways out of the bounds. docs/guarantee.md says what each of them costs, and which seeds show it. */
export const BEYOND = ['lag', 'freeze'] as const;
export type Beyond = (typeof BEYOND)[number];

/** A tracker of a story, how it behaves, and how long a create in doubt waits there. */
export type TrackerBounds = (
  | { readonly type: 'github'; readonly habits: GithubHabits }
  | { readonly type: 'jira'; readonly habits: JiraHabits }
) & { readonly settleSeconds: number };

const TRACKERS = ['github', 'jira'] as const;
/** What a story plays on: `both` in one workspace, each item by its route. */
export const PLACES = [...TRACKERS, 'both'] as const;
export type PlaceName = (typeof PLACES)[number];

/** What a story stays within. The promise holds inside; docs/guarantee.md shows what happens outside. */
export interface Bounds {
  /** Which bound the story does not keep. */
  readonly beyond: Beyond | null;
  readonly trackers: readonly TrackerBounds[];
  readonly writesPerMinute: number;
  /** How long a process may stand still between committing an intent and recording its fate. */
  readonly freezeMaxMs: number;
  readonly clockAheadMs: number;
  /** Whether a dead process's lease is taken over at once (same machine) or when it expires. */
  readonly deathIsKnown: boolean;
}

export type EditThere = keyof typeof GITHUB_EDITS | keyof typeof JIRA_EDITS;
export type Who = 0 | 1;
export type Switch = 'push' | 'access' | 'issues';

/** One thing that happens. `nth` and `n` choose among what there is at that moment. */
export type Step =
  | { readonly do: 'add'; readonly n: number }
  | { readonly do: 'here'; readonly nth: number; readonly edit: EditHere; readonly n: number }
  | { readonly do: 'there'; readonly nth: number; readonly edit: EditThere; readonly n: number }
  /** Begins a sync, or goes on with it, over so many stops; `null`: to its end. */
  | {
      readonly do: 'sync';
      readonly who: Who;
      readonly stops: number | null;
      readonly mode: 'two-way' | 'push-only' | 'pull-only' | 'create-only';
    }
  | { readonly do: 'doom'; readonly who: Who; readonly doom: Doom }
  | { readonly do: 'die'; readonly who: Who; readonly moment: Doom['moment'] }
  | { readonly do: 'stop'; readonly who: Who }
  | { readonly do: 'fault'; readonly who: Who; readonly fault: Fault }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'jump'; readonly seconds: number }
  | { readonly do: 'switch'; readonly what: Switch };

export interface Story {
  readonly seed: number;
  readonly bounds: Bounds;
  readonly steps: readonly Step[];
}

/** As configurations have it by default. */
const SETTLE_SECONDS = { github: 600, jira: 900 } as const;
/** Longer than the settle window, shorter than the overlap of two pulls. */
const LONG_LAG_MS = 840_000;

/** The story of a seed. Lag, freeze and late requests together stay below the settle window, unless `beyond` says otherwise. */
export function drawStory(
  seed: number,
  { beyond = null, on = 'github' }: { readonly beyond?: Beyond | null; readonly on?: PlaceName } = {},
): Story {
  const chance = new Chance(seed);
  const drawn = (on === 'both' ? TRACKERS : [on]).map((type) => {
    const drawnLagMs = chance.pick(LAGS_MS[type]);
    const lagMaxMs = beyond === 'lag' ? LONG_LAG_MS : drawnLagMs;
    const settleSeconds = beyond === null ? SETTLE_SECONDS[type] : SETTLE_SECONDS.github;
    const freezeMaxMs = settleSeconds * 1000 - drawnLagMs - LATE_MS - 30_000;
    return { tracker: drawTracker(chance, { type, lagMaxMs, settleSeconds }), freezeMaxMs };
  });
  const bounds: Bounds = {
    beyond,
    trackers: drawn.map(({ tracker }) => tracker),
    writesPerMinute: chance.pick([4, 60, 60]),
    freezeMaxMs: beyond === 'freeze' ? Number.POSITIVE_INFINITY : Math.min(...drawn.map(({ freezeMaxMs }) => freezeMaxMs)),
    clockAheadMs: chance.pick([0, 0, 90_000, -90_000, 3_600_000, -3_600_000]),
    deathIsKnown: chance.happens(0.5),
  };
  const length = 6 + chance.below(26);
  const opening: readonly Step[] = Array.from({ length: 1 + chance.below(3) }, () => ({ do: 'add', n: chance.below(1000) }));
  const astray = beyond === null ? [] : stepsBeyond(beyond, chance);
  return { seed, bounds, steps: [...opening, ...astray, ...Array.from({ length }, () => drawStep(chance, EDITS[on]))] };
}

const EDITS = { github: GITHUB_EDITS, jira: JIRA_EDITS, both: { ...GITHUB_EDITS, ...JIRA_EDITS } };
const LAGS_MS = { github: [0, 5_000, 30_000, 120_000, 240_000], jira: [0, 5_000, 60_000, 300_000, 600_000] };

function drawTracker(
  chance: Chance,
  { type, lagMaxMs, settleSeconds }: { readonly type: TrackerBounds['type']; readonly lagMaxMs: number; readonly settleSeconds: number },
): TrackerBounds {
  const pageSize = chance.pick([2, 3, 100]);
  switch (type) {
    case 'github': {
      const habits: GithubHabits = {
        lagMaxMs,
        pageSize,
        paging: chance.pick(['page', 'after']),
        lineEnds: chance.pick(['kept', 'kept', 'crlf']),
        createsPerMinute: chance.pick([3, 80]),
        tellsRetryAfter: chance.happens(0.7),
        knowsDuplicate: chance.happens(0.7),
      };
      return { type, habits, settleSeconds };
    }
    case 'jira': {
      const workflow = chance.pick(['simple', 'strict', 'named'] as const);
      const timeZone = chance.pick(['UTC', 'Europe/Berlin', 'Asia/Kolkata']);
      return { type, habits: { lagMaxMs, pageSize, workflow, timeZone, tellsRetryAfter: chance.happens(0.7) }, settleSeconds };
    }
  }
}

/** What it takes to make a twin: a create whose answer is lost or late, and time. */
function stepsBeyond(beyond: Beyond, chance: Chance): readonly Step[] {
  const sync = (who: Who, stops: number | null = null): Step => ({ do: 'sync', who, stops, mode: 'two-way' });
  const wait: Step = { do: 'wait', seconds: 620 };
  switch (beyond) {
    case 'lag':
      return [{ do: 'fault', who: 0, fault: { kind: 'lost-after', on: 'create' } }, sync(0), sync(0), wait, sync(0)];
    case 'freeze':
      return [sync(0, 7 + chance.below(4)), wait, sync(1), wait, sync(1), sync(0)];
  }
}

function drawStep(chance: Chance, editsThere: Readonly<Partial<Record<EditThere, number>>>): Step {
  const who: Who = chance.happens(0.7) ? 0 : 1;
  const nth = chance.below(6);
  const n = chance.below(1000);
  const kind = chance.weighted({
    add: 5,
    here: 18,
    there: 20,
    sync: 34,
    doom: 6,
    die: 2,
    stop: 1,
    fault: 10,
    wait: 12,
    jump: 1,
    switch: 1,
  });
  switch (kind) {
    case 'add':
      return { do: 'add', n };
    case 'here':
      return { do: 'here', nth, edit: chance.weighted(EDITS_HERE), n };
    case 'there':
      return { do: 'there', nth, edit: chance.weighted(editsThere as Readonly<Record<EditThere, number>>), n };
    case 'sync':
      return {
        do: 'sync',
        who,
        stops: chance.happens(0.5) ? null : 1 + chance.below(24),
        mode: chance.weighted({ 'two-way': 30, 'push-only': 1, 'pull-only': 1, 'create-only': 1 }),
      };
    case 'doom':
      return {
        do: 'doom',
        who,
        doom: { at: chance.pick(['any', 'create', 'write', 'list', 'commit', 'intent', 'link']), moment: chance.pick(['before', 'after']) },
      };
    case 'die':
      return { do: 'die', who, moment: chance.pick(['before', 'after']) };
    case 'stop':
      return { do: 'stop', who };
    case 'fault':
      return { do: 'fault', who, fault: { kind: chance.pick(FAULTS), on: chance.pick(['any', 'create', 'create', 'write', 'list']) } };
    case 'wait':
      return { do: 'wait', seconds: chance.pick([1, 2, 11, 40, 70, 200, 650, 1200]) };
    case 'jump':
      return { do: 'jump', seconds: chance.pick([-4000, -30, 30, 300, 4000]) };
    case 'switch':
      return { do: 'switch', what: chance.pick(['push', 'access', 'issues']) };
  }
}
