import { expect, test } from 'vitest';
import { isIssueAddress } from '../../../packages/core/src/plan/issue-address.ts';

test.each([
  'https://github.com/acme/pay/issues/12',
  'https://github.com/acme/pay/issues/12#issuecomment-1',
  'https://git.example.com/acme/pay/-/issues/7',
  'https://acme.atlassian.net/browse/OPS-12',
  'https://acme.atlassian.net/jira/software/projects/OPS/boards/3?selectedIssue=OPS-12',
  'https://linear.app/acme/issue/PAY-12/alert-on-the-queue',
  'https://bugs.example.org/show_bug.cgi?id=12',
  'https://dev.azure.com/acme/pay/_workitems/edit/12',
  'https://bugs.example.org/T12',
])('%s is an issue', (url) => {
  expect(isIssueAddress(url)).toBe(true);
});

test.each([
  'https://wiki.example.com/runbook',
  'https://github.com/acme/pay',
  'https://github.com/acme/pay/issues',
  'https://github.com/acme/pay/pull/12',
  'https://github.com/acme/pay/blob/main/README.md',
  'https://acme.slack.com/archives/C1/p1700000000000',
  'https://example.com/item?id=12',
  'no address',
])('%s is none', (url) => {
  expect(isIssueAddress(url)).toBe(false);
});
