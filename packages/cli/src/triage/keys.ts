/** What a person pressed. */
export type Key =
  | { readonly key: 'text'; readonly text: string }
  /** Pasted, all at once: never taken for commands. */
  | { readonly key: 'paste'; readonly text: string }
  | { readonly key: KeyName };

export type KeyName =
  | 'enter'
  | 'escape'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'clear'
  | 'kill-word'
  | 'kill-end'
  | 'interrupt'
  | 'end-of-input';

/** Asks a terminal to say what is pasted, and to stop saying it (xterm, "bracketed paste"). */
export const PASTE = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;
const [PASTE_BEGINS, PASTE_ENDS] = ['\u001b[200~', '\u001b[201~'];

const INTERRUPT = '\u0003';

const CONTROLS: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0001': 'home',
  '\u0005': 'end',
  '\u0015': 'clear',
  '\u0017': 'kill-word',
  '\u000b': 'kill-end',
  [INTERRUPT]: 'interrupt',
  '\u0004': 'end-of-input',
};

/** Ends of the sequences that begin with ESC [ or ESC O. */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
};

const ESCAPE = '\u001b';
/** What follows ESC: a control sequence, or a key with Alt. */
const CONTROL_SEQUENCE = /^\[([0-9;?]*[@-~])/;
const KEYPAD = /^O(.)/s;
const UNFINISHED = /^(?:\[[0-9;?]*|O)$/;

/** Takes what a terminal sends, in whatever pieces, and answers the keys; what has no meaning here is left out. */
export interface KeyReader {
  /** An empty piece says that nothing followed: then what was held back is the Escape key. */
  take(piece: string): readonly Key[];
  /** Whether an ESC is held back: the key of that name, or what a slow line has torn from the rest of a sequence. */
  holdsEscape(): boolean;
}

export function keyReader(): KeyReader {
  let waiting = '';
  return {
    take(piece) {
      const keys: Key[] = [];
      if (piece === '' && waiting === ESCAPE) {
        waiting = '';
        return [{ key: 'escape' }];
      }
      waiting += piece;
      while (waiting !== '' && waiting !== ESCAPE) {
        const [taken, found] = firstKey(waiting);
        if (taken === 0) break;
        waiting = waiting.slice(taken);
        if (found !== null) keys.push(found);
      }
      return keys;
    },
    holdsEscape: () => waiting === ESCAPE,
  };
}

/** How many characters the first key takes (0: the rest of it is still to come), and what it is. */
function firstKey(text: string): readonly [number, Key | null] {
  if (text.startsWith(PASTE_BEGINS)) {
    const end = text.indexOf(PASTE_ENDS);
    // A paste whose end got lost must not hold the person.
    if (end < 0) return text.includes(INTERRUPT) ? [text.indexOf(INTERRUPT), null] : [0, null];
    return [end + PASTE_ENDS.length, { key: 'paste', text: text.slice(PASTE_BEGINS.length, end) }];
  }
  if (text.startsWith(ESCAPE)) return sequence(text.slice(1));
  const [character = ''] = text;
  const control = CONTROLS[character];
  if (control !== undefined) return [1, { key: control }];
  return [character.length, character < ' ' ? null : { key: 'text', text: character }];
}

function sequence(rest: string): readonly [number, Key | null] {
  if (UNFINISHED.test(rest)) return [0, null];
  const [whole = '', end = ''] = CONTROL_SEQUENCE.exec(rest) ?? KEYPAD.exec(rest) ?? [];
  if (whole === '') return rest.startsWith(ESCAPE) ? [1, { key: 'escape' }] : [1 + ([...rest][0]?.length ?? 0), null];
  const key = SEQUENCES[end];
  return [1 + whole.length, key === undefined ? null : { key }];
}
