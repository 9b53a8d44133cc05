import { type Draft, type Instant, instantAt, type Marker, type PlainDate } from '@closeout/core';
import { type JiraEmulation, type JiraEmulationOptions, type Json, type JsonObject, startJiraEmulation } from '@closeout/jira-emulation';
import { type JiraTrackerOptions, jiraTracker } from '@closeout/sync-jira';
import { type JiraNetwork, jiraNetwork } from './jira-network.ts';

/** A Jira site on this machine with a clock that is moved by hand. */
export interface JiraWorld {
  readonly jira: JiraEmulation;
  readonly clock: HandClock;
  /** What the trackers send through. */
  readonly network: JiraNetwork;
  /** A tracker of the project `OPS`, as the robot. */
  tracker(over?: Partial<JiraTrackerOptions>): ReturnType<typeof jiraTracker>;
  /** Lets time pass until the index shows everything. */
  settle(): void;
}

export interface HandClock {
  now(): Instant;
  advance(ms: number): void;
}

export const MARA = '5b10a2844c20165700ede21f';
export const TOMAS = '5b109f2e9729b51b54dc274e';
export const ROBOT = '5b10a0effa615349cb016cd8';
const START = Date.parse('2026-03-02T09:00:00.000Z');

export function handClock(startMs = START): HandClock {
  let nowMs = startMs;
  return {
    now: () => instantAt(nowMs),
    advance(ms) {
      nowMs += ms;
    },
  };
}

/** A lag that is the same for every change, so that a test can wait for it. */
export type JiraWorldOptions = Omit<JiraEmulationOptions, 'indexLagMs'> & { readonly indexLagMs?: number };

/** Starts a site; whoever opens it closes it (`jira.close()`). */
export async function openJiraWorld(options: JiraWorldOptions = {}): Promise<JiraWorld> {
  const clock = handClock();
  const network = jiraNetwork();
  const jira = await startJiraEmulation({ clock, ...options });
  return {
    jira,
    clock,
    network,
    settle: () => clock.advance((options.indexLagMs ?? 0) + 1_000),
    tracker: (over = {}) => jiraTracker({ ...trackerOptions(jira, clock), fetch: network.fetch, ...over }),
  };
}

/** Everything that a tracker of the project `OPS` on `jira` needs. */
export function trackerOptions(jira: JiraEmulation, clock: Pick<HandClock, 'now'>): JiraTrackerOptions {
  return {
    host: jira.url,
    project: 'OPS',
    issueType: 'Task',
    auth: { type: 'basic', email: jira.email, token: jira.token },
    overlapSeconds: 900,
    statuses: {},
    resolutions: {},
    transitionFields: {},
    fields: {},
    since: instantAt(START),
    clock,
  };
}

const WORKSPACE = '018f3c1e-7a00-7000-8000-00000000abcd';

export function markerOf(n: number): Marker {
  const item = `018f3c1e-7a00-7000-8000-${n.toString(16).padStart(12, '0')}`;
  return { workspace: WORKSPACE as Marker['workspace'], item: item as Marker['item'] };
}

export function draftOf(n: number, over: Partial<Draft> = {}): Draft {
  return {
    marker: markerOf(n),
    title: `Promise ${n}`,
    details: `What promise ${n} is about.`,
    assignee: null,
    dueOn: null,
    priority: null,
    labels: [],
    status: { status: 'open', resolution: null },
    ...over,
  };
}

export function day(text: string): PlainDate {
  return text as PlainDate;
}

/** Everything that can be read in a document, in order. */
export function documentText(node: Json): string {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return '';
  const { text, content } = node as JsonObject;
  const inside = Array.isArray(content) ? content.map(documentText).join('\n') : '';
  return typeof text === 'string' ? text : inside;
}
