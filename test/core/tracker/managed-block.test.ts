import { describe, expect, test } from 'vitest';
import type { ItemUid, WorkspaceId } from '../../../packages/core/src/model/id.ts';
import type { Marker } from '../../../packages/core/src/model/mirror.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { dueOnOf, dueTextOf } from '../../../packages/core/src/tracker/due-line.ts';
import { blockDetails, parseBlock, parseBlocks, renderBlock, rewriteBlock } from '../../../packages/core/src/tracker/managed-block.ts';
import { findMarkers, markerText } from '../../../packages/core/src/tracker/marker.ts';
import { fc } from '../../support/property.ts';

const markers = fc.record({
  workspace: fc.uuid().map((id) => id as WorkspaceId),
  item: fc.uuid().map((id) => id as ItemUid),
});
const dates = fc.option(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => plainDate(date.toISOString().slice(0, 10))),
);
const hostile = fc.constantFrom(
  '<!-- closeout:end -->',
  '<!-- closeout:begin -->',
  '<!--closeout:begin x',
  '-->',
  '<!--',
  '\r\n',
  '\n',
  '  \n',
  'Due: 2026-01-01',
  '**Due:** never',
  '```',
  '😀',
  '- one',
);
const prose = fc.array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 }).map((parts) => parts.join(''));
const contents = fc.record({ marker: markers, dueOn: dates, details: prose });
/** What people write around a block; a block of their own is another test's matter. */
const outside = prose.filter((text) => parseBlock(text) === null && !text.includes('closeout:'));

const MARKER: Marker = {
  workspace: '018f3c1e-0000-7000-8000-00000000000a' as WorkspaceId,
  item: '018f3c1e-0000-7000-8000-00000000000b' as ItemUid,
};
const OTHER: Marker = { ...MARKER, item: '018f3c1e-0000-7000-8000-00000000000c' as ItemUid };

describe('the managed block', () => {
  test('reads as a person would write it', () => {
    expect(renderBlock({ marker: MARKER, dueOn: plainDate('2026-03-31'), details: 'Add an alert.\n' })).toBe(
      `<!-- closeout:begin ${markerText(MARKER)} -->\nDue: 2026-03-31\n\nAdd an alert.\n<!-- closeout:end -->`,
    );
    expect(renderBlock({ marker: MARKER, dueOn: null, details: ' \n' })).toBe(
      `<!-- closeout:begin ${markerText(MARKER)} -->\nDue: none\n<!-- closeout:end -->`,
    );
  });

  test('says after parsing what it said before rendering, whatever stands around it', () => {
    fc.assert(
      fc.property(contents, outside, outside, (content, before, after) => {
        const parsed = parseBlock(before + renderBlock(content) + after);
        expect(parsed).toEqual({
          before,
          marker: content.marker,
          markers: [content.marker],
          dueLine: content.dueOn ?? 'none',
          details: blockDetails(content.details),
          after,
          whole: true,
        });
      }),
    );
  });

  test('is rewritten without touching a byte of the text around it', () => {
    fc.assert(
      fc.property(contents, contents, outside, outside, (old, fresh, before, after) => {
        expect(rewriteBlock(before + renderBlock(old) + after, fresh)).toBe(before + renderBlock(fresh) + after);
      }),
    );
  });

  test('is the same after line ends became those of a browser', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const parsed = parseBlock(renderBlock(content).replaceAll('\n', '\r\n'));
        expect(parsed?.details).toBe(blockDetails(content.details));
        expect(dueOnOf(parsed?.dueLine ?? null)).toBe(content.dueOn);
      }),
    );
  });

  test('keeps marker and due date when there is no room, and never halves a character', () => {
    fc.assert(
      fc.property(contents, fc.nat(400), (content, room) => {
        const block = renderBlock(content, room);
        const parsed = parseBlock(block);
        expect(parsed?.markers).toEqual([content.marker]);
        expect(dueOnOf(parsed?.dueLine ?? null)).toBe(content.dueOn);
        expect(block.length <= Math.max(room, renderBlock({ ...content, details: '' }).length)).toBe(true);
        expect(block.isWellFormed()).toBe(content.details.isWellFormed());
      }),
    );
  });

  test('that lost its tail keeps its marker and every letter behind the due line', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (content, at) => {
        const block = renderBlock(content);
        const head = `<!-- closeout:begin ${markerText(content.marker)} -->`.length;
        const torn = block.slice(0, head + (at % (block.length - head)));
        const parsed = parseBlock(torn);
        expect(parsed?.markers).toEqual([content.marker]);
        expect(parsed?.whole).toBe(false);
        const rest = parsed?.after ?? '';
        const eaten = torn.slice(head, torn.length - rest.length);
        expect(`\nDue: ${content.dueOn ?? 'none'}\n`.startsWith(eaten)).toBe(true);
        expect(torn.endsWith(rest)).toBe(true);
        expect(rewriteBlock(torn, content).endsWith(rest)).toBe(true);
        expect(parseBlock(rewriteBlock(torn, content))?.whole).toBe(true);
      }),
    );
  });

  test('that a stranger pasted shows both markers, and the first block is the one we write', () => {
    const ours = renderBlock({ marker: MARKER, dueOn: null, details: 'ours' });
    const theirs = renderBlock({ marker: OTHER, dueOn: null, details: 'theirs' });
    expect(parseBlock(`${ours}\n${theirs}`)).toEqual({
      before: '',
      marker: MARKER,
      markers: [MARKER, OTHER],
      dueLine: 'none',
      details: 'ours',
      after: `\n${theirs}`,
      whole: true,
    });
  });

  test('that lost its end before another one begins does not swallow the other', () => {
    const torn = renderBlock({ marker: MARKER, dueOn: null, details: 'ours' }).replace('<!-- closeout:end -->', '');
    const other = renderBlock({ marker: OTHER, dueOn: null, details: 'theirs' });
    expect(parseBlock(torn + other)?.details).toBe('ours');
    expect(parseBlock(torn + other)?.whole).toBe(false);
  });

  test('is found although its marker is gone', () => {
    expect(parseBlock('<!-- closeout:begin -->\nDue: none\n\ntext\n<!-- closeout:end -->')).toEqual({
      before: '',
      marker: null,
      markers: [],
      dueLine: 'none',
      details: 'text',
      after: '',
      whole: true,
    });
  });

  test('goes below the text of an issue that had none', () => {
    expect(rewriteBlock('What I saw.', { marker: MARKER, dueOn: null, details: 'x' })).toBe(
      `What I saw.\n\n${renderBlock({ marker: MARKER, dueOn: null, details: 'x' })}`,
    );
  });

  test.each([
    ['2026-03-31', '2026-03-31'],
    ['2026-3-1', '2026-03-01'],
    ['~~2026-03-31~~ no: 2026-04-15', '2026-03-31'],
    ['2026-02-30', null],
    ['none', null],
    ['after the freeze', null],
    ['', null],
    [null, null],
  ])('a due line %j means %j', (line, date) => {
    expect(dueOnOf(line)).toBe(date);
  });
});

