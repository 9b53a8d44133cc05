import { plainDate } from '../model/plain-date.ts';
import type { TestRunner } from './test-runner.ts';
import { type Law, updateLaws } from './tracker-update-laws.ts';
import { createAll, issueOf, readOne, sampleDraft, sampleMarker, sorted, type TrackerWorld } from './tracker-world.ts';

/**
 * The laws of the tracker port as tests: run it over a tracker of your own before you let it near people's issues.
 *
 * ```ts
 * import { describe, expect, test } from 'vitest';
 * trackerContract({ describe, test, expect }, { open: () => openMyTracker() });
 * ```
 */
export function trackerContract({ describe, test, expect }: TestRunner, world: TrackerWorld): void {
  const law: Law = (name, body) =>
    test(name, async () => {
      const open = await world.open();
      try {
        await body(open);
      } finally {
        await open.close();
      }
    });

  describe('a tracker', () => {
    law('is named by type and place, and takes at least one draft at once', async ({ tracker }) => {
      expect(/^[a-z][a-z0-9-]*:.+/.test(tracker.name)).toBe(true);
      expect(tracker.createsAtOnce >= 1).toBe(true);
    });

    law('answers an empty project with no issue, its own clock, its account and a cursor that survives JSON', async ({ tracker }) => {
      const first = await tracker.pull(null);
      expect(first.issues).toEqual([]);
      expect(Number.isNaN(Date.parse(first.at))).toBe(false);
      expect(first.account === null || first.account.length > 0).toBe(true);
      const second = await tracker.pull(JSON.parse(JSON.stringify(first.cursor)));
      expect(second.issues).toEqual([]);
    });
  });

  describe('create', () => {
    law('makes one issue for each draft, in their order, each with its marker', async ({ tracker }) => {
      const drafts = [1, 2, 3].map((n) => sampleDraft(n));
      const issues = await createAll(tracker, drafts);
      expect(issues.map(({ title, markers }) => ({ title, markers }))).toEqual(
        drafts.map(({ title, marker }) => ({ title, markers: [marker] })),
      );
      expect(new Set(issues.map(({ id }) => id)).size).toBe(3);
    });

    law('writes everything a draft says, and read sees it at once', async ({ tracker, assignable }) => {
      const labels = ['closeout/drill', 'reliability'];
      const draft = sampleDraft(1, { assignee: assignable, dueOn: plainDate('2026-03-31'), priority: 'P1', labels });
      const [created] = await tracker.create([draft]);
      const issue = created === undefined ? null : issueOf(created);
      expect(created?.outcome === 'created' ? created.refused : null).toEqual([]);
      expect({ title: issue?.title, details: issue?.details, dueOn: issue?.dueOn, assignees: issue?.assignees }).toEqual({
        title: draft.title,
        details: draft.details,
        dueOn: '2026-03-31',
        assignees: [assignable],
      });
      expect(sorted(issue?.labels)).toEqual(sorted(labels));
      expect(issue?.priority === null).toBe(false);
      expect(issue?.status.category).toBe('new');
      expect(issue === null ? null : await readOne(tracker, issue)).toEqual(issue);
    });

    law('leaves out an account that nobody has, keeps the issue and says so', async ({ tracker }) => {
      const [created] = await tracker.create([sampleDraft(1, { assignee: 'nobody-of-that-name-here' })]);
      expect(created?.outcome).toBe('created');
      expect(created?.outcome === 'created' ? created.refused.map(({ field }) => field) : null).toEqual(['assignee']);
      expect(created?.outcome === 'created' ? created.issue.assignees : null).toEqual([]);
    });

    law('keeps the marker of a draft that is too long for the tracker', async ({ tracker }) => {
      const long = sampleDraft(1, { title: '😀'.repeat(400), details: '😀 and more. '.repeat(9000) });
      const [created] = await tracker.create([long]);
      if (created?.outcome === 'refused') expect(created.refusal.code).toBe('too-long');
      else expect(created === undefined ? null : issueOf(created).markers).toEqual([long.marker]);
    });

    law('takes text that looks like our own marks as text', async ({ tracker }) => {
      const details = '<!-- closeout:end --> <script>alert(1)</script>\n\n<!-- closeout:begin x -->\n`{"marker":1}` \\u001b[31m';
      const [issue] = await createAll(tracker, [sampleDraft(1, { details })]);
      expect(issue?.markers).toEqual([sampleMarker(1)]);
      const updated = issue && (await tracker.update(issue, { details: 'Shorter.' }));
      expect(updated?.issue.details).toBe('Shorter.');
      expect(updated?.issue.markers).toEqual([sampleMarker(1)]);
    });
  });

  describe('pull', () => {
    law('answers what was made and what people changed since the cursor, each issue whole', async ({ tracker, edit, settle }) => {
      const start = await tracker.pull(null);
      const [mine, other] = await createAll(tracker, [sampleDraft(1), sampleDraft(2)]);
      await settle();
      const made = await tracker.pull(start.cursor);
      expect(sorted(made.issues.map(({ id }) => id))).toEqual(sorted([mine?.id ?? '', other?.id ?? '']));
      if (mine) await edit(mine, { title: 'What people call it', addLabel: 'theirs' });
      await settle();
      const changed = (await tracker.pull(made.cursor)).issues.find(({ id }) => id === mine?.id);
      expect({ title: changed?.title, labels: changed?.labels, details: changed?.details }).toEqual({
        title: 'What people call it',
        labels: ['theirs'],
        details: sampleDraft(1).details,
      });
      expect(mine && (await readOne(tracker, mine))).toEqual(changed);
    });

    law('tells done from dropped from open again', async ({ tracker, edit, settle }) => {
      const [issue] = await createAll(tracker, [sampleDraft(1)]);
      if (issue === undefined) return;
      const start = await tracker.pull(null);
      const resolutions: unknown[] = [];
      for (const status of ['done', 'dropped'] as const) {
        await edit(issue, { status: 'open' });
        await edit(issue, { status });
        await settle();
        const seen = (await tracker.pull(start.cursor)).issues.find(({ id }) => id === issue.id);
        expect(seen?.status.category).toBe('done');
        resolutions.push(JSON.stringify(seen?.status));
      }
      expect(new Set(resolutions).size).toBe(2);
      await edit(issue, { status: 'open' });
      await settle();
      const again = (await tracker.pull(start.cursor)).issues.find(({ id }) => id === issue.id);
      expect(again?.status.category === 'done').toBe(false);
    });
  });

  describe('read', () => {
    law('answers in the order of the keys, also for what is not there', async ({ tracker }) => {
      const [one, two] = await createAll(tracker, [sampleDraft(1), sampleDraft(2)]);
      if (one === undefined || two === undefined) return;
      const absent = { id: '999999999', key: one.key.replace(/\d+$/, '999999'), url: `${one.url}999999` };
      const seen = await tracker.read([two, absent, one]);
      expect(seen.map(({ key }) => key.id)).toEqual([two.id, absent.id, one.id]);
      expect(seen[0]?.state).toBe('present');
      expect(['gone', 'hidden', 'moved'].includes(seen[1]?.state ?? '')).toBe(true);
      expect(seen[2]?.state).toBe('present');
      expect(await tracker.read([])).toEqual([]);
    });
  });

  describe('find', () => {
    law('finds by marker what was created at or after a moment, and nothing else', async ({ tracker, settle }) => {
      const before = await tracker.pull(null);
      const [one] = await createAll(tracker, [sampleDraft(1), sampleDraft(2)]);
      await settle();
      const found = await tracker.find([sampleMarker(1), sampleMarker(9)], before.at);
      expect(found.issues.map(({ id }) => id)).toEqual([one?.id]);
      expect(one && found.issues[0]).toEqual(one && (await readOne(tracker, one)));
      expect((await tracker.find([sampleMarker(9)], before.at)).issues).toEqual([]);
    });

    law('finds every one of several that carry the same marker', async ({ tracker, settle }) => {
      const before = await tracker.pull(null);
      const twins = await createAll(tracker, [sampleDraft(1), sampleDraft(1)]);
      await settle();
      const found = await tracker.find([sampleMarker(1)], before.at);
      expect(sorted(found.issues.map(({ id }) => id))).toEqual(sorted(twins.map(({ id }) => id)));
    });
  });

  describe('update', () => {
    updateLaws(law, expect);
  });
}
