import { describe, expect, test } from 'vitest';
import type { ItemDraft, Problem } from '../../../packages/core/src/postmortem/draft.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

function items(markdown: string): readonly ItemDraft[] {
  return readPostmortem(markdown, { path: null, timeZone: 'UTC' }).incidents.flatMap((incident) => incident.items);
}

function titles(markdown: string): readonly string[] {
  return items(markdown).map((item) => item.title);
}

/** But for the times, which these documents leave out. */
function problems(markdown: string): readonly Problem[] {
  return readPostmortem(markdown, { path: null, timeZone: 'UTC' }).problems.filter(({ code }) => code !== 'no-start');
}

function codes(markdown: string): readonly string[] {
  return problems(markdown).map(({ line, code }) => `${line} ${code}`);
}

describe('lists', () => {
  test('a numbered order with details below is one item with details', () => {
    const [item, ...others] = items('# Action items\n\n1. **Patch the balancer:**\n   - Apply stricter rules.\n   - Log every change.');
    expect(others).toEqual([]);
    expect(item).toMatchObject({ title: 'Patch the balancer', details: 'Apply stricter rules.\nLog every change.', line: 3 });
  });

  test('a noun phrase over one sentence is one item with both in its title', () => {
    expect(titles('# Follow-up\n\n1. **Load testing:**  \n   Run one before each campaign.')).toEqual([
      'Load testing: Run one before each campaign.',
    ]);
    expect(titles('# Follow-up\n\n1. **Load testing**:\n   - Run one before each campaign.')).toEqual([
      'Load testing: Run one before each campaign.',
    ]);
    expect(titles('# Follow-up\n\n- Load testing: run one before each campaign.')).toEqual(['Load testing: run one before each campaign.']);
  });

  test('a noun phrase over several entries is an area, and the entries are the items', () => {
    const found = items('# Follow-up\n\n1. **Deployment verification**:\n   - Add a check.\n   - Write it down.');
    expect(found.map(({ title, section }) => [title, section])).toEqual([
      ['Add a check.', 'Follow-up > Deployment verification'],
      ['Write it down.', 'Follow-up > Deployment verification'],
    ]);
  });

  test('known parts name what stands below or beside them', () => {
    const below = '# Corrective Measures\n\n- **Improvements**:\n  - Add an alert.\n- **Tasks**:\n  1. Write a runbook.';
    expect(items(below).map(({ title, section }) => [title, section])).toEqual([
      ['Add an alert.', 'Corrective Measures > Improvements'],
      ['Write a runbook.', 'Corrective Measures > Tasks'],
    ]);
    expect(
      items('# Corrective Measures\n\n- List of tasks:\n- Patching the server.').map(({ title, section }) => [title, section]),
    ).toEqual([['Patching the server.', 'Corrective Measures > List of tasks']]);
  });

  test('checkboxes say what is done; a heading may say it for all', () => {
    expect(items('# To do\n\n- [x] Add an alert\n- [ ] Add a test\n- Add a page').map((item) => item.done)).toEqual([true, false, null]);
    expect(items('# Actions\n\n## Immediate (completed)\n\n- Add an alert').map((item) => item.done)).toEqual([true]);
    expect(items('# Actions\n\nThe following are already completed:\n\n- Add an alert').map((item) => item.done)).toEqual([true]);
  });

  test('fields below an item belong to it and are no details', () => {
    const [item] = items(
      '# Actions\n\n- Add an alert on queue depth\n  - Owner: @maria\n  - Due: 2026-04-01\n  - Priority: P1\n  - Team: platform\n  - page the on-call',
    );
    expect(item).toMatchObject({ owner: 'maria', dueOn: '2026-04-01', priority: 'P1', team: 'platform', details: 'page the on-call' });
  });

  test('a due date that is no day keeps its words, and is a problem of its line unless nothing is left to do', () => {
    const markdown =
      '# Actions\n\n## Immediate (this week)\n\n- Add an alert\n- [x] Add a test\n- Add a runbook by 2026-04-01\n\n## Later\n\n- Add a graph\n  - Due: after the freeze\n- Add a log';
    expect(items(markdown).map(({ line, dueOn, dueText }) => [line, dueOn, dueText])).toEqual([
      [5, null, 'this week'],
      [6, null, 'this week'],
      [7, '2026-04-01', '2026-04-01'],
      [11, null, 'after the freeze'],
      [13, null, null],
    ]);
    expect(problems(markdown)).toEqual([
      { line: 5, code: 'due-without-day', message: 'due "this week" is no day: give one when you accept it' },
      { line: 11, code: 'due-without-day', message: 'due "after the freeze" is no day: give one when you accept it' },
    ]);
  });

  test('a date that can be two days is a problem, too', () => {
    expect(problems('# Actions\n\n- Add an alert by 04/05/2026')).toEqual([
      { line: 3, code: 'due-without-day', message: 'due "04/05/2026" may be more than one day: give one when you accept it' },
    ]);
  });

  test('a due column may say how often', () => {
    const markdown = '# Actions\n\n| Action | When |\n| --- | --- |\n| Review the access list | quarterly |';
    expect(items(markdown)[0]).toMatchObject({ recurrence: { text: 'quarterly', needsCadence: false }, dueOn: null, dueText: 'quarterly' });
    expect(problems(markdown)).toEqual([]);
  });

  test('what recurs is due first when it starts', () => {
    expect(items('# Actions\n\n- Schedule quarterly drills starting June 1, 2026')[0]).toMatchObject({ dueOn: '2026-06-01' });
    expect(items('# Actions\n\n- Use the new pool starting June 1, 2026')[0]).toMatchObject({ dueOn: null });
  });

  test('links of an item are kept, reference links too', () => {
    const [item] = items('# Actions\n\n- Fix the probe: [#12]\n\n[#12]: https://github.com/acme/app/issues/12');
    expect(item).toMatchObject({ links: ['https://github.com/acme/app/issues/12'] });
  });

  test('an anchor beside an item is recognised', () => {
    expect(items('# Actions\n\n- Add an alert <!-- closeout:0198c1d2-0000-7000-8000-000000000001 -->')[0]).toMatchObject({
      title: 'Add an alert',
      anchor: '0198c1d2-0000-7000-8000-000000000001',
    });
  });

  test('a list without spaces or with typographic bullets is a list', () => {
    expect(titles('#Tasks:\n\n-Add an alert.\n-Add a test.')).toEqual(['Add an alert.', 'Add a test.']);
    expect(titles('Action items:\n• Add an alert\n• Add a test')).toEqual(['Add an alert', 'Add a test']);
    expect(titles('# Tasks\n\n    - Add an alert\n    - Add a test')).toEqual(['Add an alert', 'Add a test']);
    expect(titles('<h2>Tasks</h2>\n<ul>\n<li>Add an alert</li>\n<li>Add a test</li>\n</ul>')).toEqual(['Add an alert', 'Add a test']);
  });
});

