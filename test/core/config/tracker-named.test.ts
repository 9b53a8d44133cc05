import { describe, expect, test } from 'vitest';
import type { Config } from '../../../packages/core/src/config/config.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import { trackerNamed } from '../../../packages/core/src/config/tracker-named.ts';

const token = { env: 'TOKEN' };

function configOf(trackers: readonly Readonly<Record<string, unknown>>[]): Config {
  const named = trackers.map((tracker) => ({ token, ...tracker }));
  const read = parseConfig({ trackers: named, routes: [{ match: {}, tracker: null }] });
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.config;
}

const config = configOf([
  { type: 'jira', name: 'eu', host: 'https://eu.atlassian.net/', project: 'OPS' },
  { type: 'jira', name: 'us', host: 'https://us.atlassian.net', project: 'OPS' },
  { type: 'jira', name: 'cloud a', host: 'https://api.atlassian.com/ex/jira/cloud-a', project: 'OPS' },
  { type: 'jira', name: 'cloud b', host: 'https://api.atlassian.com/ex/jira/cloud-b/', project: 'OPS' },
  { type: 'github', name: 'public', repo: 'Acme/Payments' },
  { type: 'github', name: 'enterprise', repo: 'acme/payments', baseUrl: 'https://git.acme.example/api/v3' },
]);

describe('the tracker that a link names', () => {
  test.each([
    ['jira:eu.atlassian.net/OPS', 'eu'],
    ['jira:us.atlassian.net/OPS', 'us'],
    ['jira:api.atlassian.com/ex/jira/cloud-a/OPS', 'cloud a'],
    ['jira:api.atlassian.com/ex/jira/cloud-b/OPS', 'cloud b'],
    ['github:acme/payments', 'public'],
    ['github:git.acme.example/acme/payments', 'enterprise'],
  ])('%s is the one of that host: %s', (name, configured) => {
    expect(trackerNamed(name, config)?.name).toBe(configured);
  });

  test.each([
    'jira:elsewhere.atlassian.net/OPS',
    'jira:eu.atlassian.net/OPS2',
    'github:elsewhere.example/acme/payments',
    'github:acme/ledger',
  ])('%s is configured no more', (name) => {
    expect(trackerNamed(name, config)).toBe(null);
  });
});
