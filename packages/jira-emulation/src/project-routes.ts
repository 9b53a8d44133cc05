import { type Answer, refused } from './answer.ts';
import { issueTypeJson, projectJson, statusJson, userJson } from './issue-json.ts';
import type { Json } from './json.ts';
import type { RouteRequest } from './routes.ts';
import { createFields } from './screen-json.ts';
import type { Site } from './site.ts';

/** What the API tells of a project and of what may be done in it. */
type ProjectRoute = (site: Site, request: RouteRequest, names: readonly string[]) => Answer;

export const showProject: ProjectRoute = (site, { origin }, [key]) => ({
  status: 200,
  body: projectJson(knownProject(site, key), site.config, origin),
});

export const listStatuses: ProjectRoute = (site, { origin }, [key]) => {
  knownProject(site, key);
  const statuses = site.config.statuses.map(({ name }) => statusJson(name, site.config, origin));
  const body = site.config.issueTypes.map((name) => {
    const { id = '', self = '' } = issueTypeJson(name, site.config, origin);
    return { id, name, self, subtask: false, statuses };
  });
  return { status: 200, body };
};

export const listCreateTypes: ProjectRoute = (site, { query, origin }, [key]) => {
  knownProject(site, key);
  const mayCreate = !site.config.denied.includes('CREATE_ISSUES');
  const issueTypes = mayCreate ? site.config.issueTypes.map((name) => issueTypeJson(name, site.config, origin)) : [];
  const { some, ...page } = paged(issueTypes, query);
  return { status: 200, body: { ...page, issueTypes: some } };
};

export const showCreateScreen: ProjectRoute = (site, { query, origin }, [key, typeId]) => {
  knownProject(site, key);
  const known = site.config.issueTypes.some((name) => issueTypeJson(name, site.config, origin).id === typeId);
  if (!known) throw refused(404, 'Issue type not found.');
  const { some, ...page } = paged(createFields(site.config, origin), query);
  return { status: 200, body: { ...page, fields: some } };
};

/** Of a list the part that `startAt` and `maxResults` ask for; 50 unless told, 200 at most. */
function paged(
  all: readonly Json[],
  query: URLSearchParams,
): { readonly startAt: number; readonly maxResults: number; readonly total: number; readonly some: readonly Json[] } {
  const whole = (name: string, otherwise: number) => {
    const text = query.get(name) ?? String(otherwise);
    if (!/^\d{1,9}$/.test(text)) throw refused(400, `The '${name}' query parameter must be a whole number that is not negative.`);
    return Number(text);
  };
  const startAt = whole('startAt', 0);
  const maxResults = Math.min(whole('maxResults', 50), 200);
  return { startAt, maxResults, total: all.length, some: all.slice(startAt, startAt + maxResults) };
}

export const listMyPermissions: ProjectRoute = (site, { query }) => {
  const asked = (query.get('permissions') ?? '').split(',').filter((key) => key !== '');
  if (asked.length === 0) throw refused(400, "The 'permissions' query parameter is required.");
  const unknown = asked.find((key) => !PERMISSIONS.has(key));
  if (unknown !== undefined) throw refused(400, `Unrecognized permission: ${unknown}`);
  const key = query.get('projectKey');
  if (key !== null) knownProject(site, key);
  const told = asked.map((permission) => [
    permission,
    {
      id: String([...PERMISSIONS.keys()].indexOf(permission) + 10),
      key: permission,
      name: PERMISSIONS.get(permission) ?? '',
      type: 'PROJECT',
      description: '',
      havePermission: !site.config.denied.includes(permission),
    },
  ]);
  return { status: 200, body: { permissions: Object.fromEntries(told) } };
};

export const listResolutions: ProjectRoute = ({ config }, { origin }) => {
  const values = config.resolutions.map((name, at) => ({
    self: `${origin}/rest/api/3/resolution/${at + 1}`,
    id: String(at + 1),
    name,
    description: '',
    default: at === 0,
  }));
  return { status: 200, body: { startAt: 0, maxResults: 50, total: values.length, isLast: true, values } };
};

export const listAssignable: ProjectRoute = (site, { query, origin }) => {
  knownProject(site, query.get('project') ?? undefined);
  const accountId = query.get('accountId');
  if (accountId === null && query.get('query') === null) throw refused(400, 'The username or query query parameter was not provided.');
  const users = site.config.users.filter((user) => user.assignable && (accountId === null || user.accountId === accountId));
  return { status: 200, body: users.map((user) => userJson(user, origin)) };
};

const PERMISSIONS: ReadonlyMap<string, string> = new Map([
  ['BROWSE_PROJECTS', 'Browse Projects'],
  ['CREATE_ISSUES', 'Create Issues'],
  ['EDIT_ISSUES', 'Edit Issues'],
  ['TRANSITION_ISSUES', 'Transition Issues'],
  ['ASSIGN_ISSUES', 'Assign Issues'],
  ['SCHEDULE_ISSUES', 'Schedule Issues'],
  ['RESOLVE_ISSUES', 'Resolve Issues'],
]);

/** Projects that may not be browsed do not exist for whoever asks. */
function knownProject(site: Site, key: string | undefined): string {
  const project = site.config.projects.find((each) => each.key === key);
  if (!project || site.config.denied.includes('BROWSE_PROJECTS')) throw refused(404, `No project could be found with key '${key}'.`);
  return project.key;
}
