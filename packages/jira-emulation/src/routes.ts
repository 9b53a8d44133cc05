import { type Answer, JiraRefusal, refused } from './answer.ts';
import { choiceJson, issueJson, statusJson, userJson } from './issue-json.ts';
import { isList, type Json, type JsonObject, objectOf, textOf } from './json.ts';
import {
  listAssignable,
  listCreateTypes,
  listMyPermissions,
  listResolutions,
  listStatuses,
  showCreateScreen,
  showProject,
} from './project-routes.ts';
import { screenFields } from './screen-json.ts';
import { search } from './search.ts';
import type { Site } from './site.ts';
import type { EmulatedIssue, EmulatedUser } from './site-options.ts';

/** One request that passed authentication. */
export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly viewer: EmulatedUser;
  readonly origin: string;
}

type Route = (site: Site, request: RouteRequest, names: readonly string[]) => Answer;

const ROUTES: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  ['GET', /^\/myself$/, (_site, { viewer, origin }) => ({ status: 200, body: userJson(viewer, origin) })],
  ['POST', /^\/search\/jql$/, (site, request) => search(site, request)],
  ['POST', /^\/issue$/, (site, request) => ({ status: 201, body: created(site.create(request.body, request.viewer.accountId), request) })],
  ['POST', /^\/issue\/bulk$/, createMany],
  ['POST', /^\/issue\/bulkfetch$/, fetchMany],
  ['GET', /^\/issue\/createmeta\/([^/]+)\/issuetypes$/, listCreateTypes],
  ['GET', /^\/issue\/createmeta\/([^/]+)\/issuetypes\/([^/]+)$/, showCreateScreen],
  ['GET', /^\/issue\/([^/]+)\/transitions$/, listTransitions],
  ['POST', /^\/issue\/([^/]+)\/transitions$/, doTransition],
  ['GET', /^\/issue\/([^/]+)$/, (site, request, [id]) => ({ status: 200, body: shown(visible(site, id), site, request) })],
  ['PUT', /^\/issue\/([^/]+)$/, editIssue],
  ['GET', /^\/project\/([^/]+)$/, showProject],
  ['GET', /^\/project\/([^/]+)\/statuses$/, listStatuses],
  ['GET', /^\/mypermissions$/, listMyPermissions],
  ['GET', /^\/resolution\/search$/, listResolutions],
  ['GET', /^\/user\/assignable\/search$/, listAssignable],
  ['GET', /^\/priority\/search$/, listPriorities],
];

