import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { activityOf } from '../../../packages/core/src/postmortem/activity.ts';
import { dueInField, dueInHeading, dueWithin, firstDueWithin } from '../../../packages/core/src/postmortem/due-date.ts';
import { kindOfPromise } from '../../../packages/core/src/postmortem/kind-of-promise.ts';
import { ownerIn } from '../../../packages/core/src/postmortem/owner.ts';
import { phraseForm } from '../../../packages/core/src/postmortem/phrase-form.ts';
import { doneByStatus, doneIn, linksOf, priorityIn } from '../../../packages/core/src/postmortem/promise-fields.ts';
import { recurrenceOf } from '../../../packages/core/src/postmortem/recurrence.ts';

describe('recurrenceOf', () => {
  test.each([
    ['Schedule quarterly incident response drills', 'quarterly', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Test DR procedures quarterly', 'quarterly', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Hold a failover exercise every quarter', 'every quarter', 'FREQ=MONTHLY;INTERVAL=3'],
    ['Schedule bi-weekly configuration audits', 'bi-weekly', 'FREQ=WEEKLY;INTERVAL=2'],
    ['Run weekly restore tests', 'weekly', 'FREQ=WEEKLY'],
    ['Schedule monthly review meetings', 'monthly', 'FREQ=MONTHLY'],
    ['Conduct an annual disaster recovery exercise', 'annual', 'FREQ=YEARLY'],
    ['Conduct semi-annual access reviews', 'semi-annual', 'FREQ=MONTHLY;INTERVAL=6'],
    ['Review access every 6 weeks', 'every 6 weeks', 'FREQ=WEEKLY;INTERVAL=6'],
    ['Review the on-call log every Monday', 'every monday', 'FREQ=WEEKLY;BYDAY=MO'],
    ['Rehearse the failover twice a year', 'twice a year', 'FREQ=MONTHLY;INTERVAL=6'],
  ])('%j recurs: %j, %s', (text, word, rrule) => {
    expect(recurrenceOf(text)).toEqual({ text: word, rrule, needsCadence: false });
  });

  test.each([
    ['Conduct regular stress tests', 'regular'],
    ['Regularly review and update the documentation', 'regularly'],
    ['The database should be regularly analyzed', 'regularly'],
    ['Schedule periodic team training sessions', 'periodic'],
  ])('%j recurs, but nobody said how often', (text, word) => {
    expect(recurrenceOf(text)).toEqual({ text: word, rrule: null, needsCadence: true });
  });

  test('of two words, the one that says how often counts', () => {
    expect(recurrenceOf('Regular load testing: schedule quarterly load tests')?.rrule).toBe('FREQ=MONTHLY;INTERVAL=3');
  });

  test.each([
    'Conduct a full audit of the load balancer',
    'Fix the nightly build',
    'Add an alert to the weekly newsletter job',
    'Use real-time dashboards',
  ])('%j is done once', (text) => {
    expect(recurrenceOf(text)).toBeNull();
  });
});

describe('activityOf', () => {
  test.each([
    ['Conduct a full audit of all certificates', 'audit'],
    ['Schedule quarterly failover drills', 'drill'],
    ['Run a game day for the gateway', 'drill'],
    ['Provide additional training to the network team', 'training'],
    ['Hold a knowledge-sharing session on debugging', 'training'],
    ['Perform stress tests on individual servers', 'stress-test'],
    ['Schedule load testing before each campaign', 'stress-test'],
    ['Conduct a thorough review of the rules', 'review'],
    ['Review the escalation policy', 'review'],
    ['Test the database backups', 'restore-test'],
    ['Add an audit trail', null],
    ['Implement a configuration review process', null],
    ['Add an alert', null],
  ])('%j is %j', (text, activity) => {
    expect(activityOf(text)).toBe(activity);
  });
});

