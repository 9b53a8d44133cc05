import type { Answer, Shown } from '../answer.ts';
import type { Chance } from '../chance.ts';
import { type Arrived, newest, type TrackerWorld } from '../tracker-world.ts';
import type { TrueClock } from '../true-clock.ts';
import type { GithubHabits, GithubSwitches } from './habits.ts';
import { listAnswer } from './issue-list.ts';
import { type IssueRecord, type IssueState, IssueVersion, newRecord, ROBOT, shown } from './issue-record.ts';
import { listChanged, patched } from './issue-writes.ts';
import { refusal } from './refusal.ts';
import { SecondaryLimits } from './secondary-limits.ts';

export const BASE_URL = 'https://git.sim.test/api/v3';
export const REPO = 'acme/payments';
export const REPO_URL = `https://git.sim.test/${REPO}`;
/** Told of everything that the token changes, before anybody can read it. */
export interface GithubWatch {
  created(issue: IssueRecord): void;
  /** Also when it wrote what stood there already; `body` is what it sent. */
  changed(issue: IssueRecord, before: IssueVersion, body: Readonly<Record<string, unknown>>): void;
}

/** The issues of one repository with their history, and the part of GitHub's REST API that concerns them. */
export class SimulatedGithub {
  readonly issues: IssueRecord[] = [];
  readonly switches: GithubSwitches = { push: true, access: true, issues: true };
  readonly limits: SecondaryLimits;
  readonly #clock: TrueClock;
  readonly #chance: Chance;
  readonly #habits: GithubHabits;
  readonly #watch: GithubWatch;
  readonly #tracker: TrackerWorld;
  /** The labels of the repository as they were first written, by their names in small letters: GitHub has no two of one name. */
  readonly #labels = new Map<string, string>();
  /** Overrides the lag of lists. */
  lagMs: number | null = null;

  constructor(
    tracker: TrackerWorld,
    parts: { readonly clock: TrueClock; readonly chance: Chance; readonly habits: GithubHabits; readonly watch: GithubWatch },
  ) {
    this.#tracker = tracker;
    this.#clock = parts.clock;
    this.#chance = parts.chance;
    this.#habits = parts.habits;
    this.#watch = parts.watch;
    this.limits = new SecondaryLimits(parts.habits);
  }

  /** What the token's request does and is answered. */
  answer(arrived: Arrived): Answer {
    const { method, url } = arrived;
    const path = url.pathname.replace('/api/v3', '');
    if (path === '/user') return { status: 200, body: { login: ROBOT } };
    if (!this.switches.access) return refusal(404, 'Not Found');
    const creates = method === 'POST' && path === `/repos/${REPO}/issues`;
    const limited = this.limits.refuse({ nowMs: this.#clock.nowMs, method, creates });
    if (limited !== null) return limited;
    if (path === `/repos/${REPO}`) return { status: 200, body: { full_name: REPO } };
    if (path === `/repos/${REPO}/issues`) return creates ? this.#create(arrived) : this.#list(arrived);
    const [, number, below = ''] = /^\/issues\/(\d+)(\/.*)?$/.exec(path.replace(`/repos/${REPO}`, '')) ?? [];
    const issue = this.issues.find((known) => known.number === Number(number));
    return issue === undefined ? refusal(404, 'Not Found') : this.#one(issue, below, arrived);
  }

  /** What a person does in the browser. */
  edit(issue: IssueRecord, state: IssueState): void {
    this.#put(issue, state);
  }

  /** A comment, a reaction: the issue is newer and says what it said. */
  touch(issue: IssueRecord): void {
    issue.versions.push(new IssueVersion(this.#clock.nowMs, newest(issue).state));
  }

  open(author: string, state: IssueState, createdFor: string | null = null): IssueRecord {
    const first = new IssueVersion(this.#clock.nowMs, this.#spelled(state));
    const made = { number: this.issues.length + 1, author, createdFor, first };
    const issue = newRecord(made, { tracker: this.#tracker, repoUrl: REPO_URL });
    this.issues.push(issue);
    return issue;
  }

  #create({ body }: Arrived): Answer {
    if (!this.switches.issues) return refusal(410, 'Issues are disabled for this repo');
    const allowed = this.switches.push ? body : { title: body.title, body: body.body };
    const state = patched(BLANK, allowed, this.#habits);
    if ('status' in state) return state;
    const marker = /closeout\/[0-9a-f-]+\/([0-9a-f-]{36})/.exec(state.body)?.[1] ?? null;
    const issue = this.open(ROBOT, state, marker);
    this.#watch.created(issue);
    return this.#showing(issue, 201);
  }

  #list({ url, etag }: Arrived): Answer {
    const lagMs = this.lagMs ?? this.#chance.below(this.#habits.lagMaxMs + 1);
    const { issues } = this;
    return listAnswer(url, { issues, habits: this.#habits, horizonMs: this.#clock.nowMs - lagMs, etag });
  }

  #one(issue: IssueRecord, below: string, { method, body }: Arrived): Answer {
    if (issue.fate?.kind === 'deleted') return refusal(410, 'This issue was deleted');
    if (issue.fate?.kind === 'transferred')
      return { status: 301, body: { message: 'Moved' }, headers: { location: `${BASE_URL}/repositories/99/issues/${issue.number}` } };
    if (method === 'GET') return this.#showing(issue, 200);
    const isOwn = issue.author === ROBOT && below === '';
    if (!this.switches.push && !isOwn) return refusal(403, 'Must have push access to Repository.');
    const before = newest(issue);
    const after = below === '' ? patched(before.state, body, this.#habits) : listChanged(before.state, { method, below, body });
    if ('status' in after) return after;
    this.#put(issue, after);
    this.#watch.changed(issue, before, body);
    if (below.startsWith('/labels')) return { status: 200, body: newest(issue).state.labels.map((name) => ({ name })) };
    return this.#showing(issue, method === 'POST' ? 201 : 200);
  }

  #put(issue: IssueRecord, written: IssueState): void {
    const state = this.#spelled(written);
    if (JSON.stringify(newest(issue).state) !== JSON.stringify(state)) issue.versions.push(new IssueVersion(this.#clock.nowMs, state));
  }

  /** Labels in the letters that the repository has for them, each once. */
  #spelled(state: IssueState): IssueState {
    const labels = state.labels.map((label) => {
      const name = label.toLowerCase();
      const known = this.#labels.get(name) ?? label;
      this.#labels.set(name, known);
      return known;
    });
    return { ...state, labels: [...new Set(labels)] };
  }

  #showing(issue: IssueRecord, status: number): Answer {
    const shows: readonly Shown[] = [{ issue, version: issue.versions.length - 1 }];
    return { status, body: shown(issue, newest(issue)), shows };
  }
}

const BLANK: IssueState = { title: '', body: '', state: 'open', reason: null, labels: [], assignees: [] };
