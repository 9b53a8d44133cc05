import { describe, expect, test } from 'vitest';
import { requestAddress, siteAddress } from '../../packages/sync-jira/src/address.ts';

describe('the address of a request', () => {
  test.each([
    ['https://acme.atlassian.net', 'https://acme.atlassian.net/rest/api/3/myself?expand=groups'],
    ['https://acme.atlassian.net/', 'https://acme.atlassian.net/rest/api/3/myself?expand=groups'],
    ['https://api.atlassian.com/ex/jira/77', 'https://api.atlassian.com/ex/jira/77/rest/api/3/myself?expand=groups'],
    ['http://localhost:8080', 'http://localhost:8080/rest/api/3/myself?expand=groups'],
  ])('below %s is %s', (host, address) => {
    const searchParams = { expand: 'groups', unsaid: undefined };
    expect(requestAddress(siteAddress(host), { url: '/rest/api/3/myself', searchParams }).href).toBe(address);
  });

  test.each([
    '/rest/api/3/issue/../../../admin',
    '/rest/api/3/issue/1/../../myself',
    '/rest/api/3/issue/1?x=y',
    '/rest/api/3/issue/1#x',
    '/rest/api/3/issue/%2e%2e/x',
    '/rest/api/3/issue\\..\\x',
    '/rest/api/2/search',
    '//elsewhere.example/rest/api/3/myself',
    'https://elsewhere.example/rest/api/3/myself',
    '@elsewhere.example/rest/api/3/myself',
  ])('is never %s', (url) => {
    for (const host of ['https://acme.atlassian.net', 'https://api.atlassian.com/ex/jira/77']) {
      expect(() => requestAddress(siteAddress(host), { url })).toThrow('refused to ask');
    }
  });
});
