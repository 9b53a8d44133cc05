import { type Issue, instantAt, type TrackerError } from '@closeout/core';
import { trackerContract } from '@closeout/core/contract';
import { describe, expect, test } from 'vitest';
import { listTracker } from '../../examples/custom-tracker.ts';

/** A list, and what people do to it by hand. */
function openList() {
  const issues = new Map<string, Issue>();
  const notes = new Map<string, string>();
  let ms = Date.parse('2026-03-02T08:00:00Z');
  const clock = { now: () => instantAt(ms++) };
  return { issues, notes, clock, tracker: listTracker({ name: 'ops', members: ['ana'], issues, clock }) };
}

trackerContract(
  { describe, test, expect },
  {
    open: async () => {
      const { issues, notes, clock, tracker } = openList();
      return {
        tracker,
        assignable: 'ana',
        edit: async ({ id }, { title, addLabel, addText, status }) => {
          const issue = issues.get(id);
          if (issue === undefined) throw new Error(`no entry ${id}`);
          if (addText !== undefined) notes.set(id, addText);
          const resolution = status === 'dropped' ? "won't do" : null;
          issues.set(id, {
            ...issue,
            updatedAt: clock.now(),
            title: title ?? issue.title,
            labels: addLabel === undefined ? issue.labels : [...issue.labels, addLabel],
            status: status === undefined ? issue.status : { name: status, category: status === 'open' ? 'new' : 'done', resolution },
          });
        },
        text: async ({ id }) => `${issues.get(id)?.details}\n${notes.get(id) ?? ''}`,
        settle: async () => {},
        close: async () => {},
      };
    },
  },
);

test('an entry that somebody struck out is gone, and an update of it says so', async () => {
  const { tracker } = openList();
  const key = { id: 'entry-7', key: '7', url: 'https://list.example/7' };
  expect(await tracker.read([key])).toEqual([{ key, state: 'gone' }]);
  await expect(tracker.update(key, { title: 'x' })).rejects.toMatchObject({
    code: 'gone',
    tracker: 'list:ops',
  } satisfies Partial<TrackerError>);
});
