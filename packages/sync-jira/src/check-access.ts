import type { Check } from '@closeout/core';
import type { JiraClient } from './client.ts';
import { recordOf } from './failure.ts';

/** What each permission is for: without it, what follows does not work. */
const NEEDED = [
  ['BROWSE_PROJECTS', 'Browse Projects', 'nothing can be read'],
  ['CREATE_ISSUES', 'Create Issues', 'no issue can be created'],
  ['EDIT_ISSUES', 'Edit Issues', 'no change of a field can cross'],
  ['TRANSITION_ISSUES', 'Transition Issues', 'no change of a status can cross'],
  ['ASSIGN_ISSUES', 'Assign Issues', 'owners cannot cross'],
  ['SCHEDULE_ISSUES', 'Schedule Issues', 'due dates cannot cross'],
] as const;

/** Whether the account may do in `project` what a sync does there. */
export async function checkPermissions(client: JiraClient, project: string): Promise<readonly Check[]> {
  const permissions = NEEDED.map(([key]) => key).join(',');
  const { value } = await client.call((calls, transport) => calls.getMyPermissions(transport, { projectKey: project, permissions }));
  const told = recordOf(value.permissions);
  const missing = NEEDED.filter(([key]) => recordOf(told[key]).havePermission !== true);
  if (missing.length === 0) return [{ state: 'fine', code: 'permissions', message: `the account may do in ${project} what a sync does` }];
  return missing.map(([, name, lost]) => ({
    state: 'wrong',
    code: 'permission',
    message: `the account lacks the permission "${name}" in ${project}: ${lost}`,
    remedy: `give its role the permission "${name}" in the permission scheme of ${project}`,
  }));
}

/** More people than any project assigns; each costs a request. */
const MOST_PEOPLE = 50;

/** Whether issues of the project can be assigned to everybody who has an account there. */
export async function checkPeople(
  client: JiraClient,
  { people, project }: { readonly people: Readonly<Record<string, string>>; readonly project: string },
): Promise<readonly Check[]> {
  const entries = Object.entries(people);
  const checks: Check[] = [];
  for (const [name, accountId] of entries.slice(0, MOST_PEOPLE)) {
    const { value } = await client.call((calls, transport) => calls.findAssignableUsers(transport, { project, accountId, maxResults: 1 }));
    if (value.some((user) => user.accountId === accountId)) continue;
    checks.push({
      state: 'wrong',
      code: 'not-assignable',
      message: `issues in ${project} cannot be assigned to ${name}: there is no account ${accountId}, or it may not be assigned`,
      remedy: `correct "jira" of ${name} in "people", or give the account the permission "Assignable User"`,
    });
  }
  const rest = entries.length - MOST_PEOPLE;
  if (rest > 0) {
    const message = `${rest} more people were not looked at`;
    checks.push({ state: 'unknown', code: 'people', message, remedy: 'the next sync says whom it could not assign' });
  }
  if (checks.length > 0 || entries.length === 0) return checks;
  return [{ state: 'fine', code: 'people', message: `issues can be assigned to all ${entries.length} people with an account` }];
}
