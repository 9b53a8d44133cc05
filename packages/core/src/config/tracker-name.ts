import type { TrackerName } from '../model/mirror.ts';

/** `github:owner/repository`, with the host in front of it unless that is github.com. Lower case, as GitHub compares. */
export function githubTrackerName({ repo, baseUrl }: { readonly repo: string; readonly baseUrl: string }): TrackerName {
  const { host } = new URL(baseUrl);
  return `github:${host === 'api.github.com' ? '' : `${host}/`}${repo}`.toLowerCase();
}

/**
 * `jira:acme.atlassian.net/OPS`, from the address of a site and the key of a project. Several sites may stand behind one host, told
 * apart by their path: `jira:api.atlassian.com/ex/jira/<cloud id>/OPS`.
 */
export function jiraTrackerName({ host, project }: { readonly host: string; readonly project: string }): TrackerName {
  const url = URL.parse(host);
  return `jira:${url === null ? host : `${url.host}${url.pathname.replace(/\/+$/, '')}`}/${project}`;
}
