import { type Check, checkClock, nearest } from '@closeout/core';
import { isGateway } from './address.ts';
import { checkPeople, checkPermissions } from './check-access.ts';
import { failedCheck } from './check-failure.ts';
import { checkNamedIssues } from './check-issues.ts';
import { checkPriorities } from './check-priorities.ts';
import { checkScreens, listed } from './check-screen.ts';
import { checkNames, checkWays, type SeenWays } from './check-workflow.ts';
import { type JiraClient, jiraClient } from './client.ts';
import { type IssueType, readCreateScreen, readIssueTypes, typeNamed } from './create-meta.ts';
import { READ_FIELDS, seenIssueOf } from './issue.ts';
import { readTransitions } from './move.ts';
import type { JiraTrackerOptions } from './options.ts';
import { jiraTrackerName } from './tracker-name.ts';

export interface CheckJiraOptions extends Omit<JiraTrackerOptions, 'overlapSeconds' | 'since'> {
  /** Accounts by the names of their people. */
  readonly people: Readonly<Record<string, string>>;
}

/** As many screens and workflows are looked at; projects rarely have more types and statuses. */
const MOST_LOOKED_AT = 8;

/**
 * Looks at everything that a project has to have for the configuration to work, and says what is wrong and how to mend it.
 * Only reads. One mistake hides no other: a part that cannot be looked at is said to be unknown. Never throws for an answer.
 */
