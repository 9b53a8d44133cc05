import type { Io } from '../shell/io.ts';
import { lineReader } from '../shell/line-reader.ts';
import type { Act, Dialog } from './dialog.ts';

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

const HELP = `  a [OWNER]     accept; what recurs becomes a series
  c CADENCE     accept as recurring: weekly … yearly, once, or an RRULE
  m [ID]        it says the same as that item: the more concrete text stays
  x             the other text stays; n  they are two promises
  d REASON      drop it, for a reason
  t TEXT        say it in other words, and ask again
  o NAME        set the owner, and ask again
  u DATE        set the due date (2026-03-31, +2w), and ask again
  A             accept what is left of this incident
  s  leave it for later    b  the one before    z  take the last decision back
  q  stop`;

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
    help: HELP,
    asksBack: false,
    async request() {
      const line = await ask('> ');
      if (line === null) return { act: 'quit', words: null };
      const [word = '', ...rest] = line.trim().split(/\s+/);
      const act = word === '' ? 'yes' : WORDS[word];
      return act === undefined ? null : { act, words: rest.join(' ') };
    },
    async reply({ prompt }) {
      const line = await ask(prompt);
      return line === null ? 'left' : { text: line.trim() };
    },
    close() {},
  };
}
