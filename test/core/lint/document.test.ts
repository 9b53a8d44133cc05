import { lintPostmortem, plainDate, readPostmortem } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { codesIn, lint, promising, SOUND } from './written.ts';

const HASTY = `# Search was slow

Start: 2026-03-02 16:00 UTC
End: 2026-03-02 14:00 UTC

## Root cause

An index was gone.

## Action items

- Improve monitoring
- Recreate the index by 2025-03-09 (owner: marja)
`;

test('a hasty document: everything that is found, whole, in the order of its lines', () => {
  const maria = { github: null, jira: null, email: null, slack: null, team: null, manager: null };
  expect(lint(HASTY, { people: { maria }, today: plainDate('2026-03-05') }).map(({ remedy, ...finding }) => finding)).toEqual([
    { code: 'summary-missing', severity: 'warning', line: 1, message: 'no section says what happened and who felt it' },
    { code: 'timeline-missing', severity: 'warning', line: 1, message: 'there is no timeline' },
    {
      code: 'ends-before-start',
      severity: 'error',
      line: 4,
      message: '“End: 2026-03-02 14:00 UTC” is before “Start: 2026-03-02 16:00 UTC”',
    },
    { code: 'owner-missing', severity: 'error', line: 12, message: 'nobody owns “Improve monitoring”' },
    { code: 'due-date-missing', severity: 'warning', line: 12, message: 'no day is named for “Improve monitoring”' },
    { code: 'bound-missing', severity: 'warning', line: 12, message: 'nobody can tell when “improve” is done: “Improve monitoring”' },
    {
      code: 'due-before-incident',
      severity: 'error',
      line: 13,
      message: 'due on 2025-03-09, before the incident on 2026-03-02: “Recreate the index”',
    },
    { code: 'owner-unknown', severity: 'warning', line: 13, message: 'nobody in people is called “marja”; did you mean “maria”?' },
  ]);
});

describe('comments switch rules off for the whole document', () => {
  const bad = promising('Improve monitoring');

  test.each([
    '<!-- closeout-lint-disable owner-missing, bound-missing -->',
    '<!--closeout-lint-disable owner-missing bound-missing-->',
    '<!-- closeout-lint-disable owner-missing --> and <!-- closeout-lint-disable bound-missing -->',
  ])('%s', (comment) => {
    expect(codesIn(`${bad}\n${comment}\n`)).toEqual(['due-date-missing']);
    expect(codesIn(`${comment}\n\n${bad}`)).toEqual(['due-date-missing']);
  });

  test('a comment without codes switches off all of them', () => {
    expect(lint(`${bad}\n<!-- closeout-lint-disable -->\n`)).toEqual([]);
  });

  test('a comment in code is an example', () => {
    expect(codesIn(`\`\`\`\n<!-- closeout-lint-disable -->\n\`\`\`\n\n${bad}`)).toContain('owner-missing');
    expect(codesIn(`Write \`<!-- closeout-lint-disable -->\` to be left alone.\n\n${bad}`)).toContain('owner-missing');
  });
});

test('a promise made twice may name its owner and its day once', () => {
  const twice = promising('Add an alert on the queue depth', 'Add an alert on the queue depth by 2026-04-01 (owner: maria)');
  expect(codesIn(twice)).toEqual(['probably-double']);
});

test('a timeline with the newest entry first has an order, too', () => {
  const entries = ['- 09:00 UTC: the outage began', '- 09:05 UTC: an alert woke Maria', '- 10:00 UTC: service restored'];
  const turned = SOUND.replace(entries.join('\n'), entries.toReversed().join('\n'));
  expect(turned).not.toBe(SOUND);
  expect(codesIn(turned)).not.toContain('timeline-backwards');
});

test('what may be a promise in the middle of prose is not asked for an owner', () => {
  const prose = 'Ultimately the gateway is not reliable. In the future, we could attempt to add a second gateway for failover.';
  expect(codesIn(`${promising()}${prose}\n`)).toEqual(['promise-in-prose']);
});

test('a list of key events is a timeline', () => {
  const listed = SOUND.replace('## Timeline\n\n- 09:00', '- **Key events**\n  - 09:00').replaceAll('\n- 09:05', '\n  - 09:05');
  expect(codesIn(listed)).not.toContain('timeline-missing');
});

test('where no item at all has an owner or a day, that is said once; where one has, beside each that has none', () => {
  const items = ['Pin the image', 'Drain the queue', 'Delete the relay', 'Rotate the keys every month', 'Split the pool'];
  const line =
    promising(...items)
      .split('\n')
      .indexOf('- Pin the image') + 1;
  expect(lint(promising(...items)).map((finding) => [finding.line, finding.code, finding.message])).toEqual([
    [line, 'owner-missing', 'none of the 5 action items from here on names an owner'],
    [line, 'due-date-missing', 'none of the 4 action items from here on names a day'],
  ]);
  const some = promising(...items, 'Add a probe by 2026-04-01 (owner: maria)');
  expect(lint(some).map((finding) => [finding.line - line, finding.code])).toEqual([
    [0, 'owner-missing'],
    [0, 'due-date-missing'],
    [1, 'owner-missing'],
    [1, 'due-date-missing'],
    [2, 'owner-missing'],
    [2, 'due-date-missing'],
    [3, 'owner-missing'],
    [4, 'owner-missing'],
    [4, 'due-date-missing'],
  ]);
});

test.each(['None.', '- None', 'N/A', '- No action items.'])('who writes %j promises nothing, and need not be told so', (none) => {
  expect(lint(`${SOUND.slice(0, SOUND.indexOf('- Add an alert'))}${none}\n`)).toEqual([]);
});

test('the last sentence of a document is nothing to mend; another one among the promises is', () => {
  expect(codesIn(`${SOUND}\nBy implementing these measures, we aim to prevent similar outages.\n`)).toEqual([]);
  expect(codesIn(`${SOUND}- No alerts for a failed node\n`)).toEqual(['not-an-item']);
});

test.each([
  'A node was deleted by hand, which caused all of its sessions to end.',
  'An expired certificate led to refused connections.',
  'The reason was a typo.',
])('a sentence tells the cause as well as a section: %s', (sentence) => {
  const told = SOUND.replace(/## Root cause[\s\S]*?(?=## )/, '').replace('## Timeline', `${sentence}\n\n## Timeline`);
  expect(codesIn(told)).not.toContain('root-cause-missing');
});

test.each(['The cache failed', 'The gateway failed'])('each incident of a document is looked at by itself: %s', (second) => {
  const part = (title: string, cause: string) =>
    `## ${title}\n\n### Impact\n\nNobody could pay.\n\n### Timeline\n\n- 2026-03-02 09:00 UTC: the outage began\n\n${cause}### Action items\n\n- Pin the image by 2026-04-01 (owner: maria)\n\n`;
  const text = part('The gateway failed', '### Root cause\n\nA typo.\n\n') + part(second, '');
  expect(lint(text).map(({ code, line }) => ({ code, line }))).toEqual([
    { code: 'root-cause-missing', line: text.split('\n').lastIndexOf(`## ${second}`) + 1 },
  ]);
});

test('a draft without its text is judged by what it holds', () => {
  const draft = readPostmortem(HASTY, { path: null, timeZone: 'UTC' });
  const findings = lintPostmortem(draft);
  expect(findings.map(({ code }) => code)).toEqual([
    'ends-before-start',
    'timeline-missing',
    'owner-missing',
    'due-date-missing',
    'bound-missing',
    'due-before-incident',
  ]);
});
