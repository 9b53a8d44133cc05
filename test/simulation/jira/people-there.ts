import type { Json, JsonObject } from '../../../packages/jira-emulation/src/json.ts';
import type { Person } from '../../../packages/jira-emulation/src/person.ts';
import type { EmulatedIssue } from '../../../packages/jira-emulation/src/site-options.ts';
import type { Driver } from '../driver.ts';
import { dayOf, titleOf } from '../people-here.ts';
import type { EditThere } from '../story.ts';
import { newest } from '../tracker-world.ts';
import { PEOPLE, PREFIX } from '../words.ts';
import { type JiraHabits, WORKFLOWS } from './habits.ts';
import type { IssueRecord } from './issue-record.ts';
import { ELSEWHERE, type SimulatedJira, VISITOR } from './simulated-jira.ts';
import { asTitle, blocksOf, isBlock, nodesOf } from './words.ts';

/** What a person does in Jira, and how often. */
export const JIRA_EDITS = {
  open: 4,
  title: 8,
  close: 6,
  reopen: 4,
  start: 3,
  block: 3,
  due: 5,
  'due off': 1,
  'label on': 4,
  'label off': 3,
  'foreign label': 3,
  'priority label': 1,
  priority: 4,
  assign: 4,
  unassign: 3,
  'text around': 4,
  'text inside': 2,
  comment: 3,
  'block off': 1,
  'block copied': 1,
  unmark: 1,
  copy: 2,
  delete: 1,
  transfer: 1,
  hide: 1,
  show: 2,
} as const;

/** Where people act. */
interface Place {
  readonly driver: Driver;
  readonly jira: SimulatedJira;
  readonly habits: JiraHabits;
}

const LABELS = ['keys', 'oncall', 'extra'];

/** Somebody acts in the browser, where everything is up to date. */
export function editThere(place: Place, { nth, edit, n }: { readonly nth: number; readonly edit: EditThere; readonly n: number }): void {
  const { driver, jira } = place;
  const present = jira.issues.filter(({ fate }) => fate === null);
  const issue = present[nth % Math.max(1, present.length)];
  if (edit === 'show') {
    show(place, nth);
    return;
  }
  if (edit === 'open' || issue === undefined) {
    jira.act((person) => void person.create({ summary: `Opened there ${n}` }));
    return;
  }
  // Without it nobody could tell an issue whose create is in doubt from a foreign one (docs/guarantee.md).
  const item = driver.itemOf(issue);
  const isNeeded = issue.isOurs && (item === null || !driver.isLinked(item));
  if (isNeeded && (edit === 'unmark' || edit === 'hide')) return;
  driver.edit(issue, () => jira.act((person) => CHANGES[edit]?.({ person, now: newest(issue).issue, n, habits: place.habits })));
}

/** Somebody gives an issue that title. */
export function renameThere({ driver, jira }: Place, { issue, title }: { readonly issue: IssueRecord; readonly title: string }): void {
  driver.edit(issue, () => jira.act((person) => person.setSummary(issue.id, title)));
}

function show({ driver, jira }: Place, nth: number): void {
  const hidden = jira.issues.filter(({ fate }) => fate?.kind === 'hidden');
  const issue = hidden[nth % Math.max(1, hidden.length)];
  if (issue !== undefined) driver.edit(issue, () => jira.act((person) => person.hide(issue.id, false)));
}

/** What an edit is about. */
interface Change {
  readonly person: Person;
  readonly now: EmulatedIssue;
  readonly n: number;
  readonly habits: JiraHabits;
}

const ACCOUNTS = [VISITOR, ...Object.values(PEOPLE).map(({ jira }) => jira)];
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const FOREIGN_LABELS = ['bug', 'good-first-issue', 'p1'];