describe('tables', () => {
  test('columns are found by their header, in any order', () => {
    const markdown = [
      '# Action items',
      '',
      '| Due date | Owner | Type | Action | Ticket | Status | Priority |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| 2026-04-03 | @sam | prevent | Add an alert | [#7](https://example.com/7) | Done | P2 |',
      '| | | | | | | |',
    ].join('\n');
    expect(items(markdown)).toMatchObject([
      {
        title: 'Add an alert',
        line: 5,
        owner: 'sam',
        kind: 'preventative',
        kindSource: 'stated',
        dueOn: '2026-04-03',
        links: ['https://example.com/7'],
        done: true,
        priority: 'P2',
      },
    ]);
  });

  test('without a header that is known, the wordiest column is the promise', () => {
    expect(titles('# Action items\n\n| Wer | Was genau |\n| --- | --- |\n| Eva | Alarm für die Warteschlange einrichten |')).toEqual([
      'Alarm für die Warteschlange einrichten',
    ]);
  });

  test('a table of action items counts wherever it stands; a timeline does not', () => {
    expect(titles('# Notes\n\n| Action item | Owner |\n| --- | --- |\n| Add an alert | sam |')).toEqual(['Add an alert']);
    expect(titles('# Timeline\n\n| Time | Action |\n| --- | --- |\n| 10:00 | Rebooted |')).toEqual([]);
  });
});

