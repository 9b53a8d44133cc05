import { cutToWidth, displayWidth, plainText } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { linesSaying } from '../../packages/cli/src/triage/document-lines.ts';
import { keyDialog } from '../../packages/cli/src/triage/key-dialog.ts';
import { keyReader } from '../../packages/cli/src/triage/keys.ts';
import { shownLine, type TypedLine, typed } from '../../packages/cli/src/triage/line-edit.ts';
import { keyTable, listed, rowsOf } from '../../packages/cli/src/triage/rows.ts';
import { fc } from '../support/property.ts';

describe('keys', () => {
  const read = (...pieces: readonly string[]) => {
    const reader = keyReader();
    return [...pieces, ''].flatMap((piece) => reader.take(piece));
  };

  test.each([
    ['letters, also those that take more than one code unit', 'aÄ🚀', [text('a'), text('Ä'), text('🚀')]],
    ['Enter, however it is sent', '\r\n', [{ key: 'enter' }, { key: 'enter' }]],
    ['arrows, in both modes of a keypad', '\u001b[A\u001bOB\u001b[1;5C', [{ key: 'up' }, { key: 'down' }]],
    ['what ends a session', '\u0003\u0004', [{ key: 'interrupt' }, { key: 'end-of-input' }]],
    ['Escape by itself, and twice', '\u001b\u001b', [{ key: 'escape' }, { key: 'escape' }]],
    ['a paste, all at once', '\u001b[200~dA\r\u001b[201~q', [{ key: 'paste', text: 'dA\r' }, text('q')]],
    ['nothing where a key means nothing here', '\u001bq\u001b[15~\u0007\u001a', []],
    ['Ctrl-C out of a paste that never ends', '\u001b[200~lost\u0003', [{ key: 'interrupt' }]],
  ])('are %s', (_, sent, keys) => {
    expect(read(sent)).toEqual(keys);
  });

  test('come through a line that tears them anywhere as they were pressed', () => {
    const pressed = fc.constantFrom('a', 'A', '🚀', '\r', '\u001b[A', '\u001b[3~', '\u001bOD', '\u001b[200~A\u001b[201~', '\u0003');
    fc.assert(
      fc.property(fc.array(pressed, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 6 }), (keys, cuts) => {
        const sent = keys.join('');
        // Terminals and decoders send whole characters.
        const at = [...new Set([0, ...cuts, sent.length])]
          .filter((cut) => cut <= sent.length && sent.slice(cut).isWellFormed())
          .sort((a, b) => a - b);
        expect(read(...at.map((from, index) => sent.slice(from, at[index + 1] ?? sent.length)).filter((piece) => piece !== ''))).toEqual(
          read(sent),
        );
      }),
    );
  });

  function text(character: string) {
    return { key: 'text', text: character };
  }
});

