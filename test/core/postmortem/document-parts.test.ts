import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBlocks } from '../../../packages/core/src/postmortem/blocks.ts';
import { definitionsFor, divided } from '../../../packages/core/src/postmortem/document-parts.ts';
import { sourceLines } from '../../../packages/core/src/postmortem/source-lines.ts';

/** Lines of which each changes what the following ones mean. */
const LINES = [
  ...['', '', '', 'Text.', 'text that goes on', '# Heading', '## Next', '---', '***', '- - -'],
  ...['- one', '- two', '* star', '+ plus', '-', '-   far', '- - twice', '- ```', '- <div>', '- # inner', '- a | b', '- ends with:'],
  ...['1. one', '2. two', '7. seven', '1) one', '2) two', '10. ten:', '3. introduces:'],
  ...['  - below', '  text below', '   three', '    four', '      six', '\ttab', ' * set off', ' - set off', '  1. below'],
  ...['```', '~~~', '````', '``` sh', '  ```', '   ~~~', '``` a`b'],
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
  ...['| a | b |', '| - | - |', 'a | b', '-|-', '|-|-|', '> quoted', '> - quoted list', '[a](https://example.com/a)', '"title"'],
  ...['\\', '*open', 'close*', '**bold**', '`code', 'a<br>b', '<br>', 'two spaces  ', 'by hand\\'],
];

/** Definitions on one line below an empty one are known to all parts. */
const REFERRING = [
  ...['\n[one]: https://example.com/1\n[two]: https://example.com/2', '\n[two]: https://example.com/other', '# Heading', 'Text.', ''],
  ...['See [one], [two][] and [three][One].', '- [One] and [text][TWO]', '1. [one][]', '```\n[one]: code\n```', '[one] | [two]\n-|-'],
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
    const lines = ['# A', 'text', 'more', '', 'text', '- one', '  below', '- two', '* other', '1. x', '2. y', '', '> z'];
    expect(divided(lines, 1).parts.map(({ from, continuesList }) => [from, continuesList])).toEqual([
      [0, false],
      [1, false],
      [4, false],
      [7, true],
      [12, false],
    ]);
    expect(divided(lines, 5).parts.map(({ from }) => from)).toEqual([0, 7, 12]);
  });

  test('is cut nowhere once something may be open to its end', () => {
    expect(divided(['<script>', '', 'text', '', 'text'], 1).parts).toEqual([{ from: 0, to: 5, continuesList: false }]);
    expect(divided(['```', '', 'text', '', 'text'], 1).parts).toHaveLength(1);
    expect(divided(['```', '', 'text', '```', '', 'text'], 1).parts).toHaveLength(2);
  });

  test('knows of other parts what it refers to, as far as that costs no more than the part itself', () => {
    const long = `[long]: https://example.com/${'x'.repeat(5_000)}`;
    const { definitions } = divided(['[One  two]: https://example.com/1', '[one two]: https://example.com/2', long, 'text'], 1);
    expect(definitionsFor(['see [ONE Two], [one two]'], definitions)).toEqual(['[One  two]: https://example.com/1', '']);
    expect(definitionsFor(['see [nothing]'], definitions)).toEqual([]);
    expect(definitionsFor(['see [long]'], definitions)).toEqual([]);
    expect(definitionsFor(['see [long]', ...Array.from({ length: 100 }, () => 'x'.repeat(50))], definitions)).toEqual([long, '']);
  });
});
