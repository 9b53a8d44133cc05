import { describe, expect, test } from 'vitest';
import { readHtmlPostmortem } from '../../../packages/core/src/postmortem/read-html-postmortem.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import { fc } from '../../support/property.ts';

const OPTIONS = { path: 'page.html', timeZone: 'UTC' } as const;
const read = (html: string) => readHtmlPostmortem(html, OPTIONS);
const itemsOf = (html: string) => read(html).incidents.flatMap(({ items }) => items);
const titlesOf = (html: string) => itemsOf(html).map(({ title }) => title);

/** What exporters put around a page is no part of what somebody wrote. */
const page = (body: string) => `<!DOCTYPE html>\n<html><head><title>Wiki : Search was slow</title></head><body>\n${body}\n</body></html>`;

describe('a page of HTML', () => {
  test('is read as the Markdown that says the same, on its own lines', () => {
    const html = page(
      [
        '<h1>Search was slow</h1>',
        '<p>Start: 2026-03-02 09:00 UTC<br>End: 2026-03-02 11:30 UTC</p>',
        '<h2>Root cause</h2><p>The index was <b>full</b>.</p>',
        '<h2>Action items</h2>',
        '<ul><li>Alert on the size of the index (owner: ada)</li>',
        '<li>Rehearse the rebuild every quarter, see <a href="https://github.com/acme/search/issues/7">the ticket</a></li></ul>',
      ].join('\n'),
    );
    const markdown = [
      '# Search was slow',
      'Start: 2026-03-02 09:00 UTC\\',
      'End: 2026-03-02 11:30 UTC',
      '## Root cause',
      'The index was **full**.',
      '## Action items',
      '- Alert on the size of the index (owner: ada)',
      '- Rehearse the rebuild every quarter, see [the ticket](https://github.com/acme/search/issues/7)',
    ].join('\n');
    const [incident] = read(html).incidents;
    const [same] = readPostmortem(markdown, OPTIONS).incidents;
    expect({ ...incident, items: [] }).toEqual({ ...same, items: [] });
    expect(incident?.items.map((item) => ({ ...item, line: 0 }))).toEqual(same?.items.map((item) => ({ ...item, line: 0 })));
    expect(incident?.items.map(({ line }) => line)).toEqual([7, 8]);
  });

  test('without a heading of its own is called what its head says', () => {
    expect(read(page('<h2>Action items</h2><ul><li>Add an alert</li></ul>')).incidents.map(({ title }) => title)).toEqual([
      'Wiki : Search was slow',
    ]);
  });

  test('says nothing in its navigation, its table of contents and its footer', () => {
    const around = [
      '<nav><ul><li>Add a page</li></ul></nav>',
      '<ol id="breadcrumbs"><li>Write a page</li></ol>',
      '<div class="toc"><ul><li>Create a page</li></ul></div>',
      '<div id="footer"><p>Update the page</p></div>',
    ];
    const own = '<h1>Action items<span class="mw-editsection">[edit]</span></h1><ul><li>Add an alert</li></ul>';
    expect(titlesOf(page(`${own}${around.join('')}`))).toEqual(['Add an alert']);
  });

  test('that is no postmortem tells of nothing', () => {
    expect(read(page('<h1>Lunch</h1><p>Soup.</p>')).incidents).toEqual([]);
  });

  test('shows spaces that are none and marks that print nothing as a person sees them', () => {
    expect(titlesOf(page('<h1>Action items</h1><ul><li>Add&nbsp;an\u200b \u202ealert\nfor us</li></ul>'))).toEqual(['Add an alert for us']);
  });

  test('quotes what others said, and promises none of it', () => {
    expect(titlesOf(page('<h1>Action items</h1><blockquote><p>Add a dashboard</p><ul><li>Add a page</li></ul></blockquote>'))).toEqual([]);
  });
});

describe('a table of a page', () => {
  test('is read by its columns; several texts in a cell are one', () => {
    const html = page(
      [
        '<h1>Action items</h1><table><tbody><tr><th><p>Owner</p></th><th><p>Action</p></th><th>Due</th></tr>',
        '<tr><td><a class="confluence-userlink user-mention" href="https://wiki.example.com/~ada">Ada Byron</a></td>',
        '<td><p>Limit the locks</p><ul><li><p>per consumer</p></li></ul></td><td><time datetime="2026-05-01">1 May 2026</time></td></tr>',
        '</tbody></table>',
      ].join('\n'),
    );
    expect(itemsOf(html)).toMatchObject([
      { title: 'Limit the locks per consumer', owner: 'Ada Byron', dueOn: '2026-05-01', links: [], line: 4 },
    ]);
  });
});

describe('the boxes of task lists', () => {
  test('of Confluence, with who is mentioned and the day', () => {
    const html = page(
      [
        '<h1>Action items</h1><ul class="inline-task-list">',
        '<li data-inline-task-id="1"><span><a class="user-mention" href="x">Ada Byron</a> add an alert <time datetime="2026-04-01">01 Apr 2026</time></span>',
        '<ul class="inline-task-list"><li class="checked" data-inline-task-id="2">Measure first, as <a class="user-mention" href="y">Bob</a> said</li></ul></li>',
        '<li class="checked" data-inline-task-id="3">Write a runbook</li></ul>',
      ].join('\n'),
    );
    expect(itemsOf(html).map(({ title, owner, dueOn, done }) => ({ title, owner, dueOn, done }))).toEqual([
      { title: 'add an alert', owner: 'Ada Byron', dueOn: '2026-04-01', done: false },
      { title: 'Write a runbook', owner: null, dueOn: null, done: true },
    ]);
    expect(itemsOf(html)[0]?.details).toContain('Measure first, as Bob said');
  });

  test('of Notion', () => {
    const task = (state: string, text: string) =>
      `<ul class="to-do-list"><li><div class="checkbox checkbox-${state}"></div> <span class="to-do-children">${text}</span></li></ul>`;
    const html = page(`<h2>Follow-ups</h2>${task('off', 'Raise the limit of connections')}${task('on', 'Delete the old relay')}`);
    expect(itemsOf(html).map(({ title, done }) => [title, done])).toEqual([
      ['Raise the limit of connections', false],
      ['Delete the old relay', true],
    ]);
  });

  test('of GitHub', () => {
    const html = page('<h2>Follow-ups</h2><ul><li><input type="checkbox" disabled checked> Delete the old relay</li></ul>');
    expect(itemsOf(html).map(({ title, done }) => [title, done])).toEqual([['Delete the old relay', true]]);
  });
});

describe('any text', () => {
  const PIECES = [
    '<ul>',
    '</ul>',
    '<li>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '<p>',
    '<b>',
    '</b>',
    '<h1>Action items</h1>',
    '<br>',
    '<!--',
    '-->',
    '<time datetime="x">',
    '<a class="user-mention">',
    '<li data-inline-task-id>',
    'Add an alert ',
    '&nbsp;',
    '\n',
    '<svg>',
    '<template>',
    '<script>',
    '<',
  ];

  test('is read without an exception, each item on a line that there is', () => {
    const text = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const html = pieces.join('');
        const lines = html.split(/\r\n|\r|\n/).length;
        for (const { line } of itemsOf(html)) expect(line >= 1 && line <= lines).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('nested deeper than anybody writes is a problem, not a crash', () => {
    for (const element of ['div', 'b', 'ul><li', 'table><tr><td', 'blockquote']) {
      const { incidents, problems } = read(`<${element}>`.repeat(20_000));
      expect({ incidents, codes: problems.map(({ code }) => code) }).toEqual({ incidents: [], codes: ['nested-too-deep'] });
    }
  });
});
