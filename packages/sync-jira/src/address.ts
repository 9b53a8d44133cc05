import type { SendRequestOptions } from 'jira.js/core';
import { JiraFailure } from './failure.ts';

/** The address of a site that may be sent a token: `https`, or `http` to this machine. */
export function siteAddress(host: string): URL {
  const url = URL.canParse(host) ? new URL(host) : null;
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new JiraFailure({
      kind: 'not-sent',
      code: 'insecure',
      message: `not the address of a Jira site: write https://acme.atlassian.net`,
    });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    const message = `${url.origin} would be sent the token in the clear: write https, or http to this machine only`;
    throw new JiraFailure({ kind: 'not-sent', code: 'insecure', message });
  }
  return url;
}

/** True for the address where scoped and OAuth tokens have to go: it takes requests, and has no pages. */
export function isGateway(host: string): boolean {
  return /^\/ex\/jira\/[^/]/.test(URL.parse(host)?.pathname ?? '');
}

/** jira.js puts ids into paths as they are: whatever would lead somewhere else is refused here, as the last of several checks. */
export function requestAddress(base: URL, request: SendRequestOptions): URL {
  const path = `${base.pathname.replace(/\/$/, '')}${request.url}`;
  const url = new URL(path, base);
  if (url.host !== base.host || url.pathname !== path || url.search !== '' || !request.url.startsWith('/rest/api/3/')) {
    throw new JiraFailure({ kind: 'not-sent', code: 'insecure', message: `refused to ask for ${JSON.stringify(request.url)}` });
  }
  for (const [name, value] of Object.entries(request.searchParams ?? {})) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  return url;
}
