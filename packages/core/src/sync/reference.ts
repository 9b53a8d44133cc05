import type { TrackerConfig } from '../config/config.ts';
import type { IssueKey } from '../model/mirror.ts';

/**
 * The issue of `tracker` that `url` names, or `null` when it names none of its. The id is not known from a URL:
 * it is empty until the issue was read.
 */
export function issueAt(url: string, tracker: TrackerConfig): IssueKey | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  switch (tracker.type) {
    case 'github': {
      const found = /^\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)\/?$/.exec(parsed.pathname);
      const isRepo = found?.[1]?.toLowerCase() === tracker.repo.toLowerCase() && webHosts(tracker.baseUrl).includes(parsed.host);
      return isRepo && found?.[2] !== undefined ? { id: '', key: found[2], url } : null;
    }
    case 'jira': {
      const found = /^\/browse\/([A-Z][A-Z0-9_]*-\d+)\/?$/.exec(parsed.pathname);
      const isProject = found?.[1]?.startsWith(`${tracker.project}-`) === true && parsed.host === URL.parse(tracker.host)?.host;
      return isProject && found?.[1] !== undefined ? { id: '', key: found[1], url } : null;
    }
    case 'custom':
      return null;
  }
}

/** People copy links from the web page, whose host is not the API's on github.com, nor where an enterprise has a part of ghe.com. */
function webHosts(baseUrl: string): readonly string[] {
  const host = URL.parse(baseUrl)?.host ?? '';
  return /^api\.(?:github|[^.]+\.ghe)\.com$/.test(host) ? [host.slice('api.'.length), host] : [host];
}
