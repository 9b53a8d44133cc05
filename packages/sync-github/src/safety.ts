import { TrackerError, type TrackerName } from '@closeout/core';
import { type GithubApp, refuseUnusable } from './credentials.ts';

/** Throws for credentials or an address that must not be used. Sends nothing. */
export function refuseUnsafe(
  name: TrackerName,
  { baseUrl, token }: { readonly baseUrl: string; readonly token: string | GithubApp },
): void {
  const { protocol, hostname } = new URL(baseUrl);
  const isLoopback = hostname === 'localhost' || /^127(?:\.\d+){3}$/.test(hostname) || hostname === '[::1]';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))
    throw new TrackerError('insecure', name, `${name}: baseUrl must be https; plain http would show the token to everyone in between`);
  if (typeof token !== 'string') refuseUnusable(token, name);
  else if (!/^[\x21-\x7e]+$/.test(token))
    throw new TrackerError(
      'unauthorized',
      name,
      `${name}: the token is empty or holds characters no token has; check the environment variable that holds it`,
    );
}
