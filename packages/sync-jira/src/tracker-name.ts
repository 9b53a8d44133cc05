import type { TrackerName } from '@closeout/core';

/** `jira:acme.atlassian.net/OPS`, from the address of a site and the key of a project. */
export function jiraTrackerName({ host, project }: { readonly host: string; readonly project: string }): TrackerName {
  return `jira:${URL.canParse(host) ? new URL(host).host : host}/${project}`;
}
