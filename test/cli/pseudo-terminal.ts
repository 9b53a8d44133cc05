import { fileURLToPath } from 'node:url';
import headless from '@xterm/headless';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
/** A busy machine takes seconds to start a process. */
const PATIENCE_MS = 30_000;
const ROWS = 50;

/** `null` where there is no prebuilt pseudo-terminal for this machine. */
const pty = await import('@lydell/node-pty').catch(() => null);

/** Why a test that needs a terminal did not run. */
export const NO_TERMINAL = `no prebuilt pseudo-terminal for ${process.platform}-${process.arch}`;
export const hasTerminal = pty !== null && process.platform !== 'win32';

export const KEYS = {
  enter: '\r',
  escape: '\u001b',
  left: '\u001b[D',
  up: '\u001b[A',
  interrupt: '\u0003',
  endOfInput: '\u0004',
  clear: '\u0015',
  paste: (text: string) => `\u001b[200~${text}\u001b[201~`,
} as const;

/** A program on a terminal of its own, and what a person sees there. */
export interface AtTerminal {
  /** Types, and from then on looks only at what comes after. */
  type(keys: string): void;
  /** Waits until what came since the last typing has it; answers that part of the screen. */
  sees(what: string | RegExp): Promise<string>;
  /** Everything that was shown, row by row. */
  screen(): string;
  /** Rows that were too long, so that the terminal had to go on in the next one. */
  overlong(): readonly string[];
  /** All that was sent, as it was sent. */
  sent(): string;
  resize(columns: number): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Its exit code; with what the terminal has shown to the end. */
  readonly ended: Promise<number>;
}

/** The real command line at a terminal. What it shows goes through a real terminal's emulation: wrapping, erasing, cursor. */
export function atTerminal(
  args: readonly string[],
  options: { readonly cwd: string; readonly columns?: number; readonly env?: Readonly<Record<string, string>> },
): AtTerminal {
  return programAtTerminal([process.execPath, '--conditions=@closeout/source', MAIN, ...args], options);
}

/** The command line as a shell would start it: `stty -a` afterwards tells how it left the terminal. */
export function thenTerminalState(args: readonly string[], { cwd }: { readonly cwd: string }): AtTerminal {
  const words = [process.execPath, '--conditions=@closeout/source', MAIN, ...args].map((word) => `'${word}'`).join(' ');
  return programAtTerminal(['/bin/sh', '-c', `${words}; echo "left with $?"; stty -a`], { cwd });
}

function programAtTerminal(
  [file = '', ...args]: readonly string[],
  { cwd, columns = 80, env = {} }: { readonly cwd: string; readonly columns?: number; readonly env?: Readonly<Record<string, string>> },
): AtTerminal {
  if (pty === null) throw new Error(NO_TERMINAL);
  const terminal = new headless.Terminal({ cols: columns, rows: ROWS, scrollback: 10_000, allowProposedApi: true });
  const { NO_COLOR: _, ...inherited } = process.env;
  const child = pty.spawn(file, args, {
    cols: columns,
    rows: ROWS,
    cwd,
    env: { ...inherited, TERM: 'xterm-256color', USER: 'ada', ...env },
  });
  let from = 0;
  let sent = '';
  let waiting: (() => void)[] = [];
  const rows = (first: number) => {
    const { active } = terminal.buffer;
    return Array.from({ length: active.length - first }, (_, index) => active.getLine(first + index)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd();
  };
  const wake = () => {
    for (const look of waiting) look();
  };
  child.onData((text) => {
    sent += text;
    terminal.write(text, wake);
  });
  const ended = new Promise<number>((resolve) => {
    // What was written last may still be on its way through the emulation.
    child.onExit(({ exitCode }) => terminal.write('', () => resolve(exitCode)));
  });
  onTestFinished(() => {
    try {
      child.kill('SIGKILL');
    } catch {
      // It has ended.
    }
    terminal.dispose();
  });
  return {
    type(keys) {
      const { active } = terminal.buffer;
      from = active.baseY + active.cursorY;
      child.write(keys);
    },
    sees: (what) =>
      new Promise((resolve, reject) => {
        const has = (text: string) => (typeof what === 'string' ? text.includes(what) : what.test(text));
        const late = setTimeout(() => reject(new Error(`the terminal never showed ${what}:\n${rows(0)}`)), PATIENCE_MS);
        const look = () => {
          const text = rows(from);
          if (!has(text)) return;
          clearTimeout(late);
          waiting = waiting.filter((each) => each !== look);
          resolve(text);
        };
        waiting.push(look);
        look();
      }),
    screen: () => rows(0),
    overlong: () =>
      rows(0)
        .split('\n')
        .filter((_, index) => terminal.buffer.active.getLine(index)?.isWrapped),
    sent: () => sent,
    resize(to) {
      terminal.resize(to, ROWS);
      child.resize(to, ROWS);
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}
