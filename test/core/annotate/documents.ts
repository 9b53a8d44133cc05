import { fc } from '../../support/property.ts';

const VERBS = ['Add', 'Rotate', 'Write', 'Rehearse', 'Document', 'Measure'];
const THINGS = ['an alert', 'the keys', 'a runbook', 'the failover every quarter', 'the `queue|depth`', 'two *limits*', 'a \\| b', 'C:\\'];
const TRAILERS = [
  '',
  '',
  '',
  ' (owner: ada)',
  ' @bob',
  ' by 2026-12-01',
  ' (done)',
  ' [P1]',
  '.',
  ':',
  ' see https://t.example/issues/4',
  ' ([#4](https://t.example/4))',
];

/** What somebody promises; few enough words that two items often say the same. */
export const promise = fc
  .tuple(fc.constantFrom(...VERBS), fc.constantFrom(...THINGS), fc.constantFrom(...TRAILERS))
  .map(([verb, thing, trailer]) => `${verb} ${thing}${trailer}`);

const bullet = fc.constantFrom(
  '- ',
  '-',
  '* ',
  '*',
  '+ ',
  '1. ',
  '12) ',
  '• ',
  '– ',
  '☐ ',
  '☑ ',
  '- [ ] ',
  '-[x] ',
  '* [X] ',
  '1. [ ] ',
  '- [-] ',
  '-\u00a0',
);
const indent = fc.constantFrom('', '', '', '  ', '    ', '\t');
const tail = fc.constantFrom(
  '',
  '',
  '',
  '  ',
  '\\',
  '\t',
  '\u00a0',
  '<br>',
  ' <!-- a note -->',
  ' <!-- open',
  ' `code`',
  ' <!-- closeout:abc -->',
);

const listItem = fc.tuple(indent, bullet, promise, tail).map((parts) => parts.join(''));
const wrapped = fc.tuple(listItem, promise, tail).map(([first, more, end]) => [first, `  ${more.toLowerCase()}${end}`]);
const labelled = fc.tuple(bullet, promise).map(([mark, text]) => [`${mark}**Alerts**:  `, `  ${text}`, '  Owner: maria']);
const htmlList = fc
  .array(promise, { minLength: 1, maxLength: 3 })
  .map((texts) => ['<ul>', ...texts.map((text) => `  <li>${text}</li>`), '</ul>']);
const prose = fc
  .tuple(promise, promise)
  .map(([one, other]) => [`It was late. We will ${one.toLowerCase()}. We will also`, `${other.toLowerCase()}, later.`]);
const area = fc
  .array(listItem, { minLength: 2, maxLength: 3 })
  .map((entries) => ['- **Alerting**', ...entries.map((entry) => `  ${entry.trimStart()}`)]);
const heading = fc.constantFrom(
  '# Tasks',
  '## Action items',
  '##Follow-up',
  '### Load testing',
  '**Preventive measures**',
  'Next steps\n---',
  '## Timeline',
  '# Lessons learned',
);

const COLUMNS = ['Action', 'Owner', 'Status', 'Due date', 'Ticket', '#', 'Notes'];
const table = fc
  .tuple(
    fc.shuffledSubarray(COLUMNS, { minLength: 2 }),
    fc.array(fc.tuple(promise, fc.constantFrom('', 'todo', 'done', 'n/a DONE', '[x]', '2026-12-01')), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('edged', 'bare', 'ragged'),
  )
  .map(([columns, rows, form]) => {
    const row = (cells: readonly string[]) => (form === 'bare' ? cells.join(' | ') : `| ${cells.join(' | ')} |`);
    const body = rows.map(([text, other], at) => {
      const cells = columns.map((column) => (column === 'Action' ? (at === 1 ? `[ ] ${text}` : text) : other));
      return row(form === 'ragged' ? cells.slice(0, 1 + (at % columns.length)) : cells);
    });
    return [row(columns), row(columns.map(() => '---')), ...body];
  });

const other = fc.constantFrom(
  '',
  '',
  'We were paged at 09:00.',
  '```\n- Add an alert\n```',
  '> - Add an alert',
  '---',
  '<!-- closeout:nobody --> x <!-- /closeout -->',
  '\u200b',
  '| | |',
);

const piece: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 6, arbitrary: listItem.map((line) => [line]) },
  { weight: 2, arbitrary: promise.map((line) => [line]) },
  { weight: 2, arbitrary: heading.map((line) => ['', line, '']) },
  { weight: 2, arbitrary: table.map((lines) => ['', ...lines, '']) },
  { weight: 2, arbitrary: other.map((line) => [line]) },
  wrapped,
  labelled,
  htmlList,
  prose,
  area,
);

/** A postmortem as people write them, quirks and all: headings, lists of every form, tables, HTML, prose, any line ends. */
export const document: fc.Arbitrary<string> = fc
  .record({
    before: fc.constantFrom('', '\ufeff', '---\ntitle: Checkout was down\n---\n', '# Checkout was down\n\nStart: 2026-03-02 09:00 UTC\n'),
    pieces: fc.array(piece, { maxLength: 12 }),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    last: fc.boolean(),
  })
  .map(({ before, pieces, end, last }) => {
    const text = `${before}## Action items\n\n${pieces.flat().join('\n')}${last ? '\n' : ''}`;
    return text.replaceAll('\n', end);
  });

/** What people do to a document between two annotations, on its lines. */
export type LineEdit = { readonly at: number; readonly does: 'drop' | 'copy' | 'swap' | 'reword' | 'insert' | 'tick' | 'cut' };

export const lineEdits: fc.Arbitrary<readonly LineEdit[]> = fc.array(
  fc.record({ at: fc.nat(60), does: fc.constantFrom('drop', 'copy', 'swap', 'reword', 'insert', 'tick', 'cut') }),
  { maxLength: 6 },
);

export function editLines(text: string, edits: readonly LineEdit[]): string {
  const end = /\r\n|\r/.exec(text)?.[0] ?? '\n';
  const lines = text.split(end);
  for (const { at, does } of edits) {
    const place = at % lines.length;
    const line = lines[place] ?? '';
    const next = lines[place + 1];
    if (does === 'drop') lines.splice(place, 1, ...(lines.length === 1 ? [''] : []));
    else if (does === 'copy') lines.splice(place, 0, line);
    else if (does === 'swap' && next !== undefined) lines.splice(place, 2, next, line);
    else if (does === 'reword') lines[place] = line.replace(/Add|Rotate|Write/, 'Consider');
    else if (does === 'insert') lines.splice(place, 0, '- Look at it first');
    else if (does === 'tick') lines[place] = line.replace('[ ]', '[x]');
    else if (does === 'cut') lines[place] = line.slice(0, Math.floor(line.length / 2));
  }
  return lines.join(end);
}
