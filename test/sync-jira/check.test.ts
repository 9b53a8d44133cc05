import type { Check } from '@closeout/core';
import { checkJira } from '@closeout/sync-jira';
import { afterEach, describe, expect, test } from 'vitest';
import { jsonResponse } from '../support/jira-network.ts';
import { draftOf, type JiraWorld, type JiraWorldOptions, MARA, openJiraWorld, TOMAS, trackerOptions } from '../support/jira-world.ts';

let world: JiraWorld;
afterEach(() => world.jira.close());

type Over = Partial<Parameters<typeof checkJira>[0]>;

const checked = (over: Over = {}) =>
  checkJira({ ...trackerOptions(world.jira, world.clock), people: { mara: MARA }, fetch: world.network.fetch, ...over });
const wrong = (checks: readonly Check[]) => checks.filter(({ state }) => state !== 'fine');
const codes = (checks: readonly Check[]) => wrong(checks).map(({ state, code }) => `${state} ${code}`);

async function opened(options: JiraWorldOptions = {}, over: Over = {}): Promise<readonly Check[]> {
  world = await openJiraWorld(options);
  world.jira.person.create({ summary: 'Already here' });
  return checked(over);
}

const SCREEN = ['description', 'labels', 'assignee', 'duedate', 'priority'];
const TEAM = { id: 'customfield_10050', name: 'Team', kind: 'option', required: true, options: ['SRE', 'Payments'] } as const;
const DEMANDING = { id: '41', name: 'Done', from: 'any', to: 'Done', screen: { resolution: { required: true } } } as const;

