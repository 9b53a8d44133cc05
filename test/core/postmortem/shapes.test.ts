import { describe, expect, test } from 'vitest';
import type { IncidentDraft, ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

/** What people write that no template foresees; each shape was met in documents that this reader had never seen. */
function read(...lines: readonly string[]) {
  return readPostmortem(lines.join('\n'), { path: null, timeZone: 'UTC' });
}

function items(...lines: readonly string[]): readonly ItemDraft[] {
  return read(...lines).incidents.flatMap((incident) => incident.items);
}

function titles(...lines: readonly string[]): readonly string[] {
  return items(...lines).map(({ title }) => title);
}

/** `4 no-promise`, but for what concerns times. */
function skipped(...lines: readonly string[]): readonly string[] {
  return read(...lines).problems.flatMap(({ line, code }) => (/^(?:no-start|start-)/.test(code) ? [] : [`${line} ${code}`]));
}

function incident(...lines: readonly string[]): IncidentDraft | undefined {
  return read(...lines).incidents[0];
}

describe('bullets of all kinds', () => {
  test.each([
    ['an emoji by its name', ':small_blue_diamond:Add an alert', ':large_orange_diamond: Write a runbook'],
    ['an emoji', '🔹 Add an alert', '👉 Write a runbook'],
    ['a checkbox without a bullet', '[ ] Add an alert', '[x] Write a runbook'],
    ['an entity before the bullet', '&emsp;• Add an alert', '&emsp;• Write a runbook'],
    ['a paragraph tag around it', '<p>&emsp;:small_blue_diamond:Add an alert</p>', '<p>&emsp;:small_blue_diamond:Write a runbook</p>'],
  ])('%s', (_, first, second) => {
    expect(titles('# Outage', '## Action items', first, second)).toEqual(['Add an alert', 'Write a runbook']);
  });

  test('the name of a mark says what is done', () => {
    const found = items('## To do', '', ':white_check_mark: Add an alert', ':white_large_square: Write a runbook');
    expect(found.map(({ title, done }) => [title, done])).toEqual([
      ['Add an alert', true],
      ['Write a runbook', false],
    ]);
  });

  test('the name of any other picture before a heading is no bullet', () => {
    expect(titles(':rocket: Action items', '', 'Add an alert.')).toEqual(['Add an alert.']);
  });
});

describe('lines that count', () => {
  test.each([
    ['a. Add an alert', 'b. Write a runbook'],
    ['i) Add an alert', 'ii) Write a runbook'],
    ['(1) Add an alert', '(2) Write a runbook'],
    ['1 - Add an alert', '2 - Write a runbook'],
    ['#1 Add an alert', '#2 Write a runbook'],
    ['#1: Add an alert', '#2: Write a runbook'],
    ['AI-1: Add an alert', 'AI-2: Write a runbook'],
    ['Action item 1: Add an alert', 'Action item 2: Write a runbook'],
    ['Action item: Add an alert', 'AI: Write a runbook'],
    ['**TODO:** Add an alert', '**Action:** Write a runbook'],
  ])('%s, %s are items of their own', (first, second) => {
    const found = items('# Outage', '## Action items', '', first, second);
    expect(found.map(({ title, line }) => [title, line])).toEqual([
      ['Add an alert', 4],
      ['Write a runbook', 5],
    ]);
  });

  test('may have lines between them', () => {
    const found = items('## Action items', 'a. Add an alert', '   Owner: nils', '', 'b. Write a runbook', 'c. Rotate the key');
    expect(found.map(({ title, owner }) => [title, owner])).toEqual([
      ['Add an alert', 'nils'],
      ['Write a runbook', null],
      ['Rotate the key', null],
    ]);
  });

  test('one that begins like it goes on with what stands above it', () => {
    expect(titles('## Action items', '- Add the alert that we saw in appendix', '  a. of the report')).toEqual([
      'Add the alert that we saw in appendix a. of the report',
    ]);
    expect(titles('## Action items', 'TODO: Teach the team which', 'AI models we use', 'TODO: Rotate the key')).toEqual([
      'Teach the team which AI models we use',
      'Rotate the key',
    ]);
  });
});

describe('HTML on one line', () => {
  function read(...lines: readonly string[]) {
    return items('## Action items', '', ...lines).map(({ title, line, done, details }) => ({ title, line, done, details }));
  }
  const plain = { done: null, details: '' };

  test('each entry is an item, with its box', () => {
    expect(read('<ol><li><input type="checkbox" checked> Add an alert</li><li>Write a <b>runbook</b></li></ol>')).toEqual([
      { ...plain, title: 'Add an alert', line: 3, done: true },
      { ...plain, title: 'Write a runbook', line: 3 },
    ]);
  });

  test('what is nested is nested', () => {
    expect(read('<ul>', '<li>Add an alert<ul><li>on disks</li><li>on queues</li></ul></li><li>Write a runbook</li>', '</ul>')).toEqual([
      { ...plain, title: 'Add an alert', line: 4, details: 'on disks\non queues' },
      { ...plain, title: 'Write a runbook', line: 4 },
    ]);
  });

  test.each(['<ul><li>Add an alert</li><li>Write a runbook</li></ul>', 'Add an alert<br>Write a runbook'])(
    'a cell may hold a list: %s',
    (cell) => {
      expect(read('| Action | Owner |', '|---|---|', `| ${cell} | nils |`)).toEqual([
        { ...plain, title: 'Add an alert', line: 5 },
        { ...plain, title: 'Write a runbook', line: 5 },
      ]);
    },
  );

  test('a row with an issue is one item; so is a cell that goes on', () => {
    const rows = [
      '| <ul><li>Add an alert</li><li>Write a runbook</li></ul> | [#7](https://acme.test/7) |',
      '| Grow the disks<br>(all of them) | |',
    ];
    expect(read('| Action | Ticket |', '|---|---|', ...rows)).toEqual([
      { ...plain, title: 'Add an alert; Write a runbook', line: 5 },
      { ...plain, title: 'Grow the disks (all of them)', line: 6 },
    ]);
  });
});

describe('that there is nothing to do', () => {
  test.each([
    ['None.'],
    ['- N/A'],
    ['- None at this time.'],
    ['No action items were identified.'],
    ['No further follow-ups are needed at this time.'],
    ['We decided that no follow-up is needed.'],
    ['Keine.'],
    ['Keine weiteren Maßnahmen erforderlich'],
    ['Ninguna'],
    ['- нет'],
    ['なし'],
    ['- **Corrective**: none'],
    ['| Action | Owner |\n|---|---|\n| None | |'],
    ['| Action | Owner |\n|---|---|\n| N/A | - |'],
  ])('%s is no item and no problem', (text) => {
    expect(titles('# Outage', '## Action items', '', text)).toEqual([]);
    expect(skipped('# Outage', '## Action items', '', text)).toEqual([]);
  });

  test.each(['TBD', 'No backups of the table', 'No action plan of the vendor was found', '...'])('%s does not say so', (text) => {
    expect(skipped('# Outage', '## Action items', '', text)).toHaveLength(1);
  });

  test('a replica is not none', () => {
    expect(titles('# Outage', '## Action items', '- None of the replicas may be without a limit')).toHaveLength(1);
  });
});

describe('a heading that is glued to what stands above it', () => {
  test('ends a list, with its whole text', () => {
    const lines = [
      '## Action items',
      '- [ ] Add an alert',
      '- [ ] Write the runbook',
      '**Lessons learned**',
      'Nothing was lost.',
      '- Be kind',
    ];
    expect(items(...lines).map(({ title, line, done }) => ({ title, line, done }))).toEqual([
      { title: 'Add an alert', line: 2, done: false },
      { title: 'Write the runbook', line: 3, done: false },
    ]);
  });

  test('ends a checklist without bullets, too', () => {
    expect(titles('## Action items', '[ ] Add an alert: page us', '[ ] Write the runbook', '**Impact** nobody could pay')).toEqual([
      'Add an alert: page us',
      'Write the runbook',
    ]);
  });

  test('a bold word within the text of an item does not', () => {
    expect(titles('## Action items', '- Add an alert for', '**every** queue')).toEqual(['Add an alert for every queue']);
  });
});

describe('headings', () => {
  test.each([
    'Lessons Learned and Future Improvements',
    'Takeaways & next steps',
    'Resulting Actions',
    'Suggested corrective action',
    'Looking forward',
    'Moving Forward:',
    'How do we do better in the future?',
    'How are we preventing it from happening again?',
  ])('%s promises', (heading) => {
    expect(titles('# Outage', `## ${heading}`, '- Add an alert')).toEqual(['Add an alert']);
  });

  test.each(['Lessons learned', 'Changes with fixes for the outage', 'What we learned and how'])('%s does not', (heading) => {
    expect(titles('# Outage', `## ${heading}`, '- Add an alert')).toEqual([]);
  });

  test('a numbered heading below one that promises is an item, owner and all; what stands below are its details', () => {
    const found = items(
      '# Action items',
      '### 1) Cron job for old logs `@nils` [repair]',
      'A job was set up that removes old logs.',
      '```',
      'rm old',
      '```',
      '### 2) Better alerts on load `@dana` [detect]',
      'We should page somebody before the disk is full.',
      '### 3) Lessons learned',
      'Disks fill up.',
    );
    expect(found.map(({ title, owner, line, details }) => ({ title, owner, line, details }))).toEqual([
      { title: 'Cron job for old logs', owner: 'nils', line: 2, details: 'A job was set up that removes old logs.' },
      { title: 'Better alerts on load: page somebody before the disk is full.', owner: 'dana', line: 7, details: '' },
    ]);
  });

  test('a title with nothing below it is an item when it is an order, and else a problem', () => {
    const lines = ['## Action items', '### Add an alert', '### Databases', '## Impact', 'None.'];
    expect(titles(...lines)).toEqual(['Add an alert']);
    expect(skipped(...lines)).toEqual(['3 heading-alone']);
  });

  test('the last entry of a list that only names a section is a heading over what follows', () => {
    const lines = [
      '- **Impact**: none',
      '- **Review actions**:',
      '',
      '1. Add an alert',
      '2. Rotate the token',
      '',
      '- **Timeline**:',
      '',
      'Add nothing.',
    ];
    expect(items(...lines).map(({ title, section }) => [title, section])).toEqual([
      ['Add an alert', 'Review actions'],
      ['Rotate the token', 'Review actions'],
    ]);
  });

  test('an entry may promise behind its own name', () => {
    const [item, ...others] = items(
      '# Outage',
      '- **Impact**: none',
      '- **Follow-up actions**: We have switched to short-lived tokens. (Done)',
    );
    expect(others).toEqual([]);
    expect(item).toMatchObject({ line: 3, done: true });
  });

  test('a section of promises below a timeline by a slip of levels still promises; an entry of the timeline does not', () => {
    expect(titles('## Timeline', '- 10:00 down', '### Corrective measures', '- Add an alert')).toEqual(['Add an alert']);
    expect(titles('## Timeline', '### 10:20: next steps', '- Add an alert')).toEqual([]);
  });
});

describe('fields below a promise', () => {
  test('said twice, the second stays in the details', () => {
    const [item] = items('## Action items', '', 'Add an alert.', '', 'Owner: dana', '', 'Owner: nils');
    expect(item).toMatchObject({ owner: 'dana', details: 'Owner: nils' });
  });
});

describe('promises in prose', () => {
  test.each([
    ['We will be introducing limits on this endpoint.', 'introducing limits on this endpoint.'],
    ["We'll also be writing a runbook for it.", 'writing a runbook for it.'],
    ['A second pair of eyes should be required for each release.', 'A second pair of eyes should be required for each release.'],
    ['The old key has to be revoked by then.', 'The old key has to be revoked by then.'],
  ])('%s', (sentence, title) => {
    expect(titles('# Outage', '## Future measures', sentence)).toEqual([title]);
  });

  test('orders and their gerunds on lines of their own stay apart', () => {
    expect(titles('# Outage', '## Prevention', 'Adding more logs to each job', 'Test before each release')).toEqual([
      'Adding more logs to each job',
      'Test before each release',
    ]);
  });

  test("a template's placeholders promise nothing, and are named", () => {
    const lines = ['# Outage', '## Action items', '- {{ summary }} [link to issue]', '- <your action>', '- [ ] [what] {{who}}'];
    expect(items(...lines)).toEqual([]);
    expect(skipped(...lines)).toEqual(['3 not-an-item', '4 html-not-read', '5 not-an-item']);
  });
});

describe('lines without bullets', () => {
  test('a ticket and what it is about is an item', () => {
    const found = items('## Action items', '[OPS-12](https://acme.test/12) - The queue is full', '', '[#7](https://acme.test/7): old keys');
    expect(found.map(({ title, links }) => [title, links])).toEqual([
      ['OPS-12 - The queue is full', ['https://acme.test/12']],
      ['#7: old keys', ['https://acme.test/7']],
    ]);
  });

  test('among orders a title is an item as well; a story is not', () => {
    const orders = ['Add an alert.', 'Write a runbook.', 'Grow the disks.'];
    expect(titles('## Improvements', ...orders, 'More tests of each importer.')).toEqual([...orders, 'More tests of each importer.']);
    expect(titles('## Improvements', ...orders, 'The night was long for all of us.')).toEqual(orders);
    expect(titles('## Improvements', 'Add an alert.', 'More tests of each importer.')).toEqual(['Add an alert.']);
  });

  test('somebody named will do something', () => {
    expect(titles('## Future Actions', 'Team Orange will also review each exception. This will help everybody.')).toEqual([
      'Team Orange will also review each exception.',
    ]);
  });
});

describe('a text of paragraphs alone', () => {
  const story = ['Our site was down for an hour on Monday, because a disk was full.', 'We grew the disk, and all was well.'];

  test('promises what somebody says they will do, for all that is sure', () => {
    const found = items(...story, '', "Over the next weeks we'll be adding alerts for full disks. Old logs will be removed by a job.");
    expect(found.map(({ title, sure, line }) => ({ title, sure, line }))).toEqual([
      { title: 'adding alerts for full disks.', sure: 0.4, line: 4 },
      { title: 'Old logs will be removed by a job.', sure: 0.2, line: 4 },
    ]);
  });

  test.each([
    'We will keep you updated. We will share more next week.',
    'We will work to prevent a similar problem.',
    'You will be notified. This will be remembered.',
    'We added alerts for full disks.',
  ])('%s promises nothing', (text) => {
    expect(items(...story, '', text)).toEqual([]);
  });

  test('may have a title that says more than that', () => {
    expect(titles('# Summary of the outage in the north', ...story, 'We will also be auditing our other tools.')).toEqual([
      'auditing our other tools.',
    ]);
  });

  test('is not read so when it tells of nothing that broke, or has the headings of a postmortem', () => {
    expect(items('# Roadmap', 'We will add alerts for full disks.')).toEqual([]);
    expect(items('# Outage', 'It was down.', '## Resolution', 'We will add alerts for full disks.')).toEqual([]);
  });
});

describe('work that is finished', () => {
  test.each([
    'Documented the limit of the pool',
    'Tested node failure in the second zone',
    'The script was updated to restore the link',
    'Training material has already been changed for new colleagues',
    'The parser is updated to skip such entries',
    'Alex added the blog to the monitored sites',
    'The payments team rotated every key',
    'Reverting the release ✔️',
    'Reset the password (done during the incident)',
    'We added more checks to the guide: https://wiki.test/guide',
  ])('%s', (text) => {
    expect(items('## Action items', `- ${text}`).map(({ done }) => done)).toEqual([true]);
  });

  test.each([
    'Improved monitoring of the queue',
    'Automated tests for the importer',
    'Created a ticket to move the table',
    'Alert needed for full disks',
    'Changes that were rolled back should be tried again',
    'Backups must be tested',
    'The job that was stopped needs to be deleted',
    'Code is reviewed before each release',
    'Set up alerts',
  ])('%s does not say so', (text) => {
    expect(items('## Action items', `- ${text}`).map(({ done }) => done)).toEqual([null]);
  });
});

describe('owners', () => {
  test('somebody is named behind a colon or within brackets, not by any "responsible"', () => {
    const owner = (text: string) => items('## Action items', `- ${text}`).map((item) => [item.title, item.owner]);
    expect(owner('Review the script responsible for the error.')).toEqual([['Review the script responsible for the error.', null]]);
    expect(owner('Ask the owner of the table about its size')).toEqual([['Ask the owner of the table about its size', null]]);
    expect(owner('Review the script. Responsible: Maria')).toEqual([['Review the script.', 'Maria']]);
    expect(owner('Review the script (owner maria)')).toEqual([['Review the script', 'maria']]);
    expect(owner('Write to security at @acme.com')).toEqual([['Write to security at @acme.com', null]]);
  });
});

describe('times', () => {
  test('a label with its time nested below it', () => {
    const lines = [
      '- **Start:** 2024-03-11 09:30 UTC',
      '**Timeline:**',
      '- **Detection Time:**',
      '  - 2024-03-11 10:15 UTC',
      '- **Escalation:**',
      '  - none',
    ];
    expect(incident(...lines)).toMatchObject({ startedAt: '2024-03-11T09:30:00.000Z', detectedAt: '2024-03-11T10:15:00.000Z' });
  });

  test.each([
    'The site is running normally again',
    'Login confirmed working',
    'All pods were up and running',
    'The board is back',
    'Queues are loading properly',
  ])('it ended when "%s"', (text) => {
    expect(incident('# Outage', '## Timeline (UTC)', '- 2024-03-11 09:30 Errors rise', `- 2024-03-11 10:40 ${text}`)?.endedAt).toBe(
      '2024-03-11T10:40:00.000Z',
    );
  });

  test('the day on which the text was posted is not that of the incident', () => {
    expect(incident('# Outage', '*Posted on: August 11th, 2023*', '## Timeline', '- 06:00 Errors rise', '- 07:00 Fixed')).toMatchObject({
      startedAt: null,
      endedAt: null,
    });
  });

  test('an end at the very start tells the same moment twice', () => {
    expect(incident('# Outage', '## Timeline', '- 2024-03-11 09:30 UTC deployed, and fixed by a restart')?.endedAt).toBeNull();
  });

  test('names with a zone in brackets, in a table whose first row is no header', () => {
    const lines = [
      '| Start Time (UTC) | 2026-02-03 10:15 |',
      '|---|---|',
      '| **Fixed at (UTC)** | 2026-02-03 11:40 |',
      '| Reported at | 2026-02-03 10:22 UTC |',
    ];
    expect(incident('# Outage', '## Impact', 'None.', ...lines)).toMatchObject({
      startedAt: '2026-02-03T10:15:00.000Z',
      endedAt: '2026-02-03T11:40:00.000Z',
      detectedAt: '2026-02-03T10:22:00.000Z',
    });
  });

  test('entries of one day that are out of order begin with the earliest', () => {
    const lines = [
      '## Timeline (UTC)',
      '- 2024-03-11 09:30 the provider explains',
      '- 2024-03-11 07:10 first errors',
      '- 2024-03-11 12:00 fixed',
    ];
    expect(incident(...lines)?.startedAt).toBe('2024-03-11T07:10:00.000Z');
  });

  test('what nobody noticed is no detection; a ticket is', () => {
    const lines = [
      '## Timeline (UTC)',
      '- 2024-03-11 07:00 first errors',
      '- 2024-03-11 07:10 an alert fires, not noticed by anybody',
      '- 2024-03-11 08:00 first ticket stating that nobody can pay',
    ];
    expect(incident(...lines)?.detectedAt).toBe('2024-03-11T08:00:00.000Z');
  });
});

describe('what an assignment or a template asks for', () => {
  test('is no promise, and what is promised beside it is', () => {
    const text = [
      '# Exercise',
      '## Tasks',
      '- Timeline must contain:',
      '  - when was the fault seen',
      '  - how the fault was seen by somebody',
      '- Measures must contain:',
      '  - what are the things to be better at',
      '  - a list of tasks that address the fault',
      '- Timeline: one line for each event',
      '- Be brief, at most a page',
      '- Add an alert on the disk',
    ];
    expect(titles(...text)).toEqual(['how the fault was seen by somebody', 'Add an alert on the disk']);
    expect(skipped(...text)).toContain('9 template-hint');
  });

  test('a pointer to where the promises stand is none', () => {
    expect(titles('## Prevention', 'See action items below.', '', '## Action items', '- Add an alert')).toEqual(['Add an alert']);
  });
});

describe('headings that only look like what they name', () => {
  test.each([
    [
      'a comment in parentheses does not end what was begun',
      ['## Action items', '### Long-term (best practices)', '- [ ] Pin the resolver'],
      ['Pin the resolver'],
    ],
    ['meetings are no tasks', ['## Sign-off', '### Follow-up Meetings Scheduled', '- **Debrief:** May 4, 2026'], []],
    [
      'improvements among the metrics were made',
      ['## Success Metrics', '**Process improvements:**', '- Template written for next time'],
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(titles(...text)).toEqual(expected);
  });

  test('a title in bold is the title, whatever words are in it', () => {
    const text = ['**Postmortem: Mail Debugging Outage**', '', '### Issue Summary', 'It was down.', '', '### Tasks', '- Add an alert'];
    expect(incident(...text)?.title).toBe('Postmortem: Mail Debugging Outage');
  });

  test.each([
    ['a name', 'Ada Byron'],
    ['a link', 'https://blog.example.org/how-we-lost-the-cache'],
    ['the name of the exercise', '0x19-postmortem'],
  ])('%s above the title is not the title', (_, above) => {
    expect(incident(above, '', 'Outage of the cache in May', '', '## Impact', 'All users.', '', '## Tasks', '- Add an alert')?.title).toBe(
      'Outage of the cache in May',
    );
  });
});

describe('promises that need a look around them', () => {
  test('lines below an introduction are a list, even when they tell of what was done', () => {
    const text = [
      '# O',
      'Corrective measures:',
      'To keep this from happening again, we have implemented the following measures:',
      'Increased monitoring of the tape room.',
      'Stricter approval of new tapes.',
      'Regular cleaning of the tape heads.',
      'In conclusion, tapes are fine.',
    ];
    expect(items(...text).map(({ title, done }) => [title, done])).toEqual([
      ['Increased monitoring of the tape room.', true],
      ['Stricter approval of new tapes.', true],
      ['Regular cleaning of the tape heads.', true],
    ]);
  });

  test('prose below an introduction is prose', () => {
    expect(
      titles(
        '## Prevention',
        'We took these steps:',
        'The tape was old. It had been used for years.',
        'Nobody knew. It was dark.',
        'It broke. It fell.',
      ),
    ).toEqual([]);
  });

  test.each([
    ['To prevent such a loss, the storage team will label each tape.'],
    ['Additionally, the engineers will build a second tape room.'],
    ['For tapes like this there should be a second copy.'],
  ])('%s', (text) => {
    expect(titles('## Corrective and Preventative Measures', text)).toEqual([text]);
  });

  test('what the change itself will do is no promise', () => {
    expect(titles('## Corrective and Preventative Measures', 'To prevent such a loss, the new shelf will keep each tape dry.')).toEqual([]);
  });

  test('a number behind the mark belongs to the mark', () => {
    expect(titles('## Prevention', 'Action 1: Label the tapes', 'Action 2: Close the door')).toEqual(['Label the tapes', 'Close the door']);
  });

  test('a ticket alone is a promise', () => {
    expect(titles('## Action items', '[OPS-12](https://tracker.example.org/OPS-12)')).toEqual(['OPS-12']);
  });

  test('code below a title is not its sentence', () => {
    const [item] = items('## Prevention', '1. **Door check**', '   ```', '   test -e /door', '   ```');
    expect([item?.title, item?.details]).toEqual(['Door check', 'test -e /door']);
  });
});

describe('what stands around a promise', () => {
  test('a list that says what will be done is one of promises among lessons, too', () => {
    const text = [
      '# Outage',
      '## Lessons',
      'A long night. Here is what we are doing to prevent the next one:',
      '- **Reviews:** We are reading each change twice.',
      '- A second pump.',
    ];
    expect(titles(...text)).toEqual(['Reviews: We are reading each change twice.', 'A second pump.']);
  });

  test('lessons without such a sentence stay lessons', () => {
    expect(titles('# Outage', '## Lessons', 'What we learned:', '- Read each change twice.')).toEqual([]);
  });

  test('three orders in one text are three promises; one with what explains it is one', () => {
    expect(titles('## Tasks', 'Replace the pump. Add an alert on its pressure. Document the valve.')).toHaveLength(3);
    expect(titles('## Tasks', 'Replace the pump. It is old. Document the valve.')).toHaveLength(1);
  });

  test('a pointer to a ticket belongs to the promise above it', () => {
    const [item, ...others] = items('## Action items', '* Replace the pump.', 'See [issue 7](https://tracker.example.org/7).');
    expect([item?.links, others]).toEqual([['https://tracker.example.org/7'], []]);
  });

  test.each(['confirmed', 'approved', 'deferred'])('(%s) names nobody', (word) => {
    expect(items('## Action items', `- [ ] Replace the pump (${word})`)[0]?.owner).toBeNull();
  });

  test('a plan for routine work is made once', () => {
    expect(items('## Action items', '- Write a rollback plan for routine maintenance')[0]?.recurrence).toBeNull();
    expect(items('## Action items', '- Run routine maintenance of the pumps')[0]?.recurrence).not.toBeNull();
  });

  test('a postscript is no promise', () => {
    expect(titles('## Tasks', '- Replace the pump', '', 'PS: Thank you all for the coffee')).toEqual(['Replace the pump']);
  });
});

test('the words of a link behind a promise are not part of its title', () => {
  const link = (words: string) => `[${words}](https://tracker.example.org/7)`;
  expect(
    titles(
      '## Action items',
      `- Switch to pumps ${link('Issue')}`,
      `- Oil the valve (${link('PR')}).`,
      `- Close the pump ${link('issue')}`,
    ),
  ).toEqual(['Switch to pumps', 'Oil the valve', 'Close the pump issue']);
});
