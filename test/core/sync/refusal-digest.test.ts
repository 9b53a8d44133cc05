import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import type { Json } from '../../../packages/core/src/model/brand.ts';
import type { Refusal, RemoteStatus } from '../../../packages/core/src/model/mirror.ts';
import { refusalDigest } from '../../../packages/core/src/sync/refused.ts';
import { type Terms, termsOf } from '../../../packages/core/src/sync/terms.ts';

type Written = Readonly<Record<string, unknown>>;

function terms(own: Written, people: Written = {}): Terms {
  const read = parseConfig({ trackers: [{ name: 'there', token: { env: 'T' }, ...own }], people });
  if (!read.ok) throw new Error(JSON.stringify(read));
  const [tracker] = read.config.trackers;
  if (tracker === undefined) throw new Error('no tracker');
  return termsOf(tracker.type === 'jira' ? 'jira:acme.atlassian.net/OPS' : 'github:acme/payments', tracker, read.config);
}

const jira = (over: Written = {}, people: Written = {}) =>
  terms({ type: 'jira', host: 'https://acme.atlassian.net', project: 'OPS', ...over }, people);
const github = (over: Written = {}) => terms({ type: 'github', repo: 'acme/payments', ...over });
const TO_DO: RemoteStatus = { name: 'To Do', category: 'new', resolution: null };
const BEGUN: RemoteStatus = { name: 'In Progress', category: 'indeterminate', resolution: null };
const SENT: Readonly<Record<Refusal['field'], Json>> = {
  title: 'Alert',
  status: { status: 'done', resolution: null },
  assignee: 'maria',
  dueOn: '2026-04-01',
  priority: 'P1',
  labels: ['closeout/drill'],
  details: 'text',
  create: { title: 'Alert' },
};

/** The fields that would be tried again after that change. */
function triedAgain(before: Terms, after: Terms, status: RemoteStatus = TO_DO): readonly string[] {
  const fields = Object.keys(SENT) as Refusal['field'][];
  return fields.filter(
    (field) =>
      refusalDigest(field, { sent: SENT[field], terms: before, status: TO_DO }) !==
      refusalDigest(field, { sent: SENT[field], terms: after, status }),
  );
}

describe('what was refused is tried again', () => {
  test.each<[string, Terms, readonly string[]]>([
    ['nothing', jira(), []],
    ['the name that we give it, and our pace', jira({ name: 'ops', settleSeconds: 1, limits: { writesPerMinute: 1 } }), []],
    ['what statuses mean', jira({ statuses: { Closed: 'done' } }), ['status']],
    ['what resolutions mean', jira({ resolutions: { Dropped: 'wont-do' } }), ['status']],
    ['what a transition is given', jira({ transitionFields: { done: { Resolution: 'Done' } } }), ['status', 'create']],
    ['the type of issue', jira({ issueType: 'Bug' }), ['create']],
    ['what priorities mean', jira({ priorities: { Blocker: 'P0' } }), ['priority', 'create']],
    ['the account of a person', jira({}, { maria: { jira: '5b10' } }), ['assignee']],
    ['the fields that are set', jira({ fields: { Team: 'SRE' } }), Object.keys(SENT).filter((field) => field !== 'status')],
  ])('when the configuration changes %s', (_, after, fields) => {
    expect(triedAgain(jira(), after)).toEqual(fields);
  });

  test('when the issue stands in another status: the status, on either tracker', () => {
    expect(triedAgain(jira(), jira(), BEGUN)).toEqual(['status']);
    expect(triedAgain(github(), github(), BEGUN)).toEqual(['status']);
  });

  test('never on GitHub for its configuration', () => {
    expect(triedAgain(github(), github({ name: 'payments', settleSeconds: 1 }))).toEqual([]);
  });
});
