import { describe, expect, test as law, test } from 'vitest';
import { documentProblem, normalizedDocument } from '../../packages/jira-emulation/src/document-format.ts';
import { BLOCK_TITLE, detailsOf, newDescription, rewriteDescription } from '../../packages/sync-jira/src/adf.ts';
import { fc } from '../support/property.ts';

/** A value as it goes over the wire. */
const wire = (value: unknown) => JSON.parse(JSON.stringify(value));
/** A document as Jira gives it back. */
const stored = (value: unknown) => {
  let n = 0;
  return normalizedDocument(wire(value), () => `id-${n++}`);
};

const piece = fc.constantFrom(
  'Audit **every** restore.',
  '- one\n- two\n  - nested',
  '1. first\n2. second',
  '> quoted\n> > twice',
  '```sh\nrm -rf <x>\n```',
  '# Title',
  '| a | b |\n|---|---|\n| 1 | `2` |',
  '- [ ] open\n- [x] done',
  '![alt](https://example.com/a.png)',
  '[bad](javascript:alert(1))',
  '<script>alert(1)</script>',
  '<adf>{"type":"mention"}</adf>',
  '<adf>',
  '---',
  '* * *',
  '- > quote in list',
  '- # heading in list\n\n  text',
  '**a *b* `c`**',
  'https://example.com/<x>',
  '\\<',
  '&lt;',
  '**a\\*b**',
  '~~x\\_*y*~~',
  '    code by indent',
  '- \n  - only nested',
  'a  \nb',
  '<!-- x -->',
  '\uE000',
);
const markdown = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('\n\n')),
  fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('\n')),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const paragraph = fc.string({ minLength: 1, maxLength: 20 }).map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
const foreign = fc.oneof(
  paragraph,
  paragraph.map((inner) => ({ type: 'panel', attrs: { panelType: 'info' }, content: [inner] })),
  paragraph.map((inner) => ({ type: 'expand', attrs: { title: 'Logs' }, content: [inner] })),
  fc.constant({
    type: 'paragraph',
    content: [
      { type: 'mention', attrs: { id: '5b10', text: '@Mara' } },
      { type: 'inlineCard', attrs: { url: 'https://example.com' } },
    ],
  }),
);

describe('laws of the managed part of a description', () => {
  law('whatever the Markdown, Jira accepts the document', () => {
    fc.assert(fc.property(markdown, (text) => void expect(documentProblem(wire(newDescription(text)))).toBe(null)));
  });

  law('what it says is the same before and after Jira normalised it', () => {
    fc.assert(fc.property(markdown, (text) => void expect(detailsOf(stored(newDescription(text)))).toBe(detailsOf(newDescription(text)))));
  });

  law('rewriting keeps every node of other people as it is, and where it is', () => {
    const people = fc.array(foreign, { maxLength: 3 });
    fc.assert(
      fc.property(people, people, markdown, markdown, (before, after, old, next) => {
        const block = newDescription(old).content[0];
        const document = stored({ type: 'doc', version: 1, content: [...before, block, ...after] });
        const content = (document as { readonly content: readonly unknown[] }).content;
        const rewritten = rewriteDescription(document, next);
        expect(rewritten?.content.length).toBe(content.length);
        expect(rewritten?.content.filter((_, at) => at !== before.length)).toEqual(content.filter((_, at) => at !== before.length));
        expect(detailsOf(rewritten)).toBe(detailsOf(newDescription(next)));
        expect(documentProblem(wire(rewritten))).toBe(null);
      }),
    );
  });

  law('a description without our part gets it at its end, once', () => {
    fc.assert(
      fc.property(fc.array(foreign, { maxLength: 4 }), markdown, (before, text) => {
        const once = rewriteDescription({ type: 'doc', version: 1, content: before }, text);
        const twice = rewriteDescription(once, text);
        expect(once?.content.slice(0, -1)).toEqual(before);
        expect(twice).toEqual(once);
      }),
    );
  });

  law('whatever the Markdown, nobody is mentioned and no link runs code', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const json = JSON.stringify(newDescription(text));
        expect(json).not.toMatch(/"type":"(?:mention|inlineCard|media|extension|taskItem)"/);
        expect(json).not.toMatch(/"href":"(?!https?:|mailto:)/);
        expect(json).not.toContain('localId');
      }),
    );
  });

  law('no value that Jira could answer makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => void [detailsOf(value), rewriteDescription(value, 'x')]));
  });
});

describe('the managed part of a description', () => {
  test.each([
    ['One paragraph.\n\nAnother.', 'One paragraph.\n\nAnother.'],
    ['- Owner: mara\n- Tracked as AI-7', '- Owner: mara\n- Tracked as AI-7'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['see <b>this</b> & `a < b`', 'see <b>this</b> & `a < b`'],
    ['[runbook](https://example.com/r) and https://example.com', '[runbook](https://example.com/r) and https://example.com'],
    ['- [ ] drill\n- [x] audit', '- ☐ drill\n- ☑ audit'],
    ['```\nx = 1\n```', '```\nx = 1\n```'],
    ['[x](javascript:alert)', 'x'],
    ['# Title', '# Title'],
    ['> quoted', '> quoted'],
    ['', ''],
  ])('%j reads %j', (text, said) => {
    expect(detailsOf(newDescription(text))).toBe(said);
  });

  test('text nested deeper than any parser goes is kept as text', () => {
    const text = '>'.repeat(20_000);
    expect(documentProblem(wire(newDescription(text)))).toBe(null);
  });

  test('a description that is no document is never overwritten', () => {
    for (const value of ['text', 7, {}, { type: 'doc' }, { type: 'doc', content: [7] }, []])
      expect(rewriteDescription(value, 'x')).toBe(null);
  });

  test('what a person writes into our part is read', () => {
    const mention = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'ask ' },
        { type: 'mention', attrs: { id: '1', text: '@Mara' } },
      ],
    };
    const document = { type: 'doc', version: 1, content: [{ type: 'expand', attrs: { title: BLOCK_TITLE }, content: [mention] }] };
    expect(detailsOf(document)).toBe('ask @Mara');
  });
});
