import type { TrackerName } from '@closeout/core';

/** `github:owner/repository`, with the host in front of it unless that is github.com. Lower case, as GitHub compares. */
export function githubTrackerName({ repo, baseUrl }: { readonly repo: string; readonly baseUrl: string }): TrackerName {
  return trackerNameAt(new URL(baseUrl).host, repo);
}

/** The same by the host of the REST API. */
export function trackerNameAt(host: string, repo: string): TrackerName {
  return `github:${host === 'api.github.com' ? '' : `${host}/`}${repo}`.toLowerCase();
}
