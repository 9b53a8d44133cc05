import { describe, expect, test } from 'vitest';
import { readBlocks } from '../../../packages/core/src/postmortem/blocks.ts';
import { divided } from '../../../packages/core/src/postmortem/document-parts.ts';
import { definitionsFor, labelKey } from '../../../packages/core/src/postmortem/reference-definitions.ts';
import { sourceLines } from '../../../packages/core/src/postmortem/source-lines.ts';
import { fc } from '../../support/property.ts';

/** Lines of which each changes what the following ones mean. */
const LINES = [
  ...['', '', '', 'Text.', 'text that goes on', '# Heading', '## Next', '---', '***', '- - -'],
  ...['- one', '- two', '* star', '+ plus', '-', '-   far', '- - twice', '- ```', '- <div>', '- # inner', '- a | b', '- ends with:'],
  ...['1. one', '2. two', '7. seven', '1) one', '2) two', '10. ten:', '3. introduces:'],
  ...['  - below', '  text below', '   three', '    four', '      six', '\ttab', ' * set off', ' - set off', '  1. below'],
  ...['```', '~~~', '````', '``` sh', '  ```', '   ~~~', '``` a`b', '      ```', '\t~~~'],
  ...[
    '<!-- closed -->',
    '<!-- open',
    'closes -->',
    '<div>',
    '</div>',
    '<script>',
    '</script>',
    '<foo>',
    '<?php',
    '  <!-- set off',
    '<!DOCTYPE',
  ],
  ...['<!doctype', 'html>', '<![CDATA[', ']]>', '<pre', '</textarea>', '?>', '<!-->', '</div', '<br/>text', '<em>'],
  ...[
    'Plain text',
    'more plain text',
    'é',
    '2024 was',
    '(so',
    '"quoted',
    '>',
    '|',
    'x |',
    '**a** | b',
    '[a] | b',
    '| a \\| b |',
    '-|',
    '|-',
  ],
  ...['| a | b |', '| - | - |', 'a | b', '-|-', '|-|-|', '> quoted', '> - quoted list', '[a](https://example.com/a)', '"title"'],
  ...['\\', '*open', 'close*', '**bold**', '`code', 'a<br>b', '<br>', 'two spaces  ', 'by hand\\'],
];

/** Definitions anywhere are known to all parts. */
const REFERRING = [
  ...['\n[one]: https://example.com/1\n[two]: https://example.com/2', '\n[two]: https://example.com/other', '# Heading', 'Text.', ''],
  ...[
    '\n  [three]: https://example.com/3 "Three"',
    '- [two]: <https://example.com/in&amp;item>',
    '[four]:\nhttps://example.com/4',
    "'title'",
  ],
  ...['[a\\]b]: https://example.com/5', 'See [a\\]b] and [Ünder ẞ].', '\n[ÜNDER ẞ]: https://example.com/6\n(title)', '- one\n\n  [one]: x'],
  ...[
    'See [one], [two][] and [three][One].',
    '[four], [TWO] and [three]',
    '- [One] and [text][TWO]',
    '1. [one][]',
    '```\n[one]: code\n```',
    '[one] | [two]\n-|-',
  ],
];

function texts(lines: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...lines), { maxLength: 40 }).map((drawn) => drawn.join('\n'));
}

describe('a document that is read in parts', () => {
  test.each([
    ['whatever may stand open', LINES],
    ['wherever its links are defined', REFERRING],
  ])('has the same blocks as when it is read at once, %s', (_, lines) => {
    fc.assert(
      fc.property(texts(lines), fc.integer({ min: 1, max: 5 }), (text, linesAtOnce) => {
        const source = sourceLines(text);
        expect(readBlocks(source, linesAtOnce)).toEqual(readBlocks(source, Number.POSITIVE_INFINITY));
      }),
      { numRuns: Number(process.env.RUNS ?? 400) },
    );
  });

  test('is cut at headings, at text below an empty line, and between the items of a list', () => {
    const lines = ['# A', 'text', '*more', '', 'text', '- one', '  below', '- two', '* other', '1. x', '2. y', '', '> z'];
    expect(divided(lines, 1).map(({ from, continues }) => [from, continues])).toEqual([
      [0, null],
      [1, null],
      [4, null],
      [7, 'list'],
      [12, null],
    ]);
    expect(divided(lines, 5).map(({ from }) => from)).toEqual([0, 7, 12]);
  });

  test('is cut between the rows of a table, below its head, and between the lines of a text without markup', () => {
    const table = ['| a | b |', '| - | - |', '| 1 | 2 |', '| 3 | 4 |', '', 'one', 'two', '`three', 'four'];
    expect(divided(table, 1).map(({ from, continues, head }) => [from, continues, head.length])).toEqual([
      [0, null, 0],
      [2, 'table', 2],
      [3, 'table', 2],
      [5, null, 0],
      [6, 'text', 0],
    ]);
  });

  test('is cut nowhere once something may be open to its end', () => {
    const whole = { from: 0, to: 5, continues: null, head: [] };
    expect(divided(['<script>', '', 'text', '', 'text'], 1)).toEqual([whole]);
    expect(divided(['  <div>', '', 'text', '', 'text'], 1)).toEqual([whole]);
    expect(divided(['```', '', 'text', '', 'text'], 1)).toHaveLength(1);
    expect(divided(['```', '', 'text', '\t```', '', 'text'], 1)).toHaveLength(2);
    expect(divided(['<script>', '</script>', 'text'], 1)).toHaveLength(2);
  });

  test('is cut all the same where a parser would run out of memory', () => {
    const lines = ['```', ...Array.from({ length: 50_000 }, () => 'x')];
    expect(divided(lines, 1).map(({ from, head }) => [from, head])).toEqual([
      [0, []],
      [20_000, ['```']],
      [40_000, ['```']],
    ]);
    expect(
      divided(
        Array.from({ length: 60 }, () => `  <b> ${'x'.repeat(19_000)}`),
        1,
      ),
    ).toHaveLength(3);
  });

  test('knows of other parts what it refers to, as far as that costs no more than the part itself', () => {
    const long = `https://example.com/${'x'.repeat(5_000)}`;
    const definitions = new Map([
      [labelKey('One  two'), 'https://example.com/?a&b'],
      [labelKey('long'), long],
    ]);
    expect(definitionsFor(['see [ONE Two], [one two]'], definitions)).toEqual(['[one two]: <https://example.com/?a&#38;b>', '']);
    expect(definitionsFor(['see [nothing]'], definitions)).toEqual([]);
    expect(definitionsFor(['see [long]'], definitions)).toEqual([]);
    const enough = ['see [long]', ...Array.from({ length: 100 }, () => 'x'.repeat(50))];
    expect(definitionsFor(enough, definitions)).toEqual([`[long]: <${long}>`, '']);
  });
});
