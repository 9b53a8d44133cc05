import { isList, type JsonObject, objectOf, textOf } from '../../../packages/jira-emulation/src/json.ts';
import { limitAnswer } from '../../../packages/jira-emulation/src/limits.ts';
import { type Person, personAt } from '../../../packages/jira-emulation/src/person.ts';
import { route } from '../../../packages/jira-emulation/src/routes.ts';
import { openSite, type Site } from '../../../packages/jira-emulation/src/site.ts';
import { completeOptions, type EmulatedUser } from '../../../packages/jira-emulation/src/site-options.ts';
import { assertJiraRequest } from '../../support/jira-requests.ts';
import type { Answer, Shown } from '../answer.ts';
import type { Chance } from '../chance.ts';
import { type Arrived, newest, type TrackerWorld } from '../tracker-world.ts';
import type { TrueClock } from '../true-clock.ts';
import { PEOPLE, VISITORS } from '../words.ts';
import { type JiraHabits, type JiraSwitches, WORKFLOWS } from './habits.ts';
import { IssueRecord, IssueVersion, ROBOT, SITE_URL } from './issue-record.ts';

export const PROJECT = 'OPS';
/** Where issues are moved to. */
export const ELSEWHERE = 'ELSE';
export const VISITOR = VISITORS[1] ?? '';

/** Told of everything that the robot changes, before anybody can read it. */
export interface JiraWatch {
  created(issue: IssueRecord): void;
  changed(issue: IssueRecord, before: IssueVersion, arrived: Arrived): void;
}

/** The emulated site in this process, with the history of its issues. */
export class SimulatedJira {
  readonly issues: IssueRecord[] = [];
  readonly switches: JiraSwitches = { push: true, access: true, issues: true };
  readonly person: Person;
  /** False: search shows everything at once. */
  isLagging = true;
  readonly #site: Site;
  readonly #robot: EmulatedUser;
  readonly #clock: TrueClock;
  readonly #habits: JiraHabits;
  readonly #watch: JiraWatch;
  readonly #tracker: TrackerWorld;
  /** What the robot may not do while it asks. People may always. */
  readonly #denied: string[] = [];

  constructor(
    tracker: TrackerWorld,
    parts: { readonly clock: TrueClock; readonly chance: Chance; readonly habits: JiraHabits; readonly watch: JiraWatch },
  ) {
    const { clock, chance, habits } = parts;
    this.#tracker = tracker;
    this.#clock = clock;
    this.#habits = habits;
    this.#watch = parts.watch;
    this.#robot = user(ROBOT, 'Australia/Adelaide');
    const { statuses, transitions, resolutions } = WORKFLOWS[habits.workflow];
    this.#site = openSite(
      completeOptions({
        email: this.#robot.email,
        projects: [
          { key: PROJECT, name: 'Operations' },
          { key: ELSEWHERE, name: 'Elsewhere' },
        ],
        users: [this.#robot, user(VISITOR, 'UTC'), ...Object.values(PEOPLE).map(({ jira }) => user(jira, 'America/New_York'))],
        statuses,
        transitions,
        resolutions,
        denied: this.#denied,
        pageSize: habits.pageSize,
        timeZone: habits.timeZone,
        indexLagMs: () => (this.isLagging ? chance.below(habits.lagMaxMs + 1) : 0),
        clock: { now: () => clock.now },
      }),
    );
    this.person = personAt(this.#site);
  }

  /** What the robot's request does and is answered. */
  answer(arrived: Arrived): Answer {
    const { pathname, search } = arrived.url;
    const sent = arrived.method === 'GET' ? null : arrived.body;
    assertJiraRequest({ method: arrived.method, path: `${pathname.replace('/rest/api/3', '')}${search}`, body: sent });
    const refused = this.#refused(arrived);
    if (refused !== null) return refused;
    const { method, url, body } = arrived;
    this.#denied.push(...(this.switches.push ? [] : ['EDIT_ISSUES', 'TRANSITION_ISSUES']));
    const request = {
      method,
      path: url.pathname,
      query: url.searchParams,
      body: body as JsonObject,
      viewer: this.#robot,
      origin: SITE_URL,
    };
    const answer = route(this.#site, request);
    this.#denied.length = 0;
    this.#note(arrived);
    return { ...answer, shows: this.#shown(objectOf(answer.body)) };
  }

  limited(): Answer {
    const { headers, ...answer } = limitAnswer('jira-burst-based', 30_000);
    if (this.#habits.tellsRetryAfter) return { ...answer, headers: headers ?? {} };
    return { ...answer, headers: { 'RateLimit-Reason': 'jira-burst-based' } };
  }

  /** Somebody acts in the browser; what the site does not let them do, they do not do. */
  act(action: (person: Person) => void): void {
    try {
      action(this.person);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    this.#note(null);
  }

  #refused({ url, method }: Arrived): Answer | null {
    const path = url.pathname.replace('/rest/api/3', '');
    if (!this.switches.access && path.startsWith('/search')) {
      return problem(400, { message: `The value '${PROJECT}' does not exist for the field 'project'.` });
    }
    if (!this.switches.access && path !== '/myself')
      return problem(404, { message: 'Issue does not exist or you do not have permission to see it.' });
    if (!this.switches.issues && method === 'POST' && path === '/issue/bulk') {
      return problem(400, { errors: { customfield_10077: 'Team is required.' } });
    }
    return null;
  }

  /** Takes down what changed. `arrived` is the robot's request, or `null` for people. */
  #note(arrived: Arrived | null): void {
    const present = new Map(
      this.#site
        .store()
        .all()
        .map((issue) => [issue.id, issue]),
    );
    for (const record of this.issues) {
      const known = newest(record);
      const now = present.get(record.id);
      present.delete(record.id);
      if (now === undefined) record.fate ??= { kind: 'deleted', atMs: this.#clock.nowMs };
      else if (now !== known.issue) {
        record.versions.push(new IssueVersion(now));
        const kind = now.project === PROJECT ? (now.hidden ? 'hidden' : null) : 'moved';
        record.fate = kind && { kind, atMs: this.#clock.nowMs };
        if (arrived !== null) this.#watch.changed(record, known, arrived);
      }
    }
    for (const made of present.values()) {
      const record = new IssueRecord(this.#tracker, made);
      this.issues.push(record);
      if (arrived !== null) this.#watch.created(record);
    }
  }

  #shown({ issues, id, fields }: JsonObject): readonly Shown[] {
    const shown = isList(issues) ? issues.map(objectOf) : [{ id: id ?? null, fields: fields ?? null }];
    return shown.flatMap((one) => {
      const issue = this.issues.find((record) => record.id === one.id);
      const atMs = Date.parse(textOf(one.fields, 'updated'));
      const version = issue?.versions.findLastIndex((each) => each.atMs === atMs) ?? -1;
      return issue === undefined || version === -1 ? [] : [{ issue, version }];
    });
  }
}

function user(accountId: string, timeZone: string): EmulatedUser {
  return { accountId, displayName: accountId, email: `${accountId}@sim.test`, timeZone, assignable: true };
}

function problem(status: number, said: { readonly message?: string; readonly errors?: JsonObject }): Answer {
  return { status, body: { errorMessages: said.message === undefined ? [] : [said.message], errors: said.errors ?? {} } };
}
