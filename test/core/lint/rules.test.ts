import { LINT_RULES, type LintOptions, lintPostmortem, plainDate, readPostmortem } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { codesIn, lint, promising, SOUND } from './written.ts';

interface Example {
  readonly code: string;
  /** A document that breaks the rule. */
  readonly bad: string;
  /** The nearest one that does not. */
  readonly good: string;
  readonly options?: LintOptions;
}

const DUE = 'by 2026-04-01 (owner: maria)';
const people = { maria: { github: null, jira: null, email: null, slack: null, team: null, manager: null } };
const OUTLINE = '# Outage\n\nStart: 2026-03-02 09:00 UTC\n\n## Action items\n\n';

const EXAMPLES: readonly Example[] = [
  { code: 'no-incident', bad: '# Shopping\n\n- bread\n- salt\n', good: SOUND },
  {
    code: 'summary-missing',
    bad: SOUND.replace('## Summary\n\nNobody could pay for an hour; every third order was lost.', ''),
    good: SOUND.replace('## Summary\n\n', ''),
  },
  { code: 'timeline-missing', bad: SOUND.replace(/## Timeline[\s\S]*(?=## Root)/, ''), good: SOUND },
  { code: 'root-cause-missing', bad: SOUND.replace(/## Root cause[\s\S]*(?=## Action)/, ''), good: SOUND },
  { code: 'promises-missing', bad: promising(), good: promising().concat('None\n') },
  { code: 'promises-missing', bad: promising().concat('TBD\n'), good: SOUND },
  { code: 'ends-before-start', bad: SOUND.replace('End: 2026-03-02 10:00', 'End: 2026-03-01 10:00'), good: SOUND },
  {
    code: 'ends-before-start',
    bad: SOUND.replace('Start: 2026-03-02 09:00', 'Start: 2026-03-02 23:00').replace('End: 2026-03-02 10:00', 'End: 01:00'),
    good: SOUND.replace('Start: 2026-03-02 09:00', 'Start: 2026-03-02 23:00').replace('End: 2026-03-02 10:00', 'End: 2026-03-03 00:00'),
  },
  { code: 'starts-in-future', bad: SOUND, good: SOUND.replaceAll('2026-03-02', '2026-02-01'), options: { today: plainDate('2026-02-02') } },
  {
    code: 'detected-before-start',
    bad: SOUND.replace('Detected: 2026-03-02 09:05', 'Detected: 2026-03-02 08:30'),
    good: SOUND.replace('Detected: 2026-03-02 09:05', 'Detected: 2026-03-02 08:59'),
  },
  {
    code: 'detected-after-end',
    bad: SOUND.replace('Detected: 2026-03-02 09:05', 'Detected: 2026-03-02 13:30'),
    good: SOUND.replace('Detected: 2026-03-02 09:05', 'Detected: 2026-03-02 10:00'),
  },
  {
    code: 'timeline-backwards',
    bad: SOUND.replace('- 09:05 UTC: an alert woke Maria', '- 08:05 UTC: an alert woke Maria'),
    good: SOUND,
  },
  {
    code: 'ends-before-start',
    bad: SOUND.replace('End: 2026-03-02 10:00', 'End: 2026-03-02 08:59'),
    good: SOUND.replace('End: 2026-03-02 10:00', 'End: 2026-03-02 09:00'),
  },
  {
    code: 'duration-contradicts',
    bad: SOUND.replace('1 hour', '9 hours (23:00 – 01:00 UTC)'),
    good: SOUND.replace('1 hour', '2 hours (23:00 – 01:00 UTC)'),
  },
  { code: 'duration-contradicts', bad: SOUND.replace('1 hour', '3 hours'), good: SOUND.replace('1 hour', 'about 55 minutes') },
  {
    code: 'duration-contradicts',
    bad: SOUND.replace('1 hour', '3 hours (09:00 – 10:00 UTC)'),
    good: SOUND.replace('1 hour', '1 hour (09:00 – 10:00 UTC)'),
  },
  { code: 'due-before-incident', bad: promising('Pin the image by 2025-04-01 (owner: maria)'), good: promising(`Pin the image ${DUE}`) },
  { code: 'owner-missing', bad: promising('Pin the image by 2026-04-01'), good: promising(`Pin the image ${DUE}`) },
  {
    code: 'owner-missing',
    bad: promising('Pin the image by 2026-04-01, see https://example.com/why'),
    good: promising('Pin the image https://github.com/acme/shop/issues/7'),
  },
  { code: 'owner-missing', bad: promising('[ ] Pin the image by 2026-04-01'), good: promising('[x] Pin the image') },
  {
    code: 'owner-unknown',
    bad: promising('Pin the image by 2026-04-01 (owner: marja)'),
    good: promising('Pin the image by 2026-04-01 (owner: @Maria)'),
    options: { people },
  },
  {
    code: 'owner-unknown',
    bad: promising('Pin the image by 2026-04-01 (owner: billing)'),
    good: promising('Pin the image by 2026-04-01 (owner: payments)'),
    options: { people, teams: { payments: { lead: null, services: [], slack: null } } },
  },
  {
    code: 'due-date-missing',
    bad: promising('Pin the image (owner: maria)'),
    good: promising('Rehearse the failover every month (owner: jon)'),
  },
  {
    code: 'due-date-passed',
    bad: promising(`Pin the image ${DUE}`),
    good: promising(`[x] Pin the image ${DUE}`),
    options: { today: plainDate('2026-04-02') },
  },
  {
    code: 'due-date-passed',
    bad: promising('Pin the image by 2026-03-31 (owner: maria)'),
    good: promising(`Pin the image ${DUE}`),
    options: { today: plainDate('2026-04-01') },
  },
  { code: 'verb-missing', bad: promising(`More eyes on the load balancer ${DUE}`), good: promising(`Watch the load balancer ${DUE}`) },
  { code: 'verb-missing', bad: promising(`We need an alert ${DUE}`), good: promising(`The payments team will add an alert ${DUE}`) },
  {
    code: 'bound-missing',
    bad: promising(`Improve the monitoring ${DUE}`),
    good: promising(`Improve the monitoring by adding an alert ${DUE}`),
  },
  { code: 'vague-wording', bad: promising(`Be more careful during releases ${DUE}`), good: promising(`Release in two steps ${DUE}`) },
  {
    code: 'needs-cadence',
    bad: promising('Conduct regular audits of the firewall (owner: maria)'),
    good: promising('Conduct quarterly audits of the firewall (owner: maria)'),
  },
  {
    code: 'priority-unknown',
    bad: `${OUTLINE}| Action | Owner | Priority | Due |\n|---|---|---|---|\n| Pin the image | maria | whenever | 2026-04-01 |\n`,
    good: `${OUTLINE}| Action | Owner | Priority | Due |\n|---|---|---|---|\n| Pin the image | maria | high | 2026-04-01 |\n`,
  },
  {
    code: 'probably-double',
    bad: promising(`Add an alert on the queue depth ${DUE}`, `Add an alert for the depth of the queue ${DUE}`),
    good: promising(`Add an alert on the queue depth ${DUE}`, `Pin the image of the base container ${DUE}`),
  },
  {
    code: 'promise-in-prose',
    bad: `${promising()}Ultimately the gateway is not reliable. In the future, we could attempt to add a second gateway for failover when a failure does occur.\n`,
    good: SOUND,
  },
  { code: 'reads-as-done', bad: promising('Night shift rolled back the release'), good: promising(`Revert the release ${DUE}`) },
  { code: 'no-start', bad: '# Outage\n\n## Impact\n\nNobody could pay.\n', good: SOUND },
  { code: 'start-without-date', bad: SOUND.replaceAll('2026-03-02 ', '').replaceAll(/ by \S+/g, ''), good: SOUND },
  { code: 'start-without-zone', bad: SOUND.replaceAll(' UTC', ''), good: SOUND },
  {
    code: 'due-without-day',
    bad: `${OUTLINE}| Action | Owner | Due |\n|---|---|---|\n| Pin the image | maria | next sprint |\n`,
    good: `${OUTLINE}| Action | Owner | Due |\n|---|---|---|\n| Pin the image | maria | 2026-04-01 |\n`,
  },
  { code: 'template-hint', bad: promising().concat('*List any tasks we should complete*\n'), good: SOUND },
  { code: 'line-too-long', bad: SOUND.replace('Nobody', `${'very '.repeat(6_000)}Nobody`), good: SOUND },
  { code: 'nested-too-deep', bad: `${SOUND}\n${'- '.repeat(40)}x\n`, good: SOUND },
  { code: 'not-an-item', bad: `${SOUND}- No alerts for a failed node\n`, good: SOUND },
  { code: 'promises-missing', bad: `${OUTLINE}TBD\n`, good: `${OUTLINE}We decided that no follow-up is needed.\n` },
  { code: 'promises-missing', bad: OUTLINE, good: `${OUTLINE}| Action | Owner |\n|---|---|\n| None | |\n` },
  { code: 'not-an-item', bad: `${OUTLINE}TBD\n`, good: `${OUTLINE}Keine.\n` },
  { code: 'called-off', bad: promising(`~~Pin the image~~ ${DUE}`, `Grow the disk ${DUE}`), good: promising(`Grow the disk ${DUE}`) },
  { code: 'no-promise', bad: `${promising()}Everybody was tired by then.\n`, good: SOUND },
  { code: 'link-alone', bad: `${promising()}https://example.com/board\n`, good: SOUND },
  { code: 'heading-alone', bad: `${promising()}\n### Databases\n`, good: SOUND },
  { code: 'row-without-action', bad: `${OUTLINE}| Action | Owner |\n|---|---|\n| Pin the image | maria |\n| | jon |\n`, good: SOUND },
  { code: 'code-not-read', bad: `${SOUND}\n\`\`\`\nkubectl get pods\n\`\`\`\n`, good: SOUND },
  { code: 'quote-not-read', bad: `${SOUND}\n> Add a second region\n`, good: SOUND },
  { code: 'html-not-read', bad: `${SOUND}\n<script>\nalert(1)\n</script>\n`, good: SOUND },
  {
    code: 'unknown-rule',
    bad: `${SOUND}\n<!-- closeout-lint-disable owner-mising -->\n`,
    good: `${SOUND}\n<!-- closeout-lint-disable owner-missing -->\n`,
  },
];

describe.each(EXAMPLES)('$code', ({ code, bad, good, options = {} }) => {
  test('is found where it is, and not where it is not', () => {
    expect.soft(codesIn(bad, options)).toContain(code);
    expect.soft(codesIn(good, options)).not.toContain(code);
  });

  test('is not found once it is switched off', () => {
    expect(codesIn(bad, { ...options, disabled: [code] })).not.toContain(code);
  });
});

test('in a sound document there is nothing to mend', () => {
  expect(lint(SOUND, { today: plainDate('2026-03-05'), people: { ...people, jon: people.maria } })).toEqual([]);
});

test('what the reader notices and no rule knows is told all the same', () => {
  const draft = readPostmortem(SOUND, { path: null, timeZone: 'UTC' });
  const problems = [{ line: 3, code: 'never-seen', message: 'it is odd' }];
  expect(lintPostmortem({ ...draft, problems })).toMatchObject([{ code: 'other-problem', line: 3, message: 'it is odd' }]);
});

test('every rule has an example, a code of its own, and says what it wants, why, and what to write', () => {
  const codes = LINT_RULES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const tried = new Set(EXAMPLES.map(({ code }) => code));
  expect(codes.filter((code) => !tried.has(code) && !['too-much-markup', 'other-problem'].includes(code))).toEqual([]);
  for (const { code, wants, why, remedy } of LINT_RULES) {
    expect.soft(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect.soft(wants, code).toMatch(/^[a-z].{1,46}$/);
    expect.soft(why, code).toMatch(/^[“A-Z].*[.]$/);
    expect.soft(remedy, code).toMatch(/^[a-z].*[^.]$/);
  }
});
