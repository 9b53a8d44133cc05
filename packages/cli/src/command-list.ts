import type { Command } from 'commander';
import type { Session } from './shell/session.ts';

/** A command: what `--help` says of it, and where the rest is. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  readonly group: string;
  /** Its module tells commander the arguments and options, and what to do. */
  readonly load: () => Promise<{ readonly define: (command: Command, session: Session) => void }>;
}

const START = 'Start:';
const DOCUMENTS = 'Documents:';
const ITEMS = 'Action items:';
const OVERVIEW = 'Overview:';
const MIRRORS = 'Mirrors:';
const JOBS = 'Jobs:';

/** Every command, in the order of `--help`. Each is loaded only when it is called. */
export const COMMANDS: readonly ListedCommand[] = [
  { name: 'init', group: START, summary: 'write a configuration and create the database', load: () => import('./commands/init.ts') },
  {
    name: 'doctor',
    group: START,
    summary: 'what is wrong with this installation, and how to mend it',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'demo',
    group: START,
    summary: 'the whole story, against emulations on this machine',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'import',
    group: DOCUMENTS,
    summary: 'read postmortems; what they promise is proposed',
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'lint',
    group: DOCUMENTS,
    summary: 'check postmortems before they are merged',
    load: () => import('./commands/lint.ts'),
  },
  { name: 'triage', group: DOCUMENTS, summary: 'walk the proposals: accept, merge or drop', load: () => import('./commands/triage.ts') },
  { name: 'accept', group: DOCUMENTS, summary: 'proposals become promises', load: () => import('./commands/accept.ts') },
  {
    name: 'merge',
    group: DOCUMENTS,
    summary: 'one item says the same as another and goes into it',
    load: () => import('./commands/merge.ts'),
  },
  {
    name: 'annotate',
    group: DOCUMENTS,
    summary: 'write into documents how their items stand',
    load: () => import('./commands/annotate.ts'),
  },
  { name: 'list', group: OVERVIEW, summary: 'unfinished items by due date', load: () => import('./commands/list.ts') },
  { name: 'show', group: OVERVIEW, summary: 'everything that is known of items', load: () => import('./commands/show.ts') },
  { name: 'overdue', group: OVERVIEW, summary: 'what is late today', load: () => import('./commands/overdue.ts') },
  { name: 'report', group: OVERVIEW, summary: 'the weekly report', load: () => import('./commands/report.ts') },
  {
    name: 'incidents',
    group: OVERVIEW,
    summary: 'what went wrong; edit says something else',
    load: () => import('./commands/incidents.ts'),
  },
  { name: 'series', group: OVERVIEW, summary: 'recurring audits, drills and trainings', load: () => import('./commands/series.ts') },
  { name: 'add', group: ITEMS, summary: 'add an item by hand', load: () => import('./commands/add.ts') },
  { name: 'edit', group: ITEMS, summary: 'say something else of items', load: () => import('./commands/edit.ts') },
  { name: 'start', group: ITEMS, summary: 'somebody works on it now', load: () => import('./commands/start.ts') },
  { name: 'block', group: ITEMS, summary: 'it cannot go on, for a reason', load: () => import('./commands/block.ts') },
  { name: 'done', group: ITEMS, summary: 'it is done', load: () => import('./commands/done.ts') },
  { name: 'cancel', group: ITEMS, summary: 'it will not be done, for a reason', load: () => import('./commands/cancel.ts') },
  { name: 'reopen', group: ITEMS, summary: 'what was closed is open again', load: () => import('./commands/reopen.ts') },
  { name: 'extend', group: ITEMS, summary: 'move a due date, with a reason', load: () => import('./commands/extend.ts') },
  { name: 'snooze', group: ITEMS, summary: 'no reminders until a day', load: () => import('./commands/snooze.ts') },
  { name: 'plan', group: MIRRORS, summary: 'what a sync would do', load: () => import('./commands/plan.ts') },
  { name: 'apply', group: MIRRORS, summary: 'carry out a plan', load: () => import('./commands/apply.ts') },
  { name: 'sync', group: MIRRORS, summary: 'items and issues in step, in one go', load: () => import('./commands/sync.ts') },
  {
    name: 'conflicts',
    group: MIRRORS,
    summary: 'what both sides changed, and who is right',
    load: () => import('./commands/conflicts.ts'),
  },
  { name: 'link', group: MIRRORS, summary: 'the next sync adopts an issue, or creates one anew', load: () => import('./commands/link.ts') },
  { name: 'unlink', group: MIRRORS, summary: 'an item and its issue go their own ways', load: () => import('./commands/unlink.ts') },
  { name: 'move', group: MIRRORS, summary: 'the next issue of an item is in another tracker', load: () => import('./commands/move.ts') },
  { name: 'drift', group: MIRRORS, summary: 'which links are broken, and what to do', load: () => import('./commands/drift.ts') },
  { name: 'run', group: JOBS, summary: 'do one slot of a job now', load: () => import('./commands/run.ts') },
  { name: 'serve', group: JOBS, summary: 'run the jobs at their times', load: () => import('./commands/serve.ts') },
  { name: 'jobs', group: JOBS, summary: 'what runs when, and how it went last', load: () => import('./commands/jobs.ts') },
];
