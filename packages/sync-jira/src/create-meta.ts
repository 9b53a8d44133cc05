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

/** Two requests: the types of the project, then the create screen of `issueType`, found by its name. */
export async function readCreateMeta(client: JiraClient, project: string, issueType: string): Promise<CreateMeta> {
  const { value: types } = await client.call((calls, transport) =>
    calls.getCreateIssueMetaIssueTypes(transport, { projectIdOrKey: project, maxResults: PAGE }),
  );
  const offered = types.issueTypes ?? types.createMetaIssueType ?? [];
  const wanted = issueType.toLowerCase();
  const typeId = offered.find(({ name }) => name?.toLowerCase() === wanted)?.id;
  if (typeId === undefined || !isIssueId(typeId)) {
    const names = offered.map(({ name }) => name).join(', ');
    throw new JiraFailure({
      kind: 'status',
      status: 404,
      problems: { messages: [`project ${project} has no issue type "${issueType}"; it has ${names || 'none'}`], fields: {} },
      body: null,
      retryAfterMs: null,
      limit: null,
    });
  }
  const { value } = await client.call((calls, transport) =>
    calls.getCreateIssueMetaIssueTypeId(transport, { projectIdOrKey: project, issueTypeId: typeId, maxResults: PAGE }),
  );
  return { typeId, screen: screenOf(value.fields ?? value.results ?? []) };
}