/** What the site answers. Refusals are answers too; only a mistake of the emulation is thrown. */
export function route(site: Site, request: RouteRequest): Answer {
  const path = request.path.replace(/^\/rest\/api\/3(?=\/)/, '');
  try {
    if (path === '/search' || request.path === '/rest/api/2/search') {
      throw refused(410, 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.');
    }
    for (const [method, pattern, answer] of path === request.path ? [] : ROUTES) {
      const match = request.method === method ? pattern.exec(path) : null;
      if (match) return answer(site, request, match.slice(1).map(decoded));
    }
    throw refused(404, `No resource method found for ${request.method}`);
  } catch (cause) {
    if (cause instanceof JiraRefusal) return cause.answer;
    throw cause;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    if (cause instanceof URIError) throw refused(400, 'Malformed path.');
    throw cause;
  }
}

function visible(site: Site, idOrKey: string | undefined): EmulatedIssue {
  const issue = site.store().find(idOrKey ?? '');
  if (!issue || issue.hidden || site.config.denied.includes('BROWSE_PROJECTS'))
    throw refused(404, 'Issue does not exist or you do not have permission to see it.');
  return issue;
}

function shown(issue: EmulatedIssue, site: Site, { query, origin }: RouteRequest): JsonObject {
  const list = (name: string) => query.getAll(name).flatMap((value) => value.split(','));
  const fields = list('fields');
  return issueJson(issue, { config: site.config, origin, fields: fields.length > 0 ? fields : ['*all'], properties: list('properties') });
}

function created({ id, key }: EmulatedIssue, { origin }: RouteRequest): JsonObject {
  return { id, key, self: `${origin}/rest/api/3/issue/${id}` };
}

function createMany(site: Site, request: RouteRequest): Answer {
  const drafts = isList(request.body.issueUpdates) ? request.body.issueUpdates : [];
  if (drafts.length === 0 || drafts.length > 50) throw refused(400, 'Between 1 and 50 issues can be created at once.');
  const issues: Json[] = [];
  const errors: Json[] = [];
  for (const [failedElementNumber, draft] of drafts.entries()) {
    try {
      issues.push(created(site.create(objectOf(draft), request.viewer.accountId), request));
    } catch (cause) {
      if (!(cause instanceof JiraRefusal)) throw cause;
      errors.push({ status: cause.answer.status, elementErrors: cause.answer.body ?? null, failedElementNumber });
    }
  }
  return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
}

const FETCH_KEYS = new Set(['expand', 'fields', 'fieldsByKeys', 'issueIdsOrKeys', 'properties']);

/** Issues that do not exist or are not to be seen are left out without a word. */
function fetchMany(site: Site, { body, origin }: RouteRequest): Answer {
  const unknown = Object.keys(body).find((key) => !FETCH_KEYS.has(key));
  if (unknown !== undefined) throw refused(400, `Unrecognized field "${unknown}"`);
  const isBrowsed = !site.config.denied.includes('BROWSE_PROJECTS');
  const list = (name: string) => (isList(body[name]) ? body[name].map(String) : []);
  const asked = list('issueIdsOrKeys');
  if (asked.length === 0 || asked.length > 100) throw refused(400, 'Between 1 and 100 issues can be fetched at once.');
  const fields = list('fields');
  const found = new Set(asked.map((idOrKey) => site.store().find(idOrKey)).filter((issue) => issue !== null && !issue.hidden && isBrowsed));
  const rendering = { config: site.config, origin, fields: fields.length > 0 ? fields : ['*navigable'], properties: list('properties') };
  const issues = [...found].flatMap((issue) => (issue ? [issueJson(issue, rendering)] : []));
  return { status: 200, body: { issueErrors: [], issues: issues.sort((a, b) => Number(a.id) - Number(b.id)) } };
}

function editIssue(site: Site, request: RouteRequest, [id]: readonly string[]): Answer {
  const edited = site.edit(visible(site, id), request.body);
  if (request.query.get('returnIssue') !== 'true') return { status: 204 };
  return { status: 200, body: issueJson(edited, { config: site.config, origin: request.origin, fields: ['*all'], properties: [] }) };
}

function listTransitions(site: Site, { query, origin }: RouteRequest, [id]: readonly string[]): Answer {
  const withFields = (query.get('expand') ?? '').split(',').includes('transitions.fields');
  const transitions = site.transitionsOf(visible(site, id)).map((transition) => ({
    id: transition.id,
    name: transition.name,
    to: statusJson(transition.to, site.config, origin),
    hasScreen: Object.keys(transition.screen).length > 0,
    isGlobal: transition.from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
    ...(withFields ? { fields: screenFields(transition.screen, site.config, origin) } : {}),
  }));
  return { status: 200, body: { expand: 'transitions', transitions } };
}

function doTransition(site: Site, { body }: RouteRequest, [id]: readonly string[]): Answer {
  if (textOf(body.transition, 'id') === '') throw refused(400, 'Missing transition identifier');
  site.transition(visible(site, id), body);
  return { status: 204 };
}

function listPriorities(site: Site, { origin }: RouteRequest): Answer {
  const values = site.config.priorities.map((name) => choiceJson(name, site.config.priorities, `${origin}/rest/api/3/priority`));
  return { status: 200, body: { startAt: 0, maxResults: 50, total: values.length, isLast: true, values } };
}
