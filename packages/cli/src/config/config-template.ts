/**
 * What `closeout init` writes. A module in plain JavaScript: it loads a third faster than a TypeScript one, needs
 * nothing installed beside it, and editors still check it where the package is installed.
 */
export const CONFIG_TEMPLATE = `// The configuration of closeout. Everything may be left out; what is commented out shows its form.
// Secrets never stand here: { env: 'NAME' } names the environment variable that holds one.

/** @type {import('closeout').ConfigInput} */
export default {
  // Relative to this file.
  database: 'closeout.db',
  // Due dates are days in this zone.
  timeZone: 'UTC',
  workweek: ['mon', 'tue', 'wed', 'thu', 'fri'],
  // holidays: ['2026-12-25'],

  // Who is who in other systems, and who leads whom.
  // people: {
  //   'ada': { github: 'ada-l', email: 'ada@example.com', team: 'payments', manager: 'grace' },
  // },
  // teams: {
  //   payments: { lead: 'grace', services: ['checkout'] },
  // },

  // Where action items are mirrored. The only tracker gets everything; with several, routes decide.
  trackers: [
    // { type: 'github', name: 'payments', repo: 'acme/payments', token: { env: 'GITHUB_TOKEN' } },
    // { type: 'jira', name: 'ops', host: 'https://acme.atlassian.net', project: 'OPS',
    //   email: { env: 'JIRA_EMAIL' }, token: { env: 'JIRA_TOKEN' } },
  ],
  // routes: [
  //   { match: { team: 'payments' }, tracker: 'payments' },
  //   { match: { confidential: true }, tracker: null },
  //   { match: {}, tracker: 'ops' },
  // ],

  // Days until an item is due, by the first rule that matches; without a rule it is 30.
  // Presets: pagerduty, gitlab-corrective-action, atlassian-priority-action, dispatch, pattern.
  // duePolicies: ['gitlab-corrective-action'],

  // Where the weekly report goes.
  // channels: [{ type: 'file', path: 'reports/{week}.html', format: 'html', for: ['report'] }],

  // When "closeout serve" runs its jobs.
  jobs: {
    sync: '*/10 * * * *',
    report: '0 8 * * mon',
  },
};
`;
