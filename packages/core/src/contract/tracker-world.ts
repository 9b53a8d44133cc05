import type { ItemUid, WorkspaceId } from '../model/id.ts';
import type { Issue, IssueKey, Marker } from '../model/mirror.ts';
import type { Created, Draft, Seen, Tracker } from '../tracker/port.ts';

/** Opens a fresh, empty project for every test, so that tests need no order. */
export interface TrackerWorld {
  open(): Promise<OpenTracker>;
}

/** A tracker, and the hands of a person on its other side. */
export interface OpenTracker {
  readonly tracker: Tracker;
  /** An account that issues can be assigned to. */
  readonly assignable: string;
  /** What a person does on the tracker's own page. */
  edit(key: IssueKey, edit: PersonEdit): Promise<void>;
  /** Everything a person reads in the issue's description. */
  text(key: IssueKey): Promise<string>;
  /** Until lists show all that has happened: by waiting, or by moving the tracker's clock. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** One edit; only what is named is changed. */
export interface PersonEdit {
  readonly title?: string;
  readonly addLabel?: string;
  /** Goes below what the description holds. */
  readonly addText?: string;
  /** `dropped`: closed without being done. */
  readonly status?: 'open' | 'done' | 'dropped';
}

const WORKSPACE = '018f3c1e-7a00-7000-8000-00000000c105' as WorkspaceId;

/** The marker of the n-th item of a made-up workspace. */
export function sampleMarker(n: number): Marker {
  return { workspace: WORKSPACE, item: `018f3c1e-7a00-7000-8000-${n.toString(16).padStart(12, '0')}` as ItemUid };
}

export function sampleDraft(n: number, over: Partial<Draft> = {}): Draft {
  return {
    marker: sampleMarker(n),
    title: `Promise number ${n}`,
    details: `What promise ${n} is about.\n\nIn two paragraphs.`,
    assignee: null,
    dueOn: null,
    priority: null,
    labels: [],
    status: { status: 'open', resolution: null },
    ...over,
  };
}

/** The issues that `drafts` became, in their order; says which was not created. */
export async function createAll(tracker: Tracker, drafts: readonly Draft[]): Promise<readonly Issue[]> {
  const issues: Issue[] = [];
  for (let at = 0; at < drafts.length; at += tracker.createsAtOnce) {
    const answers = await tracker.create(drafts.slice(at, at + tracker.createsAtOnce));
    issues.push(...answers.map(issueOf));
  }
  return issues;
}

export function issueOf(created: Created): Issue {
  if (created.outcome !== 'created') throw new Error(`expected an issue, got ${JSON.stringify(created)}`);
  return created.issue;
}

/** The issue as `read` sees it, or the state that it has instead. */
export async function readOne(tracker: Tracker, key: IssueKey): Promise<Issue | Seen['state']> {
  const [seen] = await tracker.read([key]);
  if (seen === undefined) throw new Error('read answered nothing for a key');
  return seen.state === 'present' ? seen.issue : seen.state;
}

/** Order is no promise of labels and lists. */
export function sorted(texts: readonly string[] | undefined): readonly string[] {
  return [...(texts ?? [])].sort();
}