describe('words on a due line', () => {
  test.each([
    ['2026-03-31', ''],
    ['**2026-3-1**', ''],
    ['none', ''],
    ['None.', ''],
    [null, ''],
    ['end of Q2, agreed with Bob (ticket 77)', 'end of Q2, agreed with Bob (ticket 77)'],
    ['2027-01-15 (agreed with Carol)', '(agreed with Carol)'],
    ['none, says Bob', ', says Bob'],
    ['nonetheless', 'nonetheless'],
    ['2026-02-30', '2026-02-30'],
  ])('of %j are %j', (line, words) => {
    expect(dueTextOf(line)).toBe(words);
  });
});

describe('a block among others', () => {
  const block = (marker: Marker, details: string) => renderBlock({ marker, dueOn: null, details });
  const body = `${block(OTHER, 'theirs')}\n\n${block(MARKER, 'ours')}\nbelow`;

  test('is the one of its own marker, wherever it stands, and the other stays', () => {
    expect(parseBlock(body, MARKER)).toMatchObject({ before: `${block(OTHER, 'theirs')}\n\n`, details: 'ours', after: '\nbelow' });
    expect(rewriteBlock(body, { marker: MARKER, dueOn: null, details: 'new' })).toBe(body.replace('ours', 'new'));
    expect(parseBlocks(body).map(({ details }) => details)).toEqual(['theirs', 'ours']);
  });

  test('is one without a marker rather than one of somebody else', () => {
    const unmarked = body.replace(/closeout:begin [^>]*b -->/, 'closeout:begin -->');
    expect(parseBlock(unmarked, MARKER)).toMatchObject({ marker: null, details: 'ours' });
    expect(parseBlock(unmarked)).toMatchObject({ marker: OTHER, details: 'theirs' });
  });
});

describe('a marker', () => {
  test('is found in any text, once, in lower case', () => {
    fc.assert(
      fc.property(markers, prose, (marker, text) => {
        const written = markerText(marker);
        expect(findMarkers(`${text} ${written} ${written.toUpperCase().replace('CLOSEOUT', 'closeout')}`)).toEqual([marker]);
      }),
    );
  });
});
