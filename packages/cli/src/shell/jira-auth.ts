import type { JiraTrackerConfig, SecretRef } from '@closeout/core';
import type { JiraAuth } from '@closeout/sync-jira';

/** With an address: basic, as API tokens need it. Without one: bearer. */
export function jiraAuth({ email, token }: Pick<JiraTrackerConfig, 'email' | 'token'>, secretOf: (secret: SecretRef) => string): JiraAuth {
  if (email === null) return { type: 'bearer', token: secretOf(token) };
  return { type: 'basic', email: secretOf(email), token: secretOf(token) };
}
