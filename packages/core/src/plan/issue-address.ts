/** Where trackers show one issue: GitHub, GitLab, Gitea and Redmine; Jira; Linear and YouTrack; Azure; Launchpad; Phabricator. */
const PLACES = [
  /\/(?:issues|work_items|tickets?)\/\d+\/?$/,
  /\/(?:browse|projects\/[^/]+\/issues)\/[A-Z][A-Z0-9_]*-\d+\/?$/i,
  /\/issue\/[A-Z][A-Z0-9_]*-\d+(?:\/|$)/,
  /\/_workitems\/edit\/\d+\/?$/,
  /\/\+bug\/\d+\/?$/,
  /^\/T\d+\/?$/,
];
/** And where it is named behind the `?`: Jira boards, Bugzilla. */
const NAMED = [
  ['selectedIssue', /^[A-Z][A-Z0-9_]*-\d+$/i],
  ['id', /^\d+$/, /\/show_bug\.cgi$/],
] as const;

/** True for the address of an issue in some tracker; a page, a chat, a pull request is none. */
export function isIssueAddress(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  const { pathname, searchParams } = parsed;
  return (
    PLACES.some((place) => place.test(pathname)) ||
    NAMED.some(([name, value, place = /./]) => value.test(searchParams.get(name) ?? '') && place.test(pathname))
  );
}

/** Of the addresses that an item names, those of issues. */
export function issuesIn(references: readonly string[]): readonly string[] {
  return references.filter(isIssueAddress);
}
