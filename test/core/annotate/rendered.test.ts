import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { fc } from '../../support/property.ts';
import { annotated, annotatedWith, annotationsOf, imported } from './annotated.ts';
import { document } from './documents.ts';

const ISSUE = { key: '12', url: 'https://github.com/acme/pay/issues/12' };

/** A document as GitHub's Markdown understands it: its elements and their texts, on one line. */
function rendered(markdown: string): string {
  const write = (node: Nodes): string => {
    if ('value' in node) return node.type === 'code' ? `<code>${node.value}</code>` : node.value;
    if (!('children' in node)) return `<${node.type}>`;
    const inside = node.children.map(write).join('');
    const name = node.type === 'link' ? `link to ${node.url}` : node.type === 'listItem' ? `listItem ${node.checked}` : node.type;
    return `<${name}>${inside}</${node.type}>`;
  };
  return write(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

function withIssues(text: string): string {
  const annotations = annotationsOf(imported(text), text).map((each) => ({ ...each, issues: [ISSUE] }));
  return annotatedWith(text, annotations).text;
}

const SAID = /[ \t]?<!-- closeout:[\w-]+ -->(?:(?:(?!<!--).)*<!-- \/closeout -->)?/gs;

describe('on GitHub', () => {
  test.each([
    ['a list', '- [ ] Add an alert'],
    ['a table', '| Action | Status |\n|---|---|\n| Add an alert | todo |'],
    ['a plain line', 'Add an alert  \nand a page'],
  ])('the issue is a link in %s', (_, body) => {
    expect(rendered(withIssues(`# Tasks\n\n${body}\n`))).toContain(
      ' (AI-1 · open · due 2026-12-21 · <link to https://github.com/acme/pay/issues/12>#12</link>) <!-- /closeout -->',
    );
  });

  test('a document looks as it did, but for what it says of its items', () => {
    fc.assert(
      fc.property(document, (text) => {
        // A mark that breaks the line stays at its end, even where it was taken for a part of an address.
        fc.pre(!/https?:\S+\\$/m.test(text));
        const snapshot = imported(text);
        expect(rendered(annotated(snapshot, text).text).replace(SAID, '')).toBe(rendered(text).replace(SAID, ''));
      }),
      { numRuns: 150 },
    );
  });
});
