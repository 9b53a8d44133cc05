import { describe, expect, test } from 'vitest';
import type { TrackerConfig } from '../../../packages/core/src/config/config.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import { issueAt } from '../../../packages/core/src/sync/reference.ts';

function tracker(written: Readonly<Record<string, unknown>>): TrackerConfig {
  const parsed = parseConfig({ trackers: [{ name: 'there', token: { env: 'T' }, ...written }] });
  const [own] = parsed.ok ? parsed.config.trackers : [];
  if (own === undefined) throw new Error(JSON.stringify(parsed));
  return own;
}
const github = (baseUrl?: string) => tracker({ type: 'github', repo: 'acme/Payments', ...(baseUrl === undefined ? {} : { baseUrl }) });

const jira = (over: Readonly<Record<string, unknown>> = {}) =>
  tracker({ type: 'jira', host: 'https://acme.atlassian.net', project: 'OPS', ...over });
const gateway = { host: 'https://api.atlassian.com/ex/jira/cloud-eu' };
const behind = jira({ ...gateway, site: 'https://acme.atlassian.net' });

describe('an address of an issue', () => {
  test.each([
    ['https://github.com/acme/payments/issues/12', github(), '12'],
    ['https://github.com/Acme/PAYMENTS/issues/12#issuecomment-7', github(), '12'],
    ['https://github.com/acme/payments/pull/12', github(), '12'],
    ['https://git.acme.example/acme/payments/issues/7', github('https://git.acme.example/api/v3'), '7'],
    ['https://acme.ghe.com/acme/payments/issues/7', github('https://api.acme.ghe.com'), '7'],
    ['https://acme.atlassian.net/browse/OPS-9', tracker({ type: 'jira', host: 'https://acme.atlassian.net', project: 'OPS' }), 'OPS-9'],
    ['https://acme.atlassian.net/browse/ops-9', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/browse/OPS-9?focusedCommentId=1', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/jira/software/c/projects/OPS/boards/3?selectedIssue=OPS-9', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/secure/RapidBoard.jspa?rapidView=3&selectedIssue=ops-9', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/jira/software/c/projects/OPS/issues/OPS-9', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/jira/core/projects/OPS/issues/OPS-9/?filter=all', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/projects/OPS/issues/OPS-9', jira(), 'OPS-9'],
    ['https://acme.atlassian.net/browse/OPS-9', behind, 'OPS-9'],
    ['https://api.atlassian.com/ex/jira/cloud-eu/browse/OPS-9', jira(gateway), 'OPS-9'],
  ])('%s names one there', (url, own, key) => {
    expect(issueAt(url, own)).toEqual({ id: '', key, url });
  });

  test.each([
    ['another repository', 'https://github.com/acme/ledger/issues/12', github()],
    ['another host', 'https://github.com.evil.example/acme/payments/issues/12', github()],
    ['the same path on github.com', 'https://github.com/acme/payments/issues/7', github('https://git.acme.example/api/v3')],
    ['a page below the issue', 'https://github.com/acme/payments/issues/12/edit', github()],
    ['a list', 'https://github.com/acme/payments/issues', github()],
    ['no address', 'acme/payments#12', github()],
    ['another cloud behind the same host', 'https://api.atlassian.com/ex/jira/cloud-us/browse/OPS-9', behind],
    ['another project beside a board', 'https://acme.atlassian.net/jira/software/projects/OPS/boards/3?selectedIssue=PAY-9', jira()],
    ['a comment of an issue', 'https://acme.atlassian.net/rest/api/3/issue/OPS-9/comment/1', jira()],
    [
      'another project',
      'https://acme.atlassian.net/browse/OPS2-9',
      tracker({ type: 'jira', host: 'https://acme.atlassian.net', project: 'OPS' }),
    ],
    [
      'another site',
      'https://other.atlassian.net/browse/OPS-9',
      tracker({ type: 'jira', host: 'https://acme.atlassian.net', project: 'OPS' }),
    ],
  ])('of %s is none of this tracker’s', (_, url, own) => {
    expect(issueAt(url, own)).toBe(null);
  });
});