describe('the check of a Jira project', () => {
  test('finds nothing wrong with one that fits, by reading only', async () => {
    const checks = await opened();
    expect(wrong(checks)).toEqual([]);
    expect(checks.map(({ code }) => code)).toEqual(['account', 'clock', 'project', 'permissions', 'create-screen', 'people']);
    expect(world.network.sent().filter(({ method, path }) => method !== 'GET' && path !== '/search/jql')).toEqual([]);
  });

  test('names five mistakes at once and how to mend each', async () => {
    world = await openJiraWorld({ customFields: [TEAM], denied: ['TRANSITION_ISSUES'], resolutions: ['Fixed', 'Dropped'] });
    const checks = await checked({ issueType: 'Tsk', fields: { Sprint: '12' }, resolutions: { Droped: 'wont-do' } });
    expect(wrong(checks).filter(({ state }) => state === 'wrong')).toEqual([
      {
        state: 'wrong',
        code: 'permission',
        message: 'the account lacks the permission "Transition Issues" in OPS: no change of a status can cross',
        remedy: 'give its role the permission "Transition Issues" in the permission scheme of OPS',
      },
      {
        state: 'wrong',
        code: 'issue-type',
        message: 'OPS has no issue type "Tsk"; it has Task, Bug, Story',
        remedy: 'write "Task" as "issueType"',
      },
      {
        state: 'wrong',
        code: 'unknown-field',
        message: 'no create screen of OPS shows a field "Sprint", which "fields" sets: every create would be refused',
        remedy: expect.stringContaining('put the field on the screen, or take it out of "fields"; there are: Summary, '),
      },
      {
        state: 'wrong',
        code: 'demanded-field',
        message: 'every create screen of OPS demands "Team", which nothing sets: every create would be refused',
        remedy: 'set "Team" in "fields" to one of SRE, Payments, or make it optional on the screen',
      },
      {
        state: 'wrong',
        code: 'unknown-resolution',
        message: '"resolutions" explains the resolution "Droped", which the project does not have',
        remedy: 'write "Dropped" in "resolutions"',
      },
    ]);
  });

  test.each<readonly [string, JiraWorldOptions, Over, readonly string[]]>([
    [
      'a field that is written otherwise',
      { customFields: [TEAM] },
      { fields: { Taem: 'SRE' } },
      ['wrong unknown-field', 'wrong demanded-field'],
    ],
    ['a value that a field does not offer', { customFields: [TEAM] }, { fields: { team: 'Sales' } }, ['wrong wrong-field-value']],
    ['a field and a value that fit', { customFields: [TEAM] }, { fields: { team: 'sre' } }, []],
    [
      'a number that is none',
      { customFields: [{ ...TEAM, name: 'Points', kind: 'number', options: [], required: false }] },
      { fields: { Points: 'many' } },
      ['wrong wrong-field-value'],
    ],
    ['an issue type in other letters', {}, { issueType: 'task' }, []],
    ['an epic that is not there', { screen: [...SCREEN, 'parent'] }, { fields: { Parent: 'OPS-999' } }, ['wrong unknown-issue']],
    ['an epic that is no key', { screen: [...SCREEN, 'parent'] }, { fields: { Parent: 'the epic' } }, ['wrong unknown-issue']],
    ['an epic that is there', { screen: [...SCREEN, 'parent'] }, { fields: { Parent: 'OPS-1' } }, []],
    ['a status that the workflow does not have', {}, { statuses: { 'In Reveiw': 'in-progress' } }, ['wrong unknown-status']],
    ['a screen without a description', { screen: ['labels', 'assignee', 'duedate', 'priority'] }, {}, ['warning field-not-shown']],
    [
      'a screen without due dates and priorities',
      { screen: ['description', 'labels', 'assignee'] },
      {},
      ['warning field-not-shown', 'warning field-not-shown'],
    ],
    [
      'a transition that demands a resolution which has none of the usual names',
      { transitions: [DEMANDING], resolutions: ['Accepted'] },
      {},
      ['warning no-way', 'wrong transition-demands', 'wrong transition-demands'],
    ],
    [
      'that transition with its field configured',
      { transitions: [DEMANDING], resolutions: ['Accepted'] },
      { transitionFields: { done: { resolution: 'Accepted' }, cancelled: { resolution: 'Accepted' } } },
      ['warning no-way'],
    ],
    [
      'a value that the transition does not take',
      {},
      { transitionFields: { done: { resolution: 'Finished' } } },
      ['wrong wrong-transition-value'],
    ],
    ['a field that no transition shows', {}, { transitionFields: { done: { Reviewer: 'mara' } } }, ['wrong unknown-transition-field']],
    [
      'a person who cannot be assigned',
      {},
      { people: { mara: MARA, tomas: TOMAS, gone: '5b10ffffffffffffffffffff' } },
      ['wrong not-assignable'],
    ],
    ['priorities by names that are common', { priorities: ['Blocker', 'Critical', 'Major', 'Minor', 'Trivial'] }, {}, []],
    [
      'priorities by names of their own',
      { priorities: ['Nuclear', 'High', 'Medium', 'Whenever'] },
      {},
      ['warning unnamed-priority', 'warning unnamed-priority', 'warning unnamed-priority'],
    ],
    [
      'those names explained, one of them with a slip',
      { priorities: ['Nuclear', 'High', 'Medium', 'Low', 'Whenever'] },
      { priorities: { nuclear: 'P0', Whenevr: 'P4' } },
      ['wrong unknown-priority', 'warning unnamed-priority'],
    ],
    ['a permission that owners need', { denied: ['ASSIGN_ISSUES'] }, {}, ['wrong permission', 'warning field-not-shown']],
    ['no permission to create', { denied: ['CREATE_ISSUES'] }, {}, ['wrong permission', 'wrong issue-type', 'unknown workflow']],
  ])('says what is to be said of %s', async (_, options, over, expected) => {
    world = await openJiraWorld(options);
    const team = Object.fromEntries((options.customFields ?? []).filter(({ required }) => required).map(({ name }) => [name, 'SRE']));
    if (!options.denied?.includes('CREATE_ISSUES')) await world.tracker({ fields: team }).create([draftOf(1)]);
    expect(codes(await checked(over))).toEqual(expected);
  });

  test('calls the issue type by its own name', async () => {
    const checks = await opened({}, { issueType: 'task' });
    expect(checks.find(({ code }) => code === 'create-screen')?.message).toBe('the create screen of Task takes what is sent');
  });

  test('a gateway has no pages: where people see issues has to be said', async () => {
    world = await openJiraWorld();
    const host = `${world.jira.url}/ex/jira/cloud-eu`;
    const through: typeof fetch = (input, init) => fetch(String(input).replace('/ex/jira/cloud-eu', ''), init);
    const behind = (site: string | null) => checked({ host, site, fetch: through });
    expect(wrong(await behind(null))[0]).toEqual({
      state: 'warning',
      code: 'no-site',
      message: `${host} has no pages: links to issues would lead nowhere`,
      remedy: 'set "site" to what the browser shows, for example "https://acme.atlassian.net"',
    });
    expect(codes(await behind('https://acme.atlassian.net'))).toEqual(['unknown workflow']);
  });

  test('cannot see a workflow without an issue, and says so', async () => {
    world = await openJiraWorld();
    expect(codes(await checked())).toEqual(['unknown workflow']);
  });

  test.each([
    ['a wrong token', { auth: { type: 'bearer', token: 'wrong' } }, 'connection', /API token/],
    ['a token of two lines', { auth: { type: 'bearer', token: 'one\ntwo' } }, 'connection', /API token/],
    ['an address without encryption', { host: 'http://acme.atlassian.net' }, 'connection', /https/],
    ['an address that is none', { host: 'acme' }, 'connection', /https/],
    ['a project that is not there', { project: 'NOPE' }, 'project', /Browse Projects/],
  ] as const)('ends at %s with what to do', async (_, over, code, remedy) => {
    const found = wrong(await opened({}, over as Over));
    expect(found).toMatchObject([{ state: 'wrong', code, remedy: expect.stringMatching(remedy) }]);
    expect(JSON.stringify(found)).not.toContain(world.jira.token);
  });

  test('one part that fails hides no other', async () => {
    world = await openJiraWorld();
    world.network.weather(({ path }) =>
      path.startsWith('/mypermissions') ? jsonResponse(429, {}, { 'Retry-After': '5', 'RateLimit-Reason': 'jira-burst-based' }) : 'pass',
    );
    expect(codes(await checked({ issueType: 'Tusk' }))).toEqual(['unknown permissions', 'wrong issue-type', 'unknown workflow']);
  });

  test.each([
    [-600_000, 'ahead of'],
    [600_000, 'behind'],
  ])('a clock that is off by %i ms is named', async (offMs, side) => {
    world = await openJiraWorld();
    world.jira.person.create({ summary: 'One' });
    const checks = await checked({ clock: { now: () => new Date(Date.parse(world.clock.now()) - offMs).toISOString() as never } });
    expect(wrong(checks)).toMatchObject([{ code: 'clock', message: expect.stringContaining(`10 min ${side} that of`) }]);
  });
});
