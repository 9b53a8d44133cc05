import type { EmulatedStatus, EmulatedTransition } from '../../../packages/jira-emulation/src/site-options.ts';

/** How this Jira behaves. All of it stays within what Atlassian documents or is known of sites (docs/guarantee.md names the bounds). */
export interface JiraHabits {
  /** Each change takes up to this long until search shows it, another time each. */
  readonly lagMaxMs: number;
  /** The most issues on one page, however many are asked for. */
  readonly pageSize: number;
  readonly workflow: keyof typeof WORKFLOWS;
  /** The zone in which the site writes its timestamps; people and the robot may be in others. */
  readonly timeZone: string;
  /** Whether a limit says how long it lasts. */
  readonly tellsRetryAfter: boolean;
}

/** What people who administer the site change from time to time. */
export interface JiraSwitches {
  /** The robot may edit issues and move them through the workflow. */
  push: boolean;
  /** The robot sees the project. */
  access: boolean;
  /** The create screen demands nothing that the robot does not know. */
  issues: boolean;
}

export interface Workflow {
  readonly statuses: readonly EmulatedStatus[];
  readonly transitions: readonly EmulatedTransition[];
  readonly resolutions: readonly string[];
  readonly knowsDuplicate: boolean;
}

const TO_DO: EmulatedStatus = { name: 'To Do', category: 'new', editable: true };
const DOING: EmulatedStatus = { name: 'In Progress', category: 'indeterminate', editable: true };
const BLOCKED: EmulatedStatus = { name: 'Blocked', category: 'indeterminate', editable: true };
const DONE: EmulatedStatus = { name: 'Done', category: 'done', editable: true };
const OPEN_WAYS: readonly EmulatedTransition[] = [
  { id: '11', name: 'To Do', from: 'any', to: 'To Do', screen: {} },
  { id: '21', name: 'In Progress', from: 'any', to: 'In Progress', screen: {} },
  { id: '31', name: 'Block', from: 'any', to: 'Blocked', screen: {} },
];

export const WORKFLOWS = {
  /** What a new project has: from everywhere to everywhere. */
  simple: {
    statuses: [TO_DO, DOING, BLOCKED, DONE],
    transitions: [...OPEN_WAYS, { id: '41', name: 'Done', from: 'any', to: 'Done', screen: { resolution: { required: false } } }],
    resolutions: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce'],
    knowsDuplicate: true,
  },
  /** What is closed says why, cannot be edited, and is opened again by a way of its own. */
  strict: {
    statuses: [TO_DO, DOING, BLOCKED, { ...DONE, name: 'Closed', editable: false }],
    transitions: [
      ...OPEN_WAYS.map((way): EmulatedTransition => ({ ...way, from: ['To Do', 'In Progress', 'Blocked'] })),
      { id: '41', name: 'Close', from: ['To Do', 'In Progress', 'Blocked'], to: 'Closed', screen: { resolution: { required: true } } },
      { id: '51', name: 'Reopen', from: ['Closed'], to: 'To Do', screen: {} },
      { id: '61', name: 'Resume', from: ['Closed'], to: 'In Progress', screen: {} },
      { id: '71', name: 'Reopen blocked', from: ['Closed'], to: 'Blocked', screen: {} },
    ],
    resolutions: ['Fixed', "Won't Fix", 'Duplicate', 'Obsolete'],
    knowsDuplicate: true,
  },
  /** A status for what is not done after all, and no screens. */
  named: {
    statuses: [TO_DO, DOING, BLOCKED, DONE, { ...DONE, name: 'Cancelled' }],
    transitions: [
      ...OPEN_WAYS,
      { id: '41', name: 'Finish', from: 'any', to: 'Done', screen: {} },
      { id: '42', name: 'Cancel', from: 'any', to: 'Cancelled', screen: {} },
    ],
    resolutions: ['Done'],
    knowsDuplicate: false,
  },
} as const satisfies Readonly<Record<string, Workflow>>;
