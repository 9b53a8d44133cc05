import type { Driver } from '../driver.ts';
import { dayOf, titleOf } from '../people-here.ts';
import type { EditThere } from '../story.ts';
import { newest } from '../tracker-world.ts';
import { PREFIX } from '../words.ts';
import type { GithubHabits } from './habits.ts';
import { type IssueRecord, type IssueState, ROBOT } from './issue-record.ts';
import { withLineEnds } from './issue-writes.ts';
import type { SimulatedGithub } from './simulated-github.ts';
import { blockOf } from './words.ts';

/** What a person does in the tracker, and how often. */
export const GITHUB_EDITS = {
  open: 4,
  title: 8,
  close: 6,
  reopen: 3,
  due: 5,
  'due line': 1,
  'label on': 4,
  'label off': 3,
  'foreign label': 3,
  'status label': 2,
  'priority label': 3,
  assign: 4,
  unassign: 3,
  'text around': 4,
  'line ends': 1,
  'text inside': 2,
  comment: 3,
  unmark: 1,
  copy: 2,
  paste: 1,
  delete: 1,
  transfer: 1,
} as const;

/** Where people act. */
interface Place {
  readonly driver: Driver;
  readonly github: SimulatedGithub;
  readonly habits: GithubHabits;
}

const DUE_LINES = ['', 'Due: some day\n', 'Due: 2026-06-30 (agreed with Carol)\n', 'Due: none, says Bob\n'];
const LABELS = ['keys', 'oncall', 'extra'];

/** Somebody acts in the browser, where everything is up to date. */
export function editThere(place: Place, { nth, edit, n }: { readonly nth: number; readonly edit: EditThere; readonly n: number }): void {
  const { driver, github, habits } = place;
  const { truth } = driver;
  const present = github.issues.filter(({ fate }) => fate === null);
  const issue = present[nth % Math.max(1, present.length)];
  if (edit === 'open' || issue === undefined) {
    github.open('visitor', { ...OPENED, title: `Opened there ${n}`, body: withLineEnds(n % 2 === 0 ? 'It hurts.\n' : '', habits) });
    return;
  }
  // Nobody acts on an issue within the second in which it is made.
  if (truth.nowMs - (issue.versions[0]?.atMs ?? 0) < 1000) truth.advance(1000);
  const { state } = newest(issue);
  switch (edit) {
    case 'delete':
    case 'transfer':
      issue.fate = { kind: edit === 'delete' ? 'deleted' : 'transferred', atMs: truth.nowMs };
      return;
    case 'comment':
      github.touch(issue);
      return;
    case 'copy':
      github.open('visitor', { ...OPENED, title: `Copy of ${state.title}`, body: state.body });
      return;
    case 'paste': {
      const other = present[(nth + 1 + n) % present.length];
      const copied = /<!-- closeout:begin [^>]*-->/.exec(state.body)?.[0] ?? '';
      if (other !== undefined && other !== issue)
        put(place, other, { ...newest(other).state, body: withLineEnds(`${newest(other).state.body}\n\n> ${copied}`, habits) });
      return;
    }
    default:
      put(place, issue, changed(place, { issue, state, edit, n }));
  }
}

/** Somebody gives an issue that title. */
export function renameThere(place: Place, { issue, title }: { readonly issue: IssueRecord; readonly title: string }): void {
  put(place, issue, { ...newest(issue).state, title });
}

function put({ driver, github }: Place, issue: IssueRecord, state: IssueState): void {
  driver.edit(issue, () => github.edit(issue, state));
}

type Change = { readonly issue: IssueRecord; readonly state: IssueState; readonly edit: EditThere; readonly n: number };

function changed(place: Place, { issue, state, edit, n }: Change): IssueState {
  const { habits } = place;
  const withBody = (body: string): IssueState => ({ ...state, body: withLineEnds(body, habits) });
  switch (edit) {
    case 'title':
      return { ...state, title: titleOf('Theirs', n).trim().slice(0, 256).trim() };
    case 'close': {
      const reason = (['completed', 'completed', 'not_planned', 'duplicate'] as const)[n % 4] ?? 'completed';
      return { ...state, state: 'closed', reason: reason === 'duplicate' && !habits.knowsDuplicate ? 'not_planned' : reason };
    }
    case 'reopen':
      return state.state === 'closed' ? { ...state, state: 'open', reason: 'reopened' } : state;
    case 'due':
      return withBody(state.body.replace(/^Due:[^\r\n]*/m, `Due: ${n % 3 === 0 ? dayOf(n).replace(/-0(\d)/g, '-$1') : dayOf(n)}`));
    case 'due line':
      return withBody(state.body.replace(/^Due:[^\r\n]*\r?\n/m, DUE_LINES[n % DUE_LINES.length] ?? ''));
    case 'label on':
      // Whose letters a label has depends on who writes it first.
      return withLabel(state, n % 2 === 0 ? `${PREFIX}${LABELS[n % 3]}` : `Closeout/${LABELS[n % 3]?.toUpperCase()}`);
    case 'label off':
      return { ...state, labels: state.labels.filter((_, index) => index !== n % Math.max(1, state.labels.length)) };
    case 'foreign label':
      return withLabel(state, ['bug', 'good first issue', 'p1'][n % 3] ?? 'bug');
    case 'status label':
      return withLabel(state, `${PREFIX}${n % 2 === 0 ? 'blocked' : 'in-progress'}`);
    case 'priority label':
      return withLabel({ ...state, labels: state.labels.filter((label) => !/\/P\d$/.test(label)) }, `${PREFIX}P${n % 5}`);
    case 'assign': {
      const login = ['visitor', 'Maria-Gh', 'raj-gh'][n % 3] ?? 'visitor';
      return { ...state, assignees: n % 2 === 0 ? [login] : [...state.assignees.filter((one) => one !== login), login] };
    }
    case 'unassign':
      return { ...state, assignees: state.assignees.slice(1) };
    case 'text around':
      return withBody(n % 2 === 0 ? `Seen ${n} times.\n\n${state.body}` : `${state.body}\n\nAlso ${n}.`);
    case 'line ends':
      return { ...state, body: state.body.replace(/\r?\n/g, '\r\n') };
    case 'text inside':
      return blockOf(state.body) === null
        ? state
        : withBody(state.body.replace('<!-- closeout:end -->', `Typed inside ${n}\n<!-- closeout:end -->`));
    case 'unmark':
      return unmarked(place, { issue, state, edit, n });
    default:
      return state;
  }
}

/** The marker of an issue whose create is in doubt stays: without it nobody could tell the issue from a foreign one (docs/guarantee.md). */
function unmarked({ driver }: Place, { issue, state, n }: Change): IssueState {
  const item = driver.itemOf(issue);
  if (issue.author === ROBOT && (item === null || !driver.isLinked(item))) return state;
  const part = n % 2 === 0 ? /<!-- closeout:begin [^>]*-->\r?\n?/ : /<!-- closeout:end -->/;
  return { ...state, body: state.body.replace(part, '') };
}

const OPENED: IssueState = { title: '', body: '', state: 'open', reason: null, labels: [], assignees: [] };

function withLabel(state: IssueState, label: string): IssueState {
  return state.labels.includes(label) ? state : { ...state, labels: [...state.labels, label] };
}
