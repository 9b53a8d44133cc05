import { defineConfig } from 'closeout';

export default defineConfig({
  timeZone: 'Europe/Berlin',
  holidays: ['2026-12-25', '2027-01-01'],
  people: {
    ana: { github: 'ana-example', email: 'ana@example.com', team: 'payments', manager: 'kim' },
    kim: { github: 'kim-example', email: 'kim@example.com', team: 'payments' },
  },
  teams: { payments: { lead: 'kim', services: ['checkout'] } },
  trackers: [{ type: 'github', name: 'payments', repo: 'example/payments', token: { env: 'GITHUB_TOKEN' } }],
  routes: [
    { match: { team: 'payments' }, tracker: 'payments' },
    { match: {}, tracker: null },
  ],
  duePolicies: ['gitlab-corrective-action'],
  jobs: { sync: '*/10 * * * *', report: '0 8 * * mon' },
});
