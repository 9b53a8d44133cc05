import { describe, expect, test } from 'vitest';
import type { DocumentDraft, IncidentDraft } from '../../../packages/core/src/postmortem/draft.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

function read(markdown: string, timeZone = 'UTC', path: string | null = null): DocumentDraft {
  return readPostmortem(markdown, { path, timeZone });
}

function incident(markdown: string, timeZone = 'UTC', path: string | null = null): IncidentDraft {
  const [first] = read(markdown, timeZone, path).incidents;
  if (first === undefined) throw new Error('no incident was read');
  return first;
}

describe('times', () => {
  test.each([
    [
      'a range with dates',
      '# O\n\n## Summary\n\n- **Duration**: May 3, 2024, 09:00 AM to May 3, 2024, 12:30 PM',
      '2024-05-03T09:00:00.000Z',
      '2024-05-03T12:30:00.000Z',
    ],
    [
      'labels',
      '# O\n\n## Impact\n\nBad.\n\n- Start Time: 2024-06-01 14:00 UTC\n- End Time: 2024-06-01 16:30 UTC',
      '2024-06-01T14:00:00.000Z',
      '2024-06-01T16:30:00.000Z',
    ],
    [
      'prose with the zone after the range',
      '# O\n\n## Summary\n\nOn July 15th, 2023, it was down from 9:00 AM to 12:00 PM (EST).',
      '2023-07-15T14:00:00.000Z',
      '2023-07-15T17:00:00.000Z',
    ],
    [
      'labels on one line',
      '# O\n\n## Impact\n\nDuration: Start Time: June 2, 2024, 10:00 UTC, End Time: June 2, 2024, 11:00 UTC',
      '2024-06-02T10:00:00.000Z',
      '2024-06-02T11:00:00.000Z',
    ],
    [
      'past midnight',
      '# O\n\n## Summary\n\nDuration: May 9, 2024, 17:30 - 01:00 UTC',
      '2024-05-09T17:30:00.000Z',
      '2024-05-10T01:00:00.000Z',
    ],
    [
      'the date in the title',
      '# Outage on 2024-05-09\n\n## Summary\n\nIt was down from 10:00 to 11:00 UTC.',
      '2024-05-09T10:00:00.000Z',
      '2024-05-09T11:00:00.000Z',
    ],
    [
      'cues in the timeline',
      '# O\n\n## Timeline\n\n2015-10-21 (all times UTC)\n\n- 14:51 news\n- 14:54 **OUTAGE BEGINS**\n- 16:00 **OUTAGE ENDS**\n- 16:30 review',
      '2015-10-21T14:54:00.000Z',
      '2015-10-21T16:00:00.000Z',
    ],
    [
      'headings as timeline',
      '# O\n\n## Timeline\n\nAll times in PST\n\n### 2018-03-31 15:47\n\nProblem\n\n### 17:30\n\nIt recovered.',
      '2018-03-31T23:47:00.000Z',
      '2018-04-01T01:30:00.000Z',
    ],
  ])('%s', (_, markdown, startedAt, endedAt) => {
    expect(incident(markdown)).toMatchObject({ startedAt, endedAt });
  });

  test("the caller's zone is used where the text names none, and that is said", () => {
    const markdown = '# O\n\n## Summary\n\nIt was down on 2024-07-01 from 10:00 to 11:00.';
    expect(incident(markdown, 'Europe/Berlin')).toMatchObject({ startedAt: '2024-07-01T08:00:00.000Z', timeZone: null });
    expect(read(markdown, 'Europe/Berlin').problems.map(({ code }) => code)).toEqual(['start-without-zone']);
  });

  test('without a date nothing is invented', () => {
    const markdown = '# O\n\n## Summary\n\nIt was down for about 3 hours, from 1:00 AM to 4:00 AM (UTC).';
    expect(incident(`${markdown}\n\n## Impact\n\nAll.`)).toMatchObject({
      startedAt: null,
      endedAt: null,
      detectedAt: null,
      durationMinutes: 180,
    });
    expect(read(`${markdown}\n\n## Impact\n\nAll.`).problems.map(({ code }) => code)).toEqual(['start-without-date']);
  });

  test('a date and a length of time give no start', () => {
    expect(incident('# O\n\n**Date:** 2024-05-01\n\n**Duration:** about 3.5 hours\n\n**Impact:** all')).toMatchObject({
      startedAt: null,
      endedAt: null,
      durationMinutes: 210,
    });
  });

  test.each(['2024-05-01 10:00 UTC', '09:55 UTC'])('an end before its start is not taken over, and that is said: %s', (end) => {
    const markdown = `# O\n\n## Impact\n\nBad.\n\n- Start: 2024-05-02 10:00 UTC\n- End: ${end}`;
    expect(incident(markdown)).toMatchObject({ startedAt: '2024-05-02T10:00:00.000Z', endedAt: null });
    expect(read(markdown).problems.map(({ line, code }) => [line, code])).toEqual([[8, 'ends-before-start']]);
  });

  test.each([
    ['22:05 UTC', '00:20 UTC', '2024-05-03T00:20:00.000Z'],
    ['22:05 UTC', '23:20 UTC', '2024-05-02T23:20:00.000Z'],
    ['22:05 UTC', '2024-05-04 00:20 UTC', '2024-05-04T00:20:00.000Z'],
    ['17:05 PDT', '00:20 UTC', '2024-05-03T00:20:00.000Z'],
  ])('an end without a day is on that of its start, or past midnight: %s to %s', (start, end, endedAt) => {
    expect(incident(`# O\n\nStart: 2024-05-02 ${start}\nEnd: ${end}\n\n## Impact\n\nBad.`).endedAt).toBe(endedAt);
  });

  test.each([
    ['On May 2nd, 2024 at approximately 2:05 PM Eastern, the kiln failed. It recovered at 3:05 PM.', 60],
    ['On 2 May 2024 at 22:05 UTC the kiln failed. Heat was fully restored by around 00:05.', 120],
    ['On 2 May 2024 at 10:05 UTC the kiln failed. Heat was partially restored at 10:15; it came back online at 11:05.', 60],
    ['On 2 May 2024 at 10:05 UTC the kiln failed. It was not until it recovered at 11:05 that we ate.', null],
    ['On 2 May 2024 at 10:05 UTC the kiln failed. Somebody fixed lunch at 11:05.', null],
  ])('told in sentences: %s', (text, minutes) => {
    expect(incident(`# O\n\n## Summary\n\n${text}\n\n## Impact\n\nBad.`).durationMinutes).toBe(minutes);
  });

  test('a zone that nobody knows is named', () => {
    const [problem] = read('# O\n\n## Impact\n\nBad.\n\nStart: 2024-05-02 14:05 XYZ').problems;
    expect(problem).toEqual({ line: 7, code: 'start-without-zone', message: 'the time zone XYZ is unknown; times were read as UTC' });
    expect(read('# O\n\n## Impact\n\nTimes are in QQT.\n\n- Start: 2024-05-02 14:05').problems[0]?.message).toContain('QQT is unknown');
  });

  test('a length that looks like a clock is no time without a date', () => {
    const markdown = '# O\n\n## Impact\n\nBad.\n\nDuration: 01:45:00';
    expect(incident(markdown).durationMinutes).toBe(105);
    expect(read(markdown).problems.map(({ code }) => code)).toEqual(['no-start']);
  });

  test.each(['### 2026-11-03', '**November 3, 2026**', 'November 3, 2026'])('below %s in a timeline the clock begins anew', (day) => {
    const { timeline } = incident(`# O\n\n## Timeline\n\n2026-11-02 (UTC)\n\n- 23:50 lit\n\n${day}\n\n- 00:10 out\n- 00:20 cold`);
    expect(timeline.map(({ at }) => at)).toEqual(['2026-11-02T23:50:00.000Z', '2026-11-03T00:10:00.000Z', '2026-11-03T00:20:00.000Z']);
  });

  test("a timeline's texts are without their times", () => {
    const lines = ['- 12 noon: meeting', '- 14:20 to 14:40 alerts', '- 15:00 – 15:30 UTC: more alerts', '- 16:00 to be checked by 17:00'];
    const { timeline } = incident(`# O\n\n## Timeline\n\n2026-11-02\n\n${lines.join('\n')}`);
    expect(timeline.map(({ text }) => text)).toEqual(['meeting', 'alerts', 'more alerts', 'to be checked by 17:00']);
  });

  test('the timeline has an instant for each entry; a clock that goes back begins the next day', () => {
    const markdown =
      '# O\n\n## Timeline\n\n2024-05-09, times in UTC\n\n- 23:50: Alert fires\n- **00:10** - Rolled back\n\n| Time | Event |\n| --- | --- |\n| 00:20 | Restored |';
    expect(incident(markdown)).toMatchObject({
      detectedAt: '2024-05-09T23:50:00.000Z',
      timeline: [
        { at: '2024-05-09T23:50:00.000Z', text: 'Alert fires' },
        { at: '2024-05-10T00:10:00.000Z', text: 'Rolled back' },
        { at: '2024-05-10T00:20:00.000Z', text: 'Restored' },
      ],
    });
  });
});