describe('a line that is typed', () => {
  const lineOf = (before: string, after = ''): TypedLine => ({ before, after });

  test.each([
    ['backspace takes a whole character back', lineOf('a👩‍🚒'), 'backspace', lineOf('a')],
    ['delete takes the next one', lineOf('a', 'üb'), 'delete', lineOf('a', 'b')],
    ['left and right go by characters', lineOf('ae\u0301'), 'left', lineOf('a', 'e\u0301')],
    ['right', lineOf('a', '🚀b'), 'right', lineOf('a🚀', 'b')],
    ['home', lineOf('ab', 'c'), 'home', lineOf('', 'abc')],
    ['end', lineOf('ab', 'c'), 'end', lineOf('abc')],
    ['Ctrl-U clears to the left', lineOf('ab', 'c'), 'clear', lineOf('', 'c')],
    ['Ctrl-W takes a word', lineOf('why not  ', 'now'), 'kill-word', lineOf('why ', 'now')],
    ['Ctrl-K takes the rest', lineOf('ab', 'c'), 'kill-end', lineOf('ab')],
    ['Ctrl-D deletes where there is something', lineOf('ab', 'c'), 'end-of-input', lineOf('ab')],
  ] as const)('%s', (_, line, key, after) => {
    expect(typed(line, { key })).toEqual({ line: after });
  });

  test('ends by Enter, Escape, Ctrl-C, and Ctrl-D where nothing stands', () => {
    expect(typed(lineOf('a'), { key: 'enter' })).toEqual({ end: 'entered' });
    expect(typed(lineOf('a'), { key: 'escape' })).toEqual({ end: 'cancelled' });
    expect(typed(lineOf('a'), { key: 'interrupt' })).toEqual({ end: 'left' });
    expect(typed(lineOf(''), { key: 'end-of-input' })).toEqual({ end: 'left' });
  });

  test('pasted lines become one', () => {
    expect(typed(lineOf('x '), { key: 'paste', text: ' one\r\n\ttwo ' })).toEqual({ line: lineOf('x one two') });
  });

  const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

  test('is shown on one row with the cursor in it, whatever it holds and however narrow the terminal', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.string({ maxLength: 90, size: 'max' }),
        fc.integer({ min: 20, max: 120 }),
        (before, after, prompt, columns) => {
          const { text, back } = shownLine(lineOf(before, after), { prompt, columns });
          expect(displayWidth(text)).toBeLessThan(columns);
          expect(plainText(text)).toBe(text);
          expect(back).toBeLessThan(columns / 2);
          if (displayWidth(prompt + plainText(before + after)) < Math.min(columns - 2, 16)) expect(text).toContain(plainText(before));
        },
      ),
    );
  });
});

describe('rows', () => {
  const words = fc
    .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }).map(plainText), { maxLength: 12 })
    .map((each) => each.join(' '));

  test('are never wider than the terminal, and hold every character', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 90 }), (text, columns) => {
        const rows = rowsOf(text, { columns });
        expect(rows.filter((row) => displayWidth(row) > columns)).toEqual([]);
        expect(rows.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('are at most as many as asked for, and say where something is left out', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 90 }), fc.integer({ min: 1, max: 4 }), (text, columns, most) => {
        const [all, rows] = [rowsOf(text, { columns }), rowsOf(text, { columns, most })];
        expect(rows.length).toBe(Math.min(most, all.length));
        expect(rows.filter((row) => displayWidth(row) > columns)).toEqual([]);
        if (all.length <= most) expect(rows).toEqual(all);
        else expect(rows.at(-1)).toMatch(/…$/);
      }),
    );
  });

  test('of names keep each name whole, of keys stand one below the other', () => {
    expect(listed(['a accept', 'd drop', 's later'], { columns: 18, between: ' · ' })).toEqual(['a accept · d drop', 's later']);
    expect(listed(['a name that is too long'], { columns: 10, between: ' ' })).toEqual(['a name that is too long']);
    expect(
      keyTable(
        [
          ['q', 'leave, and go on later'],
          ['Esc', 'out'],
        ],
        20,
      ),
    ).toBe('  q    leave, and go\n       on later\n  Esc  out');
  });

  test('break words of a script without spaces instead of cutting them', () => {
    expect(rowsOf('数据库备份恢复演练数据库', { columns: 12 })).toEqual(['数据库备份恢', '复演练数据库']);
    expect(cutToWidth('数据库备份恢复演练数据库', 12)).toBe('数据库备份…');
  });
});

