import { type Check, TrackerError, type TrackerErrorCode, type TrackerName } from '@closeout/core';
import { trackerErrorOf } from './failure.ts';

/** What to do when Jira cannot be asked at all. */
const REMEDIES: Readonly<Partial<Record<TrackerErrorCode, string>>> = {
  unauthorized:
    'check the e-mail address and the API token in the environment; the token has to belong to that address and may have expired',
  forbidden: 'give the account of the token access to the site',
  'not-found': 'check "host": it has to be the address of a Jira Cloud site',
  insecure: 'write "host" as https://acme.atlassian.net; plain http only to this machine',
  unreachable: 'check "host", the network and the proxy',
  timeout: 'try again; if that does not help, check "host" and the network',
  moved: 'write the address it points to as "host"',
  'bad-answer': 'check "host": something else than Jira answers there',
  limited: 'try again when the limit has passed',
};

/** A check that could not be made. Throws what is no failure of a request. */
export function failedCheck(
  cause: unknown,
  { tracker, code, state }: { readonly tracker: TrackerName; readonly code: string; readonly state: 'wrong' | 'unknown' },
): Check {
  const error = trackerErrorOf(cause, tracker);
  if (!(error instanceof TrackerError)) throw error;
  return { state, code, message: error.message, remedy: REMEDIES[error.code] ?? 'see what Jira says' };
}
