import type { GithubTrackerConfig, SecretRef } from '@closeout/core';
import type { GithubApp } from '@closeout/sync-github';

/** A token of somebody's, or the app that takes one for itself. */
export function githubToken({ token, app }: GithubTrackerConfig, secretOf: (secret: SecretRef) => string): string | GithubApp {
  if (app !== null) return { ...app, privateKey: secretOf(app.privateKey) };
  return secretOf(token);
}

/** Where its secret is. */
export function githubSecret({ token, app }: GithubTrackerConfig): SecretRef {
  return app === null ? token : app.privateKey;
}
