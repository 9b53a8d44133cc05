import type { Json } from './json.ts';

/** An account of the site. */
export interface EmulatedUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  /** The zone of the user's profile: dates written as text in JQL are read in it. */
  readonly timeZone: string;
  /** False: the account exists but issues cannot be assigned to it. */
  readonly assignable: boolean;
}

export interface EmulatedProject {
  readonly key: string;
  readonly name: string;
}

export interface EmulatedStatus {
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
  /** False: fields cannot be edited while an issue is in it, as in Jira's classic "Closed". */
  readonly editable: boolean;
}

export interface EmulatedTransition {
  readonly id: string;
  readonly name: string;
  /** Names of statuses it starts from. */
  readonly from: readonly string[] | 'any';
  readonly to: string;
  /** The fields on its screen. */
  readonly screen: Readonly<Record<string, { readonly required: boolean }>>;
}

export interface EmulatedField {
  readonly id: `customfield_${number}`;
  readonly name: string;
  /** `textarea` takes a document, like the description. */
  readonly kind: 'text' | 'textarea' | 'option' | 'options' | 'number';
  /** Demanded by the create screen. */
  readonly required: boolean;
  /** For `option` and `options`. */
  readonly options: readonly string[];
}

/** How much a site takes before it answers 429. */
export interface JiraLimits {
  /** Of one endpoint and method; GET and POST. */
  readonly requestsPerSecond: number;
  /** Of one endpoint and method; PUT and DELETE. */
  readonly writesPerSecond: number;
  readonly writesPerIssue: readonly { readonly most: number; readonly withinMs: number }[];
  /** A request costs one point, and one for each issue it answers. Jira exempts API tokens from these. */
  readonly pointsPerHour: number;
}

/** Everything a site is made of; see {@link completeOptions} for what is assumed of what is left out. */
export interface JiraSiteConfig {
  /** Whoever sends this address with the token (basic), or the token alone (bearer), is the user with that address. */
  readonly email: string;
  readonly token: string;
  readonly projects: readonly EmulatedProject[];
  readonly users: readonly EmulatedUser[];
  readonly issueTypes: readonly string[];
  /** The first is where new issues start. */
  readonly statuses: readonly EmulatedStatus[];
  readonly transitions: readonly EmulatedTransition[];
  /** From the most to the least urgent. */
  readonly priorities: readonly string[];
  /** The first is what an issue gets that is closed without saying more. */
  readonly resolutions: readonly string[];
  readonly customFields: readonly EmulatedField[];
  /** Names of the components of every project. */
  readonly components: readonly string[];
  /** Permissions that nobody has, people included: `TRANSITION_ISSUES`. */
  readonly denied: readonly string[];
  /** System fields that the create and edit screens show, besides summary, project and issue type. */
  readonly screen: readonly string[];
  readonly limits: JiraLimits;
  /** How long a change takes until `search/jql` shows it; a function is asked for each change. */
  readonly indexLagMs: number | (() => number);
  /** The most issues in one page of results that holds more than ids. */
  readonly pageSize: number;
  /** The zone in which timestamps are written. */
  readonly timeZone: string;
  readonly clock: { now(): string };
}

export type JiraSiteOptions = Partial<JiraSiteConfig>;

/** Two people and a robot, one project `OPS`, the simplified workflow with a resolution on its closing screen. */
export function completeOptions(options: JiraSiteOptions): JiraSiteConfig {
  return { ...DEFAULTS, ...options };
}

/** More than any test sends: without limits of its own a site has none. */
const MANY = Number.POSITIVE_INFINITY;

const DEFAULTS: JiraSiteConfig = {
  email: 'closeout@example.com',
  token: 'emulated-jira-token',
  projects: [{ key: 'OPS', name: 'Operations' }],
  users: [
    user('5b10a0effa615349cb016cd8', 'Closeout Robot', 'closeout@example.com'),
    user('5b10a2844c20165700ede21f', 'Mara Lindqvist', 'mara@example.com'),
    user('5b109f2e9729b51b54dc274e', 'Tomas Okafor', 'tomas@example.com'),
  ],
  issueTypes: ['Task', 'Bug', 'Story'],
  statuses: [
    { name: 'To Do', category: 'new', editable: true },
    { name: 'In Progress', category: 'indeterminate', editable: true },
    { name: 'In Review', category: 'indeterminate', editable: true },
    { name: 'Done', category: 'done', editable: true },
  ],
  transitions: [
    { id: '11', name: 'To Do', from: 'any', to: 'To Do', screen: {} },
    { id: '21', name: 'In Progress', from: 'any', to: 'In Progress', screen: {} },
    { id: '31', name: 'In Review', from: ['In Progress'], to: 'In Review', screen: {} },
    { id: '41', name: 'Done', from: 'any', to: 'Done', screen: { resolution: { required: false } } },
  ],
  priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
  resolutions: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce'],
  customFields: [],
  components: [],
  denied: [],
  screen: ['description', 'labels', 'assignee', 'duedate', 'priority'],
  limits: { requestsPerSecond: MANY, writesPerSecond: MANY, writesPerIssue: [], pointsPerHour: MANY },
  indexLagMs: 0,
  pageSize: 100,
  timeZone: 'Europe/Berlin',
  clock: { now: () => new Date().toISOString() },
};

function user(accountId: string, displayName: string, email: string): EmulatedUser {
  return { accountId, displayName, email, timeZone: 'Europe/Berlin', assignable: true };
}

/** An issue as the database holds it. */
export interface EmulatedIssue {
  /** Never changes, whatever happens to the key. */
  readonly id: string;
  readonly key: string;
  /** Keys it had before it was moved; they still lead to it. */
  readonly oldKeys: readonly string[];
  readonly project: string;
  readonly issueType: string;
  readonly summary: string;
  /** Atlassian Document Format. */
  readonly description: Json;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly creator: string;
  readonly status: string;
  readonly resolution: string | null;
  readonly priority: string | null;
  readonly duedate: string | null;
  /** Names. */
  readonly components: readonly string[];
  /** The id of the epic it belongs to. */
  readonly parent: string | null;
  readonly custom: Readonly<Record<string, Json>>;
  readonly properties: Readonly<Record<string, Json>>;
  /** Not to be seen by the user of the API. */
  readonly hidden: boolean;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly resolvedMs: number | null;
}
