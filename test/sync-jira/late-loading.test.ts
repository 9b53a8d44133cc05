import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Imports the adapter, makes a tracker and a check of nothing, and prints which modules of jira.js that took. */
const PROGRAM = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load(url, context, next) { if (/jira\\.js|zod/.test(url)) loaded.push(url); return next(url, context); } });
  const { jiraTracker } = await import('@closeout/sync-jira');
  const options = { host: 'http://127.0.0.1:1', project: 'OPS', issueType: 'Task', auth: { type: 'bearer', token: 't' }, overlapSeconds: 0,
    statuses: {}, resolutions: {}, transitionFields: {}, fields: {}, since: '2026-03-02T09:00:00.000Z', clock: { now: () => '2026-03-02T09:00:00.000Z' } };
  const tracker = jiraTracker(options);
  const before = loaded.filter((url) => url.includes('jira.js')).length;
  await tracker.read([{ id: '1', key: '', url: '' }]).catch(() => {});
  console.log(JSON.stringify([before, loaded.some((url) => url.includes('jira.js'))]));
`;

test('jira.js is loaded with the first call, not with the import and not with the tracker', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@closeout/source', '--input-type=module', '-e', PROGRAM]);
  expect(JSON.parse(stdout)).toEqual([0, true]);
});
