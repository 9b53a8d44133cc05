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
  const { createCloudClient, PageResolutionJsonSchema } = await import('jira.js/cloud');
  const { createClient } = await import('jira.js/core');
  const screen = ['description', 'labels', 'assignee', 'duedate', 'priority', 'components', 'parent'];
  const jira = await startJiraEmulation({ pageSize: 2, screen, components: ['API'] });
  const transport = createClient({
    host: jira.url,
    auth: { type: 'basic', email: jira.email, apiToken: jira.token },
    onSchemaMismatch: 'throw',
  });
  const client = createCloudClient(transport);
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
  const inEpic = { ...fields('in the epic'), components: [{ name: 'API' }], parent: { key: one.key } };
  await client.issues.createIssue({ fields: inEpic });
  await client.myself.getCurrentUser();
  await client.projects.getProject({ projectIdOrKey: 'OPS' });
  expect((await client.projects.getAllStatuses({ projectIdOrKey: 'OPS' }))[0]?.statuses.length).toBe(4);
  const asked = { projectKey: 'OPS', permissions: 'EDIT_ISSUES,SCHEDULE_ISSUES' };
  expect(Object.keys((await client.permissions.getMyPermissions(asked)).permissions ?? {})).toEqual(['EDIT_ISSUES', 'SCHEDULE_ISSUES']);
  expect((await client.userSearch.findAssignableUsers({ project: 'OPS', query: '' })).length).toBe(3);
  const resolutions = await transport.sendRequest({
    url: '/rest/api/3/resolution/search',
    method: 'GET',
    schema: PageResolutionJsonSchema,
  });
  expect(resolutions.values?.map(({ name }) => name)).toContain("Won't Do");
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
  expect([page.issues?.length, next.issues?.length, next.isLast]).toEqual([2, 2, false]);
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
