import { startJiraEmulation } from '@closeout/jira-emulation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, trackerOptions } from '../support/jira-world.ts';

/** Where jira.js keeps what it found under `AUDIT_SCHEMAS`: keys and values that its schemas do not describe. */
const DRIFT = Symbol.for('apis-code-gen.schemaAudit');

beforeAll(() => {
  process.env.AUDIT_SCHEMAS = 'true';
});
afterAll(() => {
  delete process.env.AUDIT_SCHEMAS;
});

test('every answer is what jira.js, made strict, says that Jira answers, and nothing more', async () => {
  const { createCloudClient } = await import('jira.js/cloud');
  const jira = await startJiraEmulation({ pageSize: 2 });
  const client = createCloudClient({
    host: jira.url,
    auth: { type: 'basic', email: jira.email, apiToken: jira.token },
    onSchemaMismatch: 'throw',
  });
  const fields = (summary: string) => ({
    project: { key: 'OPS' },
    issuetype: { name: 'Task' },
    summary,
    priority: { name: 'High' },
    duedate: '2026-05-01',
  });
  const bulk = await client.issues.createIssues({
    issueUpdates: ['a', '', 'c', 'd'].map((summary) => ({ fields: fields(summary), properties: [{ key: 'closeout', value: 1 }] })),
  });
  expect([bulk.issues?.length, bulk.errors?.length]).toEqual([3, 1]);
  const one = await client.issues.createIssue({ fields: fields('e') });
  await client.myself.getCurrentUser();
  await client.projects.getProject({ projectIdOrKey: 'OPS' });
  await client.issuePriorities.searchPriorities({});
  const types = await client.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'OPS' });
  await client.issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey: 'OPS', issueTypeId: types.issueTypes?.[0]?.id ?? '' });
  await client.issues.getTransitions({ issueIdOrKey: one.id, expand: 'transitions.fields' });
  await client.issues.doTransition({ issueIdOrKey: one.id, transition: { id: '41' }, fields: { resolution: { name: 'Duplicate' } } });
  await client.issues.editIssue({ issueIdOrKey: one.id, returnIssue: true, fields: { summary: 'f' } });
  expect((await client.issues.getIssue({ issueIdOrKey: one.id, properties: ['closeout'] })).fields?.summary).toBe('f');
  const fetched = await client.issues.bulkFetchIssues({ issueIdsOrKeys: [one.id], fields: ['*all'], properties: ['closeout'] });
  expect(fetched.issues?.length).toBe(1);
  const search = { jql: 'project = OPS', fields: ['*all'], properties: ['closeout'] };
  const page = await client.issueSearch.searchAndReconsileIssuesUsingJqlPost(search);
  const next = await client.issueSearch.searchAndReconsileIssuesUsingJqlPost({ ...search, nextPageToken: page.nextPageToken ?? '' });
  expect([page.issues?.length, next.issues?.length, next.isLast]).toEqual([2, 2, true]);
  expect(Reflect.get(globalThis, DRIFT) ?? []).toEqual([]);
  await jira.close();
});

test('the tracker reads answers by the same strict schemas', async () => {
  const { jiraTracker } = await import('@closeout/sync-jira');
  const jira = await startJiraEmulation();
  const tracker = jiraTracker({ ...trackerOptions(jira, { now: () => new Date().toISOString() as never }) });
  const [created] = await tracker.create([draftOf(1, { status: { status: 'done', resolution: null } })]);
  expect(created?.outcome === 'created' && (await tracker.update(created.issue, { title: 'Renamed' })).issue.title).toBe('Renamed');
  expect((await tracker.pull(null)).issues.length).toBe(1);
  await jira.close();
});
