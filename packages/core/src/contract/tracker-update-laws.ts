import type { Issue } from '../model/mirror.ts';
import { plainDate } from '../model/plain-date.ts';
import type { Draft, TargetStatus, Tracker } from '../tracker/port.ts';
import type { TestRunner } from './test-runner.ts';
import { createAll, type OpenTracker, readOne, sampleDraft, sampleMarker, sorted } from './tracker-world.ts';

/** A test that opens a world of its own. */
export type Law = (name: string, body: (open: OpenTracker) => Promise<void>) => unknown;

/** What `update` promises. */
export function updateLaws(law: Law, expect: TestRunner['expect']): void {
  law('answers the issue as read sees it afterwards', async ({ tracker, assignable }) => {
    const issue = await one(tracker, { labels: ['closeout/a'] });
    const { issue: updated, refused } = await tracker.update(issue, {
      title: 'Renamed',
      details: 'New text.',
      dueOn: plainDate('2026-05-04'),
      priority: 'P2',
      assignee: { from: null, to: assignable },
      labels: { add: ['closeout/b'], remove: ['closeout/a'] },
      status: { status: 'in-progress', resolution: null },
    });
    expect(refused).toEqual([]);
    expect({ ...updated, updatedAt: null }).toEqual({ ...(await presentOf(tracker, issue)), updatedAt: null });
    expect({
      title: updated.title,
      details: updated.details,
      dueOn: updated.dueOn,
      labels: updated.labels,
      assignees: updated.assignees,
    }).toEqual({
      title: 'Renamed',
      details: 'New text.',
      dueOn: '2026-05-04',
      labels: ['closeout/b'],
      assignees: [assignable],
    });
    expect(updated.status.category).toBe('indeterminate');
  });

  law('touches only what the patch names', async ({ tracker, edit, text }) => {
    const issue = await one(tracker, { labels: ['closeout/a'], dueOn: plainDate('2026-03-31'), priority: 'P3' });
    await edit(issue, { addLabel: 'theirs', addText: 'What a person noted.' });
    const before = await presentOf(tracker, issue);
    await tracker.update(issue, { title: 'Renamed' });
    expect({ ...(await presentOf(tracker, issue)), updatedAt: null }).toEqual({ ...before, title: 'Renamed', updatedAt: null });
    await tracker.update(issue, { labels: { add: ['closeout/b'], remove: ['closeout/a'] } });
    expect(sorted((await presentOf(tracker, issue)).labels)).toEqual(['closeout/b', 'theirs']);
    await tracker.update(issue, { details: 'New text.', dueOn: null, priority: null });
    const after = await presentOf(tracker, issue);
    expect({ details: after.details, dueOn: after.dueOn, priority: after.priority }).toEqual({
      details: 'New text.',
      dueOn: null,
      priority: null,
    });
    expect((await text(issue)).includes('What a person noted.')).toBe(true);
    expect(after.markers).toEqual([sampleMarker(1)]);
  });

  law('does not mind a label that is there already or gone already', async ({ tracker }) => {
    const issue = await one(tracker, { labels: ['closeout/a'] });
    const { issue: updated, refused } = await tracker.update(issue, { labels: { add: ['closeout/a'], remove: ['closeout/never'] } });
    expect(refused).toEqual([]);
    expect(updated.labels).toEqual(['closeout/a']);
  });

  law('takes an assignee away again', async ({ tracker, assignable }) => {
    const issue = await one(tracker, { assignee: assignable });
    expect((await tracker.update(issue, { assignee: { from: assignable, to: null } })).issue.assignees).toEqual([]);
    expect((await presentOf(tracker, issue)).assignees).toEqual([]);
  });

  law('carries an issue through every status and back', async ({ tracker }) => {
    const issue = await one(tracker);
    for (const [target, categories] of JOURNEY) {
      const { issue: updated, refused } = await tracker.update(issue, { status: target });
      expect(refused).toEqual([]);
      expect(categories.includes(updated.status.category)).toBe(true);
      expect((await presentOf(tracker, issue)).status).toEqual(updated.status);
    }
  });
}

const OPEN = ['new', 'indeterminate'];
const JOURNEY: readonly (readonly [TargetStatus, readonly string[]])[] = [
  [{ status: 'in-progress', resolution: null }, ['indeterminate']],
  [{ status: 'open', resolution: null }, ['new']],
  [{ status: 'blocked', resolution: null }, OPEN],
  [{ status: 'done', resolution: null }, ['done']],
  [{ status: 'open', resolution: null }, ['new']],
  [{ status: 'cancelled', resolution: 'wont-do' }, ['done']],
  [{ status: 'in-progress', resolution: null }, ['indeterminate']],
  [{ status: 'cancelled', resolution: 'duplicate' }, ['done']],
];

async function one(tracker: Tracker, over: Partial<Draft> = {}): Promise<Issue> {
  const [issue] = await createAll(tracker, [sampleDraft(1, over)]);
  if (issue === undefined) throw new Error('create answered nothing for a draft');
  return issue;
}

async function presentOf(tracker: Tracker, issue: Issue): Promise<Issue> {
  const seen = await readOne(tracker, issue);
  if (typeof seen === 'string') throw new Error(`expected the issue, read says ${seen}`);
  return seen;
}