describe('facts', () => {
  test('front matter, labels and sections are read', () => {
    const markdown = [
      '---',
      'id: pm-7',
      'severity: SEV2',
      'services: [checkout]',
      'team: payments',
      '---',
      '# Checkout down',
      '',
      '## Impact',
      '',
      'About 30% of users could not pay.',
      '',
      '## Root Cause',
      '',
      'A certificate expired.',
    ].join('\n');
    const document = read(markdown);
    expect(document.id).toBe('pm-7');
    expect(document.incidents[0]).toMatchObject({
      title: 'Checkout down',
      severity: 'SEV2',
      services: ['checkout'],
      team: 'payments',
      impact: 'About 30% of users could not pay.',
      affectedShare: 0.3,
      rootCause: 'A certificate expired.',
    });
  });

  test.each([
    ['# My First Postmortem\n\n## Impact\n\nBad on 2024-06-01.', 'My First Postmortem 2024-06-01'],
    ['# Postmortem\n\n## Impact\n\nBad.', 'Postmortem checkout-june'],
    ['Impact:\n\nBad.', 'Incident checkout-june'],
    ['**Postmortem: Ledger outage**\n\n## Impact\n\nBad.', 'Postmortem: Ledger outage'],
    ['Ledger outage in June\n\nImpact:\nBad.', 'Ledger outage in June'],
  ])('the title of %j is %j', (markdown, title) => {
    expect(incident(markdown, 'UTC', 'docs/checkout-june.md').title).toBe(title);
  });

  test('several incidents in one document are several incidents', () => {
    const part = (name: string) => `# ${name}\n\n## Impact\n\nBad.\n\n## Action items\n\n- Add an alert for ${name}\n`;
    expect(read(`${part('Red')}\n${part('Blue')}`).incidents.map(({ title, items }) => [title, items.map((item) => item.title)])).toEqual([
      ['Red', ['Add an alert for Red']],
      ['Blue', ['Add an alert for Blue']],
    ]);
  });

  test.each(['', ' \n\n', '\u0000\u0001', '# Shopping list\n\n- milk\n- bread'])('%j tells of no incident', (text) => {
    expect(read(text).incidents).toEqual([]);
  });
});
