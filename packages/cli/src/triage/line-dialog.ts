import type { Io } from '../shell/io.ts';
import { lineReader } from '../shell/line-reader.ts';
import { choicesText, chosen } from './choices.ts';
import type { Act, Dialog } from './dialog.ts';
import { keyTable } from './rows.ts';

const WORDS: Readonly<Record<string, Act>> = {
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
  b: 'back',
  A: 'accept-incident',
  z: 'undo',
  '?': 'help',
  q: 'quit',
};

const HELP: readonly (readonly [string, string])[] = [
  ['a [OWNER]', 'accept; what recurs becomes a series'],
  ['c CADENCE', 'accept as recurring: weekly … yearly, once, or an RRULE'],
  ['m [ID]', 'it says the same as that item: the more concrete text stays'],
  ['x', 'of a pair, the other text becomes the title'],
  ['n', 'of a pair, both stay: they are two promises'],
  ['d REASON', 'drop it, for a reason'],
  ['o NAME', 'set its owner, and ask again'],
  ['u DATE', 'set its due date (2026-03-31, +2w), and ask again'],
  ['t TEXT', 'say it in other words, and ask again'],
  ['A', 'accept what is left of this incident, but for pairs and what needs a cadence'],
  ['s', 'leave it for later'],
  ['b', 'the one before'],
  ['z', 'take the last decision back'],
  ['q', 'leave; closeout triage goes on from there'],
];

/** Line by line: where keys do not come one by one. */
export function lineDialog(io: Pick<Io, 'stdin' | 'stdout' | 'columns'>): Dialog {
  const nextLine = lineReader(io);
  const ask = (prompt: string) => {
    io.stdout.write(prompt);
    return nextLine();
  };
  return {
    columns: io.columns,
    legend: () => '',
    help: () => keyTable(HELP, io.columns),
    asksBack: false,
    async request() {
      const line = await ask('> ');
      if (line === null) return { act: 'quit', words: null };
      const [word = '', ...rest] = line.trim().split(/\s+/);
      const act = word === '' ? 'yes' : WORDS[word];
      return act === undefined ? null : { act, words: rest.join(' ') };
    },
    async reply({ prompt, ...question }) {
      io.stdout.write(choicesText(question, io.columns));
      const line = await ask(`  ${prompt}`);
      return line === null ? 'left' : chosen({ text: line.trim() }, question);
    },
    close() {},
  };
}
