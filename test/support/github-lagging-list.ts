/** What the proxy has to know of an issue to list it. */
export interface ListedIssue {
  readonly number: number;
  readonly state: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface LaggingList {
  /** What an issue is from `atMs` on. */
  record(issue: ListedIssue, atMs: number): void;
  /** The answer to a list request by someone who knows nothing younger than `atMs`. */
  answer(url: URL, atMs: number): { readonly issues: readonly ListedIssue[]; readonly link: string | null };
}

/** A list that catches up late: issues younger than its lag are missing, edits younger than it are not seen. */
export function laggingList(): LaggingList {
  const versions: { readonly issue: ListedIssue; readonly atMs: number }[] = [];
  return {
    record: (issue, atMs) => {
      versions.push({ issue, atMs });
    },
    answer: (url, atMs) => {
      const known = new Map<number, ListedIssue>();
      for (const version of versions) if (version.atMs <= atMs) known.set(version.issue.number, version.issue);
      const query = url.searchParams;
      const state = query.get('state') ?? 'open';
      const since = query.get('since');
      const by = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
      const sign = query.get('direction') === 'asc' ? 1 : -1;
      const listed = [...known.values()]
        .filter((issue) => state === 'all' || issue.state === state)
        .filter((issue) => since === null || Date.parse(issue.updated_at) >= Date.parse(since))
        .sort((a, b) => sign * (Date.parse(a[by]) - Date.parse(b[by]) || a.number - b.number));
      const perPage = Math.min(100, Number(query.get('per_page') ?? 30));
      const page = Number(query.get('page') ?? 1);
      return {
        issues: listed.slice((page - 1) * perPage, page * perPage),
        link: page * perPage < listed.length ? linkTo(url, page + 1) : null,
      };
    },
  };
}

function linkTo(url: URL, page: number): string {
  const next = new URL(url);
  next.searchParams.set('page', String(page));
  return `<${next}>; rel="next"`;
}