export async function checkJira(options: CheckJiraOptions): Promise<readonly Check[]> {
  const tracker = jiraTrackerName(options);
  const part = async (code: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> =>
    look().catch((cause) => [failedCheck(cause, { tracker, code, state: 'unknown' })]);
  let client: JiraClient;
  let first: readonly Check[];
  try {
    client = jiraClient(options);
    first = await checkAccount(client, options);
  } catch (cause) {
    return [failedCheck(cause, { tracker, code: 'connection', state: 'wrong' })];
  }
  const { project } = options;
  try {
    const { value } = await client.call((calls, transport) => calls.getProject(transport, { projectIdOrKey: project }));
    first = [...first, { state: 'fine', code: 'project', message: `the project ${project} is there: ${value.name ?? project}` }];
  } catch (cause) {
    const remedy = `correct "project", or give the account the permission "Browse Projects" in ${project}`;
    const failed = failedCheck(cause, { tracker, code: 'project', state: 'wrong' });
    return [
      ...first,
      { ...failed, state: 'wrong', message: `the project ${project} is not there, or hidden from us: ${failed.message}`, remedy },
    ];
  }
  return [
    ...first,
    ...(await part('permissions', () => checkPermissions(client, project))),
    ...(await part('create-screen', () => checkCreate(client, options))),
    ...(await part('workflow', () => checkWorkflow(client, options))),
    ...(await part('people', () => checkPeople(client, options))),
  ];
}

async function checkAccount(client: JiraClient, { clock, host, site = null }: CheckJiraOptions): Promise<readonly Check[]> {
  const { value, at } = await client.call((calls, transport) => calls.getCurrentUser(transport));
  const name = value.displayName ?? value.accountId ?? 'somebody without a name';
  return [
    { state: 'fine', code: 'account', message: `signed in to ${host} as ${name}` },
    checkClock({ ours: clock.now(), theirs: at, tracker: host }),
    ...(site === null && isGateway(host) ? [withoutSite(host)] : []),
  ];
}

/** Links would lead nowhere, and addresses that people copy from the browser would be none of this tracker's. */
function withoutSite(host: string): Check {
  const message = `${host} has no pages: links to issues would lead nowhere`;
  return {
    state: 'warning',
    code: 'no-site',
    message,
    remedy: 'set "site" to what the browser shows, for example "https://acme.atlassian.net"',
  };
}

async function checkCreate(
  client: JiraClient,
  { project, issueType, fields, priorities = {} }: CheckJiraOptions,
): Promise<readonly Check[]> {
  const types = await readIssueTypes(client, project);
  const type = typeNamed(types, issueType);
  const whole = types.filter(({ isSubtask }) => !isSubtask);
  const candidates = type === null ? whole.slice(0, MOST_LOOKED_AT) : [type];
  const screens = [];
  for (const { id, name } of candidates) screens.push({ type: name, screen: await readCreateScreen(client, project, id) });
  const checks = [
    ...checkType(types, { type, issueType, project }),
    ...checkScreens(screens, { fields, project }),
    ...(await checkNamedIssues(client, screens, fields)),
    ...checkPriorities(screens, { priorities, project }),
  ];
  return checks.some(({ state }) => state === 'wrong')
    ? checks
    : [{ state: 'fine', code: 'create-screen', message: `the create screen of ${type?.name ?? issueType} takes what is sent` }, ...checks];
}

function checkType(
  types: readonly IssueType[],
  { type, issueType, project }: { readonly type: IssueType | null; readonly issueType: string; readonly project: string },
): readonly Check[] {
  const names = types.filter(({ isSubtask }) => !isSubtask).map(({ name }) => name);
  const wrong = (message: string, remedy: string): readonly Check[] => [{ state: 'wrong', code: 'issue-type', message, remedy }];
  if (types.length === 0) {
    return wrong(`no type of issue may be created in ${project}`, 'give the account the permission "Create Issues" there');
  }
  const meant = nearest(issueType, names);
  const remedy = meant === null ? `write one of ${listed(names)} as "issueType"` : `write "${meant}" as "issueType"`;
  if (type === null) return wrong(`${project} has no issue type "${issueType}"; it has ${listed(names)}`, remedy);
  return type.isSubtask ? wrong(`"${issueType}" is a type of subtask, which needs an issue above it`, remedy) : [];
}

async function checkWorkflow(client: JiraClient, options: CheckJiraOptions): Promise<readonly Check[]> {
  const { project, issueType } = options;
  const { value: byType } = await client.call((calls, transport) => calls.getAllStatuses(transport, { projectIdOrKey: project }));
  const own = byType.filter(({ name }) => name.toLowerCase() === issueType.toLowerCase());
  const statusNames = (own.length > 0 ? own : byType).flatMap(({ statuses }) => statuses.flatMap(({ name }) => name ?? []));
  const { value: resolutions } = await client.call((calls, transport) =>
    transport.sendRequest({
      url: '/rest/api/3/resolution/search',
      method: 'GET',
      searchParams: { maxResults: 100 },
      schema: calls.PageResolutionJsonSchema,
    }),
  );
  const names = checkNames(options, { statusNames, resolutionNames: (resolutions.values ?? []).flatMap(({ name }) => name ?? []) });
  const ways = await seenWays(client, project, own[0]?.name ?? null);
  if (ways.length > 0) return [...names, ...checkWays(options, ways)];
  const message = `${project} has no ${own[0]?.name ?? issueType} yet: what its workflow demands can only be seen from one`;
  return [...names, { state: 'unknown', code: 'workflow', message, remedy: 'run doctor again after the first sync' }];
}

/** The ways out of each status in which there is an issue, as one of the latest of these shows them. */
async function seenWays(client: JiraClient, project: string, issueType: string | null): Promise<readonly SeenWays[]> {
  const ofType = issueType === null ? '' : ` AND issuetype = ${JSON.stringify(issueType)}`;
  const jql = `project = "${project}"${ofType} ORDER BY created DESC`;
  const { value } = await client.list((calls, transport) =>
    calls.searchAndReconsileIssuesUsingJqlPost(transport, { jql, maxResults: 50, fields: [...READ_FIELDS] }),
  );
  const issues = (value.issues ?? []).map((raw) => seenIssueOf(raw, client.browse)).filter((seen) => seen !== null);
  const samples = new Map(issues.toReversed().map((seen) => [seen.statusId, seen]));
  const ways: SeenWays[] = [];
  for (const { issue } of [...samples.values()].slice(0, MOST_LOOKED_AT)) {
    ways.push({ from: issue.status, transitions: await readTransitions(client, issue.id) });
  }
  return ways;
}