const CHANGES: Readonly<Partial<Record<EditThere, (change: Change) => void>>> = {
  title: ({ person, now, n }) => person.setSummary(now.id, asTitle(titleOf('Theirs', n))),
  close: closed,
  reopen: ({ person, now }) => person.transition(now.id, 'To Do'),
  start: ({ person, now }) => person.transition(now.id, 'In Progress'),
  block: ({ person, now }) => person.transition(now.id, 'Blocked'),
  due: ({ person, now, n }) => person.setDueDate(now.id, dayOf(n)),
  'due off': ({ person, now }) => person.setDueDate(now.id, null),
  'label on': ({ person, now, n }) => person.addLabel(now.id, `${PREFIX}${LABELS[n % 3]}`),
  'label off': ({ person, now, n }) => person.removeLabel(now.id, now.labels[n % Math.max(1, now.labels.length)] ?? ''),
  'foreign label': ({ person, now, n }) => person.addLabel(now.id, FOREIGN_LABELS[n % 3] ?? ''),
  'priority label': ({ person, now, n }) => person.addLabel(now.id, `${PREFIX}P${n % 5}`),
  priority: ({ person, now, n }) => person.setPriority(now.id, PRIORITIES[n % 5] ?? ''),
  assign: ({ person, now, n }) => person.assign(now.id, ACCOUNTS[n % 3] ?? null),
  unassign: ({ person, now }) => person.assign(now.id, null),
  'text around': ({ person, now, n }) => {
    const nodes = nodesOf(now.description);
    describe(person, now, n % 2 === 0 ? [panel(n), ...nodes] : [...nodes, paragraph(`Also ${n}.`)]);
  },
  'text inside': ({ person, now, n }) => {
    const typed = (node: JsonObject) => ({ ...node, content: [...nodesOf(node), paragraph(`Typed inside ${n}`)] });
    describe(
      person,
      now,
      nodesOf(now.description).map((node) => (isBlock(node) ? typed(node) : node)),
    );
  },
  'block off': ({ person, now }) =>
    describe(
      person,
      now,
      nodesOf(now.description).filter((node) => !isBlock(node)),
    ),
  'block copied': ({ person, now }) => describe(person, now, [...nodesOf(now.description), ...blocksOf(now.description)]),
  comment: ({ person, now, n }) => person.setProperty(now.id, 'comments', n),
  unmark: ({ person, now }) => person.setProperty(now.id, 'closeout', null),
  copy: ({ person, now }) => copy(person, now),
  delete: ({ person, now }) => person.delete(now.id),
  transfer: ({ person, now }) => {
    person.move(now.id, ELSEWHERE);
  },
  hide: ({ person, now }) => person.hide(now.id),
};

function closed({ person, now, n, habits }: Change): void {
  const { resolutions } = WORKFLOWS[habits.workflow];
  const resolution = resolutions[n % resolutions.length];
  switch (habits.workflow) {
    case 'simple':
      person.transition(now.id, 'Done', resolution);
      return;
    case 'strict':
      person.transition(now.id, 'Close', resolution);
      return;
    case 'named':
      person.transition(now.id, n % 3 === 0 ? 'Cancel' : 'Finish');
      return;
  }
}

/** An app that clones an issue copies its properties as well. */
function copy(person: Person, { summary, description, properties }: EmulatedIssue): void {
  const { id } = person.create({ summary: `Copy of ${summary}`.slice(0, 250) });
  if (description !== null) person.setDescription(id, description);
  for (const [key, value] of Object.entries(properties)) person.setProperty(id, key, value);
}

function describe(person: Person, { id }: EmulatedIssue, content: readonly Json[]): void {
  person.setDescription(id, { type: 'doc', version: 1, content });
}

function paragraph(text: string): JsonObject {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

/** What Jira's editor makes and Markdown cannot say. */
function panel(n: number): JsonObject {
  const mention = { type: 'mention', attrs: { id: VISITOR, text: '@somebody' } };
  return {
    type: 'panel',
    attrs: { panelType: 'note' },
    content: [{ type: 'paragraph', content: [mention, { type: 'text', text: ` saw it ${n} times` }] }],
  };
}