describe('a dialog by keys', () => {
  const world = (typedKeys: () => AsyncGenerator<string>) => {
    const told: string[] = [];
    const ending = new AbortController();
    const dialog = keyDialog(
      { stdin: typedKeys(), stdout: { write: (text) => told.push(text) }, ending: ending.signal },
      { setRaw: (isRaw) => told.push(`raw ${isRaw}`), columns: () => 80, release: () => told.push('released') },
    );
    return { dialog, told, ending };
  };

  async function* typing(...pieces: readonly string[]) {
    yield* pieces;
  }

  test.each([
    ['y', 'yes'],
    ['\r', 'yes'],
    [' ', 'skip'],
    ['\u001b[C', 'skip'],
    ['\u001b[A', 'back'],
    ['A', 'accept-incident'],
    ['\u0003', 'quit'],
    ['\u0004', 'quit'],
    ['', 'quit'],
  ])('takes %j for %s', async (keys, act) => {
    const { dialog } = world(() => typing(...(keys === '' ? [] : [keys])));
    expect(await dialog.request()).toEqual({ act, words: null });
  });

  test('an arrow that comes in two pieces is no command to accept everything', async () => {
    const { dialog } = world(() => typing('\u001b', '[A', 's'));
    expect(await dialog.request()).toEqual({ act: 'back', words: null });
    expect(await dialog.request()).toEqual({ act: 'skip', words: null });
  });

  test('Escape alone leads out of a question', async () => {
    const never = Promise.withResolvers<string>();
    const { dialog } = world(async function* () {
      yield 'x\u001b';
      yield await never.promise;
    });
    expect(await dialog.reply({ prompt: 'why? ' })).toBe('cancelled');
  });

  test('leaves when the process is asked to end, and puts the terminal back', async () => {
    const never = Promise.withResolvers<string>();
    const { dialog, told, ending } = world(async function* () {
      yield await never.promise;
    });
    const asked = dialog.reply({ prompt: 'why? ' });
    ending.abort();
    expect(await asked).toBe('left');
    dialog.close();
    expect([told[0], told.at(-1)]).toEqual(['raw true', 'released']);
    expect(told.filter((text) => text.includes('?2004'))).toEqual(['\u001b[?2004h', '\u001b[?2004l']);
  });
});

describe('the document beside a proposal', () => {
  const said = (text: string, title: string, line: number) => linesSaying(text.split('\n'), { title, line });

  test.each([
    ['one line', '- Rotate the keys\n- Rotate the locks', 'Rotate the keys', 1, { line: 1, lines: ['- Rotate the keys'] }],
    ['the second of two that say the same', '- Rotate\n- Rotate', 'Rotate', 2, { line: 2, lines: ['- Rotate'] }],
    [
      'a title with its sentence',
      '**Alerting:**\nPage when it is late.\n\nMore',
      'Alerting: Page when it is late.',
      1,
      { line: 1, lines: ['**Alerting:**', 'Page when it is late.'] },
    ],
    [
      'a cell of a table',
      '| ann | Rotate the keys of the vault | P1 |',
      'Rotate the keys of the vault',
      1,
      { line: 1, lines: ['| ann | Rotate the keys of the vault | P1 |'] },
    ],
    [
      'words with something left out between them',
      '1. Rotate (owner: ann) the keys every month\n2. Sing',
      'Rotate the keys every month',
      1,
      { line: 1, lines: ['1. Rotate (owner: ann) the keys every month'] },
    ],
    ['a line that moved down a little', '## Tasks\n\n- Rotate the keys', 'Rotate the keys', 1, { line: 3, lines: ['- Rotate the keys'] }],
    ['a line that moved', 'New\n\n\n\n- Rotate the keys', 'Rotate the keys', 1, { line: 5, lines: ['- Rotate the keys'] }],
    [
      'a line with an annotation, without it',
      '- Rotate <!-- closeout:1 --> (AI-1 · open) <!-- /closeout --> soon',
      'Rotate soon',
      1,
      { line: 1, lines: ['- Rotate soon'] },
    ],
    ['a script without spaces', '- 数据库备份恢复演练\n- 其他', '数据库备份恢复演练', 1, { line: 1, lines: ['- 数据库备份恢复演练'] }],
  ])('is %s', (_, text, title, line, expected) => {
    expect(said(text, title, line)).toEqual({ found: 'here', ...expected });
  });

  test.each([
    ['says it no more', '- Sing\n- Dance', 'Rotate the keys of the vault', 1],
    ['is shorter now', '', 'Rotate the keys', 40],
  ])('is gone where the text %s', (_, text, title, line) => {
    expect(said(text, title, line)).toEqual({ found: 'gone' });
  });
});
