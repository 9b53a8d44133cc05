import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { defuseMarkdown } from '../../../packages/core/src/tracker/defuse.ts';
import { fc } from '../../support/property.ts';

/** The text that GitHub looks through for mentions (neither code nor links, entities resolved), and where links go. */
function rendered(markdown: string): { readonly text: string; readonly addresses: readonly string[] } {
  const parts: string[] = [];
  const addresses: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'text') parts.push(node.value);
    else if (node.type === 'link') addresses.push(node.url);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { text: parts.join('\n'), addresses };
}

const pieces = fc.constantFrom(
  '@',
  'bob',
  '@bob',
  '@acme/team',
  '\\@bob',
  '&#64;bob',
  '&#x40;',
  '&commat;bob',
  '@&#98;ob',
  '#12',
  'acme/payments#7',
  '&#35;9',
  '\\',
  '&num;3',
  '#&#49;',
  'GH-5',
  'https://github.com/acme/payments/issues/3',
  'https://example.com/@bob#12',
  'https://example.com',
  'http://localhost/@bob',
  '[x](https://example.com/)',
  '`',
  '```\n',
  '~~~\n',
  '    ',
  '\n',
  '\n\n',
  ' ',
  '*',
  '_',
  '(',
  ')',
  '<',
  '>',
  '<!--',
  '-->',
  '<b>',
  '- ',
  '> ',
  'a',
  ';',
  '&',
  '.',
  '|',
  ':',
);
const texts = fc
  .array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ maxLength: 3 })), { maxLength: 14 })
  .map((parts) => parts.join(''));

describe('defused Markdown', () => {
  test('an @ after what is already an address of e-mail mentions nobody', () => {
    expect(rendered(defuseMarkdown('&#35;9@.bob@&#98;ob')).text).not.toMatch(/(?:^|[^A-Za-z0-9_])@[A-Za-z0-9]/m);
    expect(defuseMarkdown('write to ada@example.com')).toBe('write to ada@example.com');
  });

  test('pings nobody and refers to nothing when rendered', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const seen = rendered(defuseMarkdown(text)).text;
        expect(seen).not.toMatch(/(?:^|[^A-Za-z0-9_])@[A-Za-z0-9]/m);
        expect(seen).not.toMatch(/#\d/);
        expect(seen).not.toMatch(/(?:^|[^A-Za-z0-9])gh-\d/im);
      }),
      { numRuns: 2000 },
    );
  });

  test('does not change when defused again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = defuseMarkdown(text);
        expect(defuseMarkdown(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('opens no comment and links to no issue', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(defuseMarkdown(text)).not.toContain('<!--');
        expect(rendered(defuseMarkdown(text)).addresses.filter((url) => url.includes('//github.com/acme/payments/issues'))).toEqual([]);
      }),
    );
  });

  test.each([
    ['ask @bob', 'ask @\u200bbob'],
    ['(@acme/team)', '(@\u200bacme/team)'],
    ['write to bob@example.com', 'write to bob@example.com'],
    ['see #12 and acme/web#3', 'see #\u200b12 and acme/web#\u200b3'],
    ['# 12 hosts', '# 12 hosts'],
    ['GH-7', 'GH-\u200b7'],
    ['`npm i @acme/web` by @bob', '`npm i @acme/web` by @\u200bbob'],
    ['```\n@bob #1\n```\n@bob', '```\n@bob #1\n```\n@\u200bbob'],
    ['https://example.com/@bob#12', 'https://example.com/@bob#12'],
    ['https://github.com/acme/web/issues/3', 'https://redirect.github.com/acme/web/issues/3'],
    ['[it](https://www.github.com/acme/web/pull/3#x)', '[it](https://redirect.github.com/acme/web/pull/3#x)'],
    ['https://git.acme.test/acme/web/issues/3', 'https://git.acme.test/acme/web/%69ssues/3'],
    ['&amp;&#60; stay', '&amp;&#60; stay'],
    ['a <!-- hidden --> b', 'a <!\u200b-- hidden --> b'],
    ['\\&#35;9', '\\&#\u200b35;9'],
    ['plain', 'plain'],
  ])('%j becomes %j', (text, expected) => {
    expect(defuseMarkdown(text)).toBe(expected);
  });
});
