import type { Check } from '@closeout/core';
import type { CheckedScreen } from './check-screen.ts';
import type { JiraClient } from './client.ts';
import { recordOf } from './failure.ts';
import { isIssueId, isIssueKey } from './issue.ts';
import { fieldNamed } from './screen.ts';

/** Whether the issues that the configured fields name, an epic as `Parent` for one, are there. One request, if any is named. */
export async function checkNamedIssues(
  client: JiraClient,
  screens: readonly CheckedScreen[],
  fields: Readonly<Record<string, string>>,
): Promise<readonly Check[]> {
  const named = Object.entries(fields).flatMap(([name, text]) => {
    const shown = screens.map(({ screen }) => fieldNamed(screen, name)).find((field) => field !== null);
    return shown?.type === 'issuelink' ? [{ name: shown.name, key: text.trim() }] : [];
  });
  if (named.length === 0) return [];
  const keys = [...new Set(named.map(({ key }) => key).filter((key) => isIssueKey(key) || isIssueId(key)))];
  const there = keys.length === 0 ? [] : await namesOf(client, keys);
  return named
    .filter(({ key }) => !there.includes(key))
    .map(({ name, key }) => ({
      state: 'wrong',
      code: 'unknown-issue',
      message: `"fields" sets "${name}" to ${key}, which is not there or hidden from us: every create would be refused`,
      remedy: `write the key of an issue that the account sees as "${name}" in "fields"`,
    }));
}

/** The ids and keys by which Jira knows what is asked for. A moved issue answers to its old key with its new one. */
async function namesOf(client: JiraClient, issueIdsOrKeys: readonly string[]): Promise<readonly string[]> {
  const { value } = await client.list((calls, transport) =>
    calls.bulkFetchIssues(transport, { issueIdsOrKeys: [...issueIdsOrKeys], fields: ['summary'] }),
  );
  const found = (value.issues ?? []).map(recordOf);
  if (found.length === issueIdsOrKeys.length) return issueIdsOrKeys;
  return found.flatMap(({ id, key }) => [String(id), String(key)]);
}
