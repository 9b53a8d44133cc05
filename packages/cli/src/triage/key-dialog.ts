import type { Io, Terminal } from '../shell/io.ts';
import { choicesText, chosen } from './choices.ts';
import type { Act, Dialog, Reply } from './dialog.ts';
import { keysOf } from './key-stream.ts';
import { type Key, PASTE } from './keys.ts';
import { shownLine, type TypedLine, typed } from './line-edit.ts';
import { keyTable, listed } from './rows.ts';

const KEYS: Readonly<Record<string, Act>> = {
  y: 'yes',
  a: 'accept',
  c: 'cadence',
  m: 'merge',
  x: 'swap',
  n: 'apart',
  d: 'drop',
  t: 'title',
  o: 'owner',
  u: 'due',
  s: 'skip',
  ' ': 'skip',
  b: 'back',
  A: 'accept-incident',
  z: 'undo',
  '?': 'help',
  h: 'help',
  q: 'quit',
};

const CALLED: Readonly<Record<Act, string>> = {
  yes: 'Enter',
  accept: 'a accept',
  cadence: 'c how often',
  merge: 'm merge',
  swap: 'x swap',
  apart: 'n keep both',
  drop: 'd drop',
  title: 't title',
  owner: 'o owner',
  due: 'u due',
  skip: 's later',
  back: 'b back',
  'accept-incident': 'A all of this incident',
  undo: 'z undo',
  help: '? help',
  quit: 'q quit',
};

const HELP: readonly (readonly [string, string])[] = [
  ['Enter', 'what is proposed: merge a pair, accept anything else'],
  ['a', 'accept; what recurs becomes a series'],
  ['c', 'accept, and say how often it recurs'],
  ['m', 'merge with the item it is like, or with another one'],
  ['x', 'of a pair, the other text becomes the title'],
  ['n', 'of a pair, both stay: they are two promises'],
  ['d', 'drop it, for a reason'],
  ['o u t', 'set its owner, its due date, its title, and stay here'],
  ['A', 'accept what is left of this incident, but for pairs and what needs a cadence'],
  ['s', 'leave it for later (also: space, →)'],
  ['b', 'the one before (also: ←)'],
  ['z', 'take the last decision back, and so on, back to where this walk began'],
  ['q', 'leave (also: Ctrl-C, Ctrl-D); what was decided is kept, and closeout triage goes on from there'],
  ['Esc', 'out of a question, with nothing done'],
];

/** By single keys. The terminal is as it was before once this is closed. */
export function keyDialog({ stdin, stdout, ending }: Pick<Io, 'stdin' | 'stdout' | 'ending'>, terminal: Terminal): Dialog {
  const nextKey = keysOf({ stdin, ending });
  terminal.setRaw(true);
  stdout.write(PASTE.on);
  return {
    get columns() {
      return terminal.columns();
    },
    legend(acts, { yes, id }) {
      const isOne = (act: Act) => yes === 'merge' && (act === 'accept' || act === 'drop');
      const names = [`Enter ${yes}`, ...acts.map((act) => (isOne(act) ? `${CALLED[act]} ${id}` : CALLED[act])), ...ALWAYS];
      return listed(names, { columns: terminal.columns() - 2, between: ' · ' })
        .map((row) => `  ${row}`)
        .join('\n');
    },
    help: () => keyTable(HELP, terminal.columns()),
    asksBack: true,
    async request() {
      const key = await nextKey();
      if (key === null) return { act: 'quit', words: null };
      switch (key.key) {
        case 'interrupt':
        case 'end-of-input':
          return { act: 'quit', words: null };
        case 'enter':
          return { act: 'yes', words: null };
        case 'right':
        case 'down':
          return { act: 'skip', words: null };
        case 'left':
        case 'up':
          return { act: 'back', words: null };
        case 'text': {
          const act = KEYS[key.text];
          return act === undefined ? null : { act, words: null };
        }
        default:
          return null;
      }
    },
    async reply({ prompt, initial = '', ...question }) {
      stdout.write(choicesText(question, terminal.columns()));
      const line = { before: initial, after: '' };
      return chosen(await typeLine({ nextKey, terminal, stdout }, { prompt: `  ${prompt}`, line }), question);
    },
    close() {
      stdout.write(PASTE.off);
      terminal.release();
    },
  };
}

const ALWAYS = [CALLED.help, CALLED.quit];

interface Typing extends Pick<Io, 'stdout'> {
  readonly nextKey: () => Promise<Key | null>;
  readonly terminal: Terminal;
}

async function typeLine(
  { nextKey, terminal, stdout }: Typing,
  { prompt, line: first }: { readonly prompt: string; readonly line: TypedLine },
): Promise<Reply> {
  let line = first;
  for (;;) {
    const { text, back } = shownLine(line, { prompt, columns: terminal.columns() });
    stdout.write(`\r\u001b[K${text}${back === 0 ? '' : `\u001b[${back}D`}`);
    const key = await nextKey();
    const next = key === null ? { end: 'left' as const } : typed(line, key);
    if ('line' in next) {
      line = next.line;
      continue;
    }
    stdout.write('\n');
    return next.end === 'entered' ? { text: (line.before + line.after).trim() } : next.end;
  }
}
