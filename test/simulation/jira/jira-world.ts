import { isList, objectOf } from '../../../packages/jira-emulation/src/json.ts';
import { jiraTracker } from '../../../packages/sync-jira/src/index.ts';
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
import { type Field, PEOPLE, PREFIX } from '../words.ts';
import { type JiraHabits, WORKFLOWS } from './habits.ts';
import { type IssueRecord, IssueVersion, SITE_URL } from './issue-record.ts';
import { editThere, renameThere } from './people-there.ts';
import { PROJECT, SimulatedJira } from './simulated-jira.ts';
import { asText, asTitle, foreignOf, wordOf } from './words.ts';

/** A project on a Jira whose search lags behind its database. */
export class JiraWorld implements TrackerWorld {
  readonly name = `jira:jira.sim.test/${PROJECT}`;
  /** What is to be written is read from the database. */
  readonly blindMs = 0;
  readonly team = 'platform';
  readonly baseUrl = `${SITE_URL}/rest/api/3`;
  readonly accounts: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(PEOPLE).map(([name, { jira }]) => [name, jira]));
  readonly config = { type: 'jira', host: SITE_URL, project: PROJECT, email: { env: 'E' }, token: { env: 'T' } };
  readonly habits: JiraHabits;
  readonly #site: SimulatedJira;

  constructor(parts: { readonly clock: TrueClock; readonly chance: Chance; readonly habits: JiraHabits; readonly watch: RobotWatch }) {
    const { watch } = parts;
    this.habits = parts.habits;
    this.#site = new SimulatedJira(this, {
      ...parts,
      watch: {
        created: (issue) => watch.created(issue),
        changed: (issue, before, { url, body }) => {
          const status: readonly Field[] = url.pathname.endsWith('/transitions') ? ['status'] : [];
          const title: readonly Field[] = 'summary' in Object(body.fields) ? ['title'] : [];
          watch.changed(issue, before, { says: [...title, ...status], isBeneath: false });
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

  get knowsDuplicate(): boolean {
    return WORKFLOWS[this.habits.workflow].knowsDuplicate;
  }

  connect({ fetch, clock, since, overlapSeconds }: AdapterParts) {
    return jiraTracker({
      host: SITE_URL,
      project: PROJECT,
      issueType: 'Task',
      auth: { type: 'basic', email: 'robot@sim.test', token: 'simulated' },
      overlapSeconds,
      statuses: {},
      resolutions: {},
      transitionFields: {},
      fields: {},
      since,
      clock,
      fetch,
    });
  }

  answer(arrived: Arrived): Answer {
    return this.#site.answer(arrived);
  }

  kindsOf({ method, url }: Pick<Arrived, 'method' | 'url'>): readonly RequestKind[] {
    const path = url.pathname.slice('/rest/api/3'.length);
    if (path === '/search/jql') return ['list'];
    if (path === '/issue/bulk') return ['create', 'write'];
    return method === 'PUT' || (method === 'POST' && path.endsWith('/transitions')) ? ['write'] : [];
  }

  limited(): Answer {
    return this.#site.limited();
  }

  isStill({ status, body }: Answer): boolean {
    const { issues } = objectOf(body as Parameters<typeof objectOf>[0]);
    return status === 200 && isList(issues) && issues.length === 0;
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

  /** What is not ours, each compared where the run that wrote knew the newest state: what came after its last read it could not spare. */
  foreignTouched(
    issue: TrackedIssue,
    { before, knew, ours }: { readonly before: Version; readonly knew: Version | null; readonly ours: readonly string[] },
  ): readonly string[] {
    const was = stateOf(before);
    const now = newest(this.#own(issue)).issue;
    const known = knew === null ? was : stateOf(knew);
    const found: string[] = [];
    const labels = (each: typeof was) => each.labels.filter((label) => !label.startsWith(PREFIX)).join();
    if (labels(was) !== labels(now)) found.push(`foreign labels were ${labels(was)} and are ${labels(now)}`);
    const isGone = was.assignee !== null && was.assignee !== now.assignee && known.assignee === was.assignee;
    if (isGone && !ours.includes(was.assignee)) found.push(`${was.assignee} is no longer assigned`);
    const texts = [was, known, now].map(({ description }) => foreignOf(description));
    if (texts[0] === texts[1] && texts[0] !== texts[2]) found.push(`text changed from ${texts[0]} to ${texts[2]}`);
    const others = [was, now].map(({ issueType, creator, components, parent, custom }) => [issueType, creator, components, parent, custom]);
    if (JSON.stringify(others[0]) !== JSON.stringify(others[1])) found.push(`${JSON.stringify(others[0])} is ${JSON.stringify(others[1])}`);
    return found;
  }

  act(driver: Driver, step: { readonly nth: number; readonly edit: EditThere; readonly n: number }): void {
    editThere({ driver, jira: this.#site, habits: this.habits }, step);
  }

  rename(driver: Driver, issue: TrackedIssue, title: string): void {
    renameThere({ driver, jira: this.#site, habits: this.habits }, { issue: this.#own(issue), title });
  }

  flip(what: string): void {
    const { switches } = this.#site;
    if (what === 'push' || what === 'access' || what === 'issues') switches[what] = !switches[what];
  }

  calm(): void {
    Object.assign(this.#site.switches, { push: true, access: true, issues: true });
  }

  catchUp(): void {
    this.#site.isLagging = false;
  }

  /** k changes there and l here cost max(1, ⌈k/100⌉) searches and l edits; a create two looks at its screen and a strong read. */
  floor({ titled, moved, added }: FloorChanges): number {
    return Math.ceil((this.issues.length + 1) / this.habits.pageSize) + titled + moved + 4 * added;
  }

  #own(issue: TrackedIssue): IssueRecord {
    const own = this.issues.find((one) => one === issue);
    if (own === undefined) throw new Error(`${issue.url} is not here`);
    return own;
  }
}

function stateOf(version: Version): IssueVersion['issue'] {
  if (!(version instanceof IssueVersion)) throw new Error('a version of an issue in Jira');
  return version.issue;
}
