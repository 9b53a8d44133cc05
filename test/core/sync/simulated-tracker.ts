import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import { addMs, epochMsOf, type Instant, instantAt } from '../../../packages/core/src/model/instant.ts';
import type { Issue, IssueKey, Marker } from '../../../packages/core/src/model/mirror.ts';
import {
  type Created,
  type Draft,
  type Found,
  type Patch,
  type Pulled,
  type Seen,
  type Tracker,
  TrackerError,
  type Updated,
} from '../../../packages/core/src/tracker/port.ts';

/** Thrown where the simulated process dies: nothing after it runs. */
export class Death extends Error {}

/** What may happen to one call: its answer is lost, or the process dies before or after the effect. */
export type Fault = 'none' | 'lose-answer' | 'die-before' | 'die-after';

export const ROBOT = 'closeout-bot';

/**
 * A tracker with state, on a clock moved by hand. No two of one host give the same id: `idsFrom`. Lists lag: they show what was there `lagMs` ago, as GitHub's and Jira's do;
 * reads do not. Titles are trimmed and cut, as trackers do. Nothing about a request is ignored.
 */
export class SimulatedTracker implements Tracker {
  readonly name = 'sim:team/board';
  readonly createsAtOnce: number;
  readonly lagMs: number;
  readonly requests: string[] = [];
  /** Asked before each writing call. */
  fault: () => Fault = () => 'none';
  readonly #idsFrom: number;
  /** A number is never given twice, whatever is deleted. */
  #made = 0;
  readonly #moved = new Set<string>();
  #nowMs: number;
  /** Every version of every issue, oldest first. */
  readonly #issues = new Map<string, Issue[]>();
  /** Labels as they were first written, by their names in small letters: as on GitHub, no two differ in their case only. */
  readonly #labels = new Map<string, string>();

  constructor(options: { readonly at: Instant; readonly lagMs?: number; readonly createsAtOnce?: number; readonly idsFrom?: number }) {
    this.#idsFrom = options.idsFrom ?? 0;
    this.#nowMs = epochMsOf(options.at);
    this.lagMs = options.lagMs ?? 0;
    this.createsAtOnce = options.createsAtOnce ?? 1;
  }

