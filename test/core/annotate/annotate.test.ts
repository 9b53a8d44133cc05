import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../packages/core/src/annotate/annotation.ts';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import { planDone, planReopen, planStart } from '../../../packages/core/src/plan/item-state.ts';
import { planMerge } from '../../../packages/core/src/plan/triage-merge.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { ACT, afterwards, configOf } from '../plan/planning.ts';
import { annotated, annotatedWith, annotationsOf, imported, legible, undone } from './annotated.ts';

const OPEN = '(AI-1 · open · due 2026-12-21) <!-- /closeout -->';

/** The lines below the heading of a document that was imported and annotated. */
function lines(body: string, change: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot): string {
  const text = `# Action items\n\n${body}`;
  const snapshot = change(imported(text));
  return legible(annotated(snapshot, text).text, snapshot).slice('# Action items\n\n'.length);
}

function uidOf({ items }: Snapshot, number: number): ItemUid {
  const found = items.find((item) => item.number === number);
  if (found === undefined) throw new Error(`no item ${number}`);
  return found.uid;
}

const done = (snapshot: Snapshot) => afterwards(snapshot, planDone(snapshot, [uidOf(snapshot, 1)], ACT));

describe('an annotation stands at the end of the text of its item', () => {
  test.each([
    ['a bullet', '- Add an alert', `- Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['a bullet without a space', '-Add an alert', `-Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['a typographic bullet', '• Add an alert', `• Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['a number', '12) Add an alert', `12) Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['a checkbox', '* [ ] Add an alert', `* [ ] Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['a plain line', 'Add an alert', `Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['indented code that is a list', '    - Add an alert', `    - Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['an HTML list', '<ul>\n<li>Add an alert</li>\n</ul>', `<ul>\n<li>Add an alert <!-- closeout:#1 --> ${OPEN}</li>\n</ul>`],
    ['an HTML break', 'Add an alert<br/>', `Add an alert <!-- closeout:#1 --> ${OPEN}<br/>`],
    ['trailing blanks', '- Add an alert \t ', `- Add an alert <!-- closeout:#1 --> ${OPEN} \t `],
    ['a line that is broken', '- Add an alert\\\n', `- Add an alert <!-- closeout:#1 --> ${OPEN}\\\n`],
    ['a backslash of its own', '- Add an alert\\\\', `- Add an alert\\\\ <!-- closeout:#1 --> ${OPEN}`],
    ['Windows lines', '- Add an alert\r\n\r\nThe end.\r\n', `- Add an alert <!-- closeout:#1 --> ${OPEN}\r\n\r\nThe end.\r\n`],
    ['non-breaking spaces', '-\u00a0Add an\u00a0alert\u00a0', `-\u00a0Add an\u00a0alert <!-- closeout:#1 --> ${OPEN}\u00a0`],
    [
      'a wrapped text',
      '- Add an alert\n  on the queue\n\n  Details.',
      `- Add an alert\n  on the queue <!-- closeout:#1 --> ${OPEN}\n\n  Details.`,
    ],
    [
      'a label and its text',
      '- **Alerts**\n  Add one for each queue',
      `- **Alerts**\n  Add one for each queue <!-- closeout:#1 --> ${OPEN}`,
    ],
    ['details below', '- Add an alert:\n  - for the queue', `- Add an alert: <!-- closeout:#1 --> ${OPEN}\n  - for the queue`],
    ['an owner below', '- Add an alert\n  Owner: maria', `- Add an alert <!-- closeout:#1 --> ${OPEN}\n  Owner: maria`],
    ['a heading over one text', '## Alerts\n\nAdd one for each queue', `## Alerts\n\nAdd one for each queue <!-- closeout:#1 --> ${OPEN}`],
    ['a heading over nothing', '## Add an alert ##', `## Add an alert <!-- closeout:#1 --> ${OPEN} ##`],
    ['an underlined heading', 'Add an alert\nfor each queue\n---', `Add an alert\nfor each queue <!-- closeout:#1 --> ${OPEN}\n---`],
    ['a last line with a colon', 'Add an alert:', `Add an alert: <!-- closeout:#1 --> ${OPEN}`],
    ['a bold line', '**Add an alert**', `**Add an alert** <!-- closeout:#1 --> ${OPEN}`],
  ])('%s', (_, body, after) => {
    expect(lines(body)).toBe(after);
  });

  test('of an item below another', () => {
    expect(lines('- Alerting\n  - Add an alert\n  - Add a page')).toBe(
      [
        '- Alerting',
        `  - Add an alert <!-- closeout:#1 --> ${OPEN}`,
        '  - Add a page <!-- closeout:#2 --> (AI-2 · open · due 2026-12-21) <!-- /closeout -->',
      ].join('\n'),
    );
  });

  test('several promises of one text each have theirs, in their order', () => {
    expect(lines('It was a long night. We will add an alert. Later we will also add a page for the queue.')).toBe(
      [
        'It was a long night. We will add an alert. Later we will also add a page for the queue.',
        `<!-- closeout:#1 --> ${OPEN}`,
        '<!-- closeout:#2 --> (AI-2 · open · due 2026-12-21) <!-- /closeout -->',
      ].join(' '),
    );
  });
});

describe('in a table it stands in the fitting cell', () => {
  const table = (header: string, row: string) => {
    const rule = header.replace(/[^|]+/g, '---');
    return lines(`${header}\n${rule}\n${row}`).split('\n')[2];
  };

  test.each([
    [
      'the status',
      '| Action | Owner | Status | Due |',
      '| Add an alert | bob | todo   | soon |',
      `todo <!-- closeout:#1 --> ${OPEN}   | soon |`,
    ],
    ['else the due date', '| Due | Ticket | Action |', '| soon | none | Add an alert |', `| soon <!-- closeout:#1 --> ${OPEN} | none`],
    ['else the ticket', '| Ticket | Action |', '|| Add an alert |', `| <!-- closeout:#1 --> ${OPEN}| Add an alert |`],
    ['else the action', '| Action | Owner |', '| Add an alert | bob |', `| Add an alert <!-- closeout:#1 --> ${OPEN} | bob |`],
    ['the action where the row is short', '| Action | Status |', '| Add an alert', `| Add an alert <!-- closeout:#1 --> ${OPEN}`],
    ['no borders at the edges', 'Action | Status', 'Add an alert | todo', `Add an alert | todo <!-- closeout:#1 --> ${OPEN}`],
    ['escaped borders', '| Action | Status |', '| Add a \\| b alert | todo\\\\|', `todo\\\\ <!-- closeout:#1 --> ${OPEN}|`],
  ])('%s', (_, header, row, part) => {
    expect(table(header, row)).toContain(part);
  });

  test('beside the promise in a table whose first column names the fields', () => {
    const table = ['|---|---|', '| Owner | bob |'];
    expect(lines(['| Task | Add an alert |', ...table].join('\n')).split('\n')).toEqual([
      `| Task | Add an alert <!-- closeout:#1 --> ${OPEN} |`,
      ...table,
    ]);
  });

  test('a box in the cell of the action is ticked', () => {
    const body = '| Status | Action |\n|---|---|\n|  | [ ] Add an alert |';
    expect(lines(body, done).split('\n')[2]).toBe('| <!-- closeout:#1 --> (AI-1 · done) <!-- /closeout -->  | [x] Add an alert |');
  });
});

describe('what it says', () => {
  const annotation: Annotation = {
    uid: '0193a1b2-0000-7000-8000-00000000000a' as ItemUid,
    id: 'AI-7',
    status: 'open',
    standing: 'open',
    dueOn: null,
    issues: [],
    found: { anchor: null, present: true, line: 3, title: 'Add an alert', done: null },
  };
  const said = (more: Partial<Annotation>, line = '- Add an alert') => {
    const [, words] = / <!-- closeout:[\w-]+ --> (.*) <!-- \/closeout -->/.exec(
      annotatedWith(`# Tasks\n\n${line}\n`, [{ ...annotation, ...more }]).text,
    ) ?? ['', ''];
    return words;
  };

  test('a link in Markdown, in HTML as HTML', () => {
    const issues = [{ key: '12', url: 'https://github.com/acme/pay/issues/12?a=1&b=2' }];
    expect(said({ issues })).toBe('(AI-7 · open · [#12](https://github.com/acme/pay/issues/12?a=1&amp;b=2))');
    expect(said({ issues }, '<li>Add an alert</li>')).toBe(
      '(AI-7 · open · <a href="https://github.com/acme/pay/issues/12?a=1&amp;b=2">#12</a>)',
    );
    expect(said({ issues: [{ key: 'OPS-3', url: 'https://acme.atlassian.net/browse/OPS-3' }] })).toBe(
      '(AI-7 · open · [OPS-3](https://acme.atlassian.net/browse/OPS-3))',
    );
  });

  test('nothing breaks out of its comment, its cell or its line', () => {
    const hostile = '--> <script>|x|\r\n[a](b) `c` *d* <!-- /closeout -->';
    const issues = [
      { key: hostile, url: 'https://e.com/a)b|c -->"d`\\' },
      { key: 'x', url: 'javascript:alert(1)' },
    ];
    const words = said({ standing: hostile, issues });
    expect(words).toBe(
      '(AI-7 · --&#62; &#60;script&#62;&#124;x&#124; &#91;a&#93;(b) &#96;c&#96; &#42;d&#42; &#60;&#33;-- /closeout --&#62; · ' +
        '[--&#62; &#60;script&#62;&#124;x&#124; &#91;a&#93;(b) &#96;c&#96; &#42;d&#42; &#60;&#33;-- /closeout --&#62;]' +
        '(https://e.com/a%29b%7Cc%20--%3E%22d%60/) · x)',
    );
  });

  test('how it stands: in progress, done, merged, recurring', () => {
    const start = (snapshot: Snapshot) => afterwards(snapshot, planStart(snapshot, [uidOf(snapshot, 1)], ACT));
    const merge = (snapshot: Snapshot) => afterwards(snapshot, planMerge(snapshot, uidOf(snapshot, 1), uidOf(snapshot, 2), ACT));
    expect(lines('- Add an alert', start)).toContain('(AI-1 · in progress · due 2026-12-21)');
    expect(lines('- Add an alert', done)).toContain('(AI-1 · done)');
    expect(lines('- Add an alert\n- Write a runbook', merge)).toContain('(AI-1 · duplicate of AI-2)');
    expect(lines('- Rehearse the failover every quarter')).toContain('(AI-1 · recurs as SER-1)');
    expect(lines('- Rehearse the failover regularly')).toContain('(AI-1 · proposed)');
  });
});

describe('a checkbox', () => {
  test.each([
    ['- [ ] Add an alert', '- [x] Add an alert'],
    ['-[] Add an alert', '-[x] Add an alert'],
    ['1. [\u00a0] Add an alert', '1. [x] Add an alert'],
    ['☐ Add an alert', '☑ Add an alert'],
    ['<li>[ ] Add an alert</li>', '<li>[x] Add an alert'],
  ])('%j is ticked when the item is done', (body, after) => {
    expect(lines(body, done)).toContain(after);
  });

  test('is emptied when the item is open again', () => {
    const reopened = (snapshot: Snapshot) =>
      afterwards(snapshot, planReopen(snapshot, [uidOf(snapshot, 1)], { ...ACT, config: configOf() }));
    expect(lines('- [X] Add an alert', reopened)).toContain('- [ ] Add an alert <!-- closeout:#1 --> (AI-1 · open');
  });

  test('that is a link is none', () => {
    expect(lines('- [x](https://e.com/1) Add an alert')).toContain('- [x](https://e.com/1) Add an alert <!--');
  });

  test('that is a reference is none either', () => {
    const body = '- [x] Add an alert\n\n[x]: https://e.com/1';
    expect(lines(body, done)).toBe(body.replace('alert', 'alert <!-- closeout:#1 --> (AI-1 · done) <!-- /closeout -->'));
  });

  test('that stands before two items, joined to one line, is nobody’s', () => {
    const text = '# Tasks\n\n- [ ] Add an alert\n- [ ] Add a page\n';
    const snapshot = imported(text);
    const joined = annotated(snapshot, text).text.replace(/\n- \[ \] (?=Add a page)/, ', ');
    expect(legible(annotated(done(snapshot), joined).text, snapshot)).toBe(
      '# Tasks\n\n- [ ] Add an alert <!-- closeout:#1 --> (AI-1 · done) <!-- /closeout -->, ' +
        'Add a page <!-- closeout:#2 --> (AI-2 · open · due 2026-12-21) <!-- /closeout -->\n',
    );
  });

  test('that somebody changed since the import is left, with its item', () => {
    const before = '# Tasks\n\n- [ ] Add an alert\n- [ ] Add a page';
    const snapshot = imported(before);
    const after = annotated(snapshot, before.replace('[ ] Add an alert', '[x] Add an alert'));
    expect(after.skipped).toEqual([{ uid: uidOf(snapshot, 1), code: 'box-changed', line: 3 }]);
    expect(after.text.split('\n')[2]).toBe('- [x] Add an alert');
    expect(after.text.split('\n')[3]).toMatch(/^- \[ \] Add a page <!--/);
  });
});

describe('doing it again', () => {
  const text = '# Tasks\r\n\r\n- Add an alert  \r\n- Add a page\r\n';

  test('rewrites nothing but what it owns', () => {
    const snapshot = imported(text);
    const first = annotated(snapshot, text);
    const second = annotated(done(snapshot), first.text);
    expect(second.text).toBe(first.text.replace(/\(AI-1 .*?\)/, '(AI-1 · done)'));
    expect(second.written.map(({ line, change }) => [line, change])).toEqual([
      [3, 'changed'],
      [4, 'none'],
    ]);
    expect(undone(second)).toBe(first.text);
    expect(undone(first)).toBe(text);
  });

  test('finds an item by its annotation wherever it went, reworded or no promise any more', () => {
    const snapshot = imported(text);
    const [, , alert = '', page = ''] = annotated(snapshot, text).text.split('\r\n');
    const moved = `# What we did\n\n${page}\n\n# Tasks\n\n1. ${alert.replace('Add an alert', 'Alert on the age of what waits').slice(2)}`;
    const after = annotated(done(snapshot), moved);
    expect(after.text).toBe(moved.replace(/\(AI-1 .*?\)/, '(AI-1 · done)'));
    expect(after.skipped).toEqual([]);
  });

  test('keeps saying how an item stands that the document no longer promises, and misses none without annotation', () => {
    const before = imported(text);
    const told = annotated(before, text).text.replace('# Tasks', '# What we did');
    const after = imported(told, before);
    expect(after.items.map(({ origin }) => origin?.present)).toEqual([false, false]);
    expect(annotated(done(after), told)).toMatchObject({ text: told.replace(/\(AI-1 .*?\)/, '(AI-1 · done)'), skipped: [] });
    expect(annotated(after, text.replace('# Tasks', '# What we did'))).toMatchObject({ written: [], skipped: [] });
  });

  test('an anchor set by hand at the end of a line becomes an annotation', () => {
    const before = imported(text);
    const uid = uidOf(before, 1);
    expect(legible(annotated(before, text.replace('alert', `alert <!-- closeout:${uid} -->`)).text, before).split('\r\n')[2]).toBe(
      `- Add an alert <!-- closeout:#1 --> ${OPEN}  `,
    );
  });
});

describe('what cannot be found with certainty is skipped and told', () => {
  const text = '# Tasks\n\n- Add an alert\n- Add a page\n- Write a runbook\n';
  const skipsOf = (before: string, now: string | ((annotatedText: string) => string)) => {
    const snapshot = imported(before);
    const after = annotated(snapshot, typeof now === 'string' ? now : now(annotated(snapshot, before).text));
    return after.skipped.map(({ uid, code, line }) => [snapshot.items.find((item) => item.uid === uid)?.number ?? null, code, line]);
  };

  test('a title that is nowhere; one that moved is found, where it is the only one', () => {
    expect(skipsOf(text, '# Tasks\n\n- Write a runbook\n- Alert on the queue\n- Add a page\n')).toEqual([[1, 'not-found', 3]]);
  });

  test('a title that several lines have, none of them where it was', () => {
    expect(skipsOf(text, '# Tasks\n\n- Write a runbook\n- Add a page\n\n## More\n\n- Add an alert\n- Add an alert\n')).toEqual([
      [1, 'ambiguous', 3],
    ]);
  });

  test('of equal titles each stays where it was, until they move', () => {
    const twice = '# Tasks\n\n- Add an alert\n\n## Later\n\n- Add an alert\n';
    expect(skipsOf(twice, twice)).toEqual([]);
    expect(skipsOf(twice, twice.replace('# Tasks', '# Tasks\n\nBelow.'))).toEqual([
      [1, 'ambiguous', 3],
      [2, 'ambiguous', 7],
    ]);
  });

  test('a line that was copied with its annotation', () => {
    expect(skipsOf(text, (done) => done.replace(/- (Add an alert)(.*)\n/, '- Look at it first$2\n- $1$2\n'))).toEqual([
      [1, 'annotation-copied', 3],
    ]);
  });

  test('an annotation that lost its end, and one that was wrapped', () => {
    expect(skipsOf(text, (done) => done.replace(' <!-- /closeout -->', ''))).toEqual([[1, 'annotation-broken', 3]]);
    expect(skipsOf(text, (done) => done.replace(' · open', ' ·\n  open'))).toEqual([[1, 'annotation-wrapped', 3]]);
  });

  test('an item that ends within a comment, be it from a line above; in another cell, entry or text it is none', () => {
    const open =
      '# Tasks\n\n- Add an alert <!-- not now\n  but later\n- Add a page\n\n| Action | Status |\n|---|---|\n| Write <!-- it | todo |\n';
    expect(skipsOf(open, open)).toEqual([[1, 'within-comment', 4]]);
  });

  test('an equal title elsewhere, whose item is known by its annotation', () => {
    const twice = '# Tasks\n\n## Alerts\n\nAdd one for each queue\n\n## Pages\n\nAdd one too\n\n## Alerts\n\nAdd one for each queue\n';
    expect(skipsOf(twice, (done) => done.slice(0, done.lastIndexOf('## Alerts')))).toEqual([[3, 'not-found', 11]]);
  });

  test('the annotation of an item of another place is told and left', () => {
    const other = `# Tasks\n\n- Add an alert <!-- closeout:0193a1b2-0000-7000-8000-00000000000a --> (AI-9 · open) <!-- /closeout -->\n`;
    expect(skipsOf(other.replace(/ <!--.*/, ''), other)).toEqual([[null, 'stranger', 3]]);
  });
});

test('a copy that was imported as an item of its own gets an annotation of its own', () => {
  const text = '# Tasks\n\n- Add an alert on the queue\n';
  const first = imported(text);
  const copied = annotated(first, text).text.replace(/- Add an alert on the queue(.*)\n/, '- Write a runbook for the relay$1\n$&');
  const second = imported(copied, first);
  expect(second.items.map(({ title, origin }) => [title, origin?.line])).toEqual([
    ['Add an alert on the queue', 4],
    ['Write a runbook for the relay', 3],
  ]);
  expect(legible(annotated(second, copied).text, second)).toBe(
    [
      '# Tasks',
      '',
      '- Write a runbook for the relay <!-- closeout:#2 --> (AI-2 · open · due 2026-12-21) <!-- /closeout -->',
      `- Add an alert on the queue <!-- closeout:#1 --> ${OPEN}`,
      '',
    ].join('\n'),
  );
});

test('an anchor is first of all that of the item whose uid it is, though a copy was imported with it', () => {
  const text = '# Tasks\n\n- Add an alert on the queue\n';
  const first = imported(text);
  const copied = annotated(first, text).text.replace(/- Add an alert on the queue(.*)\n/, '- Write a runbook for the relay$1\n$&');
  const [, original = ''] = /\n(- Add .*\n)/.exec(copied) ?? [];
  const third = imported(`# Tasks\n\n${original.replace('an alert on the queue', 'two pages, one by night')}`, imported(copied, first));
  expect(third.items.map(({ title, origin }) => [title, origin?.present])).toEqual([
    ['Add two pages, one by night', true],
    ['Write a runbook for the relay', false],
  ]);
});

test('a database that was made anew takes the annotations of the old one over', () => {
  const text = '# Tasks\n\n- Add an alert\n';
  const old = annotated(imported(text), text).text;
  const anew = imported(old, { ...imported(''), nonce: 'second' });
  expect(legible(annotated(anew, old).text, anew)).toBe(`# Tasks\n\n- Add an alert <!-- closeout:#1 --> ${OPEN}\n`);
});

test('a document that was never imported is left as it is', () => {
  expect(annotationsOf(imported(''), '# Tasks\n\n- Add an alert\n')).toEqual([]);
});
