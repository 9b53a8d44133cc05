import { createHash } from 'node:crypto';

const PER_PAGE = 100;

/** A repository with many issues, all last changed at the same moment, of which only the list can be asked: by `since`, in pages, and conditionally, as GitHub answers it. */
export interface ManyIssues {
  readonly fetch: typeof fetch;
  /** `200`, `304` for each request since the last call. */
  answered(): readonly number[];
}

export function manyIssues(count: number, { updatedAt }: { readonly updatedAt: string }): ManyIssues {
  const issues = Array.from({ length: count }, (_, n) => ({
    id: 9_000_000 + n,
    number: n + 1,
    html_url: `https://github.com/acme/payments/issues/${n + 1}`,
    title: `Alert before volume ${n} is full`,
    body: null,
    state: 'open',
    user: { login: 'closeout-bot' },
    labels: [],
    assignees: [],
    created_at: updatedAt,
    updated_at: updatedAt,
  }));
  let answered: number[] = [];
  const answer = (url: URL, headers: Headers): Response => {
    const since = url.searchParams.get('since') ?? '';
    const page = Number(url.searchParams.get('page') ?? '1');
    const listed = Date.parse(since) <= Date.parse(updatedAt) ? issues : [];
    const body = JSON.stringify(listed.slice((page - 1) * PER_PAGE, page * PER_PAGE));
    const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
    if (headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers: { date: new Date().toUTCString(), etag } });
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const link = page * PER_PAGE < listed.length ? { link: `<${next.href}>; rel="next"` } : {};
    return new Response(body, { headers: { 'content-type': 'application/json', date: new Date().toUTCString(), etag, ...link } });
  };
  return {
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const isList = (init?.method ?? 'GET') === 'GET' && url.pathname === '/repos/acme/payments/issues';
      const response = isList ? answer(url, new Headers(init?.headers)) : Response.json({ login: 'closeout-bot' });
      answered.push(response.status);
      return response;
    },
    answered: () => {
      const since = answered;
      answered = [];
      return since;
    },
  };
}
