import { runCli } from './run-cli.ts';
import type { Sink, Terminal } from './shell/io.ts';
import { systemClock } from './shell/system-clock.ts';

let ending: AbortController | null = null;

/** Only who asks for it gets to end in order; every other command just ends. The second time the process ends at once. */
function endingSignal(): AbortSignal {
  if (ending === null) {
    const asked = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => asked.abort(signal));
    ending = asked;
  }
  return ending.signal;
}

// Whoever read our output has gone (`closeout list | head`): nothing is left to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const sink = (stream: NodeJS.WriteStream): Sink => ({ write: (text) => stream.write(text) });

const terminal: Terminal = {
  setRaw: (isRaw) => process.stdin.setRawMode(isRaw),
  columns: () => process.stdout.columns || 80,
  release() {
    process.stdin.setRawMode(false);
    process.stdin.destroy();
  },
};

const exit = runCli(process.argv.slice(2), {
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  cwd: process.cwd(),
  isTTY: {
    // Opened when it is asked for: most commands read nothing.
    get stdin() {
      return process.stdin.isTTY === true;
    },
    stdout: process.stdout.isTTY === true,
    stderr: process.stderr.isTTY === true,
  },
  columns: process.stdout.columns || 80,
  get terminal() {
    return process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb' ? terminal : undefined;
  },
  clock: systemClock,
  get ending() {
    return endingSignal();
  },
});
// No `await` at the top: what a bundle loads late has to be a function (scripts/single-file.ts).
void exit.then((code) => {
  process.exitCode = code;
});
