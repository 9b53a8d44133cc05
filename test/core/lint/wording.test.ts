import { expect, test } from 'vitest';
import { codesIn, promising } from './written.ts';

const WORDING = ['verb-missing', 'bound-missing', 'vague-wording'];

/** What a promise is blamed for, of all that concerns its words. */
function blamed(item: string): readonly string[] {
  return codesIn(promising(`${item} by 2026-04-01 (owner: maria)`)).filter((code) => WORDING.includes(code));
}

test.each([
  'Improve monitoring',
  'Enhance the alerting of the gateway',
  'Review and improve how we hand over',
  'Continue to watch the error rate',
  'Monitor the gateway closely',
  'Increase the capacity of the cluster',
  'Investigate the connection pool',
  'Look into another provider',
  'Consider a second region',
  'Research and explore other databases',
  'Enhance monitoring to detect failures earlier',
])('%s: there is always more of it to do', (item) => {
  expect(blamed(item)).toContain('bound-missing');
});

test.each([
  'Improve monitoring by adding an alert on the queue depth',
  'Improve the alerting so that two people are paged',
  'Enhance the checks to reject a pool below the minimum',
  'Improve the runbook, including the steps for a failover',
  'Increase the pool to 200 connections',
  'Reduce the timeout of the gateway from 30 s to 5 s',
  'Investigate why the pool shrank',
  'Research other databases and write down a choice',
  'Review and correct the settings of the pool',
  'Improve and document the hand-over',
  'Monitor every gateway with a probe',
  'Monitor for failed logins of the gateway',
])('%s: one can tell when it is done', (item) => {
  expect(blamed(item)).toEqual([]);
});

test('the steps below a promise are its end', () => {
  expect(blamed('Improve the probes')).toEqual(['bound-missing']);
  expect(codesIn(promising('Improve the probes\n  - Create a dashboard of the probes\n  - Write a page about them'))).not.toContain(
    'bound-missing',
  );
});

test.each([
  'Be more careful with the production console',
  'Pay attention to the queue before a release',
  'Add a replica if needed',
  'Build a better dashboard',
  'Apply stricter rules to the firewall',
  'Hand over more carefully at the end of a shift',
  'Please remember to drain the node',
  'Add a cache at some point',
])('%s: everybody reads it in another way', (item) => {
  expect(blamed(item)).toContain('vague-wording');
});

test.each([
  'Train the team to hand over more carefully',
  'Apply stricter rules to the firewall, such as a list of known addresses',
  'Add an index so that the report is faster',
  'Update the server to the latest version for better performance',
])('%s: what is vague is only its purpose, or is told', (item) => {
  expect(blamed(item)).toEqual([]);
});

test.each(['Monitoring of the queue', 'Better alerts', 'Regular review of the firewall rules', 'Capacity of the cluster', 'Alert rules'])(
  '%s: names a topic',
  (item) => {
    expect(blamed(item)).toContain('verb-missing');
  },
);

test.each([
  'Document the way to recover',
  'Load testing: Run a load test before the sale',
  'Before the next sale, run a load test',
  'Regularly rotate the keys',
  '(Long-term) Move the queue to its own cluster',
  'The gateway should refuse what it cannot serve',
  'Ops to build an image of the gateway',
  'Parameterise the pool',
  'Adding a probe to the gateway',
  'Fixes the flaky probe of the gateway',
  'Be more careful with the production console',
  'OPS-312 Validate configurations before a release',
  '[#40]: Drain nodes before a release',
])('%s: says what somebody will do', (item) => {
  expect(blamed(item)).not.toContain('verb-missing');
});
