import type { JiraClient } from './client.ts';
import { JiraFailure } from './failure.ts';
import { isIssueId } from './issue.ts';
import { type Screen, screenOf } from './screen.ts';

/** What creating one type of issue in one project asks for. */
export interface CreateMeta {
  readonly typeId: string;
  readonly screen: Screen;
}

/** The most types or fields that one page holds; Jira may give fewer. */
const PAGE = 200;
/** More pages than any screen has. */
const MOST_PAGES = 50;

/** A type of issue that may be made in a project. */
export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly isSubtask: boolean;
}

/** Two requests, where pages are not short: the types of the project, then the create screen of `issueType`, found by its name. */
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
  const offered = await allPages(async (from) => {
    const { value } = await client.call((calls, transport) =>
      calls.getCreateIssueMetaIssueTypes(transport, { projectIdOrKey: project, maxResults: PAGE, ...from }),
    );
    return { some: value.issueTypes ?? value.createMetaIssueType ?? [], total: value.total };
  });
  return offered.flatMap(({ id, name, subtask }) =>
    id !== undefined && isIssueId(id) && name !== undefined ? [{ id, name, isSubtask: subtask === true }] : [],
  );
}

/** The create screen of one type. */
export async function readCreateScreen(client: JiraClient, project: string, typeId: string): Promise<Screen> {
  const fields = await allPages(async (from) => {
    const { value } = await client.call((calls, transport) =>
      calls.getCreateIssueMetaIssueTypeId(transport, { projectIdOrKey: project, issueTypeId: typeId, maxResults: PAGE, ...from }),
    );
    return { some: value.fields ?? value.results ?? [], total: value.total };
  });
  return screenOf(fields);
}

/** Jira says how many there are, and gives as many at once as it likes. */
async function allPages<T>(
  page: (from: { readonly startAt?: number }) => Promise<{ readonly some: readonly T[]; readonly total: number | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let turn = 0; turn < MOST_PAGES; turn += 1) {
    const { some, total } = await page(all.length === 0 ? {} : { startAt: all.length });
    all.push(...some);
    if (some.length === 0 || all.length >= (total ?? 0)) return all;
  }
  throw new JiraFailure({ kind: 'bad-answer', message: 'Jira lists the fields of a create screen without end' });
}
