import { describe, expect, test } from 'vitest';
import { parseConfig, parsePeople } from '../../../packages/core/src/config/parse-config.ts';
import type { Tracker } from '../../../packages/core/src/tracker/port.ts';

const github = { type: 'github', name: 'shop', repo: 'globex/shop', token: { env: 'GITHUB_TOKEN' } };
const jira = { type: 'jira', name: 'ops', host: 'https://globex.example', project: 'OPS', token: { env: 'JIRA_TOKEN' } };

/** A configuration that uses every key there is. */
const everything = {
  $schema: './closeout.schema.json',
  database: 'var/promises.db',
  timeZone: 'Africa/Nairobi',
  workweek: ['sun', 'mon', 'tue', 'wed', 'thu'],
  holidays: ['2027-01-01', '2026-12-25'],
  idPrefix: 'ACT',
  people: { ada: { github: 'ada-l', jira: '712020:ada', email: 'ada@globex.example', slack: 'U01ADA', team: 'shop', manager: 'grace' } },
  peopleFile: 'people.json',
  teams: { shop: { lead: 'grace', services: ['checkout', 'cart'], slack: 'C01SHOP' } },
  trackers: [
    { ...github, baseUrl: 'http://127.0.0.1:4010/', settleSeconds: 5, limits: { writesPerMinute: 30, createsPerHour: 100 } },
    {
      ...jira,
      issueType: 'Follow-up',
      email: { env: 'JIRA_EMAIL' },
      statuses: { 'In Review': 'in-progress' },
      resolutions: { "Won't Do": 'wont-do' },
      transitionFields: { done: { resolution: 'Done' } },
      fields: { Team: 'SRE' },
      site: 'https://work.globex.example/',
      priorities: { Blocker: 'P0' },
    },
  ],
  routes: [
    {
      match: { team: 'shop', severity: 'SEV1', priority: 'P0', label: 'x', activity: 'audit', kind: 'corrective', service: 'cart' },
      tracker: 'shop',
    },
    { match: { confidential: true }, tracker: null },
    { match: {}, tracker: 'ops' },
  ],
  sync: {
    mode: 'push-only',
    authority: { title: 'closeout' },
    overlapSeconds: 60,
    labelPrefix: 'promise/',
    guard: { share: 0.5, count: 3, creates: 7 },
  },
  duePolicies: ['pagerduty', { name: 'ours', rules: [{ priority: 'P0', days: 2, count: 'business', from: 'resolved' }] }],
  reminders: 'default',
  channels: [
    { type: 'slack', token: { env: 'SLACK_TOKEN' }, for: ['remind'] },
    { type: 'file', path: 'reports/{week}.html', format: 'html', for: ['report'], match: { team: 'shop' } },
  ],
  jobs: { sync: '*/10 * * * *', remind: '0 8 * * mon-fri', report: '0 8 * * mon' },
};

function problemsOf(config: unknown) {
  const read = parseConfig(config);
  return read.ok ? [] : read.problems;
}

