import type { Json, JsonObject } from './json.ts';
import type { EmulatedIssue, EmulatedUser, JiraSiteConfig } from './site-options.ts';
import { timestamp } from './site-time.ts';

export interface Rendering {
  readonly config: JiraSiteConfig;
  /** `http://127.0.0.1:4711`. */
  readonly origin: string;
  /** `*all`, `*navigable`, names, names to leave out with a dash. */
  readonly fields: readonly string[];
  /** Keys of the properties to include. */
  readonly properties: readonly string[];
}

/** An issue as the API writes it. */
export function issueJson(issue: EmulatedIssue, { config, origin, fields, properties }: Rendering): JsonObject {
  const shown = chosen(fieldValues(issue, config, origin), fields);
  const kept = properties.filter((key) => issue.properties[key] !== undefined);
  if (fields.length === 1 && fields[0] === 'id' && properties.length === 0) return { id: issue.id };
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${origin}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(Object.keys(shown).length > 0 ? { fields: shown } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(kept.map((key) => [key, issue.properties[key] ?? null])) } : {}),
  };
}

function chosen(values: JsonObject, fields: readonly string[]): JsonObject {
  const all = fields.some((field) => field === '*all' || field === '*navigable' || field.startsWith('-'));
  const without = new Set(fields.filter((field) => field.startsWith('-')).map((field) => field.slice(1)));
  return Object.fromEntries(Object.entries(values).filter(([field]) => (all || fields.includes(field)) && !without.has(field)));
}

function fieldValues(issue: EmulatedIssue, config: JiraSiteConfig, origin: string): JsonObject {
  const user = (accountId: string | null) => {
    const found = config.users.find((each) => each.accountId === accountId);
    return found ? userJson(found, origin) : null;
  };
  const moment = (ms: number | null) => (ms === null ? null : timestamp(ms, config.timeZone));
  return {
    summary: issue.summary,
    description: issue.description,
    labels: issue.labels,
    assignee: user(issue.assignee),
    creator: user(issue.creator),
    reporter: user(issue.creator),
    duedate: issue.duedate,
    priority: choiceJson(issue.priority, config.priorities, `${origin}/rest/api/3/priority`),
    resolution: choiceJson(issue.resolution, config.resolutions, `${origin}/rest/api/3/resolution`),
    resolutiondate: moment(issue.resolvedMs),
    status: statusJson(issue.status, config, origin),
    project: projectJson(issue.project, config, origin),
    issuetype: issueTypeJson(issue.issueType, config, origin),
    components: issue.components.map((name) => choiceJson(name, config.components, `${origin}/rest/api/3/component`)),
    ...(issue.parent === null ? {} : { parent: { id: issue.parent, self: `${origin}/rest/api/3/issue/${issue.parent}` } }),
    created: moment(issue.createdMs),
    updated: moment(issue.updatedMs),
    ...Object.fromEntries(config.customFields.map(({ id }) => [id, issue.custom[id] ?? null])),
  };
}

export function userJson(user: EmulatedUser, origin: string): JsonObject {
  return {
    self: `${origin}/rest/api/3/user?accountId=${user.accountId}`,
    accountId: user.accountId,
    accountType: 'atlassian',
    emailAddress: user.email,
    displayName: user.displayName,
    active: true,
    timeZone: user.timeZone,
  };
}

export function choiceJson(name: string | null, names: readonly string[], self: string): Json {
  if (name === null) return null;
  const id = String(names.indexOf(name) + 1);
  return { self: `${self}/${id}`, id, name };
}

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

export function statusJson(name: string, config: JiraSiteConfig, origin: string): JsonObject {
  const at = config.statuses.findIndex((status) => status.name === name);
  const category = CATEGORIES[config.statuses[at]?.category ?? 'new'];
  const id = String(10_000 + at);
  return {
    self: `${origin}/rest/api/3/status/${id}`,
    description: '',
    iconUrl: `${origin}/images/icons/status.png`,
    name,
    id,
    statusCategory: { self: `${origin}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}

export function projectJson(key: string, config: JiraSiteConfig, origin: string): JsonObject {
  const at = config.projects.findIndex((project) => project.key === key);
  const id = String(10_000 + at);
  const name = config.projects[at]?.name ?? key;
  return { self: `${origin}/rest/api/3/project/${id}`, id, key, name, projectTypeKey: 'software', simplified: false, style: 'classic' };
}

export function issueTypeJson(name: string, config: JiraSiteConfig, origin: string): JsonObject {
  const id = String(10_001 + config.issueTypes.indexOf(name));
  return {
    self: `${origin}/rest/api/3/issuetype/${id}`,
    id,
    description: '',
    iconUrl: `${origin}/images/icons/issuetype.png`,
    name,
    subtask: false,
    hierarchyLevel: 0,
  };
}
