import type { Clock } from '@closeout/core';

/** Where people's text and documents go. */
export interface Sink {
  write(text: string): unknown;
}

/** What a run of the command line touches of the world; `main.ts` hands in the process, tests something else. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Which of the three is a terminal that a person sits at. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  readonly clock: Clock;
  /** Aborted when the process is asked to end; only a command that reads it gets to end in order. */
  readonly ending: AbortSignal;
}
