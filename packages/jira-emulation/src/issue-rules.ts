import { refused, refusedFields } from './answer.ts';
import { type Json, type JsonObject, objectOf, textOf } from './json.ts';
import type { EmulatedIssue, JiraSiteConfig } from './site-options.ts';

/** `issue` in `status`: closing gives a resolution where none was given, leaving takes it away. */
export function movedTo(
  status: string,
  issue: EmulatedIssue,
  options: { config: JiraSiteConfig; resolutionGiven: boolean; nowMs: number },
): EmulatedIssue {
  const done = options.config.statuses.some(({ name, category }) => name === status && category === 'done');
  if (!done) return { ...issue, status, resolution: null, resolvedMs: null };
  const resolution = options.resolutionGiven ? issue.resolution : (options.config.resolutions[0] ?? null);
  return { ...issue, status, resolution, resolvedMs: options.nowMs };
}

/** A new issue before anything was set. */
export function blankIssue(
  config: JiraSiteConfig,
  known: { project: string; issueType: string; creator: string; nowMs: number },
): EmulatedIssue {
  return {
    id: '',
    key: '',
    oldKeys: [],
    project: known.project,
    issueType: known.issueType,
    summary: '',
    description: null,
    labels: [],
    assignee: null,
    creator: known.creator,
    status: config.statuses[0]?.name ?? '',
    resolution: null,
    priority: config.priorities[Math.floor(config.priorities.length / 2)] ?? null,
    duedate: null,
    components: [],
    parent: null,
    custom: {},
    properties: {},
    hidden: false,
    createdMs: known.nowMs,
    updatedMs: known.nowMs,
    resolvedMs: null,
  };
}

/** What is wrong with the project and type of a new issue. */
export function originErrors(
  project: Json | undefined,
  issueType: Json | undefined,
  config: JiraSiteConfig,
): Readonly<Record<string, string>> {
  return {
    ...(config.projects.some(({ key }) => key === textOf(project, 'key')) ? {} : { project: 'valid project is required' }),
    ...(config.issueTypes.includes(typeNameOf(issueType, config)) ? {} : { issuetype: 'Specify a valid issue type' }),
  };
}

/** The name of an issue type given as `{ id }` or `{ name }`. */
export function typeNameOf(value: Json | undefined, config: JiraSiteConfig): string {
  return config.issueTypes[Number(textOf(value, 'id')) - 10_001] ?? textOf(value, 'name');
}

/** The issue properties that come with a create or an edit. */
export function propertiesOf(body: JsonObject): Readonly<Record<string, Json>> {
  const list = Array.isArray(body.properties) ? body.properties : [];
  if (list.some((each) => JSON.stringify(objectOf(each).value ?? null).length > 32_768))
    throw refused(400, 'The property value is too long.');
  return Object.fromEntries(list.map((each) => [textOf(each, 'key'), objectOf(each).value ?? null]));
}

/** Throws when a field has a problem. */
export function refuseIfAny(errors: Readonly<Record<string, string>>): void {
  if (Object.keys(errors).length > 0) throw refusedFields(errors);
}