describe('plain lines and prose', () => {
  test('one promise a line, without any markup', () => {
    const markdown =
      'Corrective and Preventative Measures:\n\nImprovements/Fixes:\n\nAdd an alert.\nAdd a test.\nTasks:\n\nWrite a runbook.\nConclusion:\n\nAll is well.';
    expect(items(markdown).map(({ title, section, line }) => [title, section, line])).toEqual([
      ['Add an alert.', 'Corrective and Preventative Measures > Improvements/Fixes', 5],
      ['Add a test.', 'Corrective and Preventative Measures > Improvements/Fixes', 6],
      ['Write a runbook.', 'Corrective and Preventative Measures > Tasks', 9],
    ]);
  });

  test('a title on one line and its text on the next are one item, with the fields below', () => {
    const markdown =
      'Action items:\n\nEnhance Load Testing:\nTask: Develop scenarios for the peak.\nResponsible: QA Team\nDeadline: August 1, 2024';
    expect(items(markdown)).toMatchObject([
      { title: 'Enhance Load Testing: Develop scenarios for the peak.', line: 3, owner: 'QA Team', dueOn: '2024-08-01' },
    ]);
  });

  test('a promise in prose is an item that the reader is not sure of', () => {
    const [item, ...others] = items(
      '# Prevention\n\nWe need to improve our practices. This includes introducing a review of every change. It was a long night.',
    );
    expect(others).toEqual([]);
    expect(item).toMatchObject({ title: 'introducing a review of every change.', sure: 0.4 });
  });

  test('what is marked as to do counts outside of action sections', () => {
    const markdown = '# Lessons learned\n\nDisks fill up.\n\n**TODO**: watch the disks of every host.\n\n**DONE**: Alex added the wiki.';
    expect(items(markdown).map(({ title, done }) => [title, done])).toEqual([
      ['watch the disks of every host.', false],
      ['Alex added the wiki.', true],
    ]);
  });

  test('hard-wrapped text is one text', () => {
    expect(titles('# Actions\n\n- Write tests that show\n  whether a deployment\n  was successful')).toEqual([
      'Write tests that show whether a deployment was successful',
    ]);
  });
});

describe('what promises nothing', () => {
  test.each([
    '# Timeline\n\n- 10:00 Restart the server',
    '# What went well\n\n- Add it to the list of good things',
    '# What could be improved\n\n- Could implement a breaker',
    '# Actions taken\n\n- Restarted the server',
    '# Root cause\n\n- Review was skipped',
    '# Action items\n\nNone.',
    '# Action items\n\n<!-- Example: - Add backoff -->\n\nThe mitigation above should be enough.',
    '# Action items\n\n| Action Item | Owner |\n| --- | --- |\n| | |',
  ])('%j', (markdown) => {
    expect(titles(markdown)).toEqual([]);
  });

  test('text that is passed over in an action section is a problem with its line', () => {
    const markdown =
      '# Action items\n\n- Add an alert\n- TBD\n\nBy implementing these measures we will be fine.\n\n> quoted\n\n```\ncode\n```';
    expect(titles(markdown)).toEqual(['Add an alert']);
    expect(codes(markdown)).toEqual(expect.arrayContaining(['4 not-an-item', '6 not-an-item', '8 quote-not-read', '10 code-not-read']));
  });
});

describe('probable duplicates', () => {
  test('an item points at the earlier item of its incident that says the same', () => {
    const markdown =
      '# Improvements\n\n- Load testing: conduct regular load tests.\n- Add an alert on queue depth.\n\n# Tasks\n\n- Schedule regular load tests.';
    expect(items(markdown).map((item) => item.duplicateOf)).toEqual([null, null, 0]);
  });
});
