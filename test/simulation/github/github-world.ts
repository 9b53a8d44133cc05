import { githubTracker } from '../../../packages/sync-github/src/index.ts';
import type { Answer } from '../answer.ts';
import type { Chance } from '../chance.ts';
import type { Driver } from '../driver.ts';
import type { EditThere } from '../story.ts';
import {
  type AdapterParts,
  type Arrived,
  type FloorChanges,
  newest,
  type RequestKind,
  type RobotWatch,
  type TrackedIssue,
  type TrackerWorld,
  type Version,
} from '../tracker-world.ts';
import type { TrueClock } from '../true-clock.ts';
import { type Field, PEOPLE } from '../words.ts';
import { foreignTouched } from './foreign.ts';
import type { GithubHabits } from './habits.ts';
import type { IssueRecord, IssueVersion } from './issue-record.ts';
import { editThere, renameThere } from './people-there.ts';
import { BASE_URL, REPO, SimulatedGithub } from './simulated-github.ts';
import { asText, asTitle, isStatusLabel, wordOf } from './words.ts';

/** A repository on a GitHub that lags, limits and has habits. */
export class GithubWorld implements TrackerWorld {
  readonly name = 'github:git.sim.test/acme/payments';
  readonly baseUrl = BASE_URL;
  readonly team = 'payments';
  readonly accounts: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(PEOPLE).map(([name, { github }]) => [name, github]),
  );
  readonly config = { type: 'github', repo: REPO, baseUrl: BASE_URL, token: { env: 'T' } };
  readonly habits: GithubHabits;
  readonly #site: SimulatedGithub;

  constructor(parts: { readonly clock: TrueClock; readonly chance: Chance; readonly habits: GithubHabits; readonly watch: RobotWatch }) {
    const { watch } = parts;
    this.habits = parts.habits;
    this.#site = new SimulatedGithub(this, {
      ...parts,
      watch: {
        created: (issue) => watch.created(issue),
        changed: (issue, before, body) => {
          const says: readonly Field[] = [
            ...('title' in body ? (['title'] as const) : []),
            ...('state' in body ? (['status'] as const) : []),
          ];
          watch.changed(issue, before, { says, isBeneath: newest(issue).state.state === 'closed' && isStatusLabel(body.labels) });
        },
      },
    });
  }

  get issues(): readonly IssueRecord[] {
    return this.#site.issues;
  }

  get lagMaxMs(): number {
    return this.habits.lagMaxMs;
  }

  get blindMs(): number {
    return this.habits.lagMaxMs;
  }

  get knowsDuplicate(): boolean {
    return this.habits.knowsDuplicate;
  }

  connect({ fetch, clock, since, labelPrefix, overlapSeconds }: AdapterParts) {
    const site = { repo: REPO, baseUrl: BASE_URL, token: 'ghp_simulated', labelsAreGiven: true };
    return githubTracker({ ...site, labelPrefix, overlapSeconds, since, clock, fetch });
  }

  answer(arrived: Arrived): Answer {
    return this.#site.answer(arrived);
  }

  kindsOf({ method, url }: Pick<Arrived, 'method' | 'url'>): readonly RequestKind[] {
    if (method === 'GET') return url.pathname.endsWith('/issues') ? ['list'] : [];
    return method === 'POST' && url.pathname.endsWith('/issues') ? ['create', 'write'] : ['write'];
  }

  limited(): Answer {
    return this.#site.limits.refusal(30);
  }

  isStill({ status }: Answer): boolean {
    return status === 304;
  }

  title(text: string): string {
    return asTitle(text);
  }

  text(text: string): string {
    return asText(text);
  }

  wordOf(field: Field, raw: unknown): string {
    return wordOf(field, raw);
  }

  foreignTouched(
    issue: TrackedIssue,
    { before, knew, ours }: { readonly before: Version; readonly knew: Version | null; readonly ours: readonly string[] },
  ): readonly string[] {
    const after = newest(this.#own(issue)).state;
    const was = (before as IssueVersion).state;
    const known = (knew as IssueVersion | null)?.state.body ?? was.body;
    return foreignTouched({ ...was, body: known === was.body ? was.body : after.body }, after, { ours });
  }

  act(driver: Driver, step: { readonly nth: number; readonly edit: EditThere; readonly n: number }): void {
    editThere({ driver, github: this.#site, habits: this.habits }, step);
  }

  rename(driver: Driver, issue: TrackedIssue, title: string): void {
    renameThere({ driver, github: this.#site, habits: this.habits }, { issue: this.#own(issue), title });
  }

  flip(what: string): void {
    const { switches } = this.#site;
    if (what === 'push' || what === 'access' || what === 'issues') switches[what] = !switches[what];
  }

  calm(): void {
    Object.assign(this.#site.switches, { push: true, access: true, issues: true });
  }

  catchUp(): void {
    this.#site.lagMs = 0;
  }

  /** k changes there and l here cost max(1, ⌈k/100⌉) lists and l writes, one more for each label, one read for each body that is rewritten. */
  floor({ titled, moved, added }: FloorChanges): number {
    // The list may hold what is known already: that is one page, unless pages are small here.
    return Math.ceil((this.issues.length + 1) / this.habits.pageSize) + titled + 3 * moved + added;
  }

  #own(issue: TrackedIssue): IssueRecord {
    const own = this.issues.find((one) => one === issue);
    if (own === undefined) throw new Error(`${issue.url} is not here`);
    return own;
  }
}