describe('ownerIn', () => {
  test.each([
    ['Add an alert (@maria)', 'maria', 'Add an alert'],
    ['Add an alert. Owner: @dev-raj', 'dev-raj', 'Add an alert.'],
    ['Add an alert - assign to QA team by May 1, 2024.', 'QA team', 'Add an alert by May 1, 2024.'],
    ['Add an alert (Maria)', 'Maria', 'Add an alert'],
    ['@sam to write the runbook', 'sam', 'write the runbook'],
    ['ICL to subscribe to security alerts', 'ICL', 'ICL to subscribe to security alerts'],
    ['Set up replication (if needed)', null, 'Set up replication (if needed)'],
    ['Evaluate managed databases (RDS, Cloud SQL)', null, 'Evaluate managed databases (RDS, Cloud SQL)'],
    ['Update procedures (SOPs)', null, 'Update procedures (SOPs)'],
    ['We will add an alert', null, 'We will add an alert'],
    ['Add an alert. Owner: TBD', null, 'Add an alert. Owner: TBD'],
  ])('%j belongs to %j', (text, owner, rest) => {
    expect(ownerIn(text)).toEqual({ owner, text: rest });
  });
});

describe('due dates', () => {
  const habits = { dayFirst: null, year: 2026, since: plainDate('2026-02-10') };

  test.each([
    ['Update the settings by May 30, 2023.', 'May 30, 2023', '2023-05-30'],
    ['Add an alert (due 2026-04-01)', '2026-04-01', '2026-04-01'],
    ['Write the runbook before 12 June', '12 June', '2026-06-12'],
    ['Review alerts by end of June', 'end of June', '2026-06-30'],
    ['Replace the queue by Q3 2026', 'Q3 2026', '2026-09-30'],
    ['Replace the queue by Q4 2025 - Q1 2026', 'Q4 2025 - Q1 2026', '2026-03-31'],
    ['Replace the queue by the end of 2026', 'end of 2026', '2026-12-31'],
    ['Fix the login by next Friday', 'next Friday', null],
    ['Fix the login before the next release, then test it', 'the next release', null],
    ['Fix the login (due after the freeze)', 'after the freeze', null],
    ['Fix the login. ETA: once the vendor answers. Then test it', 'once the vendor answers', null],
    ['Fix the login by mid June', 'mid June', null],
  ])('%j is due %j, on %j', (text, words, date) => {
    expect(dueWithin(text, habits)).toEqual({ text: words, on: date === null ? null : plainDate(date) });
  });

  test.each([
    'Freeze production until 2015-11-20',
    'Step by step',
    'Fix the lag (due to the batch)',
    'Reduce the latency (target: 200 ms)',
    'Set the RPC deadline: 30 s',
    'Cut the cost by half a day',
    'Lower it by may-be-more than a tenth',
    'Add an alert (due: TBD)',
    'Sessions starting June 1, 2023',
  ])('%j states no due date', (text) => {
    expect(dueWithin(text, habits)).toBeNull();
  });

  test('what recurs is due first when it starts', () => {
    expect(firstDueWithin('Sessions starting June 1, 2023', habits)).toEqual({ text: 'June 1, 2023', on: '2023-06-01' });
    expect(firstDueWithin('Sessions starting in summer', habits)).toBeNull();
  });

  test.each([
    ['2025-01-26', '2025-01-26'],
    ['26-June-2025', '2025-06-26'],
    ['Ongoing, first session by July 10, 2024', '2024-07-10'],
    ['2026-04-01 (was 2026-03-01)', '2026-04-01'],
    ['Q4 2025 - Q1 2026', '2026-03-31'],
    ['Q3/Q4 2026', '2026-12-31'],
    ['H2 2026', '2026-12-31'],
    ['Sprint 12 (May)', '2026-05-31'],
    ['after 2026-04-01', null],
    ['mid June', null],
    ['this week', null],
    ['04/05/2026', null],
    ['soon', null],
  ])('a column that says %j means the day %j', (field, date) => {
    expect(dueInField(field, habits)).toEqual({ text: field, on: date === null ? null : plainDate(date) });
  });

  test.each(['', '-', '—', 'TBD', 'n/a', 'none', 'not decided yet', 'No date'])('a column that says %j states none', (field) => {
    expect(dueInField(field, habits)).toBeNull();
  });

  test.each([
    ['Mid term (before end of June)', 'end of June', '2026-06-30'],
    ['Long term (Target: Q4 2025 - Q1 2026)', 'Q4 2025 - Q1 2026', '2026-03-31'],
    ['Long term (Q3 2026)', 'Q3 2026', '2026-09-30'],
    ['Immediate (this week)', 'this week', null],
    ['Short term (1–2 weeks)', '1–2 weeks', null],
    ['Next sprint', 'Next sprint', null],
  ])('a heading %j says %j, which is %j', (heading, text, date) => {
    expect(dueInHeading(heading, habits)).toEqual({ text, on: date === null ? null : plainDate(date) });
  });

  test.each(['Short term', 'Action items (June 2026)', 'Immediate', 'Latency (target: 200 ms)', 'Alerts (due to the outage)'])(
    'a heading %j says nothing of it',
    (heading) => {
      expect(dueInHeading(heading, habits)).toBeNull();
    },
  );

  test('a date without a year is the next such day, unless that is long after the incident', () => {
    const since = plainDate('2025-11-20');
    const late = { dayFirst: null, year: 2025, since };
    expect(dueInField('January 15', late)?.on).toBe('2026-01-15');
    expect(dueInField('end of March', late)?.on).toBe('2026-03-31');
    expect(dueInField('December 1', late)?.on).toBe('2025-12-01');
    expect(dueInField('November 10', late)?.on).toBe('2025-11-10');
    expect(dueInField('January 15', { ...late, since: null })?.on).toBe('2025-01-15');
  });
});

