import { describe, expect, test } from 'vitest';
import { annotationSpans, withoutAnnotations } from '../../../packages/core/src/postmortem/annotation-spans.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

const NOTE = '<!-- closeout:u-1 --> (AI-1 · open · due 2026-03-31 · [#4](https://t.example/4)) <!-- /closeout -->';

function items(markdown: string) {
  const { incidents } = readPostmortem(markdown, { path: null, timeZone: 'UTC' });
  return incidents.flatMap((incident) =>
    incident.items.map(({ title, dueOn, links, owner, anchor }) => ({ title, dueOn, links, owner, anchor })),
  );
}

describe('annotationSpans', () => {
  test.each([
    ['with the blank before it', `- a ${NOTE}\n`, [` ${NOTE}`]],
    ['without one', `|${NOTE}|`, [NOTE]],
    ['several on a line', `- a ${NOTE} ${NOTE}`, [` ${NOTE}`, ` ${NOTE}`]],
    [
      'wrapped over lines',
      '- a <!-- closeout:u-1 --> (AI-1\r\n  · open) <!-- /closeout -->',
      [' <!-- closeout:u-1 --> (AI-1\r\n  · open) <!-- /closeout -->'],
    ],
    [
      'an anchor alone',
      '- a <!-- closeout:u-1 -->  \n| <!--closeout:item=u-2--> |',
      [' <!-- closeout:u-1 -->', ' <!--closeout:item=u-2-->'],
    ],
    ['not one without an end', '- a <!-- closeout:u-1 --> (AI-1)\n- b <!-- /closeout -->', []],
    ['not beyond the end of a text', '- a <!-- closeout:u-1 --> (AI-1)\n\n- b <!-- /closeout -->', []],
    ['not across another comment', '- <!-- closeout:u-1 --> a <!-- note --> <!-- /closeout -->', []],
    ['no other comment', '- a <!-- closeout --> <!-- close: x --> <!-- closeout-lint-disable x -->', []],
  ])('%s', (_, text, spans) => {
    expect(annotationSpans(text).map(({ from, to }) => text.slice(from, to))).toEqual(spans);
  });

  test('takes any number of openings without an end', () => {
    const text = '<!-- closeout:u-1 --> x '.repeat(100_000);
    expect(annotationSpans(text)).toEqual([]);
    expect(annotationSpans(`<!-- closeout:u-1 -->${'x'.repeat(10_000_000)}`)).toEqual([]);
  });
});

test('a text without its annotations has the same lines, and the anchors theirs', () => {
  expect(withoutAnnotations(`a ${NOTE}\r\nb\r\n  ${NOTE}\r\n|c|${NOTE}|`)).toEqual({
    text: 'a\r\nb\r\n  <!-- closeout:u-1 -->\r\n|c||',
    anchors: [
      { anchor: 'u-1', line: 1 },
      { anchor: 'u-1', line: 4 },
    ],
  });
});

describe('an annotation is no part of the item beside it, but names it', () => {
  const said = { title: 'Add an alert', dueOn: null, links: [], owner: null, anchor: 'u-1' };

  test.each([
    ['in a list', `- Add an alert ${NOTE}`],
    ['behind a checkbox', `- [ ] Add an alert ${NOTE}`],
    ['in the middle', `- Add ${NOTE} an alert`],
    ['at the beginning', `- ${NOTE} Add an alert`],
    ['on a line of its own', `- Add an alert\n  ${NOTE}`],
    ['in a table', `| Action | Status |\n|---|---|\n| Add an alert | todo ${NOTE} |`],
    ['wrapped by an editor', `- Add an alert ${NOTE.replace(' · open', '\n  · open')}`],
    ['in HTML', `<ul>\n<li>Add an alert ${NOTE}</li>\n</ul>`],
    ['under a heading that is its title', `## Alerts\n\nAdd an alert ${NOTE}`],
  ])('%s', (_, body) => {
    expect(items(`# Tasks\n\n${body}`)).toEqual([body.startsWith('##') ? { ...said, title: 'Alerts: Add an alert' } : said]);
  });

  test('but where several items share a text, or several annotations a line, nothing says which is whose', () => {
    expect(items(`# Tasks\n\nIt broke. We will add an alert. We will add a page. ${NOTE}`).map(({ anchor }) => anchor)).toEqual([
      null,
      null,
    ]);
    expect(items(`# Tasks\n\n- Add an alert ${NOTE} ${NOTE.replace('u-1', 'u-2')}`).map(({ anchor }) => anchor)).toEqual([null]);
  });
});

test('annotating does not change the digest', () => {
  const digestOf = (text: string) => readPostmortem(text, { path: null, timeZone: 'UTC' }).digest;
  expect(digestOf(`# Tasks\n\n- Add an alert ${NOTE}`)).toBe(digestOf('# Tasks\n\n- Add an alert'));
});
