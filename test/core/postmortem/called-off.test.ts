import { describe, expect, test } from 'vitest';
import { parseImportJson } from '../../../packages/core/src/postmortem/parse-import-json.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

function read(...lines: readonly string[]) {
  const { incidents, problems } = readPostmortem(['# Outage of 2026-01-05', '## Action items', '', ...lines].join('\n'), {
    path: null,
    timeZone: 'UTC',
  });
  const off = problems.filter(({ code }) => code === 'called-off').map(({ line }) => line);
  return { items: incidents.flatMap(({ items }) => items), off };
}

function states(...lines: readonly string[]): readonly unknown[] {
  return read(...lines).items.map(({ title, done, calledOff }) => [title, calledOff ? 'off' : done]);
}

describe('what a document calls off', () => {
  test.each([
    '~~Grow the pool~~',
    '~~Grow the pool~~ (too dear)',
    '[ ] ~~Grow the pool~~',
    '<del>Grow the pool</del>',
    '[-] Grow the pool',
    "Grow the pool (won't do)",
    'Grow the pool (won’t fix: too dear)',
    'Grow the pool - cancelled',
    'Grow the pool | Status: Rejected',
    '[CANCELLED] Grow the pool',
    'CANCELLED: Grow the pool',
    'Grow the pool\n  Status: Duplicate of 3',
  ])('%s is an item that is called off, and a problem', (text) => {
    const { items, off } = read(`- ${text}`);
    expect(items).toMatchObject([{ calledOff: true, done: null, owner: null }]);
    expect(items[0]?.title).toMatch(/^Grow the pool/);
    expect(off).toEqual([4]);
  });

  test.each([
    ['Cancelled', 'off'],
    ["Won't fix", 'off'],
    ['Won’t do', 'off'],
    ['Duplicate', 'off'],
    ['Dup of 3', 'off'],
    ['Obsolete', 'off'],
    ["Closed - won't fix", 'off'],
    ['Verworfen', 'off'],
    ['отменено', 'off'],
    ['取消', 'off'],
    ['Closed', true],
    ['Deferred', null],
    ['Not started', false],
  ])('a row with the status %s is %s', (status, state) => {
    expect(states('| Action | Status |', '|---|---|', `| Grow the pool | ${status} |`)).toEqual([['Grow the pool', state]]);
  });

  test('a row that is struck out is called off as well', () => {
    expect(states('| Action | Owner |', '|---|---|', '| ~~Grow the pool~~ | nils |')).toEqual([['Grow the pool', 'off']]);
  });

  test('a heading calls off what stands below it', () => {
    expect(states("### Won't do", '', '- Grow the pool')).toEqual([['Grow the pool', 'off']]);
  });

  test('what is struck out and ticked off is done', () => {
    expect(states('- [x] ~~Grow the pool~~', '- ~~Drain the pool~~ (done)', '- ~~Fill the pool~~ - done')).toEqual([
      ['Grow the pool', true],
      ['Drain the pool', true],
      ['Fill the pool', true],
    ]);
  });

  test('what is to go because it is obsolete is not called off', () => {
    expect(states('- Delete the old pool (obsolete)', '- Remove the flag (no longer needed)')).toEqual([
      ['Delete the old pool (obsolete)', null],
      ['Remove the flag (no longer needed)', null],
    ]);
  });

  test('a few struck words call off nothing', () => {
    expect(states('- Grow the ~~pool~~ lake')).toEqual([['Grow the pool lake', null]]);
  });

  test('the reason stays, in the details', () => {
    expect(read('- Grow the pool (duplicate of TUN-3)').items).toMatchObject([{ title: 'Grow the pool', details: 'duplicate of TUN-3' }]);
  });

  test('nothing repeats it', () => {
    expect(read('- ~~Grow the pool~~', '- Grow the pool').items.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null]);
  });

  test('JSON that does not mention it says that it is not', () => {
    const parsed = parseImportJson({ version: 1, documents: [{ incidents: [{ title: 'Outage', items: [{ title: 'Grow the pool' }] }] }] });
    expect(parsed).toMatchObject({ ok: true, value: [{ incidents: [{ items: [{ calledOff: false }] }] }] });
  });
});

describe('a column called "Done"', () => {
  test.each([
    ['Yes', true],
    ['x', true],
    ['✓', true],
    ['No', false],
    ['', null],
  ])('with %j', (cell, done) => {
    expect(states('| Action | Done? |', '|---|---|', `| Grow the pool | ${cell} |`)).toEqual([['Grow the pool', done]]);
  });

  test('may be called 状態 or 状況', () => {
    expect(states('| 対応 | 状態 |', '|---|---|', '| 監視を追加する | 完了 |')).toEqual([['監視を追加する', true]]);
    expect(states('| 対応 | 状況 |', '|---|---|', '| 監視を追加する | 対応中 |')).toEqual([['監視を追加する', false]]);
  });
});
