import type { JiraTrackerConfig, TrackerConfig } from '../config/config.ts';
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
      const key = jiraKeyAt(parsed, tracker);
      return key?.startsWith(`${tracker.project}-`) ? { id: '', key, url } : null;
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

/** The pages on which Jira shows one issue, below the address of the site. */
const JIRA_PAGES = [/^\/browse\/([^/]+)\/?$/, /^(?:\/jira\/[a-z]+(?:\/c)?)?\/projects\/[^/]+\/issues\/([^/]+)\/?$/];
const JIRA_KEY = /^[A-Z][A-Z0-9_]*-\d+$/;

/** The key in an address of the tracker's site: of the issue's page, or of the issue that is open beside a board or a list. */
function jiraKeyAt({ host, pathname, searchParams }: URL, tracker: JiraTrackerConfig): string | null {
  for (const address of [tracker.site, tracker.host]) {
    const base = address === null ? null : URL.parse(address);
    const root = base?.pathname.replace(/\/+$/, '') ?? '';
    if (base?.host !== host || !pathname.startsWith(`${root}/`)) continue;
    const page = pathname.slice(root.length);
    const named = JIRA_PAGES.map((form) => form.exec(page)?.[1]).find((key) => key !== undefined);
    const key = (named ?? searchParams.get('selectedIssue') ?? '').toUpperCase();
    if (JIRA_KEY.test(key)) return key;
  }
  return null;
}