function configOf(config: unknown) {
  const read = parseConfig(config);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

describe('what may be written', () => {
  test('every key of the contract at once is accepted, and nothing of it is lost', () => {
    const config = configOf(everything);
    expect(config).toMatchObject({
      database: 'var/promises.db',
      workweek: [1, 2, 3, 4, 7],
      holidays: ['2026-12-25', '2027-01-01'],
      peopleFile: 'people.json',
      trackers: [
        { name: 'shop', baseUrl: 'http://127.0.0.1:4010', settleSeconds: 5, limits: { writesPerMinute: 30, createsPerHour: 100 } },
        {
          name: 'ops',
          settleSeconds: 900,
          limits: { writesPerMinute: 1_200, createsPerHour: 10_000 },
          transitionFields: { done: { resolution: 'Done' } },
        },
      ],
      routes: everything.routes,
      sync: { mode: 'push-only', authority: { title: 'closeout', status: 'tracker', dueOn: 'closeout' } },
      channels: [
        { type: 'slack', for: ['remind'] },
        { type: 'file', path: 'reports/{week}.html', format: 'html', match: { team: 'shop' } },
      ],
      jobs: everything.jobs,
    });
    expect(config.duePolicies.map((policy) => [policy.name, policy.rules.length])).toEqual([
      ['pagerduty', 2],
      ['ours', 1],
    ]);
  });

  test('nothing at all means UTC, no trackers, a report on standard output', () => {
    expect(configOf({})).toMatchObject({
      database: 'closeout.db',
      timeZone: 'UTC',
      idPrefix: 'AI',
      trackers: [],
      routes: [],
      sync: { mode: 'two-way', overlapSeconds: 900, labelPrefix: 'closeout/', guard: { share: 0.2, count: 10, creates: 50 } },
      channels: [{ type: 'stdout', for: ['remind', 'report'] }],
    });
  });

  test('the only tracker gets everything when no route is written', () => {
    expect(configOf({ trackers: [jira] }).routes).toEqual([{ match: {}, tracker: 'ops' }]);
  });

  test('a tracker of one’s own is passed as an object and stays that object', () => {
    const tracker: Tracker = {
      name: 'notebook:shelf',
      createsAtOnce: 1,
      pull: () => Promise.reject(new Error('unused')),
      read: () => Promise.reject(new Error('unused')),
      find: () => Promise.reject(new Error('unused')),
      create: () => Promise.reject(new Error('unused')),
      update: () => Promise.reject(new Error('unused')),
    };
    const [own] = configOf({ trackers: [{ type: 'custom', name: 'shelf', tracker }] }).trackers;
    expect(own?.type === 'custom' && own.tracker).toBe(tracker);
    expect(problemsOf({ trackers: [{ type: 'custom', name: 'shelf', tracker: {} }] })).toMatchObject([{ path: 'trackers[0].tracker' }]);
  });
});

describe('what is wrong is said with its place and what would be right', () => {
  const table: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['a list instead of settings', [], '', /\{\} is a complete configuration/],
    ['a key with a slip', { timezone: 'UTC' }, 'timezone', /did you mean "timeZone"/],
    ['a key from elsewhere', { colour: 'blue' }, 'colour', /known here: .*database/],
    ['a key deep down', { trackers: [{ ...github, repos: 'x' }] }, 'trackers[0].repos', /did you mean "repo"/],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'timeZone', /Europe\/Berlin/],
    ['a day that does not exist', { holidays: ['2026-02-30'] }, 'holidays[0]', /YYYY-MM-DD/],
    ['a weekday in full', { workweek: ['monday'] }, 'workweek[0]', /mon, tue/],
    ['a week without work', { workweek: [] }, 'workweek', /at least one day/],
    ['an item prefix that means incidents', { idPrefix: 'INC' }, 'idPrefix', /other than INC/],
    ['a repository without owner', { trackers: [{ ...github, repo: 'shop' }] }, 'trackers[0].repo', /owner\/repository/],
    ['a missing repository', { trackers: [{ ...github, repo: undefined }] }, 'trackers[0].repo', /owner\/repository/],
    ['a kind of tracker with a slip', { trackers: [{ ...github, type: 'githb' }] }, 'trackers[0].type', /did you mean "github"/],
    [
      'plain http to elsewhere',
      { trackers: [{ ...github, baseUrl: 'http://ghe.example' }] },
      'trackers[0].baseUrl',
      /http only to localhost/,
    ],
    ['a file as address', { trackers: [{ ...jira, host: 'file:///etc' }] }, 'trackers[0].host', /https/],
    [
      'a status that is none of ours',
      { trackers: [{ ...jira, statuses: { Review: 'doing' } }] },
      'trackers[0].statuses.Review',
      /in-progress/,
    ],
    ['a transition to no status', { trackers: [{ ...jira, transitionFields: { dne: {} } }] }, 'trackers[0].transitionFields.dne', /"done"/],
    [
      'a priority that is none of ours',
      { trackers: [{ ...jira, priorities: { Blocker: 'P9' } }] },
      'trackers[0].priorities.Blocker',
      /P0, P1/,
    ],
    ['a site without its protocol', { trackers: [{ ...jira, site: 'globex.example' }] }, 'trackers[0].site', /https/],
    [
      'the same project twice',
      { trackers: [jira, { ...jira, name: 'again', host: 'https://GLOBEX.example/' }], routes: [{ match: {}, tracker: 'ops' }] },
      'trackers[1].project',
      /keep one of them/,
    ],
    [
      'the same repository twice, in other letters',
      {
        trackers: [github, { ...github, name: 'again', repo: 'Globex/Shop', baseUrl: 'https://api.github.com' }],
        routes: [{ match: {}, tracker: 'shop' }],
      },
      'trackers[1].repo',
      /keep one of them/,
    ],
    ['no writes at all', { trackers: [{ ...github, limits: { writesPerMinute: 0 } }] }, 'trackers[0].limits.writesPerMinute', /at least 1/],
    ['a route to nowhere', { trackers: [github], routes: [{ match: {}, tracker: 'shp' }] }, 'routes[0].tracker', /did you mean "shop"/],
    ['a route without trackers', { routes: [{ match: {}, tracker: 'shop' }] }, 'routes[0].tracker', /no tracker is configured/],
    ['an unknown condition', { routes: [{ match: { teem: 'x' }, tracker: null }] }, 'routes[0].match.teem', /did you mean "team"/],
    [
      'the same name twice',
      { trackers: [github, { ...jira, name: 'shop' }], routes: [{ match: {}, tracker: 'shop' }] },
      'trackers[1].name',
      /of its own/,
    ],
    ['two trackers and no route', { trackers: [github, jira] }, 'routes', /"match": \{\}/],
    ['a mode with a slip', { sync: { mode: 'twoway' } }, 'sync.mode', /did you mean "two-way"/],
    ['a share above one', { sync: { guard: { share: 20 } } }, 'sync.guard.share', /0 to 1/],
    ['a preset with a slip', { duePolicies: ['pagerdut'] }, 'duePolicies[0]', /did you mean "pagerduty"/],
    ['a policy that is a number', { duePolicies: [30] }, 'duePolicies[0]', /name of a preset/],
    ['negative days', { duePolicies: [{ name: 'x', rules: [{ days: -1 }] }] }, 'duePolicies[0].rules[0].days', /0 or more/],
    ['a job nobody knows', { jobs: { synk: '* * * * *' } }, 'jobs.synk', /did you mean "sync"/],
    ['a time of day as schedule', { jobs: { report: '08:00' } }, 'jobs.report', /five fields/],
    ['a channel nobody knows', { channels: [{ type: 'pager' }] }, 'channels[0].type', /"slack"/],
    ['a job a channel cannot be for', { channels: [{ type: 'stdout', for: ['sync'] }] }, 'channels[0].for[0]', /remind, report/],
  ];

  test.each(table)('%s', (_, config, path, remedy) => {
    const problems = problemsOf(config);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.remedy).toMatch(remedy);
    expect(problems[0]?.message).not.toBe('');
  });

  test('all mistakes are told at once, whatever else is broken', () => {
    const problems = problemsOf({
      timeZone: 5,
      trackers: [{ ...github, repo: 7 }],
      routes: [{ match: {}, tracker: 'nobody' }],
      jobs: null,
    });
    expect(problems.map((problem) => problem.path)).toEqual(['timeZone', 'trackers[0].repo', 'jobs', 'routes[0].tracker']);
  });

  test.each([
    ['as text', 'ghp_0123456789abcdef'],
    ['in the place of a variable’s name', { env: 'ghp_0123456789abcdef' }],
    ['as some other text', 'hunter2'],
  ])('a secret in the file (%s) is refused and never repeated', (_, token) => {
    const problems = problemsOf({ trackers: [{ ...github, token }] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toMatch(/^trackers\[0\]\.token/);
    expect(problems[0]?.remedy).toMatch(/environment variable/);
    expect(JSON.stringify(problems)).not.toMatch(/ghp_|hunter2/);
  });

  test('a password in an address is not repeated either', () => {
    const problems = problemsOf({ trackers: [{ ...jira, host: 'https://me:hunter2@globex.example' }] });
    expect(problems.map((problem) => problem.path)).toEqual(['trackers[0].host']);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

test('a people file has the shape of people', () => {
  expect(parsePeople({ ada: { team: 'shop' } })).toEqual({
    ok: true,
    people: { ada: { github: null, jira: null, email: null, slack: null, team: 'shop', manager: null } },
  });
  expect(parsePeople({ ada: { git: 'x' } })).toMatchObject({
    ok: false,
    problems: [{ path: 'ada.git', remedy: expect.stringContaining('github') }],
  });
});

describe('a GitHub tracker', () => {
  const { token: _, ...repository } = github;
  const app = { appId: 4711, installationId: 815, privateKey: { env: 'APP_KEY' } };

  test('has a token, or a GitHub App', () => {
    const both = [{ trackers: [github] }, { trackers: [{ ...repository, app }] }].map((written) => parseConfig(written));
    expect(both.map((parsed) => parsed.ok && parsed.config.trackers[0])).toMatchObject([
      { token: { env: 'GITHUB_TOKEN' }, app: null },
      { token: null, app },
    ]);
  });

  test.each<readonly [string, object, readonly (readonly [string, string])[]]>([
    ['neither', repository, [['trackers[0].token', 'is missing']]],
    ['both', { ...github, app }, [['trackers[0].app', 'stands beside a token']]],
    [
      'an app without its numbers',
      { ...repository, app: { privateKey: { env: 'K' } } },
      [
        ['trackers[0].app.appId', 'is missing'],
        ['trackers[0].app.installationId', 'is missing'],
      ],
    ],
    ['an app whose numbers are text', { ...repository, app: { ...app, appId: '4711' } }, [['trackers[0].app.appId', 'is "4711"']]],
    ['an app of number zero', { ...repository, app: { ...app, installationId: 0 } }, [['trackers[0].app.installationId', 'is 0']]],
    ['a misspelt key', { ...repository, app: { ...app, privatKey: { env: 'K' } } }, [['trackers[0].app.privatKey', 'is not a known key']]],
    [
      'the key itself',
      { ...repository, app: { ...app, privateKey: '-----BEGIN RSA PRIVATE KEY-----' } },
      [['trackers[0].app.privateKey', 'seems to hold the secret itself']],
    ],
  ])('with %s is refused where it is wrong', (_, tracker, expected) => {
    const problems = problemsOf({ trackers: [tracker] });
    expect(problems.map(({ path, message }) => [path, message])).toEqual(expected);
    expect(JSON.stringify(problems)).not.toContain('BEGIN RSA');
  });
});
