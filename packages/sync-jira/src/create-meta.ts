import type { JiraClient } from './client.ts';
import { JiraFailure } from './failure.ts';
import { isIssueId } from './issue.ts';
import { type Screen, screenOf } from './screen.ts';

/** What creating one type of issue in one project asks for. */
export interface CreateMeta {
  readonly typeId: string;
  readonly screen: Screen;
}

/** How many types or fields one page holds; more than any project is known to have. */
const PAGE = 200;

/** A type of issue that may be made in a project. */
export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly isSubtask: boolean;
}

/** Two requests: the types of the project, then the create screen of `issueType`, found by its name. */
export async function readCreateMeta(client: JiraClient, project: string, issueType: string): Promise<CreateMeta> {
  const types = await readIssueTypes(client, project);
  const type = typeNamed(types, issueType);
  if (type === null) {
    const names = types.map(({ name }) => name).join(', ');
    throw new JiraFailure({
      kind: 'status',
      status: 404,
      problems: { messages: [`project ${project} has no issue type "${issueType}"; it has ${names || 'none'}`], fields: {} },
      body: null,
      retryAfterMs: null,
      limit: null,
    });
  }
  return { typeId: type.id, screen: await readCreateScreen(client, project, type.id) };
}

/** The type that people mean by `name`, without case. */
export function typeNamed(types: readonly IssueType[], name: string): IssueType | null {
  return types.find((type) => type.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The types that we may make in `project`. */
export async function readIssueTypes(client: JiraClient, project: string): Promise<readonly IssueType[]> {
  const { value } = await client.call((calls, transport) =>
    calls.getCreateIssueMetaIssueTypes(transport, { projectIdOrKey: project, maxResults: PAGE }),
  );
  const offered = value.issueTypes ?? value.createMetaIssueType ?? [];
  return offered.flatMap(({ id, name, subtask }) =>
    id !== undefined && isIssueId(id) && name !== undefined ? [{ id, name, isSubtask: subtask === true }] : [],
  );
}

/** The create screen of one type. */
export async function readCreateScreen(client: JiraClient, project: string, typeId: string): Promise<Screen> {
  const { value } = await client.call((calls, transport) =>
    calls.getCreateIssueMetaIssueTypeId(transport, { projectIdOrKey: project, issueTypeId: typeId, maxResults: PAGE }),
  );
  return screenOf(value.fields ?? value.results ?? []);
}
