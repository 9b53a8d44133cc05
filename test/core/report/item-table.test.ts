import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { cutToWidth, displayWidth } from '../../../packages/core/src/report/display-width.ts';
import { renderItemTable, type TableItem } from '../../../packages/core/src/report/item-table.ts';
import { plainText } from '../../../packages/core/src/report/terminal-text.ts';
import { fc } from '../../support/property.ts';

const rotate: TableItem = {
  id: 'AI-7',
  title: 'Rotate the keys of the card network before they expire in May',
  owner: 'ada',
  dueOn: plainDate('2026-03-20'),
  daysOverdue: 10,
  lateness: 'overdue',
  slips: 2,
};

describe('the table of items', () => {
  test('says who, when and how late', () => {
    expect(renderItemTable([rotate, { ...rotate, id: 'AI-12', title: 'Drill', owner: null, daysOverdue: 1, slips: 0 }])).toBe(
      [
        'ID     TITLE                              OWNER  DUE         LATE',
        'AI-7   Rotate the keys of the card netw…  ada    2026-03-20  10 days, slipped 2×',
        'AI-12  Drill                              –      2026-03-20  1 day',
      ].join('\n'),
    );
  });

  test('gives up the owner, then the due date, before the title becomes too short', () => {
    const [wide, narrow, tiny] = [64, 52, 40].map((width) => renderItemTable([{ ...rotate, slips: 0 }], { width }).split('\n')[0]);
    expect(wide).toMatch(/^ID +TITLE +OWNER +DUE +LATE$/);
    expect(narrow).toMatch(/^ID +TITLE +DUE +LATE$/);
    expect(tiny).toMatch(/^ID +TITLE +LATE$/);
  });

  test('no line is wider than the terminal, whatever the titles are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 30, max: 200 }),
        (title, owner, width) => {
          for (const line of renderItemTable([{ ...rotate, title, owner }], { width }).split('\n')) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});

describe('text for a terminal', () => {
  test('shows what would have moved the cursor, coloured or turned the text', () => {
    expect(plainText('\u001b[31mred\u0007\r\nnext\u202etxt\u009b2J\ud83d')).toBe('␛[31mred␇ next\ufffdtxt\ufffd2J\ufffd');
  });

  test('is cut by columns, between what people see as characters', () => {
    expect(cutToWidth('漢字かな', 5)).toBe('漢字…');
    expect(cutToWidth('👩‍👩‍👧‍👦 family', 4)).toBe('👩‍👩‍👧‍👦…');
    expect(cutToWidth('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
    expect(cutToWidth('short', 5)).toBe('short');
  });

  test.each([
    ['abc', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['✔', 1],
    ['✔\ufe0f', 2],
    ['\u200b', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