  get now(): Instant {
    return instantAt(this.#nowMs);
  }

  tick(ms: number): void {
    this.#nowMs += ms;
  }

  /** The newest version of every issue. */
  all(): readonly Issue[] {
    return [...this.#issues.values()].map((versions) => versions.at(-1) as Issue);
  }

  mirrorsOf(item: ItemUid): readonly Issue[] {
    return this.all().filter(({ markers }) => markers.some((marker) => marker.item === item));
  }

  /** A person edits an issue over there; `stamp` is when, if not now: stamps of trackers are coarse. */
  edit(id: string, change: (issue: Issue) => Partial<Issue>, stamp?: Instant): void {
    const issue = this.#issues.get(id)?.at(-1);
    if (issue === undefined) throw new Error(`no issue ${id}`);
    this.#put({ ...issue, ...change(issue) }, stamp);
  }

  /** Somebody deletes an issue, or takes it out of our sight. */
  vanish(id: string): void {
    this.#issues.delete(id);
  }

  /** Somebody transfers an issue: it is elsewhere from now on, with an id of its own there. */
  transfer(id: string): Issue {
    const issue = this.all().find((known) => known.id === id);
    if (issue === undefined) throw new Error(`no issue ${id}`);
    this.vanish(id);
    this.#moved.add(issue.key);
    return issue;
  }

  /** A person opens an issue over there. */
  open(title: string, body: Partial<Issue> = {}): Issue {
    return this.#put({ ...this.#blank(title), author: 'somebody', ...body });
  }

  async pull(cursor: unknown): Promise<Pulled> {
    this.requests.push('pull');
    const since = (cursor as { readonly since: Instant } | null)?.since ?? ('' as Instant);
    const issues = this.#listed().filter(({ updatedAt }) => updatedAt >= since);
    return { issues, cursor: { since: addMs(this.now, -this.lagMs - 1000) }, at: this.now, account: cursor === null ? ROBOT : null };
  }

  async find(markers: readonly Marker[], since: Instant): Promise<Found> {
    this.requests.push('find');
    const wanted = new Set(markers.map(({ item }) => item));
    const issues = this.#listed().filter((issue) => issue.createdAt >= since && issue.markers.some(({ item }) => wanted.has(item)));
    return { issues, at: this.now, account: ROBOT };
  }

  async read(keys: readonly IssueKey[]): Promise<readonly Seen[]> {
    this.requests.push('read');
    return keys.map((key): Seen => {
      const issue = this.all().find((known) => (key.id === '' ? known.key === key.key : known.id === key.id));
      if (this.#moved.has(key.key)) return { key, state: 'moved', to: null };
      return issue === undefined ? { key, state: 'hidden' } : { key, state: 'present', issue };
    });
  }

  async create(drafts: readonly Draft[]): Promise<readonly Created[]> {
    this.requests.push('create');
    const fault = this.fault();
    if (fault === 'die-before') throw new Death();
    const issues = drafts.map((draft) =>
      this.#put({
        ...this.#blank(draft.title),
        markers: [draft.marker],
        details: draft.details,
        assignees: draft.assignee === null ? [] : [draft.assignee],
        dueOn: draft.dueOn,
        priority: draft.priority,
        labels: [...draft.labels],
        status: statusFor(draft.status),
      }),
    );
    if (fault === 'die-after') throw new Death();
    return issues.map((issue) =>
      fault === 'lose-answer' ? { outcome: 'in-doubt', reason: 'lost' } : { outcome: 'created', issue, refused: [] },
    );
  }

  async update(key: IssueKey, patch: Patch): Promise<Updated> {
    this.requests.push('update');
    const fault = this.fault();
    if (fault === 'die-before') throw new Death();
    const before = this.#issues.get(key.id)?.at(-1);
    if (before === undefined) throw new TrackerError(this.#moved.has(key.key) ? 'moved' : 'not-found', this.name, `no issue ${key.key}`);
    const { assignee, labels, status, marker, title, details, dueOn, priority } = patch;
    const issue = this.#put({
      ...before,
      ...(title === undefined ? {} : { title: normalised(title) }),
      ...(details === undefined ? {} : { details }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(priority === undefined ? {} : { priority }),
      ...(status === undefined ? {} : { status: statusFor(status) }),
      ...(marker === undefined ? {} : { markers: [...before.markers, marker] }),
      ...(labels === undefined
        ? {}
        : { labels: [...before.labels.filter((label) => !labels.remove.some((gone) => isSameName(gone, label))), ...labels.add] }),
      ...(assignee === undefined
        ? {}
        : { assignees: [...before.assignees.filter((name) => name !== assignee.from), ...(assignee.to === null ? [] : [assignee.to])] }),
    });
    if (fault === 'die-after') throw new Death();
    return { issue, refused: [] };
  }

  #blank(title: string): Issue {
    this.#made += 1;
    const key = String(this.#made);
    return {
      id: String(this.#idsFrom + this.#made),
      key,
      url: `http://localhost/${key}`,
      author: ROBOT,
      createdAt: this.now,
      updatedAt: this.now,
      markers: [],
      title: normalised(title),
      status: { name: 'open', category: 'new', resolution: null },
      assignees: [],
      dueOn: null,
      priority: null,
      labels: [],
      details: null,
    };
  }

  #put(written: Issue, stamp?: Instant): Issue {
    this.tick(1);
    const issue = { ...written, labels: [...new Set(written.labels.map((label) => this.#spelled(label)))] };
    const versions = this.#issues.get(issue.id);
    const next = { ...issue, updatedAt: stamp ?? this.now, createdAt: versions?.[0]?.createdAt ?? this.now };
    if (versions === undefined) this.#issues.set(issue.id, [next]);
    else versions.push(next);
    return next;
  }

  #spelled(label: string): string {
    const name = label.toLowerCase();
    const known = this.#labels.get(name) ?? label;
    this.#labels.set(name, known);
    return known;
  }

  /** What a list shows now: of each issue the newest version that is older than the lag. */
  #listed(): readonly Issue[] {
    const horizon = addMs(this.now, -this.lagMs);
    return [...this.#issues.values()].flatMap((versions) => versions.filter(({ updatedAt }) => updatedAt <= horizon).slice(-1));
  }
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function normalised(title: string): string {
  return title.trim().slice(0, 40);
}

function statusFor({ status, resolution }: Draft['status']): Issue['status'] {
  switch (status) {
    case 'open':
      return { name: 'open', category: 'new', resolution: null };
    case 'in-progress':
    case 'blocked':
      return { name: status, category: 'indeterminate', resolution: null };
    case 'done':
      return { name: 'closed', category: 'done', resolution: 'completed' };
    case 'cancelled':
      return { name: 'closed', category: 'done', resolution: resolution === 'duplicate' ? 'duplicate' : 'not_planned' };
  }
}