describe('status, priority and links', () => {
  test.each([
    ['Done', true],
    ['n/a DONE', true],
    ['✅ Done', true],
    ['Completed', true],
    ['TODO', false],
    ['🔴 Open', false],
    ['🟡 In Progress', false],
    ['Not done', false],
    ['Decided-to-adopt', null],
  ])('the status %j means done: %j', (status, done) => {
    expect(doneByStatus(status)).toBe(done);
  });

  test.each([
    ['Implement scanning (Done)', true, 'Implement scanning'],
    ['Disable the release function. (Accomplished.)', true, 'Disable the release function.'],
    ['✅ Reverted the change', true, 'Reverted the change'],
    ['This has already been done', true, 'This has already been done'],
    ['Add an alert', null, 'Add an alert'],
  ])('%j says done: %j', (text, done, rest) => {
    expect(doneIn(text)).toEqual({ done, text: rest });
  });

  test('a priority stands at either end of a text', () => {
    expect(priorityIn('Add an alert (P1)')).toEqual({ priority: 'P1', text: 'Add an alert' });
    expect(priorityIn('[P2] Add an alert')).toEqual({ priority: 'P2', text: 'Add an alert' });
    expect(priorityIn('Add an alert (priority: high)')).toEqual({ priority: 'high', text: 'Add an alert' });
    expect(priorityIn('Add an alert')).toEqual({ priority: null, text: 'Add an alert' });
  });

  test('links are web addresses, each once, in order, without the full stop behind them', () => {
    const text = 'See https://example.com/issues/2. And https://example.com/issues/1, javascript:alert(1)';
    expect(linksOf(text, ['https://example.com/issues/1', 'mailto:a@example.com'])).toEqual([
      'https://example.com/issues/1',
      'https://example.com/issues/2',
    ]);
  });
});

describe('kindOfPromise', () => {
  const told = { column: undefined, section: ['Corrective and Preventative Measures'], activity: null } as const;

  test.each([
    [{ ...told, column: 'prevent' }, 'preventative', 'stated'],
    [{ ...told, column: 'mitigate' }, 'corrective', 'stated'],
    [{ ...told, section: ['Prevention plan'] }, 'preventative', 'stated'],
    [{ ...told, section: ['Corrective actions', 'Long term'] }, 'corrective', 'stated'],
    [{ ...told, activity: 'drill' as const }, 'preventative', 'inferred'],
    [told, 'unclassified', 'inferred'],
  ])('%j is %s, %s', (context, kind, kindSource) => {
    expect(kindOfPromise('Talk about it', context)).toEqual({ kind, kindSource });
  });

  test('wording only suggests', () => {
    expect(kindOfPromise('Patch the load balancer', told)).toEqual({ kind: 'corrective', kindSource: 'inferred' });
    expect(kindOfPromise('Add an alert to prevent this', told)).toEqual({ kind: 'preventative', kindSource: 'inferred' });
  });
});

describe('phraseForm', () => {
  test.each([
    ['Add an alert', 'imperative'],
    ['Patch the load balancer', 'imperative'],
    ['Load balancer monitoring', 'other'],
    ['Code review process', 'other'],
    ['Review queries', 'imperative'],
    ['Schedule quarterly load testing sessions.', 'imperative'],
    ['Patching the configuration', 'gerund'],
    ['Employee training', 'other'],
    ['The database was slow', 'other'],
    ['', 'other'],
  ])('%j is %s', (text, form) => {
    expect(phraseForm(text)).toBe(form);
  });
});
