import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

/** Start, end and detection, as `HH:MM` on the day of the incident where there is one. */
function times(markdown: string): readonly (string | null)[] {
  const [incident] = readPostmortem(markdown, { path: null, timeZone: 'UTC' }).incidents;
  if (incident === undefined) throw new Error('no incident was read');
  return [incident.startedAt, incident.endedAt, incident.detectedAt].map((at) => at?.slice(11, 16) ?? null);
}

const TABLE = '| Time (UTC) | Event |\n|---|---|\n';

describe('what is no time of day', () => {
  test('T+0:20 counts from the beginning', () => {
    const text =
      '# O\n\n**Date:** 2025-02-03\n\n## Impact\n\nAll users.\n\n## Timeline\n\n**T+0:00** - Bridge added\n**T+0:20** - Users noticed\n**T+1:30** - Service restored';
    expect(times(text)).toEqual([null, null, null]);
  });

  test('the hours in which people are at work are not those of the outage', () => {
    const text =
      '# Incident on 2021-04-05\n\n- **Key events**\n  - Fault occurs 2021-04-05 06:10\n  - Team aware 2021-04-05 06:14\n  - Resolved 2021-04-05 15:00\n\n- **Time to resolve**: 5h (during support hours 10:00-17:00)';
    expect(times(text)).toEqual(['06:10', '15:00', '06:14']);
  });
});

describe('the end and the detection by a number of minutes', () => {
  const table = `${TABLE}| 2022-03-01 10:00 | Proxy switched over |\n| 2022-03-01 10:20 | A check of all pages is all fine, and this is reported |\n| 2022-03-01 11:05 | A tester reports blank pages |\n| 2022-03-01 11:30 | Old proxy in place |\n| 2022-03-01 12:00 | Deep dive |`;

  test('the entry at that time is meant', () => {
    expect(times(`# O\n\n## Timeline\n\n${table}\n\n## Stats\n\n- Time to detection: 65 minutes\n- Time to recovery: 90 minutes`)).toEqual([
      '10:00',
      '11:30',
      '11:05',
    ]);
  });

  test('where no entry stands at that time, none is invented', () => {
    expect(times(`# O\n\n## Timeline\n\n${table}\n\n## Stats\n\n- Time to recovery: 77 minutes`)).toEqual(['10:00', null, '11:05']);
  });
});

describe('what tells of noticing the incident', () => {
  test.each([
    ['to start looking is not to notice', '10:00 Queue grows\n- 10:10 Work began to detect the jobs\n- 10:20 Alerts arrived', '10:20'],
    ['a good report is none', '10:00 Release\n- 10:10 Bob reports that the rehearsal passes\n- 10:20 Users reported errors', '10:20'],
    ['what a search brings to light is the cause', '10:00 Pages are empty\n- 10:10 Checked the settings and discovered a wrong path', null],
  ])('%s', (_, entries, detected) => {
    expect(times(`# O on 2024-02-03\n\n## Timeline (UTC)\n\n- ${entries}`)[2]).toBe(detected);
  });

  test('a time after "since" is not when somebody noticed', () => {
    const text =
      '# O\n\n## Detection\n\nA customer wrote to us, and the logs were full of errors since 08:05 UTC.\n\n## Timeline (UTC)\n\n- 2024-02-03 08:05 First error\n- 2024-02-03 09:40 A customer detected it\n- 2024-02-03 10:00 Resolved';
    expect(times(text)).toEqual(['08:05', '10:00', '09:40']);
  });
});

describe('the way people write', () => {
  test('an offset beside an abbreviation says which clock was meant', () => {
    expect(
      times(
        '# O\n\n## Timeline\n\nAll times in PST (UTC-7)\n\n### 2018-07-02 11:00\n\nWe notice slow pages\n\n### 12:30\n\nAll returns to normal',
      ),
    ).toEqual(['18:00', '19:30', '18:00']);
  });

  test('05/Jun/2022 is a day, and both ends may stand on one line', () => {
    const text = '# O\n\n### Issue Summary:\n* Start-time:\n05/Jun/2022 2:10 PM (GMT) End-time: 05/Jun/2022 3:00 PM (GMT)';
    expect(times(text)).toEqual(['14:10', '15:00', null]);
  });

  test('the first sentence may tell when it broke, and another place on which day', () => {
    expect(
      times('---\ndate: 2021-06-07\n---\n# Nothing works\n\nAt **19:45 UTC, every service was down**.\n\n## Impact\n\nAll users.')[0],
    ).toBe('19:45');
    expect(times('---\ndate: 2021-06-07\n---\n# Nothing works\n\nAt **19:45 UTC** the team met.\n\n## Impact\n\nAll users.')[0]).toBeNull();
  });
});

test('a meeting to come says nothing of the day of the incident', () => {
  const text =
    '# O\n\n**Date:** 2026-04-02\n\n## Timeline\n\n- 10:00 Down\n- 11:00 Resolved\n\n## Sign-off\n\n### Follow-up meetings\n\n- Debrief: April 9, 2026 @ 15:00';
  expect(readPostmortem(text, { path: null, timeZone: 'UTC' }).incidents[0]?.startedAt).toBe('2026-04-02T10:00:00.000Z');
});

describe('two times beside each other', () => {
  test('13:30-13:45 is a range, not a time with an offset', () => {
    expect(times('# O\n\n## Impact\n\nAll users.\n\n- **Duration:** May 2, 2024, 13:30-14:45 UTC')).toEqual(['13:30', '14:45', null]);
    const headed =
      '# O\n\n## Timeline\n\nAll times in UTC\n\n### 2024-05-02 12:30\n\nUpgrade\n\n### ~13:30-13:45\n\nNothing starts\n\n### 14:30\n\nA user reported it';
    expect(times(headed)).toEqual(['12:30', null, '14:30']);
  });

  test('behind a date in ISO form it is an offset', () => {
    expect(times('# O\n\n## Impact\n\n- Start time: 2024-05-02T13:30-05:00')[0]).toBe('18:30');
  });

  test('the time after "until" or "reported on" is not the beginning', () => {
    const entries = '\n\n## Timeline (UTC)\n\n- 2024-05-02 08:00 Mails pile up\n- 2024-05-02 12:00 Mails are back';
    expect(times(`# O\n\n## Impact\n\nNo mails until May 2nd, 2024 11:00 UTC.${entries}`)[0]).toBe('08:00');
    expect(times(`# O\n\nThis was reported on May 2nd 2024, 10:00 UTC.${entries}`)[0]).toBe('08:00');
  });
});
